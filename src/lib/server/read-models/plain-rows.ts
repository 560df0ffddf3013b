/**
 * Holds the read models against the records they are made of: n, patients, sums and responders of every
 * measure and visit, counted from the plain rows by a way of their own. For checks alone; no page asks this.
 */
import { sql, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { SIDE_EFFECTS, type SideEffect } from '#lib/domain/side-effects.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import { ALL_AREAS, NO_GROUPING } from './choose.ts';
import { windowIndexSql } from './window-sql.ts';

export const READ_MODELS = [
	'course_profile',
	'treated_course',
	'trajectory',
	'cube_clinic'
] as const;
export type ReadModel = (typeof READ_MODELS)[number];

/** A read model that does not say of a clinic what its records say. */
export type Differing = { table: ReadModel; clinic: string; what: string };

type Counted = Record<string, string | number>;

/** What is wrong, the first number of each clinic and table; nothing where all is as the records say. */
export async function differingFromRecords(tx: Transaction<Database>): Promise<Differing[]> {
	const courses = await rowsOf(tx, COURSES);
	const profiles = await rowsOf(tx, PROFILES);
	const reports = await rowsOf(tx, REPORTS);
	const treated = await rowsOf(tx, TREATED);
	const scores = await rowsOf(tx, SCORES);
	const series = await rowsOf(tx, SERIES);
	const sums = await rowsOf(tx, SUMS);
	return [
		...differing('course_profile', ['clinic'], courses, profiles),
		...differing('treated_course', ['clinic'], reports, treated),
		...differing('trajectory', ['clinic', 'measure', 'week'], scores, series),
		...differing('cube_clinic', ['clinic', 'measure', 'week'], scores, sums)
	];
}

async function rowsOf(
	tx: Transaction<Database>,
	query: ReturnType<typeof sql<Counted>>
): Promise<Counted[]> {
	return (await query.execute(tx)).rows;
}

function differing(
	table: ReadModel,
	key: readonly string[],
	records: readonly Counted[],
	model: readonly Counted[]
): Differing[] {
	const idOf = (row: Counted) => key.map((name) => row[name]).join(' ');
	const said = new Map(model.map((row) => [idOf(row), row]));
	const found = records.flatMap((row): Differing[] => {
		const own = said.get(idOf(row));
		said.delete(idOf(row));
		const clinic = String(row.clinic);
		if (!own) return [{ table, clinic, what: `${idOf(row)} is missing` }];
		const name = Object.keys(row).find((column) => row[column] !== own[column]);
		if (name === undefined) return [];
		return [{ table, clinic, what: `${idOf(row)} ${name}: ${own[name]}, records ${row[name]}` }];
	});
	const more = [...said.values()].map((row) => ({
		table,
		clinic: String(row.clinic),
		what: `${idOf(row)} is in no record`
	}));
	const first = Map.groupBy([...found, ...more], ({ clinic }) => clinic);
	return [...first.values()].flatMap(([one]) => one ?? []);
}

const COURSES = sql<Counted>`
	select course.clinic_id as clinic, count(*)::int as courses,
		count(distinct patient_id)::int as patients, sum(done)::int as sessions
	from course cross join lateral (
		select count(*)::int as done from session
		where session.clinic_id = course.clinic_id and session.course_id = course.course_id
			and performed = 'done'
	) as given
	group by course.clinic_id`;

const PROFILES = sql<Counted>`
	select clinic_id as clinic, count(*)::int as courses,
		count(distinct patient_id)::int as patients, sum(sessions_done)::int as sessions
	from course_profile group by clinic_id`;

const termsThatAre = (...kinds: SideEffect['expected'][]) =>
	sql`(${sql.join(
		SIDE_EFFECTS.flatMap(({ term, expected }) => (kinds.includes(expected) ? [term] : []))
	)})`;

/** Session by session and report by report: which effects followed which answered session, and how bad. */
const REPORTS = sql<Counted>`
	with done as (
		select session.*, side_effects_asked = 'yes' as asked,
			coalesce(session.depth_mm_max, session.depth_mm) as depth, protocol.protocol_id,
			coalesce(protocol.depth_mm_min, protocol.depth_mm_max) as shallowest,
			coalesce(protocol.depth_mm_max, protocol.depth_mm_min) as deepest,
			protocol.device_type as planned
		from session join course using (clinic_id, course_id) left join protocol using (protocol_id)
		where performed = 'done'
	), report as (
		select * from side_effect where severity <> 'none'
	), first_asked as (
		select distinct on (clinic_id, course_id) clinic_id, course_id, session_no
		from done where asked order by clinic_id, course_id, session_day, session_no
	), counted as (
		select clinic_id, count(distinct course_id)::int as courses, count(*)::int as sessions,
			count(*) filter (where asked)::int as asked, count(protocol_id)::int as device_judged,
			count(*) filter (where device_type <> planned)::int as other_device,
			count(*) filter (where depth is not null and deepest is not null)::int as depth_judged,
			count(*) filter (where depth not between shallowest and deepest)::int as off_depth
		from done group by clinic_id
	), followed as (
		select clinic_id, count(*)::int as effects, count(*) filter (where moderate)::int as moderate,
			count(*) filter (where severe)::int as severe
		from (
			select clinic_id, bool_or(severity in ('moderate', 'severe')) as moderate,
				bool_or(severity = 'severe') as severe
			from done join report using (clinic_id, course_id, session_no)
			where asked group by clinic_id, course_id, session_no, term
		) as effect group by clinic_id
	), told as (
		select clinic_id, count(distinct course_id)::int as reported,
			count(distinct course_id) filter (where serious = 'yes'
				or term in ${termsThatAre('serious')})::int as serious,
			count(distinct course_id) filter (where serious = 'yes'
				or term in ${termsThatAre('serious', 'unexpected')})::int as unexpected
		from report join (select distinct clinic_id, course_id from done) as treated
			using (clinic_id, course_id)
		group by clinic_id
	), red as (
		select clinic_id, count(distinct course_id)::int as still_red
		from first_asked join report using (clinic_id, course_id, session_no)
		where term = 'erythema' and (ongoing = 'yes'
			or duration_days is null and ongoing <> 'no')
		group by clinic_id
	)
	select clinic_id as clinic, courses, sessions, asked, coalesce(effects, 0) as effects,
		coalesce(moderate, 0) as moderate, coalesce(severe, 0) as severe,
		coalesce(reported, 0) as reported, coalesce(unexpected, 0) as unexpected,
		coalesce(serious, 0) as serious, coalesce(still_red, 0) as still_red,
		depth_judged, off_depth, device_judged, other_device
	from counted left join followed using (clinic_id) left join told using (clinic_id)
		left join red using (clinic_id)`;

const added = (column: string) =>
	sql`coalesce(sum((select sum(n) from unnest(${sql.ref(column)}) as each_effect (n))), 0)::int`;

const TREATED = sql<Counted>`
	select clinic_id as clinic, count(*)::int as courses, sum(sessions)::int as sessions,
		sum(sessions_asked)::int as asked, ${added('effects')} as effects,
		${added('effects_moderate')} as moderate, ${added('effects_severe')} as severe,
		count(*) filter (where reported)::int as reported,
		count(*) filter (where unexpected)::int as unexpected,
		count(*) filter (where serious)::int as serious,
		count(*) filter (where not red_ended)::int as still_red,
		sum(depth_judged)::int as depth_judged, sum(off_depth)::int as off_depth,
		sum(device_judged)::int as device_judged, sum(other_device)::int as other_device
	from treated_course group by clinic_id`;

const NUMBERS = sql`count(*)::int as n, count(distinct patient_id)::int as patients,
	sum(gain) as sum, sum(gain::numeric * gain) as sum_squares,
	count(*) filter (where gain >= enough)::int as responders`;

const WEEKS = sql`(values ${sql.join(
	VISIT_WINDOWS.map(({ week }, i) => sql`(${i}::int, ${week}::int)`)
)})`;

/** Score by score: the last one before treatment, and in each window the one nearest its week. */
const SCORES = sql<Counted>`
	with score as (
		select course.clinic_id, course.course_id, course.patient_id, measure.measure, better,
			responder_points, responder_percent, assessed_day as day, avg(value) as exact
		from assessment
			join course on course.clinic_id = assessment.clinic_id
				and course.course_id = assessment.course_id
			join measure on measure.measure = assessment.measure
		where value is not null and quality <> 'rejected' and imputed = 'none' and has_baseline
			and control <> 'yes' and exists (
				select from session where session.clinic_id = course.clinic_id
					and session.course_id = course.course_id and performed = 'done'
			)
		group by 1, 2, 3, 4, 5, 6, 7, 8
	), baseline as (
		select distinct on (clinic_id, course_id, measure) clinic_id, course_id, measure, exact,
			round(exact * 100)::int as x100
		from score where day <= 0
		order by clinic_id, course_id, measure, day desc
	), placed as (
		select score.*, week from score
			join ${WEEKS} as visit_window (place, week)
				on place = ${windowIndexSql(VISIT_WINDOWS, sql`day`)}
	), visit as (
		select distinct on (clinic_id, course_id, measure, week) * from placed
		order by clinic_id, course_id, measure, week, abs(day - week * 7), day
	), gained as (
		select visit.clinic_id, visit.measure, visit.week, visit.patient_id,
			case when better = 'higher' then 1 else -1 end
				* (round(visit.exact * 100)::int - baseline.x100) as gain,
			case when responder_points is not null then round(responder_points * 100)::int
				when responder_percent is not null and baseline.exact > 0
					then ceil(baseline.x100 * responder_percent / 100)::int end as enough
		from visit join baseline on baseline.clinic_id = visit.clinic_id
			and baseline.course_id = visit.course_id and baseline.measure = visit.measure
	)
	select clinic_id as clinic, measure, week, ${NUMBERS}
	from gained group by clinic_id, measure, week`;

const SERIES = sql<Counted>`
	with gained as (
		select clinic_id, measure, week, patient_id, responder_x100 as enough,
			direction * (score - baseline_x100) as gain
		from trajectory cross join lateral (values ${sql.join(
			VISIT_WINDOWS.map(({ week }, i) => sql`(${week}::int, ${sql.ref(`window_${i + 1}`)})`)
		)}) as visit (week, score)
		where not control and sessions_done > 0 and score is not null and baseline_x100 is not null
	)
	select clinic_id as clinic, measure, week, ${NUMBERS}
	from gained group by clinic_id, measure, week`;

const SUMMED = ['n', 'patients', 'sum', 'sum_squares', 'responders'] as const;

/** Of everybody together on all areas. */
const SUMS = sql<Counted>`
	select clinic_id as clinic, measure, week, ${sql.join(SUMMED.map((name) => sql.ref(`visit.${name}`)))}
	from cube_clinic cross join lateral (values ${sql.join(
		VISIT_WINDOWS.map(
			({ week }, i) =>
				sql`(${week}::int, ${sql.join(SUMMED.map((name) => sql.ref(`${name}_${i + 1}`)))})`
		)
	)}) as visit (week, ${sql.join(SUMMED.map((name) => sql.ref(name)))})
	where grouping = ${NO_GROUPING} and area_root = ${ALL_AREAS} and visit.n > 0`;
