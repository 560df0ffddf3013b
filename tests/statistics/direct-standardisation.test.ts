import { describe, expect, it, test } from 'vitest';
import { standardisedMeans, standardisedProportions } from '#lib/statistics/index.ts';
import { someCompared } from './overlap-cases.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	kind: 'means' | 'proportions';
	confidence: number;
	treated: boolean[];
	outcome: number[];
	stratum: string[];
	mean1: number;
	mean0: number;
	difference: number;
	standardError: number;
	low: number;
	high: number;
	strata: number;
	leftOut: number;
};

const cases = reference<Case>('direct-standardisation');
const compare = ({ kind, treated, outcome, stratum, confidence }: Case) =>
	kind === 'means'
		? standardisedMeans({ treated, outcome, stratum }, { confidence, minimumPerArm: 1 })
		: standardisedProportions(
				{ treated, stratum, outcome: outcome.map((value) => value === 1) },
				{ confidence, minimumPerArm: 1 }
			);

describe('agrees with R', () => {
	test.each(cases)('$name', (expected) => {
		const found = compare(expected);
		expectClose(found.treatedMean, expected.mean1);
		expectClose(found.controlMean, expected.mean0);
		expectClose(found.difference, expected.difference);
		expectClose(found.standardError, expected.standardError);
		expectInterval(found.interval, expected);
		expect(found).toMatchObject({
			strata: expected.strata,
			leftOut: expected.leftOut,
			reason: null
		});
	});
});

it('gives what a calculation by hand gives for kidney stones, 357 small and 343 large', () => {
	// Charig et al. 1986: open surgery 81/87 and 192/263, keyhole 234/270 and 55/80.
	const found = compare(cases[0]!);
	expectClose(found.treatedMean, 0.51 * (81 / 87) + 0.49 * (192 / 263));
	expectClose(found.controlMean, 0.51 * (234 / 270) + 0.49 * (55 / 80));
	// Better for either size, though worse in all patients together: 273 against 289 of 350.
	expect(found.interval!.low).toBeLessThan(found.difference!);
	expect(found.difference).toBeGreaterThan(0.05);
});

const ANY = { minimumPerArm: 1 };

it('leaves out strata of one group and says how many patients that were', () => {
	const found = standardisedMeans(
		{
			treated: [true, true, false, false, true],
			outcome: [2, 4, 1, 2, 9],
			stratum: ['a', 'a', 'a', 'a', 'b']
		},
		ANY
	);
	expect(found).toMatchObject({
		difference: 1.5,
		strata: 1,
		patients: 4,
		leftOut: 1,
		reason: null
	});
});

it('says why there is no answer or no interval', () => {
	const none = { treated: [], outcome: [], stratum: [] };
	expect(standardisedMeans(none)).toMatchObject({ difference: null, reason: 'no data' });
	expect(standardisedProportions(none)).toMatchObject({ difference: null, reason: 'no data' });
	const apart = { treated: [true, false], outcome: [1, 2], stratum: ['a', 'b'] };
	expect(standardisedMeans(apart)).toMatchObject({
		difference: null,
		leftOut: 2,
		reason: 'one group'
	});
	const two = { treated: [true, false], outcome: [1, 2], stratum: ['a', 'a'] };
	expect(standardisedMeans(two)).toMatchObject({
		difference: -1,
		interval: null,
		reason: 'too few patients'
	});
	expect(standardisedMeans(two, ANY)).toMatchObject({ interval: null, reason: 'one value' });
	const same = { treated: [true, true, false, false], stratum: ['a', 'a', 'a', 'a'] };
	expect(standardisedMeans({ ...same, outcome: [2, 2, 1, 1] }, ANY)).toMatchObject({
		interval: { low: 1, high: 1 },
		reason: 'no variation'
	});
	const all = { ...same, outcome: [true, true, false, false] };
	expect(standardisedProportions(all, ANY)).toMatchObject({
		difference: 1,
		interval: null,
		reason: 'no variation'
	});
	expect(() => standardisedMeans({ ...same, outcome: [1] })).toThrow(RangeError);
});

it('contains its estimate, turns with the groups, moves and stretches, whatever the order', () => {
	fc.assert(
		fc.property(someCompared, fc.integer({ min: 1, max: 9 }), (patients, by) => {
			const [, area] = patients.covariates;
			const stratum = area?.levels ?? [];
			const { treated, outcome } = patients;
			const was = standardisedMeans({ treated, outcome, stratum }, ANY);
			const is = standardisedMeans(
				{
					treated: treated.map((first) => !first).reverse(),
					outcome: outcome.map((value) => by * value + 3).reverse(),
					stratum: stratum.toReversed()
				},
				ANY
			);
			expect(is.reason).toBe(was.reason);
			expect(is.difference).toBeCloseTo(-by * was.difference!, 9);
			if (!was.interval) return;
			expect(was.interval.low).toBeLessThanOrEqual(was.difference!);
			expect(was.interval.high).toBeGreaterThanOrEqual(was.difference!);
			expect(is.interval!.low).toBeCloseTo(-by * was.interval.high, 8);
		})
	);
});
