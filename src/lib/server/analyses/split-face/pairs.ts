/** From the pairs of a group to their figures: means of both sides, the difference within patients, shares. */
import { areaLabel } from '#lib/domain/areas.ts';
import { measureFor } from '#lib/domain/clinic-choices.ts';
import { optionsOf } from '#lib/domain/filters.ts';
import { rounded } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import { isPrimary } from '#lib/domain/primary-measures.ts';
import type { Estimate, Verdict } from '#lib/charts/figure.ts';
import {
	benjaminiHochberg,
	clopperPearsonInterval,
	hodgesLehmann,
	meanInterval,
	pairedProportionDifference,
	signedRank,
	verdictOf,
	wilsonInterval,
	type Interval
} from '#lib/statistics/index.ts';
import type { Cell, Context, Group } from '../../analysis.ts';
import { AGAINST, UNTREATED, type PAIR_FLOW } from '../../queries/split-face.ts';
import { HUNDREDTHS } from '../hundredths.ts';
import { whyHidden } from '../widen.ts';

/** An interval is shown from so many pairs on, a comparison is made from so many. */
const INTERVAL_FROM = 5;
export const COMPARED_FROM = 10;

export type Paired = {
	group: Group;
	measure: Measure;
	area: string;
	/** "Treated side" and "Untreated side", or the names of two protocols. */
	sides: [string, string];
	untreated: boolean;
};

/** The groups that may be told, by area and contrast; of several measures the leading one. */
export function pairedOf(totals: readonly Group[], { filters, known }: Context): Paired[] {
	return totals.flatMap((group): Paired[] => {
		const { measure: code, area, contrast } = group.key;
		const measure = measureFor(code ?? '', known.choices);
		if (!measure?.hasBaseline || !area || !contrast) return [];
		if (!filters.measure && !isPrimary(measure.code, area, known.choices?.primary)) return [];
		const untreated = contrast === UNTREATED;
		const name = (id: string | undefined) =>
			optionsOf('protocol', known).find(({ value }) => value === id)?.label ??
			(id || 'protocol not recorded');
		const [first, second] = contrast.split(AGAINST);
		return [
			{
				group,
				measure,
				area: areaLabel(filters.where.area ?? area),
				sides: untreated ? ['Treated side', 'Untreated side'] : [name(first), name(second)],
				untreated
			}
		];
	});
}

export type Week = {
	/** Pairs with both sides scored; 0 where hidden. */
	pairs: number;
	first: Estimate | null;
	second: Estimate | null;
	/** First less second. */
	difference: Estimate | null;
	why: string | null;
};

const told = (mean: number | null, interval: Interval | null, pairs: number): Estimate | null =>
	mean === null
		? null
		: {
				value: rounded(mean),
				low: interval && pairs >= INTERVAL_FROM ? rounded(interval.low) : null,
				high: interval && pairs >= INTERVAL_FROM ? rounded(interval.high) : null
			};

function whyNot(cell: Cell | undefined): string | null {
	if (cell && !cell.sums) return whyHidden(cell);
	return !cell || cell.patients === 0 ? 'no pair with both sides scored' : null;
}

/** Both sides and their difference in one window, in units of the scale. */
export function weekOf({ group }: Paired, week: number): Week {
	const cell = group.cells[week];
	const why = whyNot(cell);
	const nothing = { pairs: 0, first: null, second: null, difference: null };
	if (why !== null || !cell) return { ...nothing, why };
	const pairs = valuesOf(cell);
	const mean = (values: readonly number[]) => {
		const { mean: value, interval } = meanInterval(values.map((each) => each / HUNDREDTHS));
		return told(value, interval, values.length);
	};
	return {
		pairs: pairs.length,
		first: mean(pairs.map(({ first }) => first)),
		second: mean(pairs.map(({ second }) => second)),
		difference: mean(pairs.map(({ first, second }) => first - second)),
		why: null
	};
}

const valuesOf = ({ records = [] }: Cell) =>
	records.map(({ first, second }) => ({ first: Number(first), second: Number(second) }));

/** Ranks, which need no normal differences: whole hundredths, so that ties are ties. */
export function ranksOf({ group }: Paired, week: number) {
	const cell = group.cells[week];
	const why = whyNot(cell);
	if (why !== null || !cell) return { p: null, median: null, why };
	const differences = valuesOf(cell).map(({ first, second }) => first - second);
	const test = signedRank(differences);
	const middle = hodgesLehmann(differences);
	const enough = differences.length >= COMPARED_FROM;
	return {
		p: enough && test.p !== null ? rounded(test.p) : null,
		median:
			enough && middle.estimate !== null
				? {
						value: rounded(middle.estimate / HUNDREDTHS),
						low: middle.interval && rounded(middle.interval.low / HUNDREDTHS),
						high: middle.interval && rounded(middle.interval.high / HUNDREDTHS)
					}
				: null,
		why: enough ? test.reason : `fewer than ${COMPARED_FROM} pairs`
	};
}

/** p of every pair of sides on the page, held against how many were tested; null where only one was. */
export function adjustedOf(pairs: readonly Paired[], week: number): (number | null)[] | null {
	const raw = pairs.map((pair) => ranksOf(pair, week).p);
	if (raw.filter((p) => p !== null).length < 2) return null;
	return benjaminiHochberg(raw).map((p) => (p === null ? null : rounded(p)));
}

/**
 * The flow of pairs at a week. Where its parts are too small to be told, how many have both sides scored
 * stands with the figures anyway, and nothing from which the others would follow.
 */
export function flowAt(
	{ group }: Paired,
	week: number
): Record<(typeof PAIR_FLOW)[number], number | null> {
	const { flow } = group.counts;
	const cell = group.cells[week];
	return {
		recorded: flow?.recorded ?? null,
		with_baseline: flow?.with_baseline ?? null,
		both: flow?.both ?? (cell?.sums ? cell.patients : null),
		one: flow?.one ?? null,
		neither: flow?.neither ?? null
	};
}

export type Share = { estimate: Estimate | null; pairs: number; why: string | null };

/** Per cent of the pairs in which the first side improved more. */
export function betterOf({ group }: Paired): Share {
	const cell = group.cells.better;
	const why = whyNot(cell);
	if (why !== null || !cell?.sums) return { estimate: null, pairs: 0, why };
	const events = cell.sums.events ?? 0;
	const all = events === 0 || events === cell.patients;
	const interval = (all ? clopperPearsonInterval : wilsonInterval)(events, cell.patients);
	return {
		estimate: {
			value: rounded((100 * events) / cell.patients),
			low: interval && rounded(100 * interval.low),
			high: interval && rounded(100 * interval.high)
		},
		pairs: cell.patients,
		why: null
	};
}

/** Per cent improved enough on each side, and their difference within patients, in points. */
export function enoughOf({ group, measure }: Paired) {
	const cell = group.cells.rules;
	const why = measure.responder ? whyNot(cell) : 'no rule was published';
	const nothing = { first: null, second: null, difference: null, pairs: 0 };
	if (why !== null || !cell) return { ...nothing, why };
	const records = cell.records ?? [];
	const of = (first: boolean, second: boolean) =>
		records.filter((pair) => pair.first === first && pair.second === second).length;
	const counts = {
		both: of(true, true),
		onlyFirst: of(true, false),
		onlySecond: of(false, true),
		neither: of(false, false)
	};
	const { difference, interval } = pairedProportionDifference(counts);
	const percent = (events: number) => rounded((100 * events) / Math.max(1, records.length));
	return {
		first: percent(counts.both + counts.onlyFirst),
		second: percent(counts.both + counts.onlySecond),
		difference:
			difference === null
				? null
				: {
						value: rounded(100 * difference),
						low: interval && rounded(100 * interval.low),
						high: interval && rounded(100 * interval.high)
					},
		pairs: records.length,
		why: null
	};
}

/** Of the mean difference at the week; null without a smallest worthwhile difference. */
export function verdictOfPairs(pair: Paired, week: number): Verdict | null {
	const { difference, pairs } = weekOf(pair, week);
	const { smallestWorthwhile } = pair.measure;
	if (!difference || smallestWorthwhile === null) return null;
	const { value, low, high } = difference;
	const interval = low === null || high === null ? null : { low, high };
	return verdictOf(
		{ estimate: value, interval, patients: pairs },
		smallestWorthwhile,
		COMPARED_FROM
	);
}
