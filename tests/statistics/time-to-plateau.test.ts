import { describe, expect, it, test } from 'vitest';
import { timeToPlateau, type Course } from '#lib/statistics/index.ts';
import { expectClose, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	weeks: number[];
	patient: number[];
	improvements: number[][];
	share: number;
	confidence: number;
	week: number;
	low: number;
	high: number;
};

const weeks = [4, 8, 12, 26];
const courses = fc.array(
	fc.record({
		patient: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
		improvements: fc.array(fc.integer({ min: -1, max: 6 }), { minLength: 4, maxLength: 4 })
	}),
	{ minLength: 3, maxLength: 12 }
);

describe('agrees with R, the interval within the error of drawing', () => {
	test.each(reference<Case>('time-to-plateau'))('$name', (expected) => {
		const all: Course[] = expected.improvements.map((improvements, i) => ({
			patient: String(expected.patient[i]),
			improvements
		}));
		const { share, confidence } = expected;
		const options = { share, confidence, resamples: 20_000 };
		const { week, interval } = timeToPlateau(expected.weeks, all, options);
		expectClose(week, expected.week);
		const width = expected.high - expected.low;
		expect(Math.abs(interval!.low - expected.low)).toBeLessThan(0.03 * width);
		expect(Math.abs(interval!.high - expected.high)).toBeLessThan(0.03 * width);
	});
});

it('gives what a calculation by hand gives: means 1, 2, 2 reach 1.6 of 2 at week 6.4', () => {
	const found = timeToPlateau(
		[4, 8, 12],
		[
			{ patient: 'a', improvements: [1, 2, 1] },
			{ patient: 'b', improvements: [1, 2, 3] }
		]
	);
	expect(found.week).toBeCloseTo(6.4, 12);
	expect(found).toMatchObject({ gain: 2, patients: 2, n: 2, reason: null });
});

it('reaches the share before the first visit when the first visit is above it', () => {
	const found = timeToPlateau([4, 8], [{ patient: 'a', improvements: [2, 2] }]);
	expect(found.week).toBeCloseTo(0.8 * 4, 12);
});

it('has no answer without patients or without gain, and no interval for one patient', () => {
	const of = (...improvements: number[][]) =>
		timeToPlateau(
			weeks,
			improvements.map((each, i) => ({ patient: String(i), improvements: each }))
		);
	expect(of()).toMatchObject({ week: null, gain: null, reason: 'no data' });
	expect(of([1, 2, 1, 0])).toMatchObject({ week: null, gain: 0, reason: 'no gain' });
	expect(of([1, 2, 1, -1], [0, 0, 0, -2])).toMatchObject({ week: null, gain: -1.5 });
	expect(of([1, 2, 2, 2])).toMatchObject({ interval: null, gain: 2, reason: 'one patient' });
	expect(of([1, 2, 2, 2], [0, -2, -1, -1])).toMatchObject({
		week: expect.any(Number),
		interval: null,
		reason: 'gain not clear'
	});
});

it('gives an interval of no width when all patients take the same course', () => {
	const all = ['a', 'b', 'c'].map((patient) => ({ patient, improvements: [1, 2, 2, 3] }));
	const { week, interval } = timeToPlateau(weeks, all);
	expect(interval!.low).toBeCloseTo(week!, 12);
	expect(interval!.high).toBeCloseTo(week!, 12);
});

it('is the same each time it is asked, and differs with the seed', () => {
	const [{ improvements }] = reference<Case>('time-to-plateau') as [Case];
	const all = improvements.map((each, i) => ({ patient: String(i), improvements: each }));
	expect(timeToPlateau(weeks, all)).toEqual(timeToPlateau(weeks, all));
	expect(timeToPlateau(weeks, all, { seed: 2 })).not.toEqual(timeToPlateau(weeks, all));
});

it('refuses weeks out of order, a course without a visit, and a share of 80', () => {
	const course = { patient: 'a', improvements: [1, 2] };
	expect(() => timeToPlateau([8, 4], [course])).toThrow(RangeError);
	expect(() => timeToPlateau([0, 4], [course])).toThrow(RangeError);
	expect(() => timeToPlateau([4, 8, 12], [course])).toThrow(RangeError);
	expect(() => timeToPlateau([4, 8], [course], { share: 80 })).toThrow(RangeError);
});

it('contains the week, and sees neither order, names nor unit', () => {
	fc.assert(
		fc.property(courses, (all) => {
			const options = { resamples: 100 };
			const was = timeToPlateau(weeks, all, options);
			const is = timeToPlateau(
				weeks,
				all.toReversed().map(({ patient, improvements }) => ({
					patient: `${patient}2`,
					improvements: improvements.map((value) => value * 4)
				})),
				options
			);
			expect(is).toEqual({ ...was, gain: was.gain === null ? null : was.gain * 4 });
			if (was.interval === null) return;
			expect(was.interval.low).toBeLessThanOrEqual(was.week!);
			expect(was.interval.high).toBeGreaterThanOrEqual(was.week!);
		}),
		{ numRuns: 50 }
	);
});
