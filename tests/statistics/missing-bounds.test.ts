import { expect, it } from 'vitest';
import { meanMissingBounds, responderMissingBounds } from '#lib/statistics/index.ts';
import fc from './seeded.ts';

it('shrinks the mean towards baseline by the part that is missing', () => {
	expect(meanMissingBounds({ mean: 2, seen: 30, missing: 10 })).toEqual({
		atBaseline: 1.5,
		asSeen: 2
	});
});

it('leaves the mean alone when all who were due were seen', () => {
	expect(meanMissingBounds({ mean: -0.7, seen: 12, missing: 0 })).toEqual({
		atBaseline: -0.7,
		asSeen: -0.7
	});
});

it('has no bounds for the mean of nobody', () => {
	expect(meanMissingBounds({ mean: null, seen: 0, missing: 10 })).toBeNull();
});

it('counts the missing as failures, then as responders', () => {
	expect(responderMissingBounds({ responders: 12, seen: 20, missing: 5 })).toEqual({
		low: 12 / 25,
		high: 17 / 25
	});
});

it('knows nothing of the share when all who were due are missing', () => {
	expect(responderMissingBounds({ responders: 0, seen: 0, missing: 8 })).toEqual({
		low: 0,
		high: 1
	});
});

it('has no bounds when nobody was due', () => {
	expect(responderMissingBounds({ responders: 0, seen: 0, missing: 0 })).toBeNull();
});

it('holds the observed share between the bounds, which meet when nobody is missing', () => {
	const counts = fc
		.integer({ min: 1, max: 500 })
		.chain((seen) =>
			fc.tuple(
				fc.integer({ min: 0, max: seen }),
				fc.constant(seen),
				fc.integer({ min: 0, max: 500 })
			)
		);
	fc.assert(
		fc.property(counts, ([responders, seen, missing]) => {
			const { low, high } = responderMissingBounds({ responders, seen, missing })!;
			expect(low).toBeLessThanOrEqual(responders / seen);
			expect(high).toBeGreaterThanOrEqual(responders / seen);
			expect(high - low).toBeCloseTo(missing / (seen + missing), 12);
		})
	);
});
