import { describe, expect, it, test } from 'vitest';
import {
	effectiveSize,
	overlapDifference,
	overlapProportions,
	standardisedDifferences,
	type Covariate
} from '#lib/statistics/index.ts';
import { comparedPatients, someCompared, type OverlapCase } from './overlap-cases.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

const cases = reference<OverlapCase>('overlap-weights');

/** Few patients are enough where the size is not what is tested. */
const ANY = { patientsPerCovariate: 0, minimumPerArm: 1 };

describe('agrees with R', () => {
	test.each(cases)('$name', (expected) => {
		const found = overlapDifference(comparedPatients(expected), expected);
		expectClose(found.treated.mean, expected.mean1);
		expectClose(found.control.mean, expected.mean0);
		expectClose(found.treated.standardError, expected.error1);
		expectClose(found.control.standardError, expected.error0);
		expectClose(found.treated.effectiveN, expected.effective1);
		expectClose(found.control.effectiveN, expected.effective0);
		expectClose(found.difference, expected.difference);
		expectClose(found.standardError, expected.standardError);
		expectInterval(found.interval, expected);
		expectClose(found.p, expected.p);
		expect(found.reason).toBeNull();
		expected.scores.forEach((score, i) => expectClose(found.scores![i]!, score));
	});
});

it('gives what a calculation by hand gives for kidney stones: strata by n1 n0 / n', () => {
	// Charig et al. 1986: open surgery 81/87 and 192/263, keyhole 234/270 and 55/80 (small, large).
	const { difference, rawDifference } = overlapDifference(comparedPatients(cases[0]!));
	const small = (87 * 270) / (87 + 270);
	const large = (263 * 80) / (263 + 80);
	const weighted = small * (81 / 87 - 234 / 270) + large * (192 / 263 - 55 / 80);
	expectClose(difference, weighted / (small + large));
	// The paradox: open surgery looks worse, and is better for either size.
	expect(rawDifference).toBeCloseTo(273 / 350 - 289 / 350, 12);
	expect(difference).toBeGreaterThan(0);
});

it('makes the groups exactly alike in the means of every covariate', () => {
	for (const each of cases) {
		const { weights } = overlapDifference(comparedPatients(each));
		for (const { after } of standardisedDifferences(each.covariates, each.treated, weights!)) {
			expect(Math.abs(after!)).toBeLessThan(1e-6);
		}
	}
});

it('without covariates it is the plain difference of means', () => {
	const found = overlapDifference(
		{ treated: [true, true, false, false], outcome: [3, 5, 1, 2], covariates: [] },
		ANY
	);
	expect(found.difference).toBeCloseTo(2.5, 12);
	expect(found.treated.effectiveN).toBeCloseTo(2, 12);
	// (1 + 1) / 2^2 + (0.25 + 0.25) / 2^2
	expectClose(found.standardError, Math.sqrt(0.625));
});

describe('says why it has no answer', () => {
	const twenty = (treated: (i: number) => boolean, values: (i: number) => number) => ({
		treated: Array.from({ length: 20 }, (_, i) => treated(i)),
		outcome: Array.from({ length: 20 }, (_, i) => i % 7),
		covariates: [{ name: 'baseline', values: Array.from({ length: 20 }, (_, i) => values(i)) }]
	});
	const even = (i: number) => i % 2 === 0;

	it('nobody, one group, too few', () => {
		const nobody = overlapDifference({ treated: [], outcome: [], covariates: [] });
		expect(nobody).toMatchObject({ reason: 'no data', rawDifference: null, difference: null });
		const one = overlapDifference(twenty(() => true, Number));
		expect(one).toMatchObject({
			reason: 'one group',
			control: { n: 0, raw: null },
			interval: null
		});
		const few = overlapDifference(twenty((i) => i < 9, Number));
		expect(few.reason).toBe('too few patients');
		expect(few.rawDifference).not.toBeNull();
		const { covariates, ...patients } = twenty(even, (i) => i % 5);
		const three = [
			...covariates,
			{ name: 'area', levels: patients.outcome.map((i) => `${i % 3}`) }
		];
		expect(overlapDifference({ ...patients, covariates: three }).reason).toBe(
			'too few for covariates'
		);
	});

	it('a covariate that tells the groups apart', () => {
		expect(overlapDifference(twenty((i) => i < 10, Number)).reason).toBe('groups separated');
		// All below 10 were given the second; at 10 both were: separated for some of the patients.
		const some = twenty(
			(i) => i > 9,
			(i) => (i < 9 ? 1 : i < 12 ? 10 : 20)
		);
		expect(overlapDifference(some).reason).toBe('groups separated');
		const level = twenty(even, (i) => i);
		const covariates = [
			{ name: 'device', levels: level.treated.map((t, i) => (t && i > 9 ? 'pen' : 'roller')) }
		];
		expect(overlapDifference({ ...level, covariates }).reason).toBe('groups separated');
	});

	it('but not a strong covariate, a constant one, or the same one twice', () => {
		const strong = twenty((i) => i > 9 !== (i === 8 || i === 11), Number);
		const once = overlapDifference(strong);
		expect(once.reason).toBeNull();
		const [baseline] = strong.covariates;
		const covariates = [
			baseline!,
			baseline!,
			{ name: 'site', levels: strong.outcome.map(() => 'all') }
		];
		const twice = overlapDifference({ ...strong, covariates }, ANY);
		expectClose(twice.difference, once.difference!);
		expectClose(twice.standardError, once.standardError!);
	});

	it('outcomes that do not vary', () => {
		const same = { ...twenty(even, (i) => i % 5), outcome: Array.from({ length: 20 }, () => 0.1) };
		const found = overlapDifference(same);
		expect(found).toMatchObject({ standardError: 0, p: null, reason: 'no variation' });
		expect(found.difference).toBeCloseTo(0, 14);
		expect(found.interval).toEqual({ low: found.difference, high: found.difference });
	});

	it('outcomes that follow from the covariates', () => {
		const baseline = (i: number) => Math.floor(i / 2) % 2;
		const outcome = Array.from({ length: 20 }, (_, i) => baseline(i) / 10);
		const found = overlapDifference({ ...twenty(even, baseline), outcome });
		expect(found).toMatchObject({ standardError: 0, p: null, reason: 'no variation' });
	});
});

it('shares keep within what is possible, and have no interval when nobody or everybody responds', () => {
	const { outcome, ...patients } = comparedPatients(
		cases.find(({ name }) => name === 'yes or no')!
	);
	const answers = outcome.map((value) => value === 1);
	const found = overlapProportions({ ...patients, outcome: answers });
	expectClose(found.difference, cases.find(({ name }) => name === 'yes or no')!.difference);
	const nobody = overlapProportions({ ...patients, outcome: answers.map(() => false) });
	expect(nobody).toMatchObject({ difference: 0, interval: null, p: null, reason: 'no events' });
	expect(nobody.treated).toMatchObject({ mean: 0, interval: null });
	const everybody = overlapProportions({ ...patients, outcome: answers.map(() => true) });
	expect(everybody.reason).toBe('only events');
	const parted = overlapProportions({ ...patients, outcome: patients.treated });
	expect(parted).toMatchObject({ interval: null, p: null, reason: 'no variation' });
	expect(parted.difference).toBeCloseTo(1, 12);
	const few = overlapProportions({ ...patients, outcome: answers.map((_, i) => i < 3) });
	expect(few.control.interval?.low ?? 0).toBeGreaterThanOrEqual(0);
	expect(few.treated.interval?.low ?? 0).toBeGreaterThanOrEqual(0);
});

it('counts a patient entered twice as one', () => {
	const once = cases[1]!;
	const found = overlapDifference(comparedPatients(once));
	const twice = <T>(list: readonly T[]): T[] => [...list, ...list];
	const [baseline] = once.covariates;
	const doubled = overlapDifference({
		treated: twice(once.treated),
		outcome: twice(once.outcome),
		patient: twice(once.patient.map(String)),
		covariates:
			baseline && 'values' in baseline ? [{ name: 'baseline', values: twice(baseline.values) }] : []
	});
	expectClose(doubled.standardError, found.standardError!);
});

it('equal weights count in full, and weights of nothing have no effective number', () => {
	expect(effectiveSize([0.4, 0.4, 0.4])).toBeCloseTo(3, 12);
	expect(effectiveSize([1, 0])).toBe(1);
	expect(effectiveSize([])).toBeNull();
});

describe('whoever is compared', () => {
	it('moves and stretches with the outcome, turns when the groups change places', () => {
		fc.assert(
			fc.property(someCompared, fc.integer({ min: 1, max: 9 }), (patients, by) => {
				const was = overlapDifference(patients, ANY);
				if (was.difference === null || was.p === null) return;
				const outcome = patients.outcome.map((value) => by * value + 7);
				const is = overlapDifference({ ...patients, outcome }, ANY);
				expect(is.difference).toBeCloseTo(by * was.difference, 8);
				expect(is.standardError).toBeCloseTo(by * was.standardError!, 8);
				expect(was.interval!.low).toBeLessThanOrEqual(was.difference);
				expect(was.interval!.high).toBeGreaterThanOrEqual(was.difference);
				const turned = patients.treated.map((first) => !first);
				const other = overlapDifference({ ...patients, treated: turned }, ANY);
				expect(other.difference).toBeCloseTo(-was.difference, 7);
				expect(other.standardError).toBeCloseTo(was.standardError!, 7);
			})
		);
	});

	it('does not depend on the order of the patients', () => {
		fc.assert(
			fc.property(someCompared, ({ treated, outcome, covariates }) => {
				const was = overlapDifference({ treated, outcome, covariates }, ANY);
				const is = overlapDifference(
					{
						treated: treated.toReversed(),
						outcome: outcome.toReversed(),
						covariates: covariates.map((each: Covariate) =>
							'levels' in each
								? { name: each.name, levels: each.levels.toReversed() }
								: { name: each.name, values: each.values.toReversed() }
						)
					},
					ANY
				);
				expect(is.reason).toBe(was.reason);
				if (was.difference === null) return;
				expect(is.difference).toBeCloseTo(was.difference, 8);
				expect(is.standardError).toBeCloseTo(was.standardError!, 8);
			})
		);
	});
});
