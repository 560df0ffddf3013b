/**
 * What really is in the database, read past the gate: each course or series with its patient and
 * values. Against it the attacks check what the gate lets a viewer see.
 */
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { areaRoot } from '#lib/domain/areas.ts';
import { DIMENSION_FACTS, DIMENSIONS, type Dimension } from '#lib/domain/dimensions.ts';
import { quartersOf } from '#lib/domain/quarter-options.ts';
import { primaryPairs } from '#lib/domain/primary-measures.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';

/** One course, series or session. `subjects` are the figures it is counted in. */
export type Unit = {
	id: number;
	patient: string;
	values: Readonly<Partial<Record<Dimension, string | null>>>;
	subjects: ReadonlySet<string>;
};

/** Where a figure stands: its filters, and the value of its line and panel. */
export type Place = Readonly<Partial<Record<Dimension, string | null>>>;

type Row = Record<string, string | number | null>;

/** Series with a baseline by measure and scored week, courses, and sessions that were asked about. */
export async function unitsOf(db: Kysely<Database>, clinics: readonly string[]): Promise<Unit[]> {
	const own = sql.join(clinics);
	const series = await sql<Row>`select * from trajectory where clinic_id in (${own})
		and not control and sessions_done > 0 and baseline_x100 is not null`.execute(db);
	const courses = await sql<Row>`select * from course_profile where clinic_id in (${own})
		and not control and sessions_done > 0`.execute(db);
	const sessions = await sql<Row>`select c.*, s.side_effects_asked from session s
		join course_profile c using (clinic_id, course_id)
		where c.clinic_id in (${own}) and not c.control and s.performed = 'done'`.execute(db);
	const found: Omit<Unit, 'id'>[] = [
		...series.rows.filter(leads).map((row) => unit(row, seriesSubjects(row))),
		...courses.rows.map((row) => unit(row, ['courses'])),
		...sessions.rows.map((row) =>
			unit(row, ['treated', ...(row.side_effects_asked === 'yes' ? ['asked'] : [])])
		)
	];
	return found.map((one, id) => ({ ...one, id }));
}

function unit(row: Row, subjects: string[]): Omit<Unit, 'id'> {
	const values = DIMENSIONS.map((dimension) => {
		// The area as it was recorded, with its part.
		const value = dimension === 'area' ? row.area : row[DIMENSION_FACTS[dimension].column];
		return [dimension, value === undefined || value === null ? null : String(value)];
	});
	return {
		patient: `${row.clinic_id} ${row.patient_id}`,
		values: Object.fromEntries(values),
		subjects: new Set(subjects)
	};
}

const seriesSubjects = (row: Row) => [
	`${row.measure}`,
	...VISIT_WEEKS.filter((_, i) => row[`window_${i + 1}`] !== null).map(
		(week) => `${row.measure} ${week}`
	)
];

/** What is shown unasked: the measures that lead on the area, and their companions. */
const leads = (row: Row) =>
	primaryPairs().some(
		({ measure, companions, areaRoots, except }) =>
			[measure, ...companions].some((code) => code === row.measure) &&
			(areaRoots
				? areaRoots.some((area) => area === row.area_root)
				: !except.some((area) => area === row.area_root))
	);

const bySubject = new WeakMap<readonly Unit[], Map<string, Unit[]>>();

/** The units of a subject, sorted out once. */
function unitsOfSubject(units: readonly Unit[], subject: string): readonly Unit[] {
	const sorted = bySubject.get(units) ?? new Map<string, Unit[]>();
	bySubject.set(units, sorted);
	const own = sorted.get(subject) ?? units.filter(({ subjects }) => subjects.has(subject));
	sorted.set(subject, own);
	return own;
}

/** The units of a subject at a place. */
export function unitsAt(
	units: readonly Unit[],
	subject: string,
	place: Place,
	quarters: readonly string[]
): Unit[] {
	const wanted = Object.entries(place).map(([key, value]) => ({
		key: key as Dimension, // keys of a place are dimensions
		value,
		spanned: key === 'quarter' && value !== null ? quartersOf(value, quarters) : null
	}));
	return unitsOfSubject(units, subject).filter(({ values }) =>
		wanted.every(({ key, value, spanned }) => {
			const own = values[key] ?? null;
			if (key === 'area') return placesOfArea(own ?? '').includes(value ?? '');
			return spanned ? spanned.includes(own ?? '') : own === value;
		})
	);
}

/** Where a recorded area counts: "face.cheeks" there and under "face", "face" there and where no part is named. */
export function placesOfArea(area: string): string[] {
	const root = areaRoot(area);
	return [root, root === area ? `${root} without a part` : area];
}

export const patientsOf = (units: readonly Unit[]): number =>
	new Set(units.map(({ patient }) => patient)).size;

/** 1 to threshold - 1. */
export const isFew = (patients: number, threshold: number) => patients > 0 && patients < threshold;
