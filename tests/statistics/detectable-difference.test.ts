import { expect, it, test } from 'vitest';
import { detectableMeanDifference, detectableShareDifference } from '#lib/statistics/index.ts';
import { expectClose, reference } from './reference.ts';
import fc from './seeded.ts';

type Planned = {
	first: number;
	second: number;
	worthwhile: number;
	confidence: number;
	power: number;
	morePerGroup: number;
};
type Means = Planned & { sd: number; smallest: number };
type Shares = Planned & { share: number; above?: number; below?: number };

const sizes = fc.record({
	first: fc.integer({ min: 5, max: 400 }),
	second: fc.integer({ min: 5, max: 400 })
});

it('agrees with R for two means', () => {
	for (const expected of reference<Means>('detectable-means')) {
		const found = detectableMeanDifference(expected.sd, expected, expected.worthwhile, expected);
		expectClose(found.smallest, expected.smallest);
		expect(found.morePerGroup).toBe(expected.morePerGroup);
	}
});

it('agrees with R for two shares', () => {
	for (const expected of reference<Shares>('detectable-shares')) {
		const { share, worthwhile } = expected;
		const found = detectableShareDifference(share, expected, worthwhile, expected);
		for (const side of ['above', 'below'] as const) {
			if (expected[side] === undefined) expect(found[side]).toBeNull();
			else expectClose(found[side], expected[side], 1e-7);
		}
		expect(found.morePerGroup).toBe(expected.morePerGroup);
	}
});

it('asks for the 64 patients a group that Cohen (1988) prints for half a standard deviation', () => {
	const { morePerGroup } = detectableMeanDifference(1, { first: 20, second: 20 }, 0.5);
	expect(20 + morePerGroup!).toBe(64);
});

it('asks for the 77 patients a group that tell one half from three quarters with a power of 90 %', () => {
	const sizes = { first: 7, second: 7 };
	const { morePerGroup } = detectableShareDifference(0.5, sizes, 0.25, { power: 0.9 });
	expect(7 + morePerGroup!).toBe(77);
});

it('asks for nobody more where there are enough', () => {
	const many = { first: 500, second: 500 };
	expect(detectableMeanDifference(1, many, 0.5).morePerGroup).toBe(0);
	expect(detectableShareDifference(0.5, many, 0.2).morePerGroup).toBe(0);
});

it('says why there is no planning figure', () => {
	const of = (first: number, second: number, sd: number | null = 1) =>
		detectableMeanDifference(sd, { first, second }, 0.5);
	expect(of(0, 9)).toEqual({ smallest: null, morePerGroup: null, reason: 'no data' });
	expect(of(1, 9)).toMatchObject({ smallest: null, reason: 'one value' });
	expect(of(9, 9, null)).toMatchObject({ smallest: null, reason: 'one value' });
	expect(of(9, 9, 0)).toMatchObject({ smallest: null, reason: 'no variation' });
	const strict = detectableMeanDifference(1, { first: 2, second: 2 }, 0.5, { confidence: 0.999 });
	expect(strict).toMatchObject({ smallest: null, reason: 'too few values' });
	expect(strict.morePerGroup).toBeGreaterThan(100);
	expect(detectableShareDifference(null, { first: 0, second: 4 }, 0.1)).toMatchObject({
		above: null,
		reason: 'no data'
	});
	expect(detectableShareDifference(0.5, { first: 2, second: 2 }, 0.1)).toMatchObject({
		above: null,
		below: null
	});
});

test.each([0.3, 1, 80])('refuses a power of %d', (power) => {
	expect(() => detectableMeanDifference(1, { first: 9, second: 9 }, 0.5, { power })).toThrow(
		RangeError
	);
});

it('the number asked for is enough, one fewer is not, and the unit plays no part', () => {
	fc.assert(
		fc.property(sizes, fc.double({ min: 0.1, max: 2, noNaN: true }), (all, worthwhile) => {
			const { smallest, morePerGroup } = detectableMeanDifference(1, all, worthwhile);
			const withMore = (added: number) =>
				detectableMeanDifference(
					1,
					{ first: all.first + added, second: all.second + added },
					worthwhile
				).smallest!;
			expect(withMore(morePerGroup!)).toBeLessThanOrEqual(worthwhile);
			if (morePerGroup! > 0) expect(withMore(morePerGroup! - 1)).toBeGreaterThan(worthwhile);
			const scaled = detectableMeanDifference(7, all, 7 * worthwhile);
			expectClose(scaled.smallest, 7 * smallest!, 1e-12);
		})
	);
});

it('shares mirror when the event and its absence change places', () => {
	fc.assert(
		fc.property(sizes, fc.integer({ min: 0, max: 100 }), (all, percent) => {
			const was = detectableShareDifference(percent / 100, all, 0.1);
			const is = detectableShareDifference(1 - percent / 100, all, 0.1);
			expect(is.morePerGroup).toBe(was.morePerGroup);
			if (was.above === null) expect(is.below).toBeNull();
			else expect(is.below).toBeCloseTo(1 - was.above, 10);
		})
	);
});
