/** Treated courses with what was reported of their sessions: the rows that safety is counted over. */
import { sql, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely';
import type { TreatedCourseTable } from '#db/schema.ts';
import type { Filters } from '#lib/domain/filters.ts';
import { SIDE_EFFECTS } from '#lib/domain/side-effects.ts';
import type { CohortTables } from '../cohort.ts';

/** Courses `c` that are no untreated side, with what their done sessions say together, `k`. */
export const treatedCourses = (eb: ExpressionBuilder<CohortTables, never>) =>
	eb
		.selectFrom('treated_course as k')
		.innerJoin('course_profile as c', (join) =>
			join.onRef('c.clinic_id', '=', 'k.clinic_id').onRef('c.course_id', '=', 'k.course_id')
		)
		.where('c.control', '=', false);

/** How reports count: after each session or in a whole course, and how bad they must have been. */
type Counting = Pick<Filters, 'per' | 'least'>;
const EACH_SESSION: Counting = { per: 'session', least: 'any' };
export const EACH_COURSE: Counting = { per: 'course', least: 'any' };

/** With a session that was asked about. */
export const SOME_ASKED = sql<SqlBool>`k.sessions_asked > 0`;

const COUNTED_IN = {
	any: 'effects',
	moderate: 'effects_moderate',
	severe: 'effects_severe'
} as const satisfies Record<Counting['least'], keyof TreatedCourseTable>;

/** Answered sessions of a course that such an effect followed. Throws for what is no side effect. */
export function followedBy(term: string, least: Counting['least']): RawBuilder<number> {
	const place = SIDE_EFFECTS.findIndex((effect) => effect.term === term) + 1;
	if (place === 0) throw new Error(`no side effect ${term}`);
	return sql<number>`coalesce(${sql.ref(`k.${COUNTED_IN[least]}`)}[${place}::int], 0)`;
}

/**
 * A course with a session that was asked about or was not; with none that was (`never`); with one followed
 * by an effect, as bad as is asked for; with a serious report; asked about and with nothing on record
 * (`free`), or nothing serious or unexpected (`calm`), the latter but not the former (`usual`), or not that
 * though nothing is serious (`unexpected`). `no_` before any of these: asked about, and not so. `milder_`,
 * `worse_`: followed by the effect, not bad enough; the second of them, and yet moderate. Where sessions are
 * counted a course may be both: one session was followed by it and another was not.
 */
export function courseMark(mark: string, counting: Counting = EACH_SESSION): RawBuilder<SqlBool> {
	const { per, least } = counting;
	const [how, ...of] = mark.split('_');
	const term = of.join('_');
	/** After one session of `all`, or in the course, so bad and no worse. */
	const less = (all: RawBuilder<number>) => {
		const enough = followedBy(term, least);
		return per === 'course'
			? sql<SqlBool>`${all} > 0 and ${enough} = 0`
			: sql<SqlBool>`${all} > ${enough}`;
	};
	switch (how) {
		case 'no':
			return ofCourses(term)
				? sql`${SOME_ASKED} and (${courseMark(term)}) is not true`
				: less(sql<number>`k.sessions_asked`);
		case 'milder':
			return less(followedBy(term, 'any'));
		case 'worse':
			return less(followedBy(term, 'moderate'));
	}
	return ofCourses(mark) ?? sql`${followedBy(mark, least)} > 0`;
}

/** What is so of a course, whatever its single sessions were; undefined for an effect. */
const ofCourses = (mark: string): RawBuilder<SqlBool> | undefined => COURSE_MARKS[mark];

const COURSE_MARKS: Readonly<Record<string, RawBuilder<SqlBool> | undefined>> = {
	asked: SOME_ASKED,
	unasked: sql`k.sessions > k.sessions_asked`,
	never: sql`k.sessions_asked = 0`,
	serious: sql`k.serious`,
	free: sql`${SOME_ASKED} and not k.reported`,
	calm: sql`${SOME_ASKED} and not k.unexpected`,
	usual: sql`${SOME_ASKED} and k.reported and not k.unexpected`,
	unexpected: sql`${SOME_ASKED} and k.unexpected and not k.serious`
};
