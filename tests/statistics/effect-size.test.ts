import { describe, expect, it, test } from 'vitest';
import {
	hedgesG,
	meanInterval,
	pairedEffectSize,
	standardisedResponseMean
} from '#lib/statistics/index.ts';
import { smallSampleCorrection } from '#lib/statistics/small-sample-correction.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Groups = {
	name: string;
	first: number[];
	second: number[];
	confidence: number;
	g: number;
	variance: number;
	low: number;
	high: number;
};
type Pairs = { name: string; before: number[]; after: number[]; srm: number; gAverage: number };

const of = (first: number[], second: number[], confidence?: number) =>
	hedgesG(meanInterval(first), meanInterval(second), confidence);
const grades = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 3, maxLength: 40 });

describe('agrees with R', () => {
	test.each(reference<Groups>('hedges-g'))('two groups: $name', (expected) => {
		const found = of(expected.first, expected.second, expected.confidence);
		expectClose(found.g, expected.g);
		expectClose(found.variance, expected.variance);
		expectInterval(found.interval, expected);
	});

	test.each(reference<Pairs>('paired-effect-size'))('the same patients: $name', (expected) => {
		const found = pairedEffectSize(expected.before, expected.after);
		expectClose(found.srm, expected.srm);
		expectClose(found.gAverage, expected.gAverage);
		expect(found.reason).toBeNull();
	});

	it('in the correction, from 2 to 10 000 degrees of freedom', () => {
		type Correction = { degreesOfFreedom: number; correction: number };
		for (const expected of reference<Correction>('small-sample-correction')) {
			expectClose(smallSampleCorrection(expected.degreesOfFreedom), expected.correction, 1e-10);
		}
	});
});

it('gives the printed numbers of Borenstein (2009), chapter 4', () => {
	const { g, variance } = hedgesG({ n: 50, mean: 103, sd: 5.5 }, { n: 50, mean: 100, sd: 4.5 });
	expect(g).toBeCloseTo(0.5924, 4);
	expect(variance).toBeCloseTo(0.0411, 4);
});

it('has no answer for an empty group, a group of one, or no variation', () => {
	expect(of([], [1, 2])).toMatchObject({ g: null, interval: null, reason: 'no data' });
	expect(of([1], [1, 2])).toMatchObject({ g: null, reason: 'one value' });
	expect(of([1, 1], [2, 2])).toMatchObject({ g: null, reason: 'no variation' });
});

it('says what is missing of the change of the same patients', () => {
	expect(pairedEffectSize([], [])).toMatchObject({ srm: null, gAverage: null, reason: 'no data' });
	expect(pairedEffectSize([1], [2])).toMatchObject({ srm: null, reason: 'one value' });
	expect(pairedEffectSize([1, 3], [2, 1]).reason).toBe('too few values');
	expect(pairedEffectSize([1, 2, 3], [2, 3, 4])).toMatchObject({
		srm: null,
		gAverage: expect.any(Number),
		reason: 'no variation'
	});
});

it('refuses scores without a partner', () => {
	expect(() => pairedEffectSize([1, 2], [1])).toThrow(RangeError);
});

it('has no unit, turns with the sign, and the interval contains it', () => {
	fc.assert(
		fc.property(grades, grades, fc.integer({ min: 1, max: 9 }), (first, second, by) => {
			const was = of(first, second);
			const is = of(
				first.toReversed().map((value) => value * by + 7),
				second.map((value) => value * by + 7)
			);
			if (was.g === null) return;
			expect(is.g).toBeCloseTo(was.g, 10);
			expect(of(second, first).g).toBeCloseTo(-was.g, 12);
			expect(was.interval!.low).toBeLessThan(was.g);
			expect(was.interval!.high).toBeGreaterThan(was.g);
		})
	);
});

it('the response mean from sums is that of the values; without variation there is none', () => {
	const { srm } = pairedEffectSize([4, 3, 4, 2], [3, 1, 2, 2]);
	expectClose(standardisedResponseMean(meanInterval([-1, -2, -2, 0])), srm ?? NaN);
	expect(standardisedResponseMean({ mean: 1, sd: 0 })).toBeNull();
	expect(standardisedResponseMean({ mean: 1, sd: null })).toBeNull();
	expect(standardisedResponseMean({ mean: null, sd: null })).toBeNull();
});
