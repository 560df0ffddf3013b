import { describe, expect, test } from 'vitest';
import { segments, stepOf } from '#lib/charts/kinds/bars.ts';

const PARTS = ['1-2', '3', '4', '5-6', '7-plus'].map((id) => ({ id, label: `${id} sessions` }));

/** A row of courses by sessions done; null is a hidden share. */
const rowWith = (...percents: (number | null)[]) => ({
	id: 'face',
	label: 'Face',
	count: '412 courses in 371 patients',
	shares: percents.map((percent, i) => ({
		partId: PARTS[i]?.id ?? '',
		percent,
		sentence: percent === null ? `Part ${i}: hidden.` : `Part ${i}: ${percent} %.`
	})),
	facts: []
});

describe('a bar of shares', () => {
	test('is filled from end to end without a gap', () => {
		const drawn = segments(rowWith(10, 30, 25.5, 20.5, 14), PARTS);
		let end = 0;
		for (const { from, width } of drawn) {
			expect(from).toBeCloseTo(end, 2);
			end = from + width;
		}
		expect(end).toBeCloseTo(100, 2);
		expect(drawn.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
	});

	test('leaves out a part nobody is in, and the others keep their look', () => {
		const drawn = segments(rowWith(40, 0, 60, 0, 0), PARTS);
		expect(drawn.map(({ id, step }) => [id, step])).toEqual([
			['1-2', 0],
			['4', 2]
		]);
	});

	test('pools hidden shares at its end, so that no border tells them apart', () => {
		const drawn = segments(rowWith(50, null, 30, null, 5), PARTS);
		expect(drawn.map(({ id }) => id)).toEqual(['1-2', '4', '7-plus', 'hidden']);
		expect(drawn.at(-1)).toMatchObject({
			step: null,
			from: 85,
			width: 15,
			text: '',
			sentence: 'Part 1: hidden. Part 3: hidden.'
		});
	});

	test('is hatched as a whole when all its shares are hidden', () => {
		const drawn = segments(rowWith(null, null, null, null, null), PARTS);
		expect(drawn).toHaveLength(1);
		expect(drawn[0]).toMatchObject({ step: null, from: 0, width: 100 });
	});

	test('never grows over its end when shares are rounded up', () => {
		const drawn = segments(rowWith(33.4, 33.4, 33.4), PARTS);
		const last = drawn.at(-1);
		expect((last?.from ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(100);
	});

	test('writes a share inside only where it has room', () => {
		const drawn = segments(rowWith(2, 6, 32, 30, 30), PARTS);
		expect(drawn.map(({ text, tight }) => [text, tight])).toEqual([
			['', true],
			['6', true],
			['32', false],
			['30', false],
			['30', false]
		]);
	});
});

test('two parts take the two ends of the ramp', () => {
	expect([stepOf(0, 2), stepOf(1, 2)]).toEqual([0, 4]);
	expect(stepOf(0, 1)).toBe(4);
});
