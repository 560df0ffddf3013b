import { describe, expect, it, test } from 'vitest';
import { cochranArmitage, type Share } from '#lib/statistics/index.ts';
import { expectClose, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	events: number[];
	n: number[];
	scores: number[];
	chiSquared: number;
	p: number;
};

const shares: fc.Arbitrary<Share[]> = fc.array(
	fc
		.integer({ min: 0, max: 60 })
		.chain((n) => fc.record({ events: fc.integer({ min: 0, max: n }), n: fc.constant(n) })),
	{ minLength: 2, maxLength: 6 }
);

describe('agrees with R', () => {
	test.each(reference<Case>('cochran-armitage'))('$name', (expected) => {
		const levels = expected.events.map((events, i) => ({ events, n: expected.n[i]! }));
		const { z, p } = cochranArmitage(levels, expected.scores);
		expectClose(z! ** 2, expected.chiSquared);
		expectClose(p, expected.p);
	});
});

it('gives what the help page of prop.trend.test in R finds of smokers in four groups', () => {
	const { z, p } = cochranArmitage([
		{ events: 83, n: 86 },
		{ events: 90, n: 93 },
		{ events: 129, n: 136 },
		{ events: 70, n: 82 }
	]);
	expect(z! ** 2).toBeCloseTo(8.2249, 4);
	expect(z).toBeLessThan(0);
	expect(p).toBeCloseTo(0.004132, 6);
});

it('says why there is no test', () => {
	const of = (...levels: [number, number][]) =>
		cochranArmitage(levels.map(([events, n]) => ({ events, n })));
	expect(of()).toMatchObject({ statistic: null, reason: 'no data' });
	expect(of([0, 0], [0, 0])).toMatchObject({ statistic: null, reason: 'no data' });
	expect(of([1, 4], [0, 0])).toMatchObject({ statistic: null, reason: 'one level' });
	expect(of([0, 4], [0, 5])).toMatchObject({ z: null, p: null, reason: 'no events' });
	expect(of([4, 4], [5, 5])).toMatchObject({ z: null, p: null, reason: 'only events' });
});

it('refuses more events than people, and a level without score', () => {
	expect(() => cochranArmitage([{ events: 3, n: 2 }])).toThrow(RangeError);
	expect(() => cochranArmitage([{ events: 1, n: 2 }], [1, 2])).toThrow(RangeError);
});

it('does not see the unit of the scores, and turns with their order or with the event', () => {
	fc.assert(
		fc.property(shares, (levels) => {
			const scores = levels.map((_, i) => i + 1);
			const { z, reason } = cochranArmitage(levels);
			const moved = scores.map((score) => 2.5 * score - 7);
			const same = cochranArmitage(levels, moved);
			expect(same.reason).toBe(reason);
			if (z === null) return;
			expect(same.z).toBeCloseTo(z, 10);
			expect(cochranArmitage(levels.toReversed()).z).toBeCloseTo(-z, 10);
			const others = levels.map(({ events, n }) => ({ events: n - events, n }));
			expect(cochranArmitage(others).z).toBeCloseTo(-z, 10);
		})
	);
});
