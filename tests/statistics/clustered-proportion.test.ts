import { describe, expect, it, test } from 'vitest';
import {
	clopperPearsonInterval,
	clusteredProportion,
	sumsOf,
	wilsonInterval
} from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';
import { someValues } from './series.ts';

type Case = {
	name: string;
	patient: number[];
	value: number[];
	confidence: number;
	share: number;
	effectiveN: number;
	low: number;
	high: number;
};

/** For each patient, who responded (1) and who did not (0). */
const patients = (...series: number[][]) =>
	sumsOf(series.flatMap((all, i) => all.map((value) => ({ patient: String(i), value }))));

describe('agrees with R', () => {
	test.each(reference<Case>('clustered-proportion'))('$name', (expected) => {
		const values = expected.value.map((value, i) => ({
			patient: String(expected.patient[i]),
			value
		}));
		const found = clusteredProportion(sumsOf(values), expected.confidence);
		expectClose(found.share, expected.share);
		expectClose(found.effectiveN, expected.effectiveN);
		expectInterval(found.interval, expected);
	});
});

it('is Wilson when every patient has one series', () => {
	const found = clusteredProportion(patients([1], [0], [0], [1], [0], [0], [1]));
	expect(found).toMatchObject({ share: 3 / 7, effectiveN: 7, method: 'wilson', reason: null });
	expectInterval(found.interval, wilsonInterval(3, 7)!, 1e-14);
});

it('counts patients, about, when the series of a patient all go the same way', () => {
	const found = clusteredProportion(
		patients(...Array.from({ length: 40 }, (_, i) => Array(3).fill(i % 4 === 0 ? 1 : 0)))
	);
	expect(found.method).toBe('wilson clustered');
	expect(found.effectiveN).toBeGreaterThan(37);
	expect(found.effectiveN).toBeLessThan(41);
});

it('believes no more than the number of series, though patients agree better than by chance', () => {
	const found = clusteredProportion(patients([0, 1], [1, 0], [0, 1], [1, 0], [0, 1]));
	expect(found).toMatchObject({ share: 0.5, n: 10, effectiveN: 10 });
	expect(clusteredProportion(patients([0, 1, 1], [1, 0], [0, 1], [1, 0])).effectiveN).toBe(9);
});

it('takes Clopper-Pearson on patients when none or all responded', () => {
	const none = clusteredProportion(patients([0, 0], [0, 0], [0, 0], [0, 0], [0, 0]));
	expect(none).toMatchObject({ share: 0, n: 10, effectiveN: 5, method: 'clopper-pearson' });
	expectInterval(none.interval, clopperPearsonInterval(0, 5)!);
	const all = clusteredProportion(patients([1, 1], [1, 1], [1, 1], [1, 1], [1, 1]));
	expectInterval(all.interval, clopperPearsonInterval(5, 5)!);
	const single = clusteredProportion(patients([0], [0], [0]));
	expectInterval(single.interval, clopperPearsonInterval(0, 3)!);
});

it('says there is no data when nobody was seen', () => {
	expect(clusteredProportion(sumsOf([]))).toEqual({
		share: null,
		interval: null,
		events: 0,
		n: 0,
		patients: 0,
		effectiveN: null,
		method: null,
		reason: 'no data'
	});
});

it('gives one patient a share without an interval', () => {
	for (const [series, share] of [
		[[1], 1],
		[[1, 0, 0, 0], 0.25]
	] as const) {
		const found = clusteredProportion(patients([...series]));
		expect(found).toMatchObject({ share, interval: null, reason: 'one patient' });
	}
});

it('contains the share, stays within 0 to 1, and mirrors for those who did not respond', () => {
	fc.assert(
		fc.property(someValues, (values) => {
			const responses = values.map(({ patient, value }) => ({ patient, value: value > 1 ? 1 : 0 }));
			const others = responses.map(({ patient, value }) => ({ patient, value: 1 - value }));
			const found = clusteredProportion(sumsOf(responses));
			const mirrored = clusteredProportion(sumsOf(others.reverse()));
			const { low, high } = found.interval!;
			expect(low).toBeGreaterThanOrEqual(0);
			expect(low).toBeLessThanOrEqual(found.share!);
			expect(high).toBeGreaterThanOrEqual(found.share!);
			expect(high).toBeLessThanOrEqual(1);
			expect(mirrored.interval!.low).toBeCloseTo(1 - high, 8);
			expect(mirrored.interval!.high).toBeCloseTo(1 - low, 8);
			expect(found.effectiveN).toBeLessThanOrEqual(found.n);
			expect(found.effectiveN).toBeGreaterThan(0);
		})
	);
});
