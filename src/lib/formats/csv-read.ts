/**
 * CSV bytes -> rows of text. Encoding and delimiter are established from the bytes, never guessed:
 * what stays undecided is refused with the reason. What a cell means is left to others.
 */
import Papa, { type ParseConfig, type Parser, type ParseResult } from 'papaparse';

export type CsvRow = {
	/** As a spreadsheet numbers it: the first row of the file is 1, blank rows are counted. */
	row: number;
	cells: string[];
};
export type Csv = { delimiter: string; header: CsvRow; rows: CsvRow[] };
export type CsvRefusal = {
	check: 'F1' | 'F2' | 'F4';
	row: number | null;
	rule: string;
	offer: string;
};

export const CSV_LIMITS = {
	bytes: 50 * 1024 * 1024,
	rows: 1_000_000,
	columns: 500,
	characters: 10_000
};
export const DELIMITERS = [',', ';', '\t'] as const;
/** Non-empty rows that the delimiter is counted on. */
const ROWS_COUNTED = 100;

/** Characters of one piece of a file: its rows as text are gone again before the next piece is read. */
const CHARACTERS_AT_ONCE = 2 ** 20;

/** Reads a whole file. Line breaks inside a quoted cell come out as `\n`. Never throws. */
export function readCsv(
	bytes: Uint8Array,
	limits = CSV_LIMITS,
	charactersAtOnce = CHARACTERS_AT_ONCE
): Csv | { refusal: CsvRefusal } {
	const begin = () => {
		const rows: CsvRow[] = [];
		return { rows, take: (row: CsvRow) => void rows.push(row) };
	};
	const read = readCsvRows(bytes, begin, limits, charactersAtOnce);
	if ('refusal' in read) return read;
	const { delimiter, header, taker } = read;
	return { delimiter, header, rows: taker.rows };
}

/** What is given each row below the header, one after the other. */
export type RowTaker = { take(row: CsvRow): void };

/**
 * The same row by row, so that a large file is never all there as cells: `begin` is given the header and gives
 * who takes the rows. What was taken is worth nothing when the file is refused at its end.
 */
export function readCsvRows<Taker extends RowTaker>(
	bytes: Uint8Array,
	begin: (header: CsvRow) => Taker,
	limits = CSV_LIMITS,
	charactersAtOnce = CHARACTERS_AT_ONCE
): { delimiter: string; header: CsvRow; taker: Taker } | { refusal: CsvRefusal } {
	if (bytes.length > limits.bytes) {
		return refuse('F1', `A file has at most ${limits.bytes / 1024 / 1024} MB.`, 'Split the file.');
	}
	const text = decode(bytes);
	if (typeof text !== 'string') return text;
	const delimiter = countDelimiter(text);
	if (delimiter === null) {
		return refuse(
			'F4',
			'Comma, semicolon and tab were counted, and more than one of them could separate the columns.',
			'Save the file again as CSV with one delimiter; put cells that contain it in quotes.'
		);
	}
	const limit = overLimit(limits);
	const found: Found<Taker> = { rows: 0, broken: null, begun: null };
	// The types know pieces of files only, not of texts.
	const config: ParseConfig<string[]> & InPieces = {
		delimiter,
		newline: '\n',
		quoteChar: '"',
		chunkSize: charactersAtOnce,
		chunk: ({ data, errors }, parser) => {
			// A row that the piece cuts off is read again with the next one.
			const error = errors.find(({ type, row = 0 }) => type === 'Quotes' && row < data.length);
			if (error) found.broken = found.rows + (error.row ?? 0) + 1;
			for (const cells of error ? [] : data) {
				const row = { row: ++found.rows, cells };
				if (cells.every((cell) => cell === '') || limit.isCut(row)) continue;
				limit.see(row);
				if (found.begun) found.begun.taker.take(row);
				else found.begun = { header: row, taker: begin(row) };
			}
			if (error || found.rows > limits.rows + ROWS_COUNTED) parser.abort();
		}
	};
	Papa.parse<string[]>(text, config);
	if (found.broken !== null) {
		return refuse(
			'F1',
			'A quotation mark is opened and not closed, or stands inside a cell without being doubled.',
			'Write quotation marks inside a cell twice.',
			found.broken
		);
	}
	if (!found.begun) {
		return refuse('F2', 'The file is empty: there is no row of column names.', 'Add one.');
	}
	return limit.refusal(found.rows) ?? { delimiter, ...found.begun };
}

type InPieces = {
	chunkSize: number;
	chunk(piece: ParseResult<string[]>, parser: Parser): void;
};

/** `rows` counts blank ones too; `broken` is the row with a wrong quotation mark. */
type Found<Taker> = {
	rows: number;
	broken: number | null;
	begun: { header: CsvRow; taker: Taker } | null;
};

/** Looks at each row, the header first, and says at the end what is too much. */
function overLimit(limits: typeof CSV_LIMITS) {
	let seen = 0;
	let wide: number | null = null;
	let long: number | null = null;
	const mostRows = limits.rows + ROWS_COUNTED;
	return {
		/** Rows behind the last one that is looked at, whatever stands in it. */
		isCut: ({ row }: CsvRow) => row > mostRows,
		see({ row, cells }: CsvRow): void {
			seen++;
			if (cells.length > limits.columns) wide ??= row;
			if (long === null && cells.some((cell) => cell.length > limits.characters)) long = row;
		},
		refusal(rows: number): { refusal: CsvRefusal } | null {
			if (rows > mostRows || seen - 1 > limits.rows) {
				return refuse('F1', `A file has at most ${limits.rows} rows.`, 'Split the file.');
			}
			if (wide !== null) {
				const rule = `A file has at most ${limits.columns} columns.`;
				return refuse('F1', rule, 'Leave out what is not needed.', wide);
			}
			if (long !== null) {
				const rule = `A cell has at most ${limits.characters} characters.`;
				return refuse('F1', rule, 'Check for an unclosed quotation mark.', long);
			}
			return null;
		}
	};
}

function decode(bytes: Uint8Array): string | { refusal: CsvRefusal } {
	const starts = (...begin: number[]) => begin.every((byte, index) => bytes[index] === byte);
	if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) return notUtf8();
	if (starts(0x50, 0x4b, 3, 4) || starts(0x25, 0x50, 0x44, 0x46) || bytes.includes(0)) {
		return refuse(
			'F1',
			'The content is not CSV text, whatever the name of the file says.',
			'Export the table as CSV (UTF-8).'
		);
	}
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
	} catch {
		return notUtf8();
	}
}

const notUtf8 = () =>
	refuse(
		'F4',
		'The text is not UTF-8, and letters with accents would have to be guessed.',
		'Save the file as CSV UTF-8.'
	);

function refuse(
	check: CsvRefusal['check'],
	rule: string,
	offer: string,
	row: number | null = null
) {
	return { refusal: { check, row, rule, offer } };
}

/**
 * The delimiter that gives every row as many columns as the first; with ragged rows the only one that
 * stands in the first. A comma when there is none at all. Null when that leaves several.
 */
export function countDelimiter(text: string): string | null {
	const counts = countsOfFirstRows(text);
	const inHeader = (index: number) => (counts[0]?.[index] ?? 0) > 0;
	const present = DELIMITERS.map((_, index) => index).filter(inHeader);
	const stable = present.filter((index) =>
		counts.every((row) => row[index] === counts[0]?.[index])
	);
	const left = stable.length > 0 ? stable : present;
	if (left.length > 1) return null;
	return DELIMITERS[left[0] ?? 0] ?? null;
}

/** How often each delimiter stands outside quotes, row by row. */
function countsOfFirstRows(text: string): number[][] {
	const rows: number[][] = [];
	let row = DELIMITERS.map(() => 0);
	let quoted = false;
	let empty = true;
	for (const character of text) {
		if (character === '"') quoted = !quoted;
		if (character === '\n' && !quoted) {
			if (!empty) rows.push(row);
			if (rows.length === ROWS_COUNTED) return rows;
			row = DELIMITERS.map(() => 0);
			empty = true;
			continue;
		}
		empty = false;
		const index = DELIMITERS.findIndex((delimiter) => delimiter === character);
		if (!quoted && index >= 0) row[index] = (row[index] ?? 0) + 1;
	}
	if (!empty) rows.push(row);
	return rows;
}
