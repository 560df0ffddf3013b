import { describe, expect, it, test } from 'vitest';
import { overlapDifference, standardisedDifferences } from '#lib/statistics/index.ts';
import { comparedPatients, type OverlapCase } from './overlap-cases.ts';
import { expectClose, reference } from './reference.ts';

describe('agrees with R', () => {
	test.each(reference<OverlapCase>('overlap-weights'))('$name', (expected) => {
		const { weights } = overlapDifference(comparedPatients(expected));
		const found = standardisedDifferences(expected.covariates, expected.treated, weights!);
		found.forEach(({ before, after }, i) => {
			expectClose(before, expected.before[i]!);
			// Overlap weights make the means equal: both are zero but for rounding.
			expect(after).toBeCloseTo(expected.after[i]!, 6);
		});
	});
});

const four = [true, true, false, false];
const equal = [1, 1, 1, 1];
const before = (values: number[], treated = four) =>
	standardisedDifferences([{ name: 'baseline', values }], treated, equal)[0]!.before;

it('gives what a calculation by hand gives: means 2 and 1 with variances 2 and 2', () => {
	expectClose(before([1, 3, 0, 2]), 1 / Math.SQRT2);
	expectClose(before([0, 2, 1, 3]), -1 / Math.SQRT2);
});

it('weights move the means and leave the unit', () => {
	const [found] = standardisedDifferences(
		[{ name: 'a', values: [1, 3, 0, 2] }],
		four,
		[1, 3, 1, 1]
	);
	expectClose(found!.after, (2.5 - 1) / Math.SQRT2);
});

it('of two levels it is the difference of the shares over its deviation', () => {
	const treated = [true, true, true, true, false, false, false, false];
	const levels = ['f', 'f', 'f', 'm', 'f', 'm', 'm', 'm'];
	const [found] = standardisedDifferences([{ name: 'sex', levels }], treated, new Array(8).fill(1));
	expectClose(found!.before, 0.5 / Math.sqrt(0.75 * 0.25));
});

it('has no unit where neither group varies', () => {
	expect(before([1, 1, 1, 1])).toBe(0);
	expect(before([0.1, 0.1, 0.3, 0.3])).toBeNull();
	expect(before([1, 2, 3], [true, false, false])).toBeNull();
	expect(before([1, 2], [true, true])).toBeNull();
	const apart = { name: 'device', levels: ['pen', 'pen', 'roller', 'roller'] };
	expect(standardisedDifferences([apart], four, equal)[0]!.before).toBeNull();
	const one = { name: 'device', levels: ['pen', 'pen', 'pen', 'pen'] };
	expect(standardisedDifferences([one], four, equal)[0]!.before).toBe(0);
});
