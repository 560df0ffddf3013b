/** W5: traces of a spreadsheet that rewrote what was typed in. Looks at the cells as text. */
import { columnsOf, type TableName } from '#lib/domain/contract/tables.ts';
import type { Header } from '#lib/domain/contract/header.ts';
import type { Csv } from '#lib/formats/csv-read.ts';
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
		const ids = csv.rows.map(({ row, cells }) => ({ row, id: cells[place] ?? '' }));
		const say = (row: number, rule: string, offer: string) =>
			messages.push({ check: 'W5', file, row, column, rule, offer, value: null });
		const rounded = ids.find(({ id }) => LONG_NUMBER.test(id) || ROUNDED.test(id));
		if (rounded) {
			const rule = 'holds ids of 15 and more digits, which a spreadsheet rounds';
			say(rounded.row, rule, 'Export ids as text.');
		}
		const filled = ids.filter(({ id }) => id !== '');
		const longest = filled.reduce((length, { id }) => Math.max(length, id.length), 0);
		const shorter = filled.find(({ id }) => id.length < longest);
		if (shorter && filled.every(({ id }) => DIGITS.test(id))) {
			const rule = 'holds ids of uneven length: leading zeros may be lost';
			say(shorter.row, rule, 'Export ids as text.');
		}
	}
	return messages;
}

/** A measured value of 15 and more digits has been rounded on its way. */
export function damageOfNumbers(
	table: TableName,
	texts: Readonly<Record<string, string>>,
	{ file, row }: ImportRow
): ImportMessage[] {
	return columnsOf(table)
		.filter(({ type, name }) => type === 'dec' && isLong(texts[name] ?? ''))
		.map(({ name }) => ({
			check: 'W5' as const,
			file,
			row,
			column: name,
			rule: 'has 15 and more digits: a spreadsheet may have rounded it',
			offer: 'Compare it with the source.',
			value: null
		}));
}

const isLong = (text: string) => LONG_NUMBER.test(text.replace(/[-.]/g, ''));
