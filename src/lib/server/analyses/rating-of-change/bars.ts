/** How the ratings of the chosen week spread: a bar a group, from the best class to the last. */
import type { BarsPanel } from '#lib/charts/figure.ts';
import { counted, decimal, interval, percent } from '#lib/domain/format.ts';
import type { RatingClass } from '#lib/domain/ratings-of-change.ts';
import type { Context, Group } from '../../analysis.ts';
import { countsOf } from '../improvement/follow-up.ts';
import { followUp } from '../improvement/words.ts';
import type { Fineness } from '../../queries/rating-sums.ts';
import { told } from '../told.ts';
import { reasonIn } from '../widen.ts';
import { improvedOf, listedOf, meanOf, nameOf, panelName, type RatingPanel } from './panels.ts';

/** Whole per cent, as bars are read. */
const DECIMALS = 0;

/** The finest classes that every group of the panel may be told in; at least the coarse ones are drawn. */
export function finenessOf(panel: RatingPanel, context: Context): Fineness {
	const cells = listedOf(panel, context).map(({ cells }) => cells.fine);
	return cells.every((cell) => cell?.sums) ? 'fine' : 'coarse';
}

export const classesOf = ({ rating }: RatingPanel, fineness: Fineness): readonly RatingClass[] =>
	rating[fineness];

/** Per cent of the courses rated in each class, null where it may not be told. */
export function sharesOf(group: Group, fineness: Fineness): (number | null)[] | null {
	const sums = group.cells[fineness]?.sums;
	if (!sums) return null;
	const counts = Object.values(sums);
	const rated = counts.reduce((sum, one) => sum + one, 0);
	return counts.map((one) => (rated === 0 ? null : (100 * one) / rated));
}

/** Null where all of the panel is hidden: the panel over weeks says so. */
export function barsPanel(panel: RatingPanel, context: Context): BarsPanel | null {
	const { filters } = context;
	if (!panel.total) return null;
	const fineness = finenessOf(panel, context);
	const classes = classesOf(panel, fineness);
	return {
		id: panel.id,
		title: `${panelName(panel, context)}: ratings at week ${filters.wk}`,
		note: `${panel.measure.name}, per cent of the courses rated`,
		xLabel: 'Per cent of courses',
		parts: classes.map(({ label }, i) => ({ id: String(i + 1), label })),
		rows: listedOf(panel, context).map((group) => {
			const { label, id } = nameOf(panel, group, context);
			const { scored, seen, due } = countsOf(group, filters.wk);
			const shares = sharesOf(group, fineness);
			const why = group.cells[fineness]?.sums
				? 'nobody was rated'
				: reasonIn(group.cells[fineness], context);
			return {
				id: group === panel.total ? 'together' : id,
				label,
				count: scored === null ? 'number hidden' : `${counted(scored, 'course')} rated`,
				shares: classes.map((one, i) => {
					const share = shares?.[i] ?? null;
					return {
						partId: String(i + 1),
						percent: told(share, DECIMALS),
						sentence:
							share === null
								? `${label}: not shown, ${why}.`
								: `${label}: ${percent(share, DECIMALS)} rated ${one.label}; ${followUp(scored, seen, due)}.`
					};
				}),
				facts: factsOf(group, panel, filters.wk)
			};
		})
	};
}

function factsOf(group: Group, { measure, rating }: RatingPanel, week: number): string[] {
	const cell = group.cells[week];
	const improved = improvedOf(cell).estimate;
	const mean = meanOf(cell).estimate;
	const { scored, seen, due } = countsOf(group, week);
	return [
		...(improved
			? [
					`${percent(improved.value, DECIMALS)} ${rating.improved.label} ${interval(improved.low, improved.high, DECIMALS)}`.trim()
				]
			: []),
		...(mean
			? [
					`mean rating ${decimal(mean.value, measure.decimals)} ${interval(mean.low, mean.high, measure.decimals)}`.trim()
				]
			: []),
		followUp(scored, seen, due)
	];
}
