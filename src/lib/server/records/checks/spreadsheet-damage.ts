/** W5: traces of a spreadsheet that rewrote what was typed in. Looks at the cells as text. */
import { columnsOf, type TableName } from '#lib/domain/contract/tables.ts';
import type { Header } from '#lib/domain/contract/header.ts';
import type { Csv, CsvRow } from '#lib/formats/csv-read.ts';
import type { ImportMessage, ImportRow } from '../import-set.ts';

const LONG_NUMBER = /^[0-9]{15,}$/;
const ROUNDED = /^[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{2}$/;
const DIGITS = /^[0-9]+$/;

/** Ids that a spreadsheet rounds, or whose leading zeros it drops: one message a column. */
export function damageOfIds(
	table: TableName,
	csv: Csv,
	header: Header,
	file: string
): ImportMessage[] {
	const messages: ImportMessage[] = [];
	for (const [place, column] of header.columns) {
		if (columnsOf(table).find(({ name }) => name === column)?.type !== 'id') continue;
		const say = (row: number, rule: string, offer: string) =>
			messages.push({ check: 'W5', file, row, column, rule, offer, value: null });
		const idOf = ({ cells }: CsvRow) => cells[place] ?? '';
		const rounded = csv.rows.find((row) => LONG_NUMBER.test(idOf(row)) || ROUNDED.test(idOf(row)));
		if (rounded) {
			const rule = 'holds ids of 15 and more digits, which a spreadsheet rounds';
			say(rounded.row, rule, 'Export ids as text.');
		}
		if (!csv.rows.every((row) => idOf(row) === '' || DIGITS.test(idOf(row)))) continue;
		const longest = csv.rows.reduce((length, row) => Math.max(length, idOf(row).length), 0);
		const shorter = csv.rows.find((row) => idOf(row) !== '' && idOf(row).length < longest);
		if (shorter) {
			const rule = 'holds ids of uneven length: leading zeros may be lost';
			say(shorter.row, rule, 'Export ids as text.');
		}
	}
	return messages;
}

/** A measured value of 15 and more digits has been rounded on its way. For all rows of one file. */
export function damageOfNumbers(
	table: TableName,
	{ columns }: Header
): (cells: readonly string[], row: ImportRow) => ImportMessage[] {
	const places = new Map([...columns].map(([place, column]) => [column, place]));
	const numbers = columnsOf(table).flatMap(({ type, name: column }) =>
		type === 'dec' && places.has(column) ? [{ column, place: places.get(column) ?? -1 }] : []
	);
	return (cells, { file, row }) =>
		numbers
			.filter(({ place }) => isLong(cells[place] ?? ''))
			.map(({ column }) => ({
				check: 'W5' as const,
				file,
				row,
				column,
				rule: 'has 15 and more digits: a spreadsheet may have rounded it',
				offer: 'Compare it with the source.',
				value: null
			}));
}

const isLong = (text: string) => text.length >= 15 && LONG_NUMBER.test(text.replace(/[-.]/g, ''));
