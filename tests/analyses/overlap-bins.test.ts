import { expect, it } from 'vitest';
import fc from '../statistics/seeded.ts';
import { overlapBins } from '#lib/server/analyses/compare/overlap-bins.ts';

const many = (value: number, times: number) => Array.from({ length: times }, () => value);

it('keeps ten bands where each holds nobody or enough of both groups', () => {
	const bins = overlapBins(many(0.35, 5), many(0.55, 7), 5);
	expect(bins).toHaveLength(10);
	expect(bins[3]).toEqual({ from: 0.3, to: 0.4, counts: [5, 0] });
	expect(bins[5]).toEqual({ from: 0.5, to: 0.6, counts: [0, 7] });
});

it('takes bands together until none holds a few patients only', () => {
	const bins = overlapBins([...many(0.35, 3), ...many(0.45, 3)], many(0.55, 7), 5);
	expect(bins[3]).toEqual({ from: 0.3, to: 0.5, counts: [6, 0] });
});

it('joins what is left at the top to the band below', () => {
	const bins = overlapBins([...many(0.35, 8), 0.95], many(0.55, 7), 5);
	expect(bins.at(-1)).toEqual({ from: 0.3, to: 1, counts: [9, 7] });
});

it('tells nothing where even all together are a few', () => {
	expect(overlapBins(many(0.5, 4), many(0.5, 20), 5)).toEqual([]);
});

it('a preference of 1 stands in the last band', () => {
	expect(overlapBins(many(1, 6), many(0.2, 6), 5).at(-1)?.counts).toEqual([6, 0]);
});

it('never tells of a few, and loses nobody', () => {
	const preferences = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });
	fc.assert(
		fc.property(preferences, preferences, (first, second) => {
			const bins = overlapBins(first, second, 5);
			if (bins.length === 0) return;
			for (const { counts } of bins) {
				for (const count of counts) expect(count === 0 || count >= 5).toBe(true);
			}
			const sum = (arm: 0 | 1) => bins.reduce((all, { counts }) => all + counts[arm], 0);
			expect([sum(0), sum(1)]).toEqual([first.length, second.length]);
			expect(bins[0]?.from).toBe(0);
			expect(bins.at(-1)?.to).toBe(1);
			bins.slice(1).forEach((bin, i) => expect(bin.from).toBe(bins[i]?.to));
		})
	);
});
