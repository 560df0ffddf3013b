/**
 * The rows of a release, safe by how they are made: bands at their step, nominal days, random ids, due visits
 * exchanged within a class. What a dropped column knew is in none of their columns.
 */
import type {
	ReleaseContactTable,
	ReleaseCourseTable,
	ReleaseProtocolTable,
	ReleaseSessionTable,
	ReleaseSideEffectTable,
	ReleaseTrajectoryTable
} from '#db/schema.ts';
import { areaRoot } from '#lib/domain/areas.ts';
import { NOMINAL_INTERVAL_DAYS, SESSIONS_AT_LEAST } from '#lib/domain/release-columns.ts';
import type { PlannedClass, ReleasePlan } from '#lib/privacy/release/course.ts';
import { dueCourse, exchangedDue } from './exchange-due.ts';
import { gridDown, gridUp, intervalOf, lastOpened } from './nominal-days.ts';
import { randomIds, shuffled } from './random-ids.ts';
import type { CourseRow, Details, Material, SessionRow } from './read.ts';

type Row<Table> = Omit<Table, 'release_no'>;

export type ReleaseRows = {
	release_course: Row<ReleaseCourseTable>[];
	release_trajectory: Row<ReleaseTrajectoryTable>[];
	release_session: Row<ReleaseSessionTable>[];
	release_side_effect: Row<ReleaseSideEffectTable>[];
	release_contact: Row<ReleaseContactTable>[];
	release_protocol: Row<ReleaseProtocolTable>[];
};

/** Ids and bands of a course. */
type Shared = Pick<
	ReleaseCourseTable,
	keyof Row<ReleaseCourseTable> & keyof Row<ReleaseTrajectoryTable>
>;

/** A course that is released, with all that its rows are made of. */
type Told = {
	from: CourseRow;
	row: Row<ReleaseCourseTable>;
	/** What the rows of its scores repeat of it. */
	shared: Shared;
	concerns: readonly string[];
	intervalDays: number;
	/** The done sessions, of which the first `row.sessions_done` are told. */
	sessions: readonly SessionRow[];
};

/** Where courses are told by clinic, each has a number in an order that says nothing. */
export function clinicNumbers({ classes }: ReleasePlan): ReadonlyMap<string, string> {
	const clinics = new Set(classes.flatMap(({ bands }) => bands.clinic ?? []));
	return new Map(shuffled([...clinics].sort()).map((clinic, i) => [clinic, String(i + 1)]));
}

/** All rows of the release, each table in the order of its random ids. */
export function releaseRows(
	material: Material & Details,
	plan: ReleasePlan,
	clinics: ReadonlyMap<string, string>
): ReleaseRows {
	const of = <Kind extends { clinic_id: string; course_id: string }>(rows: readonly Kind[]) =>
		Map.groupBy(rows, courseKey);
	const scores = of(material.scores);
	const told = toldCourses(material, plan, clinics, scores);
	const sideEffects = of(material.sideEffects);
	const contacts = of(material.contacts);
	const rowKey = randomIds();
	const rows: ReleaseRows = {
		release_course: [],
		release_trajectory: [],
		release_session: [],
		release_side_effect: [],
		release_contact: [],
		release_protocol: []
	};
	for (const course of told) {
		const key = courseKey(course.from);
		rows.release_course.push(course.row);
		rows.release_session.push(...sessionRows(course));
		rows.release_trajectory.push(...scoreRows(course, scores.get(key) ?? []));
		rows.release_side_effect.push(...effectRows(course, sideEffects.get(key) ?? [], rowKey));
		rows.release_contact.push(...contactRows(course, contacts.get(key) ?? []));
	}
	rows.release_protocol = protocolRows(rows.release_course, material.protocols);
	return rows;
}

const courseKey = (row: { clinic_id: string; course_id: string }) =>
	`${row.clinic_id}\u0000${row.course_id}`;

function toldCourses(
	material: Material & Details,
	plan: ReleasePlan,
	clinics: ReadonlyMap<string, string>,
	scores: ReadonlyMap<string, Details['scores']>
): Told[] {
	const classes = new Map(plan.classes.map((own) => [own.classNo, own]));
	const classOf = new Map(
		plan.members.map(({ clinic, course, classNo }) => [
			courseKey({ clinic_id: clinic, course_id: course }),
			classes.get(classNo)
		])
	);
	const sessions = Map.groupBy(material.sessions, courseKey);
	const id = randomIds();
	const known = new Map<string, string>();
	/** One id for all that share a key; linked, a patient's courses and the sides of a pair. */
	const idOf = (key: string) => {
		const found = known.get(key) ?? id();
		known.set(key, found);
		return found;
	};
	const sides = Map.groupBy(
		material.courses.filter((row) => classOf.has(courseKey(row))),
		pairKey
	);
	const released = material.courses.flatMap((from) => {
		const own = classOf.get(courseKey(from));
		return own ? [{ from, own }] : [];
	});
	const due = exchangedDue(
		released.map(({ from, own }) => dueCourse(from, own, scores.get(courseKey(from)) ?? []))
	);
	const told = released.map(({ from, own }, i) => {
		const inPair = plan.linked && from.pair_id !== null && sides.get(pairKey(from))?.length === 2;
		const shared = sharedOf(from, own, due[i] ?? 0, {
			clinic_id: clinics.get(own.bands.clinic ?? '') ?? 'all',
			course_id: id(),
			patient_id: plan.linked ? idOf(`${from.clinic_id}\u0000${from.patient_id}`) : id(),
			pair_id: inPair ? idOf(pairKey(from)) : null
		});
		return {
			from,
			row: courseRow(from, own, shared),
			shared,
			concerns: own.concerns,
			intervalDays: intervalOf(own.bands.spacing),
			sessions: sessions.get(courseKey(from)) ?? []
		};
	});
	return told.sort((a, b) => (a.row.course_id < b.row.course_id ? -1 : 1));
}

const pairKey = ({ clinic_id, patient_id, pair_id }: CourseRow) =>
	JSON.stringify([clinic_id, patient_id, pair_id]);

type Ids = Pick<ReleaseCourseTable, 'clinic_id' | 'course_id' | 'patient_id' | 'pair_id'>;

function sharedOf(
	from: CourseRow,
	{ bands, concerns }: PlannedClass,
	due: number,
	ids: Ids
): Shared {
	return {
		...ids,
		area: bands.area ?? null,
		area_root: bands.area ? areaRoot(bands.area) : null,
		concern: concerns[0] ?? null,
		depth_band: bands.depth ?? null,
		device: bands.device ?? null,
		protocol_id: bands.protocol ?? null,
		spacing_band: bands.spacing ?? null,
		sessions_band: bands.sessions ?? null,
		adjunct: bands.adjunct ?? null,
		skin_band: bands.type ?? null,
		age_band: bands.age ?? null,
		sex: bands.sex ?? null,
		smoking: bands.smoking ?? null,
		year: bands.quarter ?? null,
		control: from.control,
		sessions_done: sessionsTold(from, bands),
		scheduled: due,
		dropped_day: lastOpened(from.dropped_day)
	};
}

function courseRow(
	from: CourseRow,
	{ bands }: PlannedClass,
	shared: Shared
): Row<ReleaseCourseTable> {
	return {
		...shared,
		status: from.status,
		// It follows from the protocol, so it is told only with it.
		sessions_planned: bands.protocol ? from.sessions_planned : null,
		interval_days: NOMINAL_INTERVAL_DAYS[bands.spacing ?? ''] ?? null,
		keloid_history: from.keloid_history,
		isotretinoin_6m: from.isotretinoin_6m,
		anticoagulant: from.anticoagulant,
		pregnancy: from.pregnancy,
		active_infection: from.active_infection,
		immunosuppressed: from.immunosuppressed
	};
}

/** As many as the band is sure of; without the column, whether there was any. */
function sessionsTold({ sessions_done: done }: CourseRow, bands: PlannedClass['bands']): number {
	if (!('sessions' in bands)) return Math.min(done, 1);
	return SESSIONS_AT_LEAST[bands.sessions ?? ''] ?? 0;
}

const sessionRows = ({ row, sessions, intervalDays }: Told): ReleaseRows['release_session'] =>
	sessions.slice(0, row.sessions_done).map(({ endpoint, side_effects_asked }, i) => ({
		clinic_id: row.clinic_id,
		course_id: row.course_id,
		session_no: i + 1,
		session_day: i * intervalDays,
		endpoint,
		side_effects_asked
	}));

function scoreRows(
	{ shared, concerns }: Told,
	scores: Details['scores']
): ReleaseRows['release_trajectory'] {
	return scores
		.filter(({ concern }) => concerns.includes(concern))
		.map((score) => ({ ...score, ...shared, concern: score.concern }))
		.sort((a, b) => (a.measure < b.measure ? -1 : 1));
}

function effectRows(
	{ row, sessions, intervalDays }: Told,
	effects: Details['sideEffects'],
	rowKey: () => string
): ReleaseRows['release_side_effect'] {
	return effects
		.flatMap((effect) => {
			const given = sessions.findIndex(({ session_no }) => session_no === effect.session_no);
			// Of a session that the release does not tell of, nor of what came after it.
			if (effect.session_no !== null && (given < 0 || given >= row.sessions_done)) return [];
			const session = sessions[given];
			const onset =
				session && effect.onset_day !== null
					? nominalDay(effect.onset_day - session.session_day, given, row, intervalDays)
					: null;
			return [
				{
					...effect,
					clinic_id: row.clinic_id,
					course_id: row.course_id,
					row_key: rowKey(),
					session_no: session ? given + 1 : null,
					onset_day: onset,
					duration_days: effect.duration_days === null ? null : gridUp(effect.duration_days)
				}
			];
		})
		.sort((a, b) => (a.row_key < b.row_key ? -1 : 1));
}

/** So many days after the session, on the grid, and before the next one that is told. */
function nominalDay(
	days: number,
	session: number,
	{ sessions_done }: Pick<ReleaseCourseTable, 'sessions_done'>,
	intervalDays: number
): number {
	const last = session + 1 < sessions_done ? intervalDays - 1 : Infinity;
	return session * intervalDays + gridDown(Math.min(days, last));
}

function contactRows(
	{ row, sessions, intervalDays }: Told,
	contacts: Details['contacts']
): ReleaseRows['release_contact'] {
	const days = new Map<number, ReleaseRows['release_contact'][number]>();
	for (const { contact_day, kind, side_effects_asked } of contacts) {
		const given = sessions.findLastIndex(({ session_day }) => session_day <= contact_day);
		const session = sessions[given];
		if (!session || given >= row.sessions_done) continue;
		const day = nominalDay(contact_day - session.session_day, given, row, intervalDays);
		// Of two that fall on one day, the one at which side effects were asked for.
		if (days.get(day)?.side_effects_asked === 'yes') continue;
		if (days.has(day) && side_effects_asked !== 'yes') continue;
		const { clinic_id, course_id } = row;
		days.set(day, { clinic_id, course_id, contact_day: day, kind, side_effects_asked });
	}
	return [...days.values()].sort((a, b) => a.contact_day - b.contact_day);
}

/** Those that the courses name; none where the column was dropped. */
function protocolRows(
	courses: ReleaseRows['release_course'],
	protocols: Material['protocols']
): ReleaseRows['release_protocol'] {
	const named = new Set(courses.map(({ protocol_id }) => protocol_id));
	return protocols
		.filter(({ protocol_id }) => named.has(protocol_id))
		.map((row) => ({
			...row,
			visit_weeks: row.visit_weeks?.join(';') ?? null,
			adjuncts: row.adjuncts.join(';')
		}));
}
