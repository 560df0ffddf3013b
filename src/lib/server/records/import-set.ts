/** The rows of all files of one import while they are checked, and what there is to say about them. */
import type { Check as CellCheck } from '#lib/domain/contract/cell.ts';
import { TABLE_NAMES, type Line, type TableName } from '#lib/domain/contract/tables.ts';

export type Warning = 'W1' | 'W2' | 'W3' | 'W4' | 'W5' | 'W6' | 'W7' | 'W8';
export type CheckCode = 'F1' | 'F2' | 'F3' | 'F4' | CellCheck | Warning;

/** F refuses the file, E the row, W keeps it. */
export type ImportMessage = {
	check: CheckCode;
	file: string;
	/** As a spreadsheet numbers it; null when the whole file is meant. */
	row: number | null;
	column: string | null;
	rule: string;
	offer: string;
	/** The cell, shortened; only of columns that are in the contract and hold no ids. */
	value: string | null;
};

type RowOf<T extends TableName> = {
	table: T;
	file: string;
	row: number;
	line: Line<T>;
	/** Null in tables that clinics share, and where it could not be found out. */
	clinicId: string | null;
	/** Refused by an error; its line may have gaps. */
	refused: boolean;
	/** The same row stands in the file before. */
	skipped: boolean;
};

/** A row of one of these tables; `table` tells which. */
export type ImportRow<T extends TableName = TableName> = T extends TableName ? RowOf<T> : never;

export type ImportRows = { [T in TableName]: RowOf<T>[] };

export type ImportSet = {
	rows: ImportRows;
	/** How many rows were taken out because their patient was erased. */
	erased: Partial<Record<TableName, number>>;
	messages: ImportMessage[];
	ignoredColumns: string[];
};

export const emptySet = (): ImportSet => ({
	rows: {
		clinics: [],
		instruments: [],
		protocols: [],
		patients: [],
		courses: [],
		sessions: [],
		assessments: [],
		side_effects: [],
		contacts: []
	},
	erased: {},
	messages: [],
	ignoredColumns: []
});

export const fileOf = (table: TableName) => `${table}.csv`;
export const isKept = (row: ImportRow) => !row.refused && !row.skipped;
export const allRows = (set: ImportSet): ImportRow[] =>
	TABLE_NAMES.flatMap<ImportRow>((table) => set.rows[table]);

/** Parts of a key as one text that no other parts give. */
export function keyOf(
	first: string | number | null,
	...others: (string | number | null)[]
): string {
	let key = `${first ?? ''}`;
	for (const part of others) key += `\u0000${part ?? ''}`;
	return key;
}

export type Finding = {
	column: string;
	rule: string;
	offer: string;
	value?: string | number | null;
};

/** Where messages go. */
type Said = Pick<ImportSet, 'messages'>;

/** Refuses the row and says why. */
export function refuse(set: Said, row: ImportRow, check: CellCheck, finding: Finding): void {
	row.refused = true;
	set.messages.push(messageAt(row, check, finding));
}

/** Keeps the row and says what is odd about it. */
export function warn(set: Said, row: ImportRow, check: Warning, finding: Finding): void {
	set.messages.push(messageAt(row, check, finding));
}

function messageAt(row: ImportRow, check: CheckCode, finding: Finding): ImportMessage {
	const { column, rule, offer, value = null } = finding;
	return { check, file: row.file, row: row.row, column, rule, offer, value: shortened(value) };
}

const SHOWN_CHARACTERS = 40;

/** A cell for a message: on one line, at most 40 characters. */
export function shortened(value: string | number | null): string | null {
	if (value === null) return null;
	const text = [...String(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')];
	return text.length > SHOWN_CHARACTERS
		? `${text.slice(0, SHOWN_CHARACTERS - 1).join('')}…`
		: text.join('');
}
