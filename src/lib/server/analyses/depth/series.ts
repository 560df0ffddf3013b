/** What both questions about depth and protocols share: their groups, their guards, where they link. */
import { DIMENSIONS, type Dimension } from '#lib/domain/dimensions.ts';
import { toQuery, type Accepted, type Filters } from '#lib/domain/filters.ts';
import type { FlatRow, Group, Guarded, Question } from '../../analysis.ts';
import { FOLLOW_COUNTS, GAIN_SUMS } from '../../queries/benefit-sums.ts';
import { outcomesHref } from '../improvement/hidden.ts';

/** Points and marks on fewer patients are drawn open. */
export const FEW_PATIENTS = 20;

/** Both questions take the same filters: what they compare by is none of them. */
export const acceptedBy = (by: Dimension): Accepted => ({
	view: ['concern', 'measure', 'wk', 'data'],
	where: DIMENSIONS.filter((dimension) => dimension !== 'depth' && dimension !== 'protocol'),
	by: [by],
	defaultBy: by,
	panels: 'area',
	parts: null
});

export function groups(rows: readonly FlatRow[], { filters }: Question): Group[] {
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const text = (name: string) => (row[name] === null ? null : String(row[name]));
		const numbers = (names: readonly string[]) =>
			Object.fromEntries(names.map((name) => [name, number(name)]));
		const counts = numbers(FOLLOW_COUNTS);
		const { due = 0, seen = 0, dropped = 0 } = counts;
		return {
			key: { measure: text('measure'), area: text('area'), line: text('line') },
			patients: number('patients'),
			courses: number('courses'),
			cells: {
				[filters.wk]: {
					patients: number('patients_scored'),
					sums: numbers(GAIN_SUMS),
					records: gainsOf(row)
				},
				redness: { patients: number('patients_asked'), sums: {}, records: redsOf(row) }
			},
			counts: {
				[filters.wk]: { ...counts, n: number('n'), missed: due - seen - dropped },
				redness: { asked: number('patients_asked') }
			}
		};
	});
}

function gainsOf({ gains }: FlatRow): FlatRow[] {
	// What benefitSums wrote: patient, series, gains, series of known depth, depths.
	const listed = JSON.parse(String(gains ?? '[]')) as [string, number, number, number, number][];
	return listed.map(([patient, series, gain, depths, depth]) => ({
		patient,
		series,
		gain,
		depths,
		depth
	}));
}

function redsOf({ reds }: FlatRow): FlatRow[] {
	// What benefitSums wrote: days, and 1 where the redness ended.
	const listed = JSON.parse(String(reds ?? '[]')) as [number, number][];
	return listed.map(([days, ended]) => ({ days, ended: ended === 1 }));
}

/**
 * A mean rests on the series scored in the window, days of redness on the patients asked. Outside the
 * clinic follow-up is told as a whole or not, and the number asked only where that of those not asked,
 * which would follow from it, may be told too.
 */
export function guards({ filters, viewer }: Question): Guarded[] {
	const week = filters.wk;
	const outside = !viewer.insideClinic;
	const follow = ['scored', 'due', 'seen', 'missed', 'dropped', 'not_yet_due'];
	return [
		{ id: `cells.${week}`, marks: [`scored_${week}`] },
		{ id: 'cells.redness', marks: ['asked'] },
		...(outside
			? [
					{ id: `counts.${week}`, marks: follow.map((kind) => `${kind}_${week}`) },
					{ id: 'counts.redness', marks: ['asked', 'unasked'] }
				]
			: [])
	];
}

/** The page of both; all groups together are on the page of outcomes. */
export function depthHref(wanted: Filters, context: { accepted: Accepted }): string {
	if (wanted.by === null) return outcomesHref(wanted, context);
	const query = toQuery(wanted, context.accepted);
	return query ? `/depth?${query}` : '/depth';
}
