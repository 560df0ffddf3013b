import { expect, test } from 'vitest';
import { bytesOf, packed, unpacked, type Row } from '#lib/server/packed-signatures.ts';

const NECK = '["neck", "01"]';
const FACE = '["face", "11"]';
const row = (base: string, patients: number, ...cells: string[]): Row => ({
	base,
	cells: cells.join(','),
	patients
});

test('patients of the same cells are counted together, whatever number a cell has in each part', () => {
	const north = [row('GAIS', 3, NECK), row('GAIS', 1, FACE, NECK), row('MASI', 2, FACE)];
	const south = [row('GAIS', 4, FACE), row('GAIS', 5, FACE, NECK), row('GAIS', 7, NECK)];
	const all = unpacked([packed(north), packed(south)]);
	expect([...all]).toEqual([
		[
			'GAIS',
			[
				{ cells: ['"neck", "01"'], patients: 10 },
				{ cells: ['"face", "11"', '"neck", "01"'], patients: 6 },
				{ cells: ['"face", "11"'], patients: 4 }
			]
		],
		['MASI', [{ cells: ['"face", "11"'], patients: 2 }]]
	]);
});

test('a cell is what is left of its text', () => {
	const all = unpacked([packed([row('GAIS', 3, '["c1", "neck", "01"]')], (text) => text.slice(6))]);
	expect(all.get('GAIS')).toEqual([{ cells: ['"neck", "01"'], patients: 3 }]);
});

test('nobody is in no cell', () => {
	expect(unpacked([packed([]), packed([])]).size).toBe(0);
	expect(bytesOf(packed([]))).toBe(0);
});

test('a text that many rows have takes room once', () => {
	const cells = Array.from({ length: 40 }, (_, i) => `["neck", "0.5-1.0", "yes", "${i + 1e9}1"]`);
	const rows = cells.flatMap((a) => cells.map((b) => row('GAIS', 1, a, b)));
	const text = rows.reduce((sum, one) => sum + one.cells.length, 0);
	expect(bytesOf(packed(rows))).toBeLessThan(text / 3);
});
