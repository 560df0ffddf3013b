/** The panels of ratings: each concern (or area) and each rating used there, with its groups. */
import type { Estimate } from '#lib/charts/figure.ts';
import { areaLabel, areaOf } from '#lib/domain/areas.ts';
import { measureFor } from '#lib/domain/clinic-choices.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { rounded } from '#lib/domain/format.ts';
import { CONCERNS, type Concern, type Measure } from '#lib/domain/measure.ts';
import { ratingOf, type RatingOfChange } from '#lib/domain/ratings-of-change.ts';
import { clusteredMean, clusteredProportion } from '#lib/statistics/index.ts';
import type { Cell, Context, Group, Key } from '../../analysis.ts';
import { lineLabel, lineOrder, lineStyle } from '../lines.ts';
import { areaPosition } from '../improvement/panel-order.ts';
import { TOGETHER } from '../improvement/panels.ts';
import { whyHidden } from '../widen.ts';
import { HUNDREDTHS } from '../hundredths.ts';

/** An interval is shown from this many patients on. */
const INTERVAL_FROM_PATIENTS = 5;

export type RatingPanel = {
	id: string;
	/** As the gate names it: "wrinkles.GAIS_SUBJ". */
	base: string;
	concern: Concern;
	measure: Measure;
	rating: RatingOfChange;
	area: string | null;
	groups: Group[];
	total: Group | null;
};

/** In the order of concerns and areas, the rating used most first. */
export function ratingPanels(
	groups: readonly Group[],
	totals: readonly Group[],
	context: Context
): RatingPanel[] {
	const idOf = (key: Key) => `${key.measure}.${key.area ?? ''}`;
	const order = lineOrder(context.filters.by, context.known);
	const keys = new Map([...totals, ...context.hidden].map(({ key }) => [idOf(key), key]));
	return [...keys]
		.flatMap(([id, key]): RatingPanel[] => {
			const [concernName, code = ''] = (key.measure ?? '').split('.');
			const concern = CONCERNS.find((name) => name === concernName);
			const measure = measureFor(code, context.known.choices);
			const rating = ratingOf(code);
			if (!concern || !measure || !rating) return [];
			return [
				{
					id,
					base: key.measure ?? '',
					concern,
					measure,
					rating,
					area: key.area ?? null,
					groups: groups
						.filter((group) => idOf(group.key) === id)
						.toSorted((a, b) => order(a.key.line ?? null, b.key.line ?? null)),
					total: totals.find((group) => idOf(group.key) === id) ?? null
				}
			];
		})
		.toSorted(
			(a, b) =>
				CONCERNS.indexOf(a.concern) - CONCERNS.indexOf(b.concern) ||
				areaPosition(a) - areaPosition(b) ||
				(b.total?.courses ?? 0) - (a.total?.courses ?? 0) ||
				a.id.localeCompare(b.id, 'en')
		);
}

/** "Neck" where areas stand side by side, "Wrinkles" elsewhere. */
export const panelName = ({ area, concern }: RatingPanel, { filters }: Context) =>
	area ? areaLabel(area) : filters.concern ? 'All areas together' : CONCERN_WORDS[concern].label;

/** In a sentence: "necks", "wrinkles". */
export const subjectOf = (panel: RatingPanel, context: Context) =>
	panel.area
		? (areaOf(panel.area)?.plural ?? panelName(panel, context).toLowerCase())
		: CONCERN_WORDS[panel.concern].noun;

/** The lines and, under them, all courses together. */
export const listedOf = ({ groups, total }: RatingPanel, { filters }: Context): Group[] =>
	filters.by && total ? [...groups, total] : groups.length > 0 || !total ? groups : [total];

export function nameOf(panel: RatingPanel, group: Group, { filters, known }: Context) {
	if (filters.by === null || group === panel.total) return TOGETHER;
	const value = group.key.line ?? null;
	return {
		id: value ?? 'none',
		label: lineLabel(filters.by, value, known),
		style: lineStyle(filters.by, value, known)
	};
}

/** A number, or why there is none. */
export type Part = { estimate: Estimate | null; why: string | null };

/** The mean rating, in the unit of the rating; its interval counts patients. */
export function meanOf(cell: Cell | undefined): Part {
	const sums = clusterSums(cell);
	if (!cell || !sums) return none(cell);
	const { mean, interval } = clusteredMean(sums, 0.95, HUNDREDTHS);
	return part(cell, mean, interval, 1);
}

/** The share of courses rated improved, in per cent; its interval counts patients. */
export function improvedOf(cell: Cell | undefined): Part {
	const sums = clusterSums(cell);
	if (!cell || !sums) return none(cell);
	const events = cell.sums?.improved ?? 0;
	const { share, interval } = clusteredProportion({
		...sums,
		sum: events,
		sumSquares: events,
		patientSumSquares: cell.sums?.improved_squares ?? 0,
		patientCrossProducts: cell.sums?.improved_cross_products ?? 0
	});
	return part(cell, share, interval, 100);
}

function clusterSums(cell: Cell | undefined) {
	if (!cell?.sums || cell.patients === 0) return null;
	const { sums, patients } = cell;
	const of = (name: string) => sums[name] ?? 0;
	return {
		n: of('n'),
		patients,
		sum: of('sum'),
		sumSquares: of('sum_squares'),
		patientSumSquares: of('patient_sum_squares'),
		patientCountSquares: of('patient_count_squares'),
		patientCrossProducts: of('patient_cross_products')
	};
}

const none = (cell: Cell | undefined): Part => ({
	estimate: null,
	why: cell && !cell.sums ? whyHidden(cell) : 'nobody was rated'
});

function part(
	{ patients }: Cell,
	value: number | null,
	interval: { low: number; high: number } | null,
	times: number
): Part {
	if (value === null) return { estimate: null, why: 'nobody was rated' };
	const shown = patients >= INTERVAL_FROM_PATIENTS ? interval : null;
	return {
		estimate: {
			value: rounded(times * value),
			low: shown && rounded(times * shown.low),
			high: shown && rounded(times * shown.high)
		},
		why: null
	};
}
