/** When a side effect had passed: one episode a patient, by the days on which figures may tell of it. */
import { sql, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely';
import { LAST_DAY, RESOLUTION_DAYS } from '#lib/domain/resolution-days.ts';
import type { CohortTables } from '../cohort.ts';
import { ASKED, doneSessions } from './treated-sessions.ts';

/**
 * The first session of each patient, among those asked about, that the effect followed, whatever the
 * filters say: so that no patient is in two groups. `gone`: the day of the grid by which it had passed,
 * null where that is not known or lies later; `open`: else the last such day to which it is known to
 * have been there; `began`: the day of the grid by which it began. Days are counted from the session.
 *
 * - Of several reports of one session the one that lasts longest.
 * - What has passed, nobody knows when, had done so by the last day on which somebody asked.
 * - What is not known to have passed was there until that day.
 */
export function firstEpisodes(
	eb: ExpressionBuilder<CohortTables, never>,
	term: RawBuilder<string>
) {
	const reports = doneSessions(eb)
		.innerJoin('side_effect as e', (join) =>
			join
				.onRef('e.clinic_id', '=', 's.clinic_id')
				.onRef('e.course_id', '=', 's.course_id')
				.onRef('e.session_no', '=', 's.session_no')
		)
		.leftJoin(lastAsked(eb).as('a'), (join) =>
			join.onRef('a.clinic_id', '=', 's.clinic_id').onRef('a.course_id', '=', 's.course_id')
		)
		.where(ASKED)
		.where('e.severity', '<>', 'none')
		.where(sql<SqlBool>`e.term = ${term}`)
		.distinctOn(['c.clinic_id', 'c.patient_id'])
		.select([
			'c.clinic_id',
			'c.patient_id',
			'c.course_id',
			's.session_no',
			BEGAN.as('began'),
			LASTED.as('lasted'),
			FOLLOWED.as('followed')
		])
		// A course's month is all that is known of its date.
		.orderBy('c.clinic_id')
		.orderBy('c.patient_id')
		.orderBy(sql`c.month_end + s.session_day`)
		.orderBy('c.course_id')
		.orderBy('s.session_no')
		.orderBy(sql`${LASTED} desc nulls first`)
		.orderBy('e.row_key');
	const passed = sql<SqlBool>`e.lasted <= ${LAST_DAY}::int`;
	return eb.selectFrom(reports.as('e')).select([
		'e.clinic_id',
		'e.patient_id',
		'e.course_id',
		'e.session_no',
		sql<number>`case when ${passed} then 1 else 0 end`.as('ended'),
		sql<number>`case when ${passed} then ${dayBy(sql`e.lasted`)}
				else ${dayUntil(sql`coalesce(e.lasted, e.followed)`)} end`.as('day'),
		sql<number>`${dayBy(sql`least(e.began, ${LAST_DAY}::int)`)}`.as('began')
	]);
}

const BEGAN = sql<number>`greatest(coalesce(e.onset_day - s.session_day, 0), 0)`;
const FOLLOWED = sql<number>`greatest(a.last_day - s.session_day, ${BEGAN})`;
const LASTED = sql<number | null>`case
	when e.duration_days is not null and e.ongoing <> 'yes' then ${BEGAN} + e.duration_days
	when e.ongoing = 'no' then ${FOLLOWED}
	end`;

/** The last day of each course on which somebody asked about side effects, at a session or a contact. */
const lastAsked = (eb: ExpressionBuilder<CohortTables, never>) =>
	eb
		.selectFrom((inner) =>
			inner
				.selectFrom('contact as t')
				.where('t.side_effects_asked', '=', 'yes')
				.select(['t.clinic_id', 't.course_id', 't.contact_day as day'])
				.unionAll(
					inner
						.selectFrom('session as s')
						.where('s.performed', '=', 'done')
						.where(ASKED)
						.select(['s.clinic_id', 's.course_id', 's.session_day as day'])
				)
				.as('d')
		)
		.select(['d.clinic_id', 'd.course_id', sql<number>`max(d.day)`.as('last_day')])
		.groupBy(['d.clinic_id', 'd.course_id']);

/** The first day of the grid that is not before the time; it is not after the last one. */
const dayBy = (time: RawBuilder<unknown>) =>
	sql`case ${sql.join(
		RESOLUTION_DAYS.map((day) => sql`when ${time} <= ${day}::int then ${day}::int`),
		sql` `
	)} end`;

/** The last day of the grid that is not after the time. */
const dayUntil = (time: RawBuilder<unknown>) =>
	sql`case ${sql.join(
		RESOLUTION_DAYS.toReversed().map((day) => sql`when ${time} >= ${day}::int then ${day}::int`),
		sql` `
	)} end`;

/**
 * Marks of a patient's episode `f`: `first`; `gone_3` and `open_3`, whether it had passed by day 3;
 * `risk_3` and `left_3`, whether it was still followed just before that day; `began_3` and `apart_3`,
 * whether it began in the span of days that ends with that day.
 */
export function episodeMark(mark: string): RawBuilder<SqlBool> {
	const [name, day = '0'] = mark.split('_');
	const at = sql`${Number(day)}::int`;
	const there = sql<SqlBool>`f.patient_id is not null`;
	switch (name) {
		case 'gone':
			return sql`f.ended = 1 and f.day <= ${at}`;
		case 'open':
			return sql`${there} and not (f.ended = 1 and f.day <= ${at})`;
		case 'risk':
			return sql`f.day >= ${at}`;
		case 'left':
			return sql`f.day < ${at}`;
		case 'began':
			return beganIn(Number(day));
		case 'apart':
			return sql`${there} and not (${beganIn(Number(day))})`;
		default:
			return there;
	}
}

/** The spans of days in which an effect may begin, by their last day; the last one is open. */
export const ONSET_DAYS = [0, 3, 7, 14, 30, LAST_DAY] as const;

const beganIn = (last: number) => {
	const before = ONSET_DAYS[ONSET_DAYS.findIndex((day) => day === last) - 1] ?? -1;
	return sql<SqlBool>`f.began > ${before}::int and f.began <= ${last}::int`;
};

/** The marks that say it all of one day, for what is told outside the clinic. */
export const dayMarks = (day: number) => ({
	share: [`gone_${day}`, `open_${day}`],
	atRisk: [`risk_${day}`, `left_${day}`],
	began: [`began_${day}`, `apart_${day}`]
});

export const isEpisodeMark = (mark: string) =>
	/^(first|(gone|open|risk|left|began|apart)_\d+)$/.test(mark);
