/**
 * Builds `treated_course`: one row a course with a done session, with what its sessions and reports say
 * together. Figures of safety read it in place of every report; of a release it is made where it is asked for.
 */
import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Database, TreatedCourseTable } from '#db/schema.ts';
import { SIDE_EFFECTS, type SideEffect } from '#lib/domain/side-effects.ts';
import { RANK, rankOf } from '../queries/reported-grades.ts';
import { ASKED } from '../queries/treated-sessions.ts';
import { plannedDepth, sessionDepth } from './depth-sql.ts';
import { refreshWhereGrown } from './planner-statistics.ts';
import { inScope, type Scope } from './scope.ts';

const termsThatAre = (kind: SideEffect['expected']) =>
	SIDE_EFFECTS.filter(({ expected }) => expected === kind).map(({ term }) => term);

/** Serious by their nature, whatever the report says. */
const SERIOUS = sql`(e.serious = 'yes' or e.term in (${sql.join(termsThatAre('serious'))}))`;
const UNEXPECTED = sql`(${SERIOUS} or e.term in (${sql.join(termsThatAre('unexpected'))}))`;

/** The term that redness is reported under. */
const REDNESS = 'erythema';

const COLUMNS = [
	'clinic_id',
	'course_id',
	'sessions',
	'sessions_asked',
	'first_depth_mm',
	'reported',
	'unexpected',
	'serious',
	'effects',
	'effects_moderate',
	'effects_severe',
	'red_days',
	'red_ended',
	'depth_judged',
	'off_depth',
	'deeper',
	'device_judged',
	'other_device'
] as const satisfies readonly (keyof TreatedCourseTable)[];

/** Deletes and rebuilds the rows of these courses. Rests on `course_profile`, which is rebuilt before it. */
export async function rebuildTreatedCourses(
	tx: Transaction<Database>,
	scope: Scope
): Promise<void> {
	await sql`delete from treated_course where ${inScope('treated_course', scope)}`.execute(tx);
	const { numAffectedRows = 0n } = await sql`
		insert into treated_course (${sql.join(COLUMNS.map((name) => sql.ref(name)))})
		${treatedCoursesSql((table) => inScope(table, scope))}`.execute(tx);
	await refreshWhereGrown(tx, 'treated_course', numAffectedRows);
}

/**
 * The rows of `treated_course` from the tables that are called `session`, `side_effect`, `course_profile` and
 * `protocol` where it stands; `within` is a condition on a table, by the name it goes by.
 *
 * - A session was followed by an effect when it was answered and a report names both; the worst report counts.
 * - A report with the severity none says that the effect was absent.
 * - Redness is that after the first answered session; of several reports the longest. What ended, nobody knows
 *   when, or is not known to have ended, was there until the course's last answered session.
 */
export function treatedCoursesSql(
	within: (table: string) => RawBuilder<SqlBool> = () => sql<SqlBool>`true`
): RawBuilder<TreatedCourseTable> {
	const inOrder = sql`order by s.session_day, s.session_no`;
	const there = sql`${within('e')} and e.severity <> 'none'`;
	return sql<TreatedCourseTable>`
		select given.clinic_id, given.course_id, given.sessions, given.sessions_asked,
			given.first_depth_mm, coalesce(whole.reported, false) as reported,
			coalesce(whole.unexpected, false) as unexpected, coalesce(whole.serious, false) as serious,
			followed.effects, followed.effects_moderate, followed.effects_severe,
			case when given.asked_no is null then null
				when red.vague then greatest(red.days,
					given.last_asked_day - coalesce(red.vague_since, given.asked_day), 0)
				else coalesce(red.days, 0) end as red_days,
			case when given.asked_no is not null then red.open is not true end as red_ended,
			given.depth_judged, given.off_depth, given.deeper, given.device_judged, given.other_device
		from (
			select s.clinic_id, s.course_id, count(*)::int as sessions,
				(count(*) filter (where ${ASKED}))::int as sessions_asked,
				(array_agg(${DEPTH} ${inOrder}))[1] as first_depth_mm,
				(array_agg(s.session_no ${inOrder}) filter (where ${ASKED}))[1] as asked_no,
				min(s.session_day) filter (where ${ASKED}) as asked_day,
				max(s.session_day) filter (where ${ASKED}) as last_asked_day, ${HELD_TO_PLAN}
			from session as s
				join course_profile as c on c.clinic_id = s.clinic_id and c.course_id = s.course_id
				left join protocol as p on p.protocol_id = c.protocol_id
			where ${within('s')} and s.performed = 'done'
			group by s.clinic_id, s.course_id
		) as given
			left join (
				select e.clinic_id, e.course_id, true as reported, bool_or(${UNEXPECTED}) as unexpected,
					bool_or(${SERIOUS}) as serious
				from side_effect as e where ${there}
				group by e.clinic_id, e.course_id
			) as whole on whole.clinic_id = given.clinic_id and whole.course_id = given.course_id
			left join (
				select worst.clinic_id, worst.course_id, ${EFFECTS}
				from (
					select e.clinic_id, e.course_id, e.session_no, e.term, max(${RANK}) as rank
					from side_effect as e where ${there}
					group by e.clinic_id, e.course_id, e.session_no, e.term
				) as worst join session as s on s.clinic_id = worst.clinic_id
					and s.course_id = worst.course_id and s.session_no = worst.session_no
				where s.performed = 'done' and ${ASKED}
				group by worst.clinic_id, worst.course_id
			) as followed on followed.clinic_id = given.clinic_id
				and followed.course_id = given.course_id
			left join (
				select e.clinic_id, e.course_id, e.session_no, max(e.duration_days) as days,
					bool_or(${VAGUE}) as vague, bool_or(${VAGUE} and e.ongoing <> 'no') as open,
					min(e.onset_day) filter (where ${VAGUE}) as vague_since
				from side_effect as e where ${there} and e.term = ${REDNESS}
				group by e.clinic_id, e.course_id, e.session_no
			) as red on red.clinic_id = given.clinic_id and red.course_id = given.course_id
				and red.session_no = given.asked_no`;
}

const DEPTH = sessionDepth('s');
const SHALLOWEST = sql`coalesce(p.depth_mm_min, p.depth_mm_max)`;
const DEEPEST = plannedDepth('p');

/** A session records its device only where it differs. */
const HELD_TO_PLAN = sql`
	(count(*) filter (where ${DEPTH} is not null and ${DEEPEST} is not null))::int as depth_judged,
	(count(*) filter (where ${DEPTH} < ${SHALLOWEST} or ${DEPTH} > ${DEEPEST}))::int as off_depth,
	(count(*) filter (where ${DEPTH} > ${DEEPEST}))::int as deeper,
	count(p.protocol_id)::int as device_judged,
	(count(*) filter (where s.device_type <> p.device_type))::int as other_device`;

/** A report of unknown length. */
const VAGUE = sql`(e.ongoing = 'yes' or e.duration_days is null)`;

/** The columns of effects and the grade from which a report counts in each; of unknown grade in the first alone. */
const COUNTED_FROM = [
	['effects', 'unknown'],
	['effects_moderate', 'moderate'],
	['effects_severe', 'severe']
] as const;

const EFFECTS = sql.join(
	COUNTED_FROM.map(([column, grade]) => {
		const bad = sql`worst.rank >= ${rankOf(grade)}::int`;
		const counts = SIDE_EFFECTS.map(
			({ term }) => sql`count(*) filter (where worst.term = ${term} and ${bad})`
		);
		return sql`case when bool_or(${bad})
			then array[${sql.join(counts)}]::smallint[] end as ${sql.ref(column)}`;
	})
);
