import fc from 'fast-check';
import { expect, it } from 'vitest';
import { labelledWeeks } from '#lib/charts/weeks.ts';

const WEEKS = [0, 4, 8, 12, 18, 26, 52];

it('labels every visit week on a wide axis', () => {
	expect([...labelledWeeks(WEEKS, 26, 5)].toSorted((a, b) => a - b)).toEqual(WEEKS);
});

it('leaves out weeks whose numbers would touch, on a narrow one', () => {
	const shown = labelledWeeks(WEEKS, 26, 2.5);
	expect(shown.has(26)).toBe(true);
	expect(shown.has(12)).toBe(false);
});

it('always names the chosen week and never lets two numbers touch', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...WEEKS),
			fc.double({ min: 0.5, max: 12, noNaN: true }),
			(chosen, px) => {
				const shown = [...labelledWeeks(WEEKS, chosen, px)].toSorted((a, b) => a - b);
				expect(shown).toContain(chosen);
				for (const [i, week] of shown.entries()) {
					const before = shown[i - 1];
					if (before !== undefined) expect((week - before) * px).toBeGreaterThan(7.6);
				}
			}
		)
	);
});
