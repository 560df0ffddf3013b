import { describe, expect, it, test } from 'vitest';
import { addSums, clusteredMean, meanInterval, sumsOf } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';
import { someValues, type Value } from './series.ts';

type Case = {
	name: string;
	patient: number[];
	value: number[];
	confidence: number;
	mean: number;
	sd: number;
	low: number;
	high: number;
};

const values = ({ patient, value }: Case): Value[] =>
	value.map((each, i) => ({ patient: String(patient[i]), value: each }));

describe('agrees with R', () => {
	test.each(reference<Case>('clustered-mean'))('$name', (expected) => {
		const found = clusteredMean(sumsOf(values(expected)), expected.confidence);
		expectClose(found.mean, expected.mean);
		expectClose(found.sd, expected.sd);
		expectInterval(found.interval, expected);
		expect(found.reason).toBeNull();
	});

	test.each(reference<Case>('clustered-mean'))('in whole hundredths: $name', (expected) => {
		const hundredths = values(expected).map(({ patient, value }) => ({
			patient,
			value: Math.round(100 * value)
		}));
		const found = clusteredMean(sumsOf(hundredths), expected.confidence, 100);
		expectClose(found.mean, expected.mean);
		expectClose(found.sd, expected.sd);
		expectInterval(found.interval, expected);
	});
});

it('gives what a calculation by hand gives: two patients, means 1.5 and 6', () => {
	const found = clusteredMean(
		sumsOf([
			{ patient: 'a', value: 1 },
			{ patient: 'a', value: 2 },
			{ patient: 'b', value: 6 }
		])
	);
	// Residual sums -3 and 3; 2/1 x (9 + 9) / 3^2 = 4; t(.975, 1) = 12.7062.
	expectInterval(found.interval, { low: 3 - 2 * 12.7062, high: 3 + 2 * 12.7062 }, 1e-5);
	expect(found).toMatchObject({ mean: 3, n: 3, patients: 2 });
});

it('says there is no data when nobody was seen', () => {
	expect(clusteredMean(sumsOf([]))).toEqual({
		mean: null,
		interval: null,
		sd: null,
		n: 0,
		patients: 0,
		reason: 'no data'
	});
});

it('gives only the value of a single series', () => {
	expect(clusteredMean(sumsOf([{ patient: 'a', value: 1.5 }]))).toEqual({
		mean: 1.5,
		interval: null,
		sd: null,
		n: 1,
		patients: 1,
		reason: 'one patient'
	});
});

it('gives no interval to three series of one patient', () => {
	const found = clusteredMean(sumsOf([1, 2, 3].map((value) => ({ patient: 'a', value }))));
	expect(found).toEqual({
		mean: 2,
		interval: null,
		sd: 1,
		n: 3,
		patients: 1,
		reason: 'one patient'
	});
});

test.each([0, 0.1, 1 / 3, -2.3, 97.07])(
	'an interval of no width when all series improve by %d',
	(value) => {
		for (const series of [2, 7, 1000]) {
			const same = Array.from({ length: series }, (_, i) => ({ patient: `${i % 5}`, value }));
			const found = clusteredMean(sumsOf(same));
			expect(found.sd).toBe(0);
			expect(found.interval).toEqual({ low: found.mean, high: found.mean });
		}
	}
);

it('meets a mean of exactly half a grade exactly', () => {
	const sums = sumsOf([50, 0, 100].map((value, i) => ({ patient: String(i), value })));
	expect(clusteredMean(sums, 0.95, 100).mean).toBe(0.5);
});

it('sees one series in ten thousand that differs by a hundredth', () => {
	const many = Array.from({ length: 10_000 }, (_, i) => ({ patient: String(i), value: 10_000 }));
	many[0] = { patient: '0', value: 10_001 };
	const { interval } = clusteredMean(sumsOf(many), 0.95, 100);
	expect(interval!.high).toBeGreaterThan(interval!.low);
});

it('refuses a confidence of 95', () => {
	const sums = sumsOf([1, 2].map((value) => ({ patient: String(value), value })));
	expect(() => clusteredMean(sums, 95)).toThrow(RangeError);
});

describe('whatever the values', () => {
	it('is the plain t interval when every patient has one series', () => {
		const value = fc.integer({ min: -500, max: 500 }).map((hundredths) => hundredths / 100);
		fc.assert(
			fc.property(fc.array(value, { minLength: 2, maxLength: 40 }), (all) => {
				const found = clusteredMean(sumsOf(all.map((value, i) => ({ patient: String(i), value }))));
				const plain = meanInterval(all);
				expect(found.mean).toBeCloseTo(plain.mean!, 10);
				expect(found.interval!.low).toBeCloseTo(plain.interval!.low, 9);
				expect(found.interval!.high).toBeCloseTo(plain.interval!.high, 9);
			})
		);
	});

	it('the interval contains the mean', () => {
		fc.assert(
			fc.property(someValues, (all) => {
				const { mean, interval } = clusteredMean(sumsOf(all));
				expect(interval!.low).toBeLessThanOrEqual(mean!);
				expect(interval!.high).toBeGreaterThanOrEqual(mean!);
			})
		);
	});

	it('moves with the values, stretches with them, and turns with their sign', () => {
		const factor = fc.integer({ min: -300, max: 300 }).filter((whole) => whole !== 0);
		fc.assert(
			fc.property(someValues, factor, fc.integer({ min: -900, max: 900 }), (all, by, up) => {
				const changed = all.map(({ patient, value }) => ({ patient, value: value * by + up }));
				const was = clusteredMean(sumsOf(all));
				const is = clusteredMean(sumsOf(changed));
				const ends = [was.interval!.low * by + up, was.interval!.high * by + up];
				expect(is.mean).toBeCloseTo(was.mean! * by + up, 6);
				expect(is.interval!.low).toBeCloseTo(Math.min(...ends), 3);
				expect(is.interval!.high).toBeCloseTo(Math.max(...ends), 3);
			})
		);
	});

	it('does not depend on the order of the series or the names of the patients', () => {
		fc.assert(
			fc.property(someValues, (all) => {
				const other = all
					.toReversed()
					.map(({ patient, value }) => ({ patient: `${patient}2`, value }));
				const was = clusteredMean(sumsOf(all));
				const is = clusteredMean(sumsOf(other));
				expect(is.mean).toBeCloseTo(was.mean!, 12);
				expect(is.interval!.low).toBeCloseTo(was.interval!.low, 6);
			})
		);
	});

	it('adding the sums of groups without a common patient is summing them together', () => {
		fc.assert(
			fc.property(someValues, someValues, (one, two) => {
				const others = two.map(({ patient, value }) => ({ patient: `${patient}2`, value }));
				const added = addSums(sumsOf(one), sumsOf(others));
				const together = sumsOf([...one, ...others]);
				for (const [key, value] of Object.entries(together)) {
					expect(added[key as keyof typeof added]).toBeCloseTo(value, 8);
				}
			})
		);
	});
});
