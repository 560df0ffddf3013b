/** What was done of each protocol against what it prescribes: sessions, spacing, depth, device, how courses ended. */
import { sql, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely';
import type { Question } from '../analysis.ts';
import type { Cohort, CohortTables } from '../cohort.ts';
import { lineOf, selected } from './selection.ts';
import { atomsOf, cellOf, signaturesOf } from './signatures.ts';
import { treatedCourses } from './treated-courses.ts';

/** How a course stands; the database's words by ours. A planned course with a session is going on. */
export const STANDINGS = ['completed', 'ongoing', 'stopped', 'lost'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What is held against the plan, each with the sums of CLUSTER_SUMS: `later_sum`, `off_depth_n`. */
export const DRIFTS = ['fewer', 'all_done', 'later', 'off_depth', 'deeper', 'device'] as const;
export type Drift = (typeof DRIFTS)[number];

/** Sums from which a mean or a share with an interval clustered by patient follows. */
export const CLUSTER_SUMS = [
	'n',
	'patients',
	'sum',
	'sum_squares',
	'patient_sum_squares',
	'patient_count_squares',
	'patient_cross_products'
] as const;

/** What the means stand beside: sessions and days between them, as planned, each over its courses. */
export const PLANS = ['sessions_planned', 'interval_planned'] as const;

const STANDING = sql<Standing>`case c.status when 'completed' then 'completed'
	when 'discontinued' then 'stopped' when 'lost_to_follow_up' then 'lost' else 'ongoing' end`;
const ENDED = sql<SqlBool>`c.status not in ('planned', 'ongoing') and c.sessions_planned is not null`;
const SPACED = sql<SqlBool>`c.interval_days is not null and p.planned_interval_days is not null`;

/** Treated courses `c` with their sessions held against their protocol, `k`, and the protocol, `p`. */
const coursesUnderProtocols = (eb: ExpressionBuilder<CohortTables, never>) =>
	treatedCourses(eb).leftJoin('protocol as p', 'p.protocol_id', 'c.protocol_id');

/**
 * One row for each group: `line`, `patients`, `courses`, of each standing the courses, for each of DRIFTS
 * the sums of CLUSTER_SUMS, of PLANS the totals, and `areas`: for each root area a JSON array of area,
 * courses, patients, and of each concern its code and patients.
 *
 * `fewer` is sessions done less planned and `all_done` whether all were, of courses that have ended with
 * a plan; `later` the mean days between sessions less those planned, of courses with both; `off_depth`,
 * `deeper` and `device` are sessions.
 */
export function protocolSums(cohort: Cohort, question: Question) {
	return (
		cohort
			.with('held', (db) => db.selectFrom((eb) => heldToPlan(eb, question).as('k')).selectAll())
			// Made once: each group looks its areas up in it.
			.with(
				(cte) => cte('in_area').materialized(),
				(db) =>
					db
						.selectFrom((eb) =>
							eb
								.selectFrom((inner) =>
									inner
										.selectFrom('held as h')
										.select([
											'h.line',
											'h.area_root',
											'h.concern',
											// A patient treated there for two concerns is one patient of the area.
											sql<number>`grouping(h.concern)`.as('whole'),
											sql<number>`count(*)`.as('courses')
										])
										.groupBy(
											sql`h.line, h.area_root, h.clinic_id, h.patient_id,
												grouping sets ((h.concern), ())`
										)
										.as('one')
								)
								.select([
									'one.line',
									'one.area_root',
									'one.concern',
									'one.whole',
									sql<number>`count(*)`.as('patients'),
									sql<number>`sum(one.courses)`.as('courses')
								])
								.groupBy(['one.line', 'one.area_root', 'one.concern', 'one.whole'])
								.as('a')
						)
						.select([
							'a.line',
							'a.area_root',
							sql<number>`sum(a.courses) filter (where a.whole = 1)`.as('courses'),
							sql<number>`sum(a.patients) filter (where a.whole = 1)`.as('patients'),
							sql<string>`jsonb_agg(jsonb_build_array(a.concern, a.patients) order by a.concern)
						filter (where a.whole = 0)`.as('concerns')
						])
						.groupBy(['a.line', 'a.area_root'])
			)
			.selectFrom((eb) =>
				eb
					.selectFrom('held as h')
					.select(['h.line', 'h.clinic_id', 'h.patient_id', ...ofPatient()])
					.groupBy(['h.line', 'h.clinic_id', 'h.patient_id'])
					.as('t')
			)
			.select((eb) => [
				't.line',
				sql<number>`count(*)`.as('patients'),
				sql<number>`sum(t.courses)`.as('courses'),
				...STANDINGS.map((name) => sql<number>`sum(${sql.ref(`t.${name}`)})`.as(name)),
				...PLANS.map((name) =>
					sql<number>`coalesce(sum(${sql.ref(`t.${name}`)}), 0)`.as(`${name}_total`)
				),
				...DRIFTS.flatMap(overPatients),
				eb
					.selectFrom('in_area as a')
					.where(sql<SqlBool>`a.line is not distinct from t.line`)
					.select(
						sql<string>`jsonb_agg(jsonb_build_array(a.area_root, a.courses, a.patients, a.concerns)
						order by a.area_root)::text`.as('areas')
					)
					.as('areas')
			])
			.groupBy('t.line')
	);
}

/** One row a course, with all that is held against its plan. */
function heldToPlan(eb: ExpressionBuilder<CohortTables, never>, question: Question) {
	const line = lineOf('c', question);
	return coursesUnderProtocols(eb)
		.where(selected('c', question))
		.select([
			line.as('line'),
			'c.clinic_id',
			'c.patient_id',
			'c.area_root',
			'c.concern',
			STANDING.as('standing'),
			'c.sessions_planned',
			'p.planned_interval_days as interval_planned',
			sql<boolean>`${ENDED}`.as('ended'),
			sql<boolean>`${SPACED}`.as('spaced'),
			sql<number>`c.sessions_done - c.sessions_planned`.as('fewer'),
			sql<number>`(c.sessions_done >= c.sessions_planned)::int`.as('all_done'),
			sql<number>`c.interval_days - p.planned_interval_days`.as('later'),
			'k.depth_judged',
			'k.off_depth',
			'k.deeper',
			'k.device_judged',
			'k.other_device as device'
		]);
}

/** How many of a drift a patient has, and the condition or weight it is counted under. */
const OF: Record<Drift, { n: RawBuilder<number>; among: RawBuilder<SqlBool> }> = {
	fewer: { n: sql`count(*) filter (where h.ended)`, among: sql`h.ended` },
	all_done: { n: sql`count(*) filter (where h.ended)`, among: sql`h.ended` },
	later: { n: sql`count(*) filter (where h.spaced)`, among: sql`h.spaced` },
	off_depth: { n: sql`coalesce(sum(h.depth_judged), 0)`, among: sql`true` },
	deeper: { n: sql`coalesce(sum(h.depth_judged), 0)`, among: sql`true` },
	device: { n: sql`coalesce(sum(h.device_judged), 0)`, among: sql`true` }
};
/** Of sessions, each is 0 or 1, so that their squares add up to their number. */
const isOfCourses = (drift: Drift) => drift === 'fewer' || drift === 'later';

function ofPatient() {
	return [
		sql<number>`count(*)`.as('courses'),
		...STANDINGS.map((name) => sql<number>`count(*) filter (where h.standing = ${name})`.as(name)),
		sql<number>`sum(h.sessions_planned) filter (where h.ended)`.as('sessions_planned'),
		sql<number>`sum(h.interval_planned) filter (where h.spaced)`.as('interval_planned'),
		...DRIFTS.flatMap((drift) => {
			const value = sql.ref(`h.${drift}`);
			const { n, among } = OF[drift];
			const squared = isOfCourses(drift) ? sql`${value} * ${value}` : value;
			return [
				n.as(`${drift}_n`),
				sql<number>`coalesce(sum(${value}) filter (where ${among}), 0)`.as(`${drift}_s`),
				sql<number>`coalesce(sum(${squared}) filter (where ${among}), 0)`.as(`${drift}_ss`)
			];
		})
	];
}

function overPatients(drift: Drift) {
	const [n, s, squares] = ['n', 's', 'ss'].map((part) => sql.ref(`t.${drift}_${part}`));
	return [
		sql<number>`sum(${n})`.as(`${drift}_n`),
		sql<number>`count(*) filter (where ${n} > 0)`.as(`${drift}_patients`),
		sql<number>`sum(${s})`.as(`${drift}_sum`),
		sql<number>`sum(${squares})`.as(`${drift}_sum_squares`),
		sql<number>`sum(${s} * ${s})`.as(`${drift}_patient_sum_squares`),
		sql<number>`sum(${n} * ${n})`.as(`${drift}_patient_count_squares`),
		sql<number>`sum(${n} * ${s})`.as(`${drift}_patient_cross_products`)
	];
}

/** What a course may be counted under beside its protocol. */
const MARKS: Record<string, RawBuilder<SqlBool>> = {
	...Object.fromEntries(STANDINGS.map((name) => [name, sql<SqlBool>`${STANDING} = ${name}`])),
	ended: ENDED,
	all_done: sql`${ENDED} and c.sessions_done >= c.sessions_planned`,
	not_all_done: sql`${ENDED} and c.sessions_done < c.sessions_planned`,
	spaced: SPACED,
	depth: sql`k.depth_judged > 0`,
	off_depth: sql`k.off_depth > 0`,
	on_depth: sql`k.depth_judged > k.off_depth`,
	deeper: sql`k.deeper > 0`,
	shallower: sql`k.off_depth > k.deeper`,
	device_known: sql`k.device_judged > 0`,
	other_device: sql`k.other_device > 0`,
	own_device: sql`k.device_judged > k.other_device`
};

/** The patients of the same courses, whatever the filters say. */
export const protocolSignatures = (
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) =>
	signaturesOf(cohort, (eb) =>
		coursesUnderProtocols(eb)
			.select([
				sql<string>`''`.as('base'),
				'c.clinic_id',
				'c.patient_id',
				cellOf(
					atomsOf('c', axes, question),
					marks.map((mark) => MARKS[mark] ?? sql<SqlBool>`false`)
				).as('cell')
			])
			.as('c')
	);
