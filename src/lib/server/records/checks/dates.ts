/** E5 and E7: dates that cannot be, looked at while the rows still hold them. */
import { monthOf } from '#lib/domain/contract/days.ts';
import { columnsOf, TABLE_NAMES } from '#lib/domain/contract/tables.ts';
import { columnText } from '../column-text.ts';
import { refuse, type ImportRow } from '../import-set.ts';
import type { ImportCheck } from './check.ts';

/** E5: nothing was measured tomorrow. */
export const datesInTheFuture: ImportCheck = ({ set, today }) => {
	for (const table of TABLE_NAMES) {
		const columns = columnsOf(table).filter(({ type }) => type === 'date' || type === 'month');
		for (const row of set.rows[table] as ImportRow[]) {
			for (const { name, type } of columns) {
				const text = columnText(row, name);
				// A partial date begins with its year, or with UK, which sorts behind every digit.
				const latest = type === 'month' ? monthOf(today) : today;
				if (text === null || text.startsWith('UK') || text <= latest) continue;
				refuse(set, row, 'E5', {
					column: name,
					rule: 'lies in the future',
					offer: 'Check the year.',
					value: text
				});
			}
		}
	}
};

/** E7 becomes E1 where another row of the column shows which part is the day. */
export const datesThatCouldBeTwo: ImportCheck = ({ set }) => {
	const place = (file: string, column: string | null) => `${file}\n${column}`;
	const settled = new Set(
		set.messages
			.filter(({ check, value }) => check === 'E1' && SLASHED.test(value ?? ''))
			.map(({ file, column }) => place(file, column))
	);
	for (const message of set.messages) {
		if (message.check !== 'E7' || !settled.has(place(message.file, message.column))) continue;
		message.check = 'E1';
		message.rule = 'is not a day of the calendar written YYYY-MM-DD';
	}
};

const SLASHED = /^[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}$/;
