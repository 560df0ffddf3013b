import { describe, expect, it, test } from 'vitest';
import { logRank } from '#lib/statistics/index.ts';
import { chiSquareTail } from '#lib/statistics/chi-square-tail.ts';
import { allAt, groupsOf, noneUntil, somePatients, type SurvivalCase } from './patients-in-time.ts';
import { expectClose, reference } from './reference.ts';
import fc from './seeded.ts';

const cases = reference<SurvivalCase>('kaplan-meier');

describe('agrees with R', () => {
	test.each(cases)('$name', (expected) => {
		const found = logRank(groupsOf(expected));
		expect(found.groups.map(({ observed }) => observed)).toEqual(expected.observed);
		found.groups.forEach((group, g) => expectClose(group.expected, expected.expected[g]!));
		expectClose(found.chiSquare, expected.chiSquare);
		expect(found.degreesOfFreedom).toBe(expected.degreesOfFreedom);
		expectClose(found.p, expected.p);
	});
});

it('gives the chi-square of the remission data that the textbooks print: 16.79', () => {
	const found = logRank(groupsOf(cases[0]!));
	expect(found.chiSquare).toBeCloseTo(16.79, 2);
	expect(found.groups.map(({ expected }) => expected.toFixed(2))).toEqual(['19.25', '10.75']);
});

it('has the tails of chi-square that tables print', () => {
	expect(chiSquareTail(3.841459, 1)).toBeCloseTo(0.05, 6);
	expect(chiSquareTail(5.991465, 2)).toBeCloseTo(0.05, 6);
	expect(chiSquareTail(7.814728, 3)).toBeCloseTo(0.05, 6);
	expect(chiSquareTail(18.307038, 10)).toBeCloseTo(0.05, 6);
	expect(chiSquareTail(0, 4)).toBe(1);
	expect(() => chiSquareTail(1, 0)).toThrow(RangeError);
});

it('says why there is nothing to test', () => {
	expect(logRank([]).reason).toBe('no data');
	expect(logRank([[], []]).reason).toBe('no data');
	expect(logRank([allAt(1, 2), []]).reason).toBe('one group');
	expect(logRank([noneUntil(4), noneUntil(5, 6)]).reason).toBe('no events');
	expect(logRank([allAt(5, 6), noneUntil(1, 2)])).toMatchObject({
		chiSquare: null,
		p: null,
		reason: 'never at risk together'
	});
});

it('leaves out an empty group, and finds no difference between equal ones', () => {
	const [one, two] = [allAt(1, 3, 5), [...allAt(2, 9), ...noneUntil(7)]];
	const found = logRank([one, [], two]);
	expect(found).toMatchObject({ degreesOfFreedom: 1, chiSquare: logRank([one, two]).chiSquare });
	const equal = logRank([one, one]);
	expect(equal.chiSquare).toBeCloseTo(0, 12);
	expect(equal.p).toBeCloseTo(1, 6);
});

it('does not depend on the order of groups and patients or the unit of time', () => {
	fc.assert(
		fc.property(somePatients, somePatients, somePatients, (a, b, c) => {
			const was = logRank([a, b, c]);
			const days = [c, a, b].map((group) =>
				group.map(({ time, event }) => ({ time: 7 * time, event })).reverse()
			);
			const is = logRank(days);
			expect(is.reason).toBe(was.reason);
			if (was.chiSquare === null) return;
			expect(is.chiSquare).toBeCloseTo(was.chiSquare, 8);
			const total = (of: 'observed' | 'expected') =>
				was.groups.reduce((sum, group) => sum + group[of], 0);
			expect(total('expected')).toBeCloseTo(total('observed'), 8);
		})
	);
});
