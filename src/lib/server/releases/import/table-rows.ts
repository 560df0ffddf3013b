/**
 * The CSV of a bundle's table -> rows of values, each checked by the table's own fields. Read some rows at a
 * time, for a table may be far larger than what fits into a text.
 */
import Papa from 'papaparse';
import * as z from 'zod';
import { shorten } from '#lib/domain/refusals.ts';
import type { Field } from '#lib/formats/release/fields.ts';
import type { Value } from '#lib/formats/release/source.ts';
import type { BundleTable } from '#lib/formats/release/tables.ts';
import { Refused } from '../../accounts/refused.ts';
import type { BundleFiles, BundleLimits } from './files.ts';

export type Row = Readonly<Record<string, Value>>;

/** No cell holds a line break, so a row is a line; one without an end is no row. */
const LONGEST_LINE = 100_000;
const LONGEST_CELL = 1_000;

export const pathOf = ({ name }: Pick<BundleTable, 'name'>) => `data/${name}.csv`;

/** Throws Refused, with the row and the column, where one is not as the table says. */
export async function* tableRows(
	files: BundleFiles,
	table: BundleTable,
	{ rows: mostRows }: BundleLimits
): AsyncGenerator<Row[]> {
	const path = pathOf(table);
	const names = table.fields.map(({ name }) => name);
	const shape = rowShape(table);
	let row = 0;
	for await (const batch of cellsOf(files, path)) {
		const rows: Row[] = [];
		for (const cells of batch) {
			row += 1;
			if (row === 1) {
				checkHeader(path, names, cells);
				continue;
			}
			if (row > mostRows) throw new Refused(`${path} has more than ${mostRows} rows.`);
			if (cells.length !== names.length) {
				throw new Refused(
					`${path}, row ${row}: ${cells.length} cells, and ${names.length} columns.`
				);
			}
			const read = shape.safeParse(Object.fromEntries(names.map((name, i) => [name, cells[i]])));
			if (!read.success) throw wrongCell(path, row, read.error, cells, names);
			rows.push(read.data);
		}
		yield rows;
	}
	if (row === 0) throw new Refused(`${path} is empty: there is no row of column names.`);
}

function checkHeader(path: string, names: readonly string[], cells: readonly string[]): void {
	const unknown = cells.find((cell) => !names.includes(cell));
	if (unknown !== undefined) {
		throw new Refused(
			`${path} has a column that this version of Stipple does not know: ${shorten(unknown)}.`
		);
	}
	const missing = names.find((name) => !cells.includes(name));
	if (missing !== undefined) throw new Refused(`${path} has no column ${missing}.`);
	if (cells.some((cell, i) => cell !== names[i]) || cells.length !== names.length) {
		throw new Refused(`${path} has its columns in another order, or one of them twice.`);
	}
}

function wrongCell(
	path: string,
	row: number,
	{ issues: [issue] }: z.ZodError,
	cells: readonly string[],
	names: readonly string[]
): Refused {
	const column = String(issue?.path[0] ?? '');
	const cell = cells[names.indexOf(column)] ?? '';
	return new Refused(
		`${path}, row ${row}, ${column}: ${cell === '' ? 'an empty cell' : `“${shorten(cell)}”`} is not what the column holds (${issue?.message ?? 'unreadable'}).`
	);
}

/** In one place of the product: types, codes and ranges are those that the bundle's own schema tells. */
const rowShape = ({ fields }: BundleTable) =>
	z.object(Object.fromEntries(fields.map((field) => [field.name, cellShape(field)])));

function cellShape(field: Field): z.ZodType<Value, string> {
	const told = valueShape(field);
	return z.string().transform((cell, context): Value => {
		if (cell === '' && !field.required) return null;
		const read = told.safeParse(cell);
		if (read.success) return read.data;
		context.addIssue(read.error.issues[0]?.message ?? 'unreadable');
		return z.NEVER;
	});
}

const codesOf = (field: Field) => field.values && new Set(field.values.map(({ value }) => value));

function valueShape(field: Field): z.ZodType<Value, string> {
	const codes = codesOf(field);
	const known = z
		.string()
		.min(1, 'every row needs it')
		.max(LONGEST_CELL, 'too long')
		.refine((cell) => !codes || codes.has(cell), 'no code of it');
	switch (field.type) {
		case 'string':
			return known.regex(/^[^\p{Cc}]*$/u, 'a character that no text holds');
		case 'boolean':
			return z
				.enum(['true', 'false'], 'neither true nor false')
				.transform((cell) => cell === 'true');
		case 'integer':
			return known
				.regex(/^-?\d{1,9}$/, 'no whole number')
				.transform(Number)
				.pipe(inRange(field));
		case 'number':
			return known
				.regex(/^-?\d{1,9}(\.\d{1,15})?$/, 'no number with a decimal point')
				.transform(Number)
				.pipe(inRange(field));
	}
}

const inRange = ({ min = -Infinity, max = Infinity }: Field) =>
	z.number().refine((value) => value >= min && value <= max, 'out of its range');

/** The cells of whole lines, some at a time. */
async function* cellsOf(files: BundleFiles, path: string): AsyncGenerator<string[][]> {
	const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	const decode = (bytes?: Uint8Array) => {
		try {
			return decoder.decode(bytes, { stream: bytes !== undefined });
		} catch {
			throw new Refused(`${path} is not UTF-8.`);
		}
	};
	let rest = '';
	for await (const chunk of await files.read(path)) {
		rest += decode(chunk);
		const end = rest.lastIndexOf('\r\n');
		if (end < 0 && rest.length > LONGEST_LINE) {
			throw new Refused(`${path} has a row that does not end.`);
		}
		if (end < 0) continue;
		yield parsed(path, rest.slice(0, end));
		rest = rest.slice(end + 2);
	}
	rest += decode();
	if (rest !== '') throw new Refused(`${path} does not end with a whole row.`);
}

function parsed(path: string, lines: string): string[][] {
	const { data, errors } = Papa.parse<string[]>(lines, {
		delimiter: ',',
		newline: '\r\n',
		quoteChar: '"'
	});
	if (errors.length > 0) {
		throw new Refused(
			`${path} has a quotation mark that is opened and not closed, or not doubled.`
		);
	}
	return data;
}
