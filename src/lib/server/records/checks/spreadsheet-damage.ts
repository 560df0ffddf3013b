/** W5: traces of a spreadsheet that rewrote what was typed in. Looks at the cells as text. */
import { columnsOf, type TableName } from '#lib/domain/contract/tables.ts';
import type { Header } from '#lib/domain/contract/header.ts';
import type { CsvRow } from '#lib/formats/csv-read.ts';
import type { ImportMessage, ImportRow } from '../import-set.ts';

const LONG_NUMBER = /^[0-9]{15,}$/;
const ROUNDED = /^[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{2}$/;
const DIGITS = /^[0-9]+$/;

/**
 * Ids that a spreadsheet rounds, or whose leading zeros it drops: one message a column, given once all rows
 * of the file have been looked at.
 */
export function damageOfIds(table: TableName, header: Header, file: string) {
	const columns = [...header.columns]
		.filter(([, column]) => columnsOf(table).find(({ name }) => name === column)?.type === 'id')
		.map(([place, column]) => ({ place, column, ids: idsSeen() }));
	return {
		see({ row, cells }: CsvRow): void {
			for (const { place, ids } of columns) ids.see(cells[place] ?? '', row);
		},
		messages: (): ImportMessage[] =>
			columns.flatMap(({ column, ids }) => {
				const say = (row: number | null, rule: string): ImportMessage[] =>
					row === null
						? []
						: [{ check: 'W5', file, row, column, rule, offer: 'Export ids as text.', value: null }];
				return [
					...say(ids.rounded(), 'holds ids of 15 and more digits, which a spreadsheet rounds'),
					...say(ids.shorter(), 'holds ids of uneven length: leading zeros may be lost')
				];
			})
	};
}

/** The ids of one column, one after the other: the first row of each kind. */
function idsSeen() {
	let last = '';
	let rounded: number | null = null;
	let digitsOnly = true;
	/** The first row with an id of this length. */
	const lengths = new Map<number, number>();
	return {
		see(id: string, row: number): void {
			if (id === last) return;
			last = id;
			if (rounded === null && (LONG_NUMBER.test(id) || ROUNDED.test(id))) rounded = row;
			if (id === '' || !digitsOnly) return;
			digitsOnly = DIGITS.test(id);
			if (!lengths.has(id.length)) lengths.set(id.length, row);
		},
		rounded: () => rounded,
		shorter(): number | null {
			if (!digitsOnly || lengths.size < 2) return null;
			const longest = Math.max(...lengths.keys());
			return Math.min(...[...lengths].flatMap(([length, row]) => (length < longest ? [row] : [])));
		}
	};
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
