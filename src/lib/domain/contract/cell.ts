/** One cell -> its value, strictly: nothing is trimmed, guessed or rounded. */
import type { Column } from './columns.ts';
import { dayNumber } from './days.ts';
import { looksLikeIdentifier } from './identifiers.ts';

export type Check = 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6' | 'E7';
export type CellValue = string | number | string[] | number[] | null;
export type CellProblem = { check: Check; rule: string; offer: string };
export type ParsedCell = { value: CellValue } | { problem: CellProblem };

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const CODE = /^[a-z0-9_.]+$/;
const INT = /^(?:0|-?[1-9][0-9]{0,8})$/;
const DEC = /^-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,10})?$/;
const MONTH = /^[0-9]{4}-(?:0[1-9]|1[0-2])$/;
const PARTIAL_DATE = /^(?:[0-9]{4}(?:-(?:0[1-9]|1[0-2]|UK))?|UK-(?:0[1-9]|1[0-2]|UK)-[0-9]{4})$/;
const SLASHED_DATE = /^([0-9]{1,2})[./-]([0-9]{1,2})[./-][0-9]{4}$/;
const DECIMAL_COMMA = /^-?[0-9]+,[0-9]+$/;
/** Control and formatting characters, and blanks that are no plain space. */
const INVISIBLE =
	/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u3164]/u;
const FORMULA = /^[=+\-@]/;
const SPREADSHEET_ERROR = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)/;
const FITZPATRICK = ['I', 'II', 'III', 'IV', 'V', 'VI'];

/** A blank cell is null: nothing was said. Whether that is allowed is the line's business. */
export function parseCell(column: Column, text: string): ParsedCell {
	if (text === '') return { value: null };
	return commonProblem(column, text) ?? PARSERS[column.type](column, text);
}

function commonProblem(column: Column, text: string): ParsedCell | null {
	if (INVISIBLE.test(text)) {
		return problem('E1', 'holds an invisible character or a line break', 'Type the cell again.');
	}
	const identifier = looksLikeIdentifier(text, column.person);
	const nameIsFine = column.type === 'string';
	if (identifier && !(nameIsFine && identifier === 'a full name')) {
		const offer = 'Leave it out, or replace it by a code before the import.';
		return problem('E6', `looks like ${identifier}, which is never stored`, offer);
	}
	if (text !== text.trim()) {
		return problem('E1', 'begins or ends with a blank', 'Remove the blank.');
	}
	if (SPREADSHEET_ERROR.test(text)) {
		const offer = 'Look up the value in the source; leave the cell blank when there is none.';
		return problem('E1', 'is an error mark of a spreadsheet', offer);
	}
	return null;
}

const PARSERS: Record<Column['type'], (column: Column, text: string) => ParsedCell> = {
	id: (_, text) =>
		ID.test(text)
			? { value: text }
			: problem(
					'E1',
					'is not an id: 1 to 64 letters, digits, dots, lines or hyphens, a letter or digit first',
					'Use a plain code.'
				),
	string: parseString,
	code: parseCode,
	codes: parseCodes,
	int: (column, text) => {
		if (!INT.test(text)) return notANumber('a whole number', text);
		return inRange(column, Number(text));
	},
	ints: (column, text) => {
		const parts = text.split(';');
		if (!parts.every((part) => INT.test(part))) {
			return problem('E1', 'is not a list of whole numbers with ; between them', 'Write 4;8;12.');
		}
		const numbers = parts.map(Number);
		const outside = numbers
			.map((number) => inRange(column, number))
			.find((one) => 'problem' in one);
		if (outside) return outside;
		if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? number))) {
			return problem(
				'E2',
				'does not rise from each number to the next',
				'Sort, and name each once.'
			);
		}
		return { value: numbers };
	},
	dec: parseDecimal,
	date: parseDate,
	month: (_, text) =>
		MONTH.test(text)
			? { value: text }
			: problem('E1', 'is not a month written YYYY-MM', 'Write 2025-03 for March 2025.'),
	skin_type: (_, text) => {
		const roman = FITZPATRICK.indexOf(text) + 1;
		const value = roman > 0 ? roman : /^[1-6]$/.test(text) ? Number(text) : null;
		if (value !== null) return { value };
		return problem('E2', 'is not a Fitzpatrick skin type', 'Write I, II, III, IV, V or VI.');
	}
};

function parseString(column: Column, text: string): ParsedCell {
	if (FORMULA.test(text)) {
		return problem('E1', 'begins like a formula of a spreadsheet', 'Begin with a letter or digit.');
	}
	if (column.maxLength !== undefined && [...text].length > column.maxLength) {
		return problem('E1', `has more than ${column.maxLength} characters`, 'Shorten it.');
	}
	return { value: text };
}

function parseCode(column: Column, text: string): ParsedCell {
	const allowed = column.codes ?? [];
	if (allowed.includes(text)) return { value: text };
	const lower = text.toLowerCase().replaceAll(' ', '_');
	if (allowed.includes(lower))
		return problem('E2', 'is not the code as written', `Write ${lower}.`);
	const shape = CODE.test(text) ? 'is not one of the codes' : 'is not a code';
	return problem('E2', shape, `Write one of: ${allowed.join(', ')}.`);
}

function parseCodes(column: Column, text: string): ParsedCell {
	const parts = text.split(';');
	for (const part of parts) {
		const parsed = parseCode(column, part);
		if ('problem' in parsed) return parsed;
	}
	if (new Set(parts).size < parts.length) {
		return problem('E2', 'names the same code twice', 'Name each code once.');
	}
	return { value: parts };
}

function parseDecimal(column: Column, text: string): ParsedCell {
	if (!DEC.test(text)) return notANumber('a number with a decimal point', text);
	const places = text.split('.')[1]?.length ?? 0;
	if (column.decimals !== undefined && places > column.decimals) {
		return problem('E2', `has more than ${column.decimals} decimals`, 'Round it in the source.');
	}
	return inRange(column, Number(text));
}

function parseDate(column: Column, text: string): ParsedCell {
	const number = dayNumber(text);
	if (number !== null && text >= '1900-01-01' && text < '2200-01-01') return { value: text };
	if (column.partial && PARTIAL_DATE.test(text)) return { value: text };
	const slashed = SLASHED_DATE.exec(text);
	if (slashed && Number(slashed[1]) <= 12 && Number(slashed[2]) <= 12) {
		return problem('E7', 'could be read as two different days', 'Write dates as YYYY-MM-DD.');
	}
	if (/^[0-9]{5}(?:\.[0-9]+)?$/.test(text)) {
		return problem(
			'E1',
			'looks like the day number of a spreadsheet',
			'Format the column as date, written YYYY-MM-DD.'
		);
	}
	return problem('E1', 'is not a day of the calendar written YYYY-MM-DD', 'Write 2025-03-31.');
}

function notANumber(what: string, text: string): ParsedCell {
	const offer = DECIMAL_COMMA.test(text)
		? `Write ${text.replace(',', '.')}.`
		: 'Write plain digits without marks between thousands, leading zeros or words.';
	return problem('E1', `is not ${what}`, offer);
}

function inRange({ min = -Infinity, max = Infinity }: Column, value: number): ParsedCell {
	if (value >= min && value <= max) return { value };
	return problem('E2', `lies outside ${min} to ${max}`, 'Check the value and its unit.');
}

function problem(check: Check, rule: string, offer: string): ParsedCell {
	return { problem: { check, rule, offer } };
}
