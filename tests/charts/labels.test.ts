import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitted, spread } from '#lib/charts/labels.ts';

describe('labels at line ends', () => {
	it('leave labels alone that stand far enough apart', () => {
		expect(spread([10, 60, 120], 17, 0, 200)).toEqual([10, 60, 120]);
	});

	it('part two that would cover each other, the lower one downwards', () => {
		expect(spread([50, 52], 17, 0, 200)).toEqual([50, 67]);
	});

	it('push up again what would fall out at the bottom', () => {
		expect(spread([195, 196], 17, 0, 200)).toEqual([183, 200]);
	});

	it('keep their order, their distance and their place inside the plot', () => {
		const cases = fc.array(fc.double({ min: 0, max: 224, noNaN: true }), { maxLength: 12 });
		fc.assert(
			fc.property(cases, (wanted) => {
				const placed = spread(wanted, 17, 0, 224);
				const order = wanted.map((at, i) => [at, placed[i] ?? NaN] as const);
				const sorted = order.toSorted((a, b) => a[1] - b[1]);
				for (const [i, [, at]] of sorted.entries()) {
					expect(at).toBeGreaterThanOrEqual(-1e-9);
					expect(at).toBeLessThanOrEqual(224 + 1e-9);
					const before = sorted[i - 1];
					if (!before) continue;
					expect(at - before[1]).toBeGreaterThanOrEqual(17 - 1e-9);
					expect(before[0]).toBeLessThanOrEqual((sorted[i]?.[0] ?? 0) + 1e-9);
				}
			}),
			{ numRuns: 1000 }
		);
	});

	it('spread evenly when there is no room for all', () => {
		expect(spread([0, 0, 0], 17, 0, 20)).toEqual([0, 10, 20]);
	});

	it('cut a long name with an ellipsis and leave a short one whole', () => {
		const measure = (text: string) => text.length * 7;
		expect(fitted('0.5–1.0 mm', 93, measure)).toBe('0.5–1.0 mm');
		expect(fitted('Radiofrequency needling', 93, measure)).toBe('Radiofrequen…');
	});
});
