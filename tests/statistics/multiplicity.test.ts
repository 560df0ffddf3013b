import { describe, expect, it, test } from 'vitest';
import { benjaminiHochberg, holm } from '#lib/statistics/index.ts';
import { reference } from './reference.ts';
import fc from './seeded.ts';

type Case = { name: string; p: number[]; holm: number[]; benjaminiHochberg: number[] };

const family = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

describe('agrees with R', () => {
	test.each(reference<Case>('multiplicity'))('$name', (expected) => {
		holm(expected.p).forEach((p, i) => expect(p).toBeCloseTo(expected.holm[i]!, 12));
		benjaminiHochberg(expected.p).forEach((p, i) =>
			expect(p).toBeCloseTo(expected.benjaminiHochberg[i]!, 12)
		);
	});
});

it('rejects 4 of the 15 hypotheses of Benjamini & Hochberg (1995), as they do, and by Holm 3', () => {
	const [{ p } = { p: [] as number[] }] = reference<Case>('multiplicity');
	expect(benjaminiHochberg(p).filter((each) => each! <= 0.05)).toHaveLength(4);
	// .0019 x 13 is below .05, .0095 x 12 is not.
	expect(holm(p).filter((each) => each! <= 0.05)).toHaveLength(3);
});

it('leaves a test without p out of the family', () => {
	expect(holm([0.01, null, 0.04])).toEqual([0.02, null, 0.04]);
	expect(benjaminiHochberg([0.01, null, 0.04])).toEqual([0.02, null, 0.04]);
});

it('has nothing to say of no tests, and leaves a single one as it is', () => {
	for (const adjust of [holm, benjaminiHochberg]) {
		expect(adjust([])).toEqual([]);
		expect(adjust([null])).toEqual([null]);
		expect(adjust([0.3])).toEqual([0.3]);
	}
});

it('refuses what is no probability', () => {
	expect(() => holm([0.1, 1.2])).toThrow(RangeError);
	expect(() => benjaminiHochberg([NaN])).toThrow(RangeError);
});

it('never makes p smaller, never above 1, keeps the order of tests, and Holm is the stricter', () => {
	fc.assert(
		fc.property(family, (all) => {
			const strict = holm(all);
			const lenient = benjaminiHochberg(all);
			all.forEach((p, i) => {
				expect(lenient[i]!).toBeGreaterThanOrEqual(p * (1 - 1e-15));
				expect(strict[i]!).toBeGreaterThanOrEqual(lenient[i]! * (1 - 1e-15));
				expect(strict[i]!).toBeLessThanOrEqual(1);
				all.forEach((other, j) => {
					if (p < other) expect(strict[i]!).toBeLessThanOrEqual(strict[j]!);
				});
			});
			expect(holm(all.toReversed())).toEqual(strict.toReversed());
		})
	);
});
