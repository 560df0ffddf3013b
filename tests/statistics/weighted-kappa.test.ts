import { describe, expect, it, test } from 'vitest';
import { intraclassCorrelation, weightedKappa } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	confidence: number;
	first: number[];
	second: number[];
	kappa: number;
	standardError: number;
	low: number;
	high: number;
};

describe('agrees with R', () => {
	test.each(reference<Case>('weighted-kappa'))('$name', (expected) => {
		const found = weightedKappa(expected.first, expected.second, expected);
		expectClose(found.kappa, expected.kappa);
		expectClose(found.standardError, expected.standardError);
		expectInterval(found.interval, expected);
	});
});

it('gives what a calculation by hand gives: four patients, one apart by two grades', () => {
	// Mean square 4/4; expected 2 x 5/4 about each mean, and means 1.5 and 1: 5/4 + 1/2 + 1/4.
	const found = weightedKappa([0, 1, 2, 3], [0, 1, 2, 1], { minimumSubjects: 1 });
	expectClose(found.kappa, 1 - 1 / (5 / 4 + 1 / 2 + 1 / 4));
});

it('of two grades it is the plain kappa of Cohen', () => {
	const first = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0];
	const second = [1, 1, 1, 1, 0, 0, 0, 0, 0, 1];
	// Agreement 7/10, by chance 6/10 x 5/10 + 4/10 x 5/10.
	expectClose(weightedKappa(first, second).kappa, (0.7 - 0.5) / 0.5);
});

it('says why there is no answer, or no interval', () => {
	expect(weightedKappa([], [])).toMatchObject({ kappa: null, reason: 'no data' });
	expect(weightedKappa([2], [2])).toMatchObject({ kappa: null, reason: 'no variation' });
	const same = Array.from({ length: 20 }, () => 3);
	expect(weightedKappa(same, same)).toMatchObject({ kappa: null, reason: 'no variation' });
	const few = weightedKappa([0, 1], [1, 1]);
	expect(few).toMatchObject({ interval: null, reason: 'too few subjects' });
	expect(few.kappa).toBeCloseTo(0, 12);
	expect(() => weightedKappa([1], [])).toThrow(RangeError);
});

it('is 1 in full agreement, and 0 when one rater gives everybody the same grade', () => {
	const grades = Array.from({ length: 15 }, (_, i) => i % 5);
	expect(weightedKappa(grades, grades)).toMatchObject({
		kappa: 1,
		standardError: 0,
		fewSubjects: true
	});
	const found = weightedKappa(
		grades,
		grades.map(() => 2)
	);
	// Whatever the other rater says: neither an error nor an interval of it.
	expect(found).toMatchObject({
		kappa: 0,
		standardError: null,
		interval: null,
		reason: 'no variation'
	});
});

it('raters, order, unit and direction of the scale do not matter; near the ICC of agreement', () => {
	const grade = fc.integer({ min: 0, max: 5 });
	const pairs = fc.array(fc.tuple(grade, grade), { minLength: 10, maxLength: 60 });
	fc.assert(
		fc.property(pairs, (all) => {
			const was = weightedKappa(
				all.map(([a]) => a),
				all.map(([, b]) => b)
			);
			if (was.kappa === null || was.interval === null) return;
			expect(was.interval.low).toBeLessThanOrEqual(was.kappa);
			expect(was.interval.high).toBeGreaterThanOrEqual(was.kappa);
			const turned = all.toReversed();
			const is = weightedKappa(
				turned.map(([, b]) => 10 - 2 * b),
				turned.map(([a]) => 10 - 2 * a)
			);
			expect(is.kappa).toBeCloseTo(was.kappa, 10);
			expect(is.standardError).toBeCloseTo(was.standardError!, 8);
			// Fleiss & Cohen 1973: the same but for a term in 1/n.
			const { icc } = intraclassCorrelation(all).agreement;
			expect(Math.abs(icc! - was.kappa)).toBeLessThan(2 / all.length);
		})
	);
});
