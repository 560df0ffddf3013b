import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCell } from '#lib/domain/contract/cell.ts';
import {
	code,
	codes,
	date,
	dec,
	id,
	int,
	ints,
	month,
	partialDate,
	personId,
	skinType,
	string,
	type Column
} from '#lib/domain/contract/columns.ts';
import { columnsOf, TABLE_NAMES } from '#lib/domain/contract/tables.ts';

const COLUMNS = {
	id: id('x', 'optional'),
	person: personId('x', 'optional'),
	text: string('x', 'optional', 10),
	code: code('x', 'optional', ['yes', 'no']),
	codes: codes('x', 'optional', ['prp', 'led', 'peel']),
	int: int('x', 'optional', -5, 500),
	ints: ints('x', 'optional', 1, 520),
	dec: dec('x', 'optional', { min: 0.05, max: 6, decimals: 2 }),
	date: date('x', 'optional'),
	partial: partialDate('x', 'optional'),
	month: month('x', 'optional'),
	skin: skinType('x', 'optional')
} satisfies Record<string, Column>;

describe('a cell is taken as it stands', () => {
	it.each([
		['id', 'P-001.a_b', 'P-001.a_b'],
		['id', '01-701-1015', '01-701-1015'],
		['text', 'Crème 5 %', 'Crème 5 %'],
		['code', 'yes', 'yes'],
		['codes', 'prp;led', ['prp', 'led']],
		['int', '-3', -3],
		['int', '0', 0],
		['ints', '4;8;12', [4, 8, 12]],
		['dec', '0.50', 0.5],
		['date', '2024-02-29', '2024-02-29'],
		['partial', '2014-01', '2014-01'],
		['partial', 'UK-03-2021', 'UK-03-2021'],
		['month', '2025-12', '2025-12'],
		['skin', 'IV', 4],
		['skin', '4', 4]
	] as const)('%s %s', (column, text, value) => {
		expect(parseCell(COLUMNS[column], text)).toEqual({ value });
	});

	it('blank means that nothing was said', () => {
		for (const column of Object.values(COLUMNS)) {
			expect(parseCell(column, '')).toEqual({ value: null });
		}
	});
});

describe('nothing is guessed', () => {
	it.each<[keyof typeof COLUMNS, string, string, string]>([
		['dec', '1,5', 'E1', 'a decimal comma'],
		['dec', '1.000,5', 'E1', 'marks between thousands'],
		['dec', '1e1', 'E1', 'an exponent'],
		['dec', '.5', 'E1', 'a number without a first digit'],
		['dec', '19 but poor collection', 'E1', 'words in a number'],
		['dec', '١', 'E1', 'other digits'],
		['dec', '1.234', 'E2', 'too many decimals'],
		['dec', '6.01', 'E2', 'a value beyond the limits'],
		['int', '007', 'E1', 'leading zeros'],
		['int', '+5', 'E1', 'a plus sign'],
		['int', '1.0', 'E1', 'a decimal in a whole number'],
		['int', 'NaN', 'E1', 'no number at all'],
		['ints', '4;8;8', 'E2', 'a week twice'],
		['ints', '4,8', 'E1', 'a list with commas'],
		['date', '2025-02-31', 'E1', '31 February'],
		['date', '2023-02-29', 'E1', '29 February of another year'],
		['date', '45292', 'E1', 'a day number of a spreadsheet'],
		['date', '25-01-31', 'E1', 'a year of two digits'],
		['date', '2025-1-31', 'E1', 'a month of one digit'],
		['date', '31/01/2025', 'E1', 'another order'],
		['date', '01/02/2025', 'E7', 'a day that could be two'],
		['date', '2014-01', 'E1', 'a month in place of a day'],
		['date', '2025-01-31T10:00:00Z', 'E1', 'a time'],
		['month', '2025-13', 'E1', 'a thirteenth month'],
		['code', 'Yes', 'E2', 'capitals in a code'],
		['code', 'maybe', 'E2', 'an unknown code'],
		['code', 'yes ', 'E1', 'a blank behind a code'],
		['code', 'y\u200bes', 'E1', 'an invisible character'],
		['code', 'yes\u00a0', 'E1', 'a blank that does not break'],
		['codes', 'prp;prp', 'E2', 'a code twice'],
		['codes', 'prp;', 'E2', 'an empty place in a list'],
		['id', '__proto__', 'E1', 'an id that begins with a line'],
		['id', 'a b', 'E1', 'a blank in an id'],
		['id', 'é1', 'E1', 'an accent in an id'],
		['id', 'x'.repeat(65), 'E1', 'an id that is too long'],
		['text', '=1+1', 'E1', 'a formula'],
		['text', '@sum', 'E1', 'a formula with @'],
		['text', 'eleven long', 'E1', 'a text that is too long'],
		['text', 'two\nlines', 'E1', 'a line break'],
		['text', '#REF!', 'E1', 'an error of a spreadsheet'],
		['text', 'a@b.org', 'E6', 'an e-mail address'],
		['id', '+49 30 901820', 'E6', 'a phone number'],
		['id', 'Erika Mustermann', 'E6', 'a full name'],
		['id', 'Mustermann, Erika', 'E6', 'a full name, last name first'],
		['person', 'Erika_Mustermann', 'E6', 'a full name joined by a line'],
		['skin', '7', 'E2', 'a skin type that does not exist']
	])('%s "%s" is %s: %s', (column, text, check) => {
		expect(parseCell(COLUMNS[column], text)).toMatchObject({ problem: { check } });
	});

	it('offers the number with a point for one with a comma', () => {
		expect(parseCell(COLUMNS.dec, '1,5')).toMatchObject({ problem: { offer: 'Write 1.5.' } });
	});

	it('no text makes a parser throw, and every refusal has words', () => {
		const columns = TABLE_NAMES.flatMap((table) => [...columnsOf(table)]);
		const text = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.string(),
			fc.constantFrom('0', '-', ';')
		);
		fc.assert(
			fc.property(fc.constantFrom(...columns), text, (column, content) => {
				const parsed = parseCell(column, content);
				if ('problem' in parsed) expect(parsed.problem.offer).not.toBe('');
				else if (content !== '') expect(parsed.value).not.toBeNaN();
			}),
			{ numRuns: 2000 }
		);
	});
});
