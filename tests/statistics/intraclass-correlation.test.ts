import { describe, expect, it, test } from 'vitest';
import { intraclassCorrelation, minimalDetectableChange } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	confidence: number;
	ratings: number[][];
	agreement: number;
	agreementLow: number;
	agreementHigh: number;
	consistency: number;
	consistencyLow: number;
	consistencyHigh: number;
	semAgreement: number;
	semConsistency: number;
};

const cases = reference<Case>('intraclass-correlation');
const ANY = { minimumSubjects: 2 };

describe('agrees with R', () => {
	test.each(cases)('$name', (expected) => {
		const { confidence, ratings } = expected;
		const found = intraclassCorrelation(ratings, { ...ANY, confidence });
		expectClose(found.agreement.icc, expected.agreement);
		expectInterval(found.agreement.interval, {
			low: expected.agreementLow,
			high: expected.agreementHigh
		});
		expectClose(found.consistency.icc, expected.consistency);
		expectInterval(found.consistency.interval, {
			low: expected.consistencyLow,
			high: expected.consistencyHigh
		});
		expectClose(found.sem.agreement, expected.semAgreement);
		expectClose(found.sem.consistency, expected.semConsistency);
		expect(found.reason).toBeNull();
	});
});

it('gives what Shrout & Fleiss 1979 print for their table 2: .29 and .71', () => {
	const found = intraclassCorrelation(cases[0]!.ratings, ANY);
	expect(found.agreement.icc).toBeCloseTo(0.29, 2);
	expect(found.consistency.icc).toBeCloseTo(0.71, 2);
	expect(found).toMatchObject({ subjects: 6, raters: 4, fewSubjects: true });
});

it('of two ratings the SEM is the deviation of the differences over root two', () => {
	const pairs = [
		[1, 2],
		[3, 3],
		[2, 4],
		[5, 4]
	];
	const { sem, mdc95 } = intraclassCorrelation(pairs, ANY);
	// Differences -1, 0, -2, 1: squares about their mean 5 - 1 = 5, over 3.
	expectClose(sem.consistency, Math.sqrt(5 / 3 / 2));
	expectClose(mdc95.consistency, 1.96 * Math.sqrt(5 / 3));
	expectClose(minimalDetectableChange(0.5), 1.96 * Math.SQRT2 * 0.5);
});

it('says why there is no answer, or no interval', () => {
	const none = { agreement: { icc: null, interval: null }, sem: { agreement: null } };
	expect(intraclassCorrelation([])).toMatchObject({ ...none, reason: 'no data' });
	expect(intraclassCorrelation([[], []])).toMatchObject({ ...none, reason: 'no data' });
	expect(intraclassCorrelation([[1, 2]])).toMatchObject({ ...none, reason: 'one value' });
	expect(intraclassCorrelation([[1], [2]])).toMatchObject({ ...none, reason: 'one rater' });
	const same = [
		[0.1, 0.1],
		[0.1, 0.1],
		[0.1, 0.1]
	];
	expect(intraclassCorrelation(same, ANY)).toMatchObject({ ...none, reason: 'no variation' });
	const few = intraclassCorrelation(cases[0]!.ratings);
	expect(few).toMatchObject({ reason: 'too few subjects', agreement: { interval: null } });
	expect(few.consistency.icc).toBeCloseTo(0.71, 2);
	expect(() => intraclassCorrelation([[1, 2], [3]])).toThrow(RangeError);
});

it('is 1 where raters agree fully, and consistent where one always rates higher', () => {
	const full = intraclassCorrelation(
		[1, 2.3, 3, 4.1].map((grade) => [grade, grade]),
		ANY
	);
	expect(full.agreement).toEqual({ icc: 1, interval: { low: 1, high: 1 } });
	expect(full.sem).toEqual({ agreement: 0, consistency: 0 });
	const higher = intraclassCorrelation(
		[1, 2, 3, 4].map((grade) => [grade, grade + 1]),
		ANY
	);
	expect(higher.consistency.icc).toBe(1);
	expect(higher.agreement.icc).toBeLessThan(1);
	const unlike = intraclassCorrelation(
		[1, 2, 3].map(() => [1, 2]),
		ANY
	);
	expect(unlike.consistency).toEqual({ icc: null, interval: null });
	expect(unlike.agreement).toEqual({ icc: 0, interval: null });
	expect(unlike.reason).toBe('no variation');
});

it('has no agreement to speak of when patients and raters have equal means', () => {
	const crossed = [
		[1, -1],
		[-1, 1]
	];
	const found = intraclassCorrelation(crossed, ANY);
	expect(found.agreement).toEqual({ icc: null, interval: null });
	expect(found).toMatchObject({ sem: { agreement: 2 }, reason: 'no variation' });
});

it('the interval contains the estimate; unit, zero and order of patients and raters do not matter', () => {
	const grade = fc.integer({ min: 0, max: 20 });
	const ratings = fc
		.integer({ min: 2, max: 4 })
		.chain((k) =>
			fc.array(fc.array(grade, { minLength: k, maxLength: k }), { minLength: 10, maxLength: 25 })
		);
	fc.assert(
		fc.property(ratings, (all) => {
			const was = intraclassCorrelation(all);
			for (const { icc, interval } of [was.agreement, was.consistency]) {
				if (icc === null || interval === null) continue;
				expect(interval.low).toBeLessThanOrEqual(icc + 1e-9);
				expect(interval.high).toBeGreaterThanOrEqual(icc - 1e-9);
			}
			const is = intraclassCorrelation(
				all.map((row) => row.map((each) => 3 * each - 7).reverse()).reverse()
			);
			expect(is.reason).toBe(was.reason);
			if (was.agreement.icc === null || was.consistency.icc === null) return;
			expect(is.agreement.icc).toBeCloseTo(was.agreement.icc, 9);
			expect(is.consistency.icc).toBeCloseTo(was.consistency.icc, 9);
			expect(is.sem.consistency).toBeCloseTo(3 * was.sem.consistency!, 9);
		})
	);
});
