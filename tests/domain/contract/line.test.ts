import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '#lib/domain/contract/columns.ts';
import { lineReader, parseLine } from '#lib/domain/contract/line.ts';
import { columnsOf, TABLE_NAMES } from '#lib/domain/contract/tables.ts';

const RIGHT: Record<Column['type'], string> = {
	id: 'K1',
	string: 'Week 12',
	code: '',
	codes: '',
	int: '1',
	ints: '4;8',
	dec: '0.5',
	date: '2025-03-31',
	month: '2025-03',
	skin_type: 'IV'
};
const ODD = fc.constantFrom(
	...['', '19 but poor', 'Anna Berg', 'anna@example.org', '31.03.2025', '03/04/2025', '0,5', 'K2'],
	...[' 3', '-0', '1e3', '=1+1', '7', '2025', '__proto__', 'constructor', '\u200b', 'a;b']
);

/** What the column takes, blanks where it may be blank, and now and then what people write instead. */
const cellOf = ({ type, need, codes }: Column) => {
	const right = codes ? fc.constantFrom(...codes) : fc.constant(RIGHT[type]);
	return fc.oneof(
		{ weight: { required: 60, conditional: 30, optional: 10 }[need], arbitrary: right },
		{ weight: need === 'required' ? 1 : 50, arbitrary: fc.constant('') },
		{ weight: 1, arbitrary: ODD },
		{ weight: 1, arbitrary: fc.string({ maxLength: 8 }) }
	);
};

describe('the reader of the rows of a file', () => {
	it.each(TABLE_NAMES)('%s: gives for each row what a row alone is parsed to', (table) => {
		const columns = columnsOf(table);
		const rows = fc.array(fc.tuple(...columns.map(cellOf)), { minLength: 1, maxLength: 20 });
		let right = 0;
		fc.assert(
			fc.property(
				rows,
				fc.shuffledSubarray([...columns], { minLength: columns.length - 1 }),
				(texts, inFile) => {
					const places = new Map(inFile.map(({ name }, place) => [place, name]));
					const read = lineReader(table, places);
					for (const row of texts) {
						const cells = Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? '']));
						const given = inFile.map(({ name }) => cells[name] ?? '');
						const own = Object.fromEntries(inFile.map(({ name }) => [name, cells[name] ?? '']));
						const parsed = read(given);
						expect(parsed).toEqual(parseLine(table, own));
						right += parsed.problems.length === 0 ? 1 : 0;
					}
				}
			),
			{ seed: 7, numRuns: 100 }
		);
		expect(right).toBeGreaterThan(20);
	});
});
