/**
 * What is known of courses like one that is about to begin: each patient's first series of a measure on
 * an area, with its scores, its bands, the redness after a session and whether skin darkened.
 */
import {
	expressionBuilder,
	sql,
	type ExpressionBuilder,
	type RawBuilder,
	type SqlBool
} from 'kysely';
import { VISIT_WEEKS, VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { Question } from '../analysis.ts';
import type { Cohort, CohortTables } from '../cohort.ts';
import { NOISE, noiseOf, windowAt, type Noise } from './change-marks.ts';
import { COUNTED, measures, measuresAsked, seriesAtoms } from './improvement-sums.ts';
import { lineOf, panelAreaOf, selected } from './selection.ts';
import { cellOf, signaturesOf } from './signatures.ts';
import { windowMark, windowOf } from './window-conditions.ts';

export const DARKENING = 'post_inflammatory_hyperpigmentation';

/** Counts of patients that the rows name beside `scored_4` and so on. */
export const EXPECTED_COUNTS = ['modelled', 'ruled', 'asked'] as const;
export const EXPECTED_VISIT = ['due', 'seen', 'dropped', 'not_yet_due'] as const;

/**
 * One row for each group: `measure`, `area` (null when areas are pooled), `line`, `patients` and
 * `courses`, patients `scored_4` and so on in each window, those of EXPECTED_COUNTS, courses of
 * EXPECTED_VISIT at the week asked for, and `series`: a JSON list in an order that says nothing of the
 * patients, of [baseline, improvements by window, age band, skin type, depth, severity, improved beyond
 * noise (else enough by rule) at the week, days of redness after the first session that was asked about
 * (null: still open, or nobody asked), whether it was asked about, whether skin darkened]. Scores are in
 * hundredths.
 *
 * Only the first course of a patient on an area counts, by start month: patients are independent.
 */
export function expectedSeries(cohort: Cohort, question: Question, noise = NOISE) {
	const { filters } = question;
	const area = panelAreaOf(question);
	const line = lineOf('t', question);
	const { due, seen, dropped, not_yet_due } = windowAt(filters.wk);
	const { ruled, beyond } = rulesOf(filters.wk, noise);
	const patients = (condition: RawBuilder<SqlBool>, name: string) =>
		sql<number>`count(distinct (t.clinic_id, t.patient_id)) filter (where ${condition})`.as(name);
	const courses = (condition: RawBuilder<SqlBool>, name: string) =>
		sql<number>`count(*) filter (where ${condition})`.as(name);
	return cohort
		.selectFrom((eb) => firstSeries(eb, measures(question)).as('t'))
		.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
		.leftJoinLateral(
			() => asked().as('a'),
			(join) => join.onTrue()
		)
		.where(selected('t', question))
		.select([
			't.measure',
			area.as('area'),
			line.as('line'),
			patients(sql`true`, 'patients'),
			courses(sql`true`, 'courses'),
			...VISIT_WINDOWS.map((window, i) => patients(windowOf(i).scored, `scored_${window.week}`)),
			patients(MODELLED, 'modelled'),
			patients(ruled, 'ruled'),
			patients(ASKED, 'asked'),
			courses(due, 'due'),
			courses(seen, 'seen'),
			courses(dropped, 'dropped'),
			courses(not_yet_due, 'not_yet_due'),
			sql<string>`jsonb_agg(jsonb_build_array(
				t.baseline_x100,
				jsonb_build_array(${sql.join(VISIT_WINDOWS.map((_, i) => windowOf(i).gain))}),
				t.age_band, t.skin_band, t.depth_band, t.severity_band,
				case when ${ruled} then ${beyond} end,
				a.red_days, ${ASKED}, coalesce(a.darkened, false)
			) order by md5(t.clinic_id || ' ' || t.patient_id), t.course_id)::text`.as('series')
		])
		.groupBy([sql`1`, sql`2`, sql`3`]);
}

/** The patients of the same series, whatever the filters say. */
export function expectedSignatures(
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) {
	return signaturesOf(cohort, (eb) =>
		eb
			.selectFrom((inner) =>
				firstSeries(inner, sql`t.measure in (${sql.join(measuresAsked(question))})`).as('t')
			)
			.innerJoin('clinic as c', 'c.clinic_id', 't.clinic_id')
			.leftJoinLateral(
				() => asked().as('a'),
				(join) => join.onTrue()
			)
			.select([
				't.measure as base',
				't.clinic_id',
				't.patient_id',
				cellOf(
					seriesAtoms(axes, question),
					marks.map((mark) => markOf(mark, NOISE))
				).as('cell')
			])
			.as('c')
	);
}

/** Each patient's first treated series with a baseline, of a measure on an area. */
const firstSeries = (eb: ExpressionBuilder<CohortTables, never>, ofMeasures: RawBuilder<SqlBool>) =>
	eb
		.selectFrom('trajectory as t')
		.distinctOn(['t.clinic_id', 't.patient_id', 't.measure', 't.area_root'])
		.where('t.control', '=', false)
		.where(COUNTED)
		.where(ofMeasures)
		.selectAll('t')
		.orderBy('t.clinic_id')
		.orderBy('t.patient_id')
		.orderBy('t.measure')
		.orderBy('t.area_root')
		.orderBy('t.month_end')
		.orderBy('t.course_id');

/**
 * Of the course of `t`: its first done session that was asked about, how long redness lasted after it
 * (0 for none, null while it is open), and whether any report names darkening.
 */
const asked = () =>
	expressionBuilder<CohortTables>()
		.selectFrom((inner) =>
			inner
				.selectFrom('session as s')
				.where(sql<SqlBool>`s.clinic_id = t.clinic_id and s.course_id = t.course_id`)
				.where('s.performed', '=', 'done')
				.where('s.side_effects_asked', '=', 'yes')
				.select((session) => session.fn.min('s.session_no').as('first_no'))
				.as('q')
		)
		.leftJoin('side_effect as e', (join) =>
			join
				.on(sql<SqlBool>`e.clinic_id = t.clinic_id and e.course_id = t.course_id`)
				.on('e.severity', '<>', 'none')
				.on('e.term', 'in', ['erythema', DARKENING])
		)
		.select([
			'q.first_no',
			sql<number | null>`case when bool_or(e.duration_days is null) filter (where ${RED})
				then null else coalesce(max(e.duration_days) filter (where ${RED}), 0) end`.as('red_days'),
			sql<boolean>`coalesce(bool_or(e.term = ${DARKENING}), false)`.as('darkened')
		])
		.groupBy('q.first_no');

const RED = sql<SqlBool>`e.term = 'erythema' and e.session_no = q.first_no`;
const ASKED = sql<SqlBool>`a.first_no is not null`;
const MODELLED = sql<SqlBool>`(${sql.join(
	VISIT_WINDOWS.map((_, i) => windowOf(i).scored),
	sql` or `
)})`;

/** Whether more than noise can be told at the week, by the measure's noise or else by its rule; and whether it was. */
function rulesOf(week: number, noise: Noise) {
	const { gain, scored } = windowAt(week);
	const floor = noiseOf(noise);
	return {
		ruled: sql<SqlBool>`${scored} and coalesce(${floor}, t.responder_x100) is not null`,
		beyond: sql<SqlBool>`case when ${floor} is not null then ${gain} > ${floor}
			else ${gain} >= t.responder_x100 end`
	};
}

function markOf(name: string, noise: Noise): RawBuilder<SqlBool> {
	if (name === 'modelled') return MODELLED;
	if (name === 'asked') return ASKED;
	if (name === 'darkened') return sql`${ASKED} and a.darkened`;
	if (name === 'undarkened') return sql`${ASKED} and not a.darkened`;
	const at = name.lastIndexOf('_');
	const week = Number(name.slice(at + 1));
	if (VISIT_WEEKS.includes(week)) {
		const { ruled, beyond } = rulesOf(week, noise);
		if (name.startsWith('ruled_')) return ruled;
		if (name.startsWith('beyond_')) return sql`${ruled} and ${beyond}`;
		if (name.startsWith('within_')) return sql`${ruled} and not (${beyond})`;
	}
	return windowMark(name);
}
