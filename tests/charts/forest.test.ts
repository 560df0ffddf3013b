import { describe, expect, test } from 'vitest';
import { along, ticks } from '#lib/charts/kinds/axis.ts';
import {
	markAt,
	markY,
	placed,
	rowHeight,
	shortReason,
	totalColumns
} from '#lib/charts/kinds/forest.ts';

const UP_TO_15 = { min: 0, max: 15, step: 3, decimals: 0 };

describe('a row of a forest', () => {
	test.each([
		[1, 44],
		[4, 58],
		[6, 82],
		[9, 118]
	])('with %i marks is %i px high', (marks, height) => {
		expect(rowHeight(marks)).toBe(height);
	});

	test.each([1, 2, 3, 4, 6, 9])(
		'holds %i marks 12 px apart, as far from its top as its foot',
		(n) => {
			const ys = Array.from({ length: n }, (_, i) => markY(i, n));
			const [first = NaN, last = NaN] = [ys[0], ys.at(-1)];
			expect(first).toBeCloseTo(rowHeight(n) - last);
			expect(first).toBeGreaterThanOrEqual(11);
			ys.slice(1).forEach((y, i) => expect(y - (ys[i] ?? NaN)).toBe(12));
		}
	);

	test.each([1, 4, 6])(
		'gives the pointer the nearest of %i marks, and the last one below them',
		(n) => {
			for (let i = 0; i < n; i++) {
				expect(markAt(markY(i, n) + 5, n)).toBe(i);
				expect(markAt(markY(i, n) - 5, n)).toBe(i);
			}
			expect(markAt(-40, n)).toBe(0);
			expect(markAt(400, n)).toBe(n - 1);
		}
	);
});

describe('a mark on its scale', () => {
	test('stands where its value and interval are', () => {
		expect(placed(UP_TO_15, { value: 6, low: 3, high: 12 })).toEqual({
			at: 40,
			from: 20,
			to: 80,
			before: false,
			beyond: false
		});
	});

	test('shows that its interval goes on beyond the scale', () => {
		const place = placed(UP_TO_15, { value: 1, low: -2, high: 41 });
		expect(place).toMatchObject({ from: 0, to: 100, before: true, beyond: true });
	});

	test('without an interval stands alone', () => {
		const place = placed(UP_TO_15, { value: 7.5, low: null, high: null });
		expect(place).toEqual({ at: 50, from: 50, to: 50, before: false, beyond: false });
	});

	test('that is not shown leaves its reason in few words', () => {
		expect(shortReason('hidden: too few patients')).toBe('hidden');
		expect(shortReason('nobody was asked')).toBe('nobody was asked');
		expect(shortReason(null)).toBe('no value');
	});
});

describe('the scale', () => {
	test('has a label at each step and both ends', () => {
		expect(ticks(UP_TO_15).map(({ label, at }) => `${label}@${at}`)).toEqual([
			'0@0',
			'3@20',
			'6@40',
			'9@60',
			'12@80',
			'15@100'
		]);
		expect(ticks({ min: 0, max: 0.75, step: 0.25, decimals: 2 }).at(-1)?.label).toBe('0.75');
	});

	test('of a single value has no length to lie on', () => {
		expect(along({ min: 0, max: 0, step: 1, decimals: 0 }, 3)).toBe(0);
	});
});

test('the total stands in two columns: the number, and the interval after it', () => {
	const total = [{ text: '90.3', strong: true }, { text: ' (88.9 to 91.5)' }];
	expect(totalColumns(total)).toEqual({ lead: '90.3', rest: '(88.9 to 91.5)' });
	expect(totalColumns([{ text: 'hidden: too few patients' }])).toEqual({
		lead: '',
		rest: 'hidden: too few patients'
	});
});
