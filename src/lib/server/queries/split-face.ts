/** Two sides of one patient: courses that share a `pair_id`, treated against untreated or two protocols. */
import { sql, type ExpressionBuilder, type RawBuilder, type SqlBool } from 'kysely';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { Question } from '../analysis.ts';
import type { Cohort, CohortTables } from '../cohort.ts';
import { measures, measuresAsked, seriesAtoms } from './improvement-sums.ts';
import { lineOf, panelAreaOf, selected } from './selection.ts';
import { cellOf, signaturesOf } from './signatures.ts';
import { windowOf } from './window-conditions.ts';

/** The contrast of a treated side with one left untreated; others are named by their two protocols. */
export const UNTREATED = 'untreated';
/** Between the two protocols of a contrast. */
export const AGAINST = ' | ';

/** Of the pairs of a group: recorded on the scale, both sides with a baseline, and seen at the week. */
export const PAIR_FLOW = ['recorded', 'with_baseline', 'both', 'one', 'neither'] as const;

/**
 * One row for each group: `measure`, `area` (null when areas are pooled), `line`, `contrast`, `patients`
 * and `courses` (pairs), the numbers of PAIR_FLOW (pairs, at the week asked for), patients `both_4` and
 * so on with both sides scored in a window, `ruled` of them with a responder rule, and `pairs`: a JSON
 * list of [improvements of the first side by window, of the second (null where one of them is not there),
 * whether each improved enough at the week (null without a rule)], in hundredths.
 *
 * The first side is the treated one, of two treated sides the one whose protocol comes first: two of one
 * protocol have no first side and are left out. A patient's first pair of a measure, area and contrast
 * counts. Filters are of the first side.
 */
export function splitFace(cohort: Cohort, question: Question) {
	const { filters } = question;
	const index = VISIT_WINDOWS.findIndex(({ week }) => week === filters.wk);
	const at = sidesOf(index);
	const patients = (condition: RawBuilder<SqlBool>, name: string) =>
		sql<number>`count(distinct (t.clinic_id, t.patient_id)) filter (where ${condition})`.as(name);
	const pairs = (condition: RawBuilder<SqlBool>, name: string) =>
		sql<number>`count(*) filter (where ${condition})`.as(name);
	const gains = (side: 'first' | 'second') =>
		sql`jsonb_build_array(${sql.join(
			VISIT_WINDOWS.map((_, i) => sql`case when ${sidesOf(i).both} then ${sidesOf(i)[side]} end`)
		)})`;
	return cohort
		.selectFrom((eb) => firstPairs(eb, measures(question)).as('t'))
		.where(selected('t', question))
		.select([
			't.measure',
			panelAreaOf(question).as('area'),
			lineOf('t', question).as('line'),
			't.contrast',
			patients(sql`true`, 'patients'),
			pairs(sql`true`, 'courses'),
			pairs(sql`true`, 'recorded'),
			pairs(PAIRED, 'with_baseline'),
			pairs(at.both, 'both'),
			pairs(at.one, 'one'),
			pairs(at.neither, 'neither'),
			...VISIT_WINDOWS.map(({ week }, i) => patients(sidesOf(i).both, `both_${week}`)),
			patients(at.ruled, 'ruled'),
			sql<string>`jsonb_agg(jsonb_build_array(${gains('first')}, ${gains('second')},
				case when ${at.ruled} then ${at.responded} end,
				case when ${at.ruled} then ${at.otherResponded} end
			) order by t.clinic_id, t.course_id)::text`.as('pairs')
		])
		.groupBy([sql`1`, sql`2`, sql`3`, sql`4`]);
}

/** The patients of the same pairs, whatever the filters say. */
export function splitFaceSignatures(
	cohort: Cohort,
	question: Question,
	axes: readonly string[],
	marks: readonly string[]
) {
	return signaturesOf(cohort, (eb) =>
		eb
			.selectFrom((inner) =>
				firstPairs(inner, sql`t.measure in (${sql.join(measuresAsked(question))})`).as('t')
			)
			.select([
				't.measure as base',
				't.clinic_id',
				't.patient_id',
				cellOf(seriesAtoms(axes, question, { contrast: sql`t.contrast` }), marks.map(markOf)).as(
					'cell'
				)
			])
			.as('c')
	);
}

/** A patient's first pair of each measure, area and contrast: `t` is the first side, `second_` the other. */
const firstPairs = (eb: ExpressionBuilder<CohortTables, never>, of: RawBuilder<SqlBool>) =>
	eb
		.selectFrom('trajectory as t')
		.innerJoin('course_profile as o', (join) =>
			join
				.onRef('o.clinic_id', '=', 't.clinic_id')
				.onRef('o.pair_id', '=', 't.pair_id')
				.onRef('o.patient_id', '=', 't.patient_id')
				.onRef('o.course_id', '<>', 't.course_id')
		)
		.leftJoin('trajectory as u', (join) =>
			join
				.onRef('u.clinic_id', '=', 'o.clinic_id')
				.onRef('u.course_id', '=', 'o.course_id')
				.onRef('u.measure', '=', 't.measure')
		)
		.where('t.control', '=', false)
		.where(sql<SqlBool>`(o.control or coalesce(t.protocol_id, '') < coalesce(o.protocol_id, ''))`)
		.where(of)
		.distinctOn(['t.clinic_id', 't.patient_id', 't.measure', 't.area_root', CONTRAST])
		.selectAll('t')
		.select([
			CONTRAST.as('contrast'),
			'u.baseline_x100 as second_baseline',
			'u.responder_x100 as second_responder',
			sql<boolean>`(o.control or o.sessions_done > 0)`.as('second_given'),
			...VISIT_WINDOWS.map((_, i) =>
				sql<number | null>`${sql.ref(`u.window_${i + 1}`)}`.as(`second_${i + 1}`)
			)
		])
		.orderBy('t.clinic_id')
		.orderBy('t.patient_id')
		.orderBy('t.measure')
		.orderBy('t.area_root')
		.orderBy(CONTRAST)
		.orderBy('t.month_end')
		.orderBy('t.course_id')
		.orderBy('o.course_id');

/** Written out, not as parameters: the same words must be the same expression wherever they stand. */
/* eslint-disable no-restricted-syntax -- two constants of this file; no input reaches them */
const CONTRAST = sql<string>`case when o.control then ${sql.lit(UNTREATED)}
	else coalesce(t.protocol_id, '') || ${sql.lit(AGAINST)} || coalesce(o.protocol_id, '') end`;
/* eslint-enable no-restricted-syntax */

/** Both sides can be said to have changed: what was to be treated was, and both have a baseline. */
const PAIRED = sql<SqlBool>`(t.sessions_done > 0 and t.second_given
	and t.baseline_x100 is not null and t.second_baseline is not null)`;

/** The improvements of both sides in a window, and which of them are there. */
function sidesOf(index: number) {
	const { gain } = windowOf(index);
	const first = gain;
	const second = sql`(t.direction * (${sql.ref(`t.second_${index + 1}`)} - t.second_baseline))`;
	const both = sql<SqlBool>`${PAIRED} and ${first} is not null and ${second} is not null`;
	const ruled = sql<SqlBool>`${both} and t.responder_x100 is not null
		and t.second_responder is not null`;
	return {
		first,
		second,
		both,
		one: sql<SqlBool>`${PAIRED} and (${first} is null) <> (${second} is null)`,
		neither: sql<SqlBool>`${PAIRED} and ${first} is null and ${second} is null`,
		better: sql<SqlBool>`${both} and ${first} > ${second}`,
		not_better: sql<SqlBool>`${both} and ${first} <= ${second}`,
		ruled,
		responded: sql<SqlBool>`${first} >= t.responder_x100`,
		otherResponded: sql<SqlBool>`${second} >= t.second_responder`
	};
}

function markOf(name: string): RawBuilder<SqlBool> {
	if (name === 'with_baseline') return PAIRED;
	if (name === 'no_baseline') return sql`${PAIRED} is not true`;
	if (name === 'recorded') return sql`true`;
	const at = name.lastIndexOf('_');
	const index = VISIT_WINDOWS.findIndex(({ week }) => String(week) === name.slice(at + 1));
	const sides = sidesOf(index);
	const { ruled, responded, otherResponded } = sides;
	const enough = (one: RawBuilder<SqlBool>, other: RawBuilder<SqlBool>) =>
		sql<SqlBool>`${ruled} and ${one} and ${other}`;
	const [not, otherNot] = [sql<SqlBool>`not (${responded})`, sql<SqlBool>`not (${otherResponded})`];
	const marks: Record<string, RawBuilder<SqlBool>> = {
		both: sides.both,
		one: sides.one,
		neither: sides.neither,
		better: sides.better,
		not_better: sides.not_better,
		ruled,
		unruled: sql`${sides.both} and (${ruled}) is not true`,
		both_enough: enough(responded, otherResponded),
		first_only: enough(responded, otherNot),
		second_only: enough(not, otherResponded),
		neither_enough: enough(not, otherNot)
	};
	const found = marks[name.slice(0, at)];
	if (!found) throw new Error(`no mark ${name}`);
	return found;
}
