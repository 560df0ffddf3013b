/** A row of text -> a line of the table, by one zod schema for each table made from its columns. */
import { z } from 'zod';
import { parseCell, type CellProblem, type CellValue, type Check } from './cell.ts';
import type { Column } from './columns.ts';
import { ROW_RULES } from './row-rules.ts';
import { columnsOf, TABLE_NAMES, type Line, type TableName } from './tables.ts';

export type LineProblem = CellProblem & { column: string };
/** With problems, cells that could not be read are null in the line, whatever its type says. */
export type ParsedLine<T extends TableName> = { line: Line<T>; problems: LineProblem[] };

function cellSchema(column: Column) {
	return z
		.string()
		.default('')
		.transform((text, context): CellValue => {
			const parsed = parseCell(column, text);
			if ('value' in parsed && (parsed.value !== null || column.need !== 'required')) {
				return parsed.value;
			}
			report(context, 'problem' in parsed ? parsed.problem : MISSING);
			return z.NEVER;
		});
}

const MISSING: CellProblem = {
	check: 'E1',
	rule: 'is blank, and every row needs it',
	offer: 'Fill in the cell.'
};

function report(context: z.RefinementCtx, { check, rule, offer }: CellProblem, path?: string) {
	context.addIssue({
		code: 'custom',
		message: rule,
		params: { check, offer },
		...(path === undefined ? {} : { path: [path] })
	});
}

function lineSchema(table: TableName) {
	const cells = columnsOf(table).map((column) => [column.name, cellSchema(column)] as const);
	return z.object(Object.fromEntries(cells)).superRefine((line, context) => {
		for (const rule of ROW_RULES[table]) {
			if (rule.broken(line)) report(context, rule, rule.column);
		}
	});
}

/** The zod schema of each table's rows: an object of texts in, an object of values out. */
const LINE_SCHEMAS = Object.fromEntries(
	TABLE_NAMES.map((table) => [table, lineSchema(table)])
) as Record<TableName, ReturnType<typeof lineSchema>>;

/** Parses one row. */
export function parseLine<T extends TableName>(
	table: T,
	cells: Readonly<Record<string, string>>
): ParsedLine<T> {
	const parsed = LINE_SCHEMAS[table].safeParse(cells);
	// The schema is made from the list of columns that the type is made from.
	if (parsed.success) return { line: parsed.data as unknown as Line<T>, problems: [] };
	const problems = parsed.error.issues.map((issue): LineProblem => {
		const params = issue.code === 'custom' ? issue.params : undefined;
		return {
			column: String(issue.path[0]),
			check: (params?.check ?? 'E1') as Check,
			rule: issue.message,
			offer: String(params?.offer ?? '')
		};
	});
	return { line: readableCells(table, cells) as unknown as Line<T>, problems };
}

/** Different cells of a column that are remembered; ids that never come again are not kept for ever. */
const CELLS_REMEMBERED = 10_000;

/**
 * Parses the rows of one file, whose columns stand at these places. Gives what `parseLine` gives, and leaves
 * to it only the rows with something wrong: the cells of a column are few different ones, and each of them is
 * parsed once.
 */
export function lineReader<T extends TableName>(
	table: T,
	places: ReadonlyMap<number, string>
): (cells: readonly string[]) => ParsedLine<T> {
	const columns = columnsOf(table);
	const blank: Record<string, CellValue> = Object.fromEntries(
		columns.map(({ name }) => [name, null])
	);
	const required = columns.filter(({ need }) => need === 'required').map(({ name }) => name);
	const readers = [...places].flatMap(([place, name]) => {
		const column = columns.find((candidate) => candidate.name === name);
		return column ? [{ place, name, valueOf: remembering(column) }] : [];
	});
	const readLine = (cells: readonly string[]) => {
		const line = { ...blank };
		for (const { place, name, valueOf } of readers) {
			const value = valueOf(cells[place] ?? '');
			if (value === undefined) return null;
			line[name] = value;
		}
		const wrong =
			required.some((name) => line[name] === null) ||
			ROW_RULES[table].some(({ broken }) => broken(line));
		return wrong ? null : line;
	};
	return (cells) => {
		const line = readLine(cells);
		// Its values are those of the columns that the type is made from.
		if (line) return { line: line as unknown as Line<T>, problems: [] };
		const texts = readers.map(({ place, name }) => [name, cells[place] ?? '']);
		return parseLine(table, Object.fromEntries(texts));
	};
}

/** The value of a cell; undefined where there is something wrong with it. */
function remembering(column: Column): (text: string) => CellValue | undefined {
	const known = new Map<string, CellValue | undefined>([['', null]]);
	return (text) => {
		const value = known.get(text);
		if (value !== undefined || known.has(text)) return value;
		const parsed = parseCell(column, text);
		if (known.size >= CELLS_REMEMBERED) known.clear();
		const found = 'value' in parsed ? parsed.value : undefined;
		known.set(text, found);
		return found;
	};
}

function readableCells(table: TableName, cells: Readonly<Record<string, string>>) {
	const line: Record<string, CellValue> = {};
	for (const column of columnsOf(table)) {
		const parsed = parseCell(column, cells[column.name] ?? '');
		line[column.name] = 'value' in parsed ? parsed.value : null;
	}
	return line;
}
