import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteBeside } from '#lib/charts/labels.ts';

const PLOT = { left: 38, right: 316, top: 8, bottom: 224 };
const LINE = 16;
const measure = (text: string) => text.length * 6.5;
const note = (text: string, at: number, top = 60) =>
	noteBeside(text, { at, top }, PLOT, LINE, measure);

describe('the name of a published result', () => {
	it('stands to the right of its interval where it fits', () => {
		expect(note('Alqam 2022, n 32', 100)).toEqual({
			lines: ['Alqam 2022, n 32'],
			left: 107,
			top: 44
		});
	});

	it('turns to the left near the end of the axis', () => {
		const { lines, left } = note('Alqam 2022, n 32', 300);
		expect(left + measure(lines[0] ?? '')).toBeCloseTo(293);
	});

	it('is broken between words where it is longer than its room', () => {
		expect(note('Alqam 2022, n 32, with platelet-rich plasma', 170).lines.length).toBeGreaterThan(
			1
		);
	});

	it('never leaves the plot, whatever its length and place', () => {
		const words = fc.array(fc.stringMatching(/^[a-z0-9]{1,24}$/), { minLength: 1, maxLength: 8 });
		const place = fc.tuple(
			fc.double({ min: PLOT.left, max: PLOT.right, noNaN: true }),
			fc.double({ min: -40, max: PLOT.bottom, noNaN: true })
		);
		fc.assert(
			fc.property(words, place, (list, [at, top]) => {
				const { lines, left, top: first } = note(list.join(' '), at, top);
				expect(left).toBeGreaterThanOrEqual(PLOT.left - 1e-9);
				for (const line of lines) {
					expect(left + measure(line)).toBeLessThanOrEqual(PLOT.right + 1e-9);
				}
				expect(first).toBeGreaterThanOrEqual(PLOT.top);
			}),
			{ numRuns: 1000 }
		);
	});
});
