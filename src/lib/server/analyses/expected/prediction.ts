/** From the patients of an area to what one like this can expect: the model's course, and what was seen. */
import type { Dimension } from '#lib/domain/dimensions.ts';
import { optionsOf } from '#lib/domain/filters.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { TrajectoryPatient } from '#lib/statistics/index.ts';
import { model } from '../../models/model.ts';
import type { Context, Group } from '../../analysis.ts';
import type { Area } from './areas.ts';
import {
	darkeningOf,
	improvedOf,
	rednessOf,
	type Darkening,
	type Redness,
	type Share
} from './seen.ts';

/** METHODS 5.3: a prediction rests on at least so many patients of the concern and area. */
export const MOST_CAREFUL = 50;
/** A visit, a band of patients and those outside it count only from so many patients on. */
const ENOUGH = 10;
/** One thing more is known of the patient for each so many patients: with fewer the bands are too narrow. */
const FOR_EACH = 30;

/** What is said of the patient, and whether the model could take it. */
export type Said = {
	key: Dimension;
	/** "skin type IV". */
	label: string;
	patients: number | null;
	/** Why the prediction does not know it; null where it does. */
	why: string | null;
};

export type Point = {
	week: number;
	middle: number | null;
	half: { low: number; high: number } | null;
	most: { low: number; high: number } | null;
	/** Patients scored at the visit. */
	patients: number;
	why: string | null;
};

export type Prediction = {
	area: Area;
	/** Patients with a baseline and a later score: those of the model. */
	patients: number;
	/** Why there is none; null where there is one. */
	why: 'hidden' | 'too few patients' | 'no data' | 'no fit' | null;
	simpler: boolean;
	points: Point[];
	said: Said[];
	improved: Share;
	redness: Redness;
	darkening: Darkening;
};

/** Works the course out in the thread for models. */
export async function predictionOf(area: Area, context: Context): Promise<Prediction> {
	const { total, measure } = area;
	const course = total?.cells.course;
	const like = (key: Dimension) => area.like[key] ?? null;
	const seen = {
		improved: improvedOf(total, like('severity'), 'severity', context),
		redness: rednessOf(total, like('depth'), 'depth', context),
		darkening: darkeningOf(total, like('type'), 'type', context)
	};
	const said = saidOf(area, context);
	const nothing = { area, points: [], said, simpler: false, ...seen };
	if (!total || !course?.sums) return { ...nothing, patients: 0, why: 'hidden' };
	if (course.patients < MOST_CAREFUL) {
		const why = course.patients === 0 ? 'no data' : 'too few patients';
		return { ...nothing, patients: course.patients, why };
	}
	const labelOf = (key: Dimension) => said.find((one) => one.key === key)?.label ?? key;
	const known = said.filter(({ why, key }) => why === null && key !== 'severity');
	const columns = known.map(({ key }) => ({ key, value: context.filters.about[key] ?? '' }));
	const patients = patientsOf(total, columns);
	const weeks = VISIT_WEEKS.filter((week) => (total.cells[week]?.patients ?? 0) >= ENOUGH);
	const severity = said.find(({ key, why }) => key === 'severity' && why === null);
	const baseline = severity ? baselineOf(like('severity')) : null;
	const found = await model('expectedTrajectory', patients, VISIT_WEEKS, {
		atWeeks: weeks,
		atCovariates: columns.map(() => 1),
		minimumAtVisit: ENOUGH,
		minimumPatients: MOST_CAREFUL,
		...(baseline === null ? {} : { atBaseline: baseline })
	});
	const from = found.atBaseline ?? 0;
	return {
		...nothing,
		patients: found.patients,
		why: found.reason === null || found.reason === 'no variation' ? null : 'no fit',
		simpler: found.simplerBecause !== null,
		points: found.points.map(({ week, expected, bands, reason }) => {
			const few = columns.find(({ key, value }) => !seenIn(total, week, key, value));
			const [half = null, most = null] = bands;
			const why = few
				? `hidden: too few patients of ${labelOf(few.key)} were seen, or too few others`
				: expected === null
					? (reason ?? 'no fit')
					: null;
			const within = (band: typeof half) =>
				band && { low: onScale(band.low, from, measure), high: onScale(band.high, from, measure) };
			return {
				week,
				middle: why === null && expected !== null ? onScale(expected, from, measure) : null,
				half: why === null ? within(half) : null,
				most: why === null ? within(most) : null,
				patients: total.cells[week]?.patients ?? 0,
				why
			};
		})
	};
}

/** The series as the model takes them; who is in the bands of `columns` has a 1 there. */
export function patientsOf(
	{ cells }: Group,
	columns: readonly { key: Dimension; value: string }[]
): TrajectoryPatient[] {
	const records = cells.course?.records ?? [];
	return records.map((record, i) => ({
		baseline: Number(record.baseline),
		improvements: VISIT_WEEKS.map((week) => {
			const gain = gainAt(cells, week, i);
			return gain === null ? null : Number(gain);
		}),
		covariates: columns.map(({ key, value }) => Number(record[key] === value))
	}));
}

/**
 * What is said of the patient: a covariate is no cell (METHODS 5.3), so the model takes in a band that is
 * hidden in tables, so long as enough are in it and outside it. In the order in which the model takes
 * it in while there are patients enough.
 */
function saidOf({ total, like }: Area, { filters, known }: Context): Said[] {
	const all = total?.cells.course?.patients ?? 0;
	let left = Math.floor(all / FOR_EACH);
	const keys = (['severity', 'depth', 'type', 'age'] as const).filter(
		(key) => filters.about[key] !== undefined
	);
	return keys.map((key) => {
		const value = filters.about[key] ?? '';
		const label = optionsOf(key, known).find((option) => option.value === value)?.label ?? value;
		const group = like[key];
		const cell = group?.cells.course;
		const patients = cell?.sums ? cell.patients : null;
		const inBand = total ? recordsIn(total, key, value).length : 0;
		const why = (): string | null => {
			// Of a hidden band not even how few are in it is said.
			if (inBand < ENOUGH) return 'too few patients';
			if (key === 'severity') return patients === null ? 'too few patients beside it' : null;
			if (all - inBand < ENOUGH) return 'too few patients are not';
			return left-- > 0
				? null
				: `one thing is taken in for each ${FOR_EACH} patients, and there are ${all}`;
		};
		return { key, label: key === 'age' ? `age ${label}` : label, patients, why: why() };
	});
}

/** The patients of the model who are in the band. */
function recordsIn({ cells }: Group, key: Dimension, value: string): number[] {
	return (cells.course?.records ?? []).flatMap((record, i) =>
		record[key] === value && VISIT_WEEKS.some((week) => gainAt(cells, week, i) !== null) ? [i] : []
	);
}

const gainAt = (cells: Group['cells'], week: number, i: number) =>
	cells[week]?.records?.[i]?.gain ?? null;

/** Whether enough of the band, and enough of the others, were seen at the week. */
function seenIn({ cells }: Group, week: number, key: Dimension, value: string): boolean {
	const own = (cells.course?.records ?? []).flatMap((record, i) =>
		gainAt(cells, week, i) === null ? [] : [record[key] === value]
	);
	const inBand = own.filter(Boolean).length;
	return inBand >= ENOUGH && own.length - inBand >= ENOUGH;
}

function baselineOf(group: Group | null): number | null {
	const records = group?.cells.course?.records ?? [];
	const sum = records.reduce((all, { baseline }) => all + Number(baseline), 0);
	return records.length === 0 ? null : sum / records.length;
}

/** An improvement that would leave the scale ends at its end. */
function onScale(gain: number, from: number, { min, max, better }: Area['measure']): number {
	const room = (end: number | null, way: number) => (end === null ? Infinity : way * (end - from));
	const [best, worst] =
		better === 'lower' ? [room(min, -1), room(max, 1)] : [room(max, 1), room(min, -1)];
	return Math.min(best, Math.max(-worst, gain));
}
