/** The files and columns that the import takes, written from the column lists of the contract. */
import type { Column } from '#lib/domain/contract/columns.ts';
import { columnsOf, TABLE_NAMES } from '#lib/domain/contract/tables.ts';
import { fileOf } from './import-set.ts';

/** One block for each file, one line for each column. */
export function filesHelp(): string[] {
	return TABLE_NAMES.flatMap((table) => ['', fileOf(table), ...columnsOf(table).map(columnLine)]);
}

function columnLine(column: Column): string {
	const need = { required: '*', conditional: '?', optional: ' ' }[column.need];
	return `  ${need} ${column.name.padEnd(22)} ${[typeInWords(column), column.rule].filter(Boolean).join('; ')}`;
}

function typeInWords(column: Column): string {
	const { min, max, decimals, maxLength, codes = [] } = column;
	const range = min === undefined || max === undefined ? '' : `, ${min} to ${max}`;
	switch (column.type) {
		case 'id':
			return 'id';
		case 'string':
			return `text, at most ${maxLength} characters`;
		case 'code':
			return `one of ${codes.join(', ')}`;
		case 'codes':
			return `one or more, with ; between, of ${codes.join(', ')}`;
		case 'int':
			return `whole number${range}`;
		case 'ints':
			return `whole numbers with ; between${range}`;
		case 'dec':
			return `number with a decimal point${range}${decimals === undefined ? '' : `, at most ${decimals} decimals`}`;
		case 'date':
			return 'date as YYYY-MM-DD';
		case 'month':
			return 'month as YYYY-MM';
		case 'skin_type':
			return 'I, II, III, IV, V or VI';
	}
}
