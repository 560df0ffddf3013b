import { describe, expect, it, test } from 'vitest';
import { clusteredDifference, meanInterval, sumsOf, welch } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';

type Series = { patient: number[]; value: number[] };
type Case = {
	name: string;
	confidence: number;
	first: Series;
	second: Series;
	difference: number;
	low: number;
	high: number;
	t: number;
	degreesOfFreedom: number;
	p: number;
};

const sums = ({ patient, value }: Series, scale = 1) =>
	sumsOf(patient.map((each, i) => ({ patient: String(each), value: scale * (value[i] ?? 0) })));

describe('agrees with R', () => {
	test.each(reference<Case>('clustered-difference'))('$name', (expected) => {
		const found = clusteredDifference(
			sums(expected.first),
			sums(expected.second),
			expected.confidence
		);
		expectClose(found.difference, expected.difference);
		expectInterval(found.interval, expected);
		expectClose(found.t, expected.t);
		expectClose(found.degreesOfFreedom, expected.degreesOfFreedom);
		expectClose(found.p, expected.p);
		expect(found.reason).toBeNull();
	});
});

const once = (value: number[]): Series => ({ patient: value.map((_, i) => i), value });

it('is Welch’s test where each patient has one series', () => {
	const [first, second] = [
		[1, 2, 4, 4],
		[0, 1, 1.5]
	];
	const found = clusteredDifference(sums(once(first)), sums(once(second)));
	const plain = welch(meanInterval(first), meanInterval(second));
	expectClose(found.p, plain.p ?? Number.NaN);
	expectInterval(found.interval, plain.interval ?? { low: Number.NaN, high: Number.NaN });
});

it('is the same from sums of hundredths', () => {
	const [first, second] = [once([1, 2, 4, 4]), once([0, 1, 1.5])];
	const found = clusteredDifference(sums(first, 100), sums(second, 100), 0.95, 100);
	expectInterval(
		found.interval,
		clusteredDifference(sums(first), sums(second)).interval ?? { low: Number.NaN, high: Number.NaN }
	);
});

it('counts patients, not series: the same series of fewer patients say less', () => {
	const value = [1, 1.2, 2, 2.2, 3, 3.2];
	const many = clusteredDifference(sums(once(value)), sums(once([0, 1, 2])));
	const few = clusteredDifference(
		sums({ patient: [1, 1, 2, 2, 3, 3], value }),
		sums(once([0, 1, 2]))
	);
	expect(few.difference).toBe(many.difference);
	expect(few.standardError).toBeGreaterThan(many.standardError ?? Infinity);
});

it('has no answer when a group is empty, and only the difference for one patient', () => {
	expect(clusteredDifference(sums(once([])), sums(once([1, 2])))).toMatchObject({
		difference: null,
		interval: null,
		reason: 'no data'
	});
	expect(
		clusteredDifference(sums({ patient: [1, 1], value: [1, 2] }), sums(once([1, 2])))
	).toMatchObject({ difference: 0, interval: null, p: null });
});
