import { describe, expect, it } from 'vitest';
import type { TrendPoint } from '#lib/charts/figure.ts';
import { intervalRuns } from '#lib/charts/runs.ts';

const HIDDEN = 'hidden: too few patients';
const NO_DATA = 'no data';

/** A point with an interval of 0.1 to each side, or the reason why there is none. */
const point = (week: number, value: number | string): TrendPoint => ({
	week,
	estimate: typeof value === 'string' ? null : { value, low: value - 0.1, high: value + 0.1 },
	why: typeof value === 'string' ? value : null,
	scored: null,
	seen: null,
	due: null,
	patients: null,
	few: false,
	sentence: ''
});
const weeksOf = (points: TrendPoint[]) =>
	intervalRuns(points).map((run) => run.map(({ week }) => week));

describe('the interval of a line', () => {
	it('begins without width at the baseline', () => {
		expect(intervalRuns([point(4, 0.2)])[0]?.[0]).toEqual({ week: 0, low: 0, high: 0 });
	});

	it.each([
		['goes on over a week nobody was planned for', [0.1, NO_DATA, 0.3], [[0, 4, 12]]],
		[
			'is broken by a hidden week',
			[0.1, HIDDEN, 0.3, 0.4],
			[
				[0, 4],
				[12, 18]
			]
		],
		['is broken by a hidden week beside an empty one', [0.1, HIDDEN, NO_DATA, 0.4], [[0, 4], [18]]],
		['does not start at the baseline when the first week is hidden', [HIDDEN, 0.2, 0.3], [[8, 12]]],
		['is nowhere when all weeks are hidden', [HIDDEN, HIDDEN], []]
	])('%s', (_, values, expected) => {
		const weeks = [4, 8, 12, 18];
		expect(weeksOf(values.map((value, i) => point(weeks[i] ?? 0, value)))).toEqual(expected);
	});
});
