/** The files, columns and measures that the import takes, written from the contract and the instruments. */
import type { Column } from '#lib/domain/contract/columns.ts';
import { columnsOf, TABLE_NAMES } from '#lib/domain/contract/tables.ts';
import { INSTRUMENTS } from '#lib/domain/instruments/index.ts';
import type { Measure } from '#lib/domain/measure.ts';
import { fileOf } from './import-set.ts';

/** One block for each file, one line for each column. */
export function filesHelp(): string[] {
	return TABLE_NAMES.flatMap((table) => ['', fileOf(table), ...columnsOf(table).map(columnLine)]);
}

/** One line for each instrument: its id, and the codes of its measures with the values they take. */
export function instrumentsHelp(): string[] {
	return [
		'',
		'instrument_id: measures',
		...INSTRUMENTS.map(
			({ id, measures }) =>
				`    ${id.padEnd(24)} ${measures.map((measure) => `${measure.code}${rangeOf(measure)}`).join(', ')}`
		)
	];
}

const rangeOf = ({ min, max }: Measure) =>
	min === null || max === null ? '' : ` (${min} to ${max})`;

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
