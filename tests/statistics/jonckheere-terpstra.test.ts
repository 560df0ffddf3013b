import { describe, expect, it, test } from 'vitest';
import { jonckheereTerpstra, rankSum } from '#lib/statistics/index.ts';
import { expectClose, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = { name: string; groups: number[][]; statistic: number; z: number; p: number };

const grades = fc.array(
	fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 15 }),
	{ minLength: 2, maxLength: 6 }
);

describe('agrees with R', () => {
	test.each(reference<Case>('jonckheere-terpstra'))('$name', (expected) => {
		const found = jonckheereTerpstra(expected.groups);
		expectClose(found.statistic, expected.statistic);
		expectClose(found.z, expected.z);
		expectClose(found.p, expected.p);
		expect(found.reason).toBeNull();
	});
});

it('gives the printed numbers of Hollander & Wolfe (1999), example 6.2', () => {
	const { statistic, z, p } = jonckheereTerpstra([
		[40, 35, 38, 43, 44, 41],
		[38, 40, 47, 44, 40, 42],
		[48, 40, 45, 43, 46, 44]
	]);
	expect(statistic).toBe(79);
	expect(z).toBeCloseTo(2.04, 2);
	expect(p! / 2).toBeCloseTo(0.021, 3);
});

it('has no answer without two groups, and no p when all values are equal', () => {
	expect(jonckheereTerpstra([])).toMatchObject({ statistic: null, reason: 'no data' });
	expect(jonckheereTerpstra([[], []])).toMatchObject({ statistic: null, reason: 'no data' });
	expect(jonckheereTerpstra([[1, 2], []])).toMatchObject({ statistic: null, reason: 'one level' });
	expect(jonckheereTerpstra([[2, 2], [2]])).toEqual({
		statistic: 1,
		z: null,
		p: null,
		reason: 'no variation'
	});
	expect(jonckheereTerpstra([[1], [2]])).toMatchObject({ statistic: 1, z: 1 });
});

it('passes over an empty group', () => {
	expect(jonckheereTerpstra([[1, 2], [], [2, 4]])).toEqual(
		jonckheereTerpstra([
			[1, 2],
			[2, 4]
		])
	);
});

it('counts the same pairs as the rank-sum test when there are two groups', () => {
	fc.assert(
		fc.property(grades, ([first, second]) => {
			const { statistic } = jonckheereTerpstra([first!, second!]);
			expect(statistic).toBe(rankSum(second!, first!).statistic);
		})
	);
});

it('does not see order within groups or unit, and turns with the sign or the order of groups', () => {
	fc.assert(
		fc.property(grades, (groups) => {
			const was = jonckheereTerpstra(groups);
			const same = jonckheereTerpstra(
				groups.map((group) => group.toReversed().map((value) => 3 * value + 1))
			);
			expect(same).toEqual(was);
			if (was.z === null) return;
			const turned = jonckheereTerpstra(groups.map((group) => group.map((value) => -value)));
			expect(turned.z).toBeCloseTo(-was.z, 12);
			expect(jonckheereTerpstra(groups.toReversed()).z).toBeCloseTo(-was.z, 12);
		})
	);
});
