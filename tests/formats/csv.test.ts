import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Table } from '#lib/charts/figure.ts';
import { writeCsv } from '#lib/formats/csv.ts';

const table = (...rows: Table['rows']): Table => ({
	columns: [
		{ key: 'area', label: 'Body area', type: 'text' },
		{ key: 'improvement', label: 'Improvement', type: 'decimal' }
	],
	rows
});

describe('writing CSV', () => {
	it('writes a header, rows with CRLF, and an empty cell for a missing number', () => {
		expect(writeCsv(table(['Neck', 0.79], ['Hands', null]))).toBe(
			'area,improvement\r\nNeck,0.79\r\nHands,\r\n'
		);
	});

	it('puts what the file is about before the header, a line each', () => {
		const text = writeCsv(table(), ['Synthetic data', 'Filters: neck, "pen"\nweek 26']);
		expect(text.split('\r\n').slice(0, 3)).toEqual([
			'# Synthetic data',
			'"# Filters: neck, ""pen"" week 26"',
			'area,improvement'
		]);
	});

	it.each(['=1+1', '+SUM(A1)', '-2+3', '@cmd', '\tx', '\rx', '＝1', '＋1', '－1', '＠x'])(
		'takes the formula out of %j (SR-5.5)',
		(text) => {
			const [, line] = writeCsv(table([text, 1])).split('\r\n');
			expect(
				Papa.parse<string[]>(writeCsv(table([text, 1])), { delimiter: ',' }).data[1]?.[0]
			).toBe(`'${text}`);
			expect(line).toBeDefined();
		}
	);

	it('leaves a negative number a number', () => {
		expect(writeCsv(table(['Neck', -0.25]))).toContain('Neck,-0.25\r\n');
	});

	it('reads back as it was written, whatever the text', () => {
		const text = fc.string().filter((value) => !/^[=+\-@\t\r\n＝＋－＠]/.test(value));
		fc.assert(
			fc.property(
				fc.array(fc.tuple(text, fc.double({ noNaN: true, noDefaultInfinity: true })), {
					minLength: 1
				}),
				(rows) => {
					const read = Papa.parse<string[]>(writeCsv(table(...rows)), {
						delimiter: ',',
						newline: '\r\n'
					});
					const back = read.data.slice(1, -1).map(([a, b]) => [a, Number(b)]);
					expect(back).toEqual(rows.map(([a, b]) => [a, b === 0 ? Number(String(b)) : b]));
				}
			),
			{ numRuns: 1000 }
		);
	});
});
