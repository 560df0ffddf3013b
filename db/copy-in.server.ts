/**
 * Rows into a table in bulk: the one place that knows how. A server takes them by COPY; the embedded
 * database, which COPY would end, takes them as arrays.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
	PostgresAdapter,
	PostgresDialect,
	sql,
	type PostgresCursorConstructor,
	type Transaction
} from 'kysely';
import { from } from 'pg-copy-streams';
import type { Database } from './schema.ts';

/** Lists, `texts` and `ints`, are given as the database writes them: `{4,8}`. */
export type BulkColumn = { name: string; type: 'text' | 'int' | 'numeric' | 'texts' | 'ints' };
export type BulkRow = readonly (string | number | null)[];

/** Rows of one statement with arrays: large enough to be quick, small enough for the embedded database. */
const ROWS_AT_ONCE = 12_000;
/** Of one piece of a COPY. */
const CHARACTERS_AT_ONCE = 65_536;

/**
 * What Kysely takes for a cursor, on the connection of the transaction in hand: no rows come out of it, but
 * the statement's one parameter, the text of a COPY, goes in.
 */
export const CopyCursor = function (statement: string, [text]: [Iterable<string>]) {
	const query = from(statement);
	return Object.assign(query, {
		async read(): Promise<never[]> {
			await pipeline(Readable.from(text), query);
			return [];
		},
		close: async () => {}
	});
} as unknown as PostgresCursorConstructor; // whose statement and parameter are only ever those below

class AdapterWithoutCopy extends PostgresAdapter {}
/** The dialect of the embedded database. */
export class DialectWithoutCopy extends PostgresDialect {
	override createAdapter = () => new AdapterWithoutCopy();
}

/** Adds rows to a table, at the pace at which the database takes them. */
export async function copyInto(
	tx: Transaction<Database>,
	table: string,
	columns: readonly BulkColumn[],
	rows: Iterable<BulkRow>
): Promise<void> {
	const names = sql.join(columns.map(({ name }) => sql.ref(name)));
	const into = sql`${sql.table(table)} (${names})`;
	if (!(tx.getExecutor().adapter instanceof AdapterWithoutCopy)) {
		const copy = sql`copy ${into} from stdin`.compile(tx);
		const parameters = [copyText(rows)];
		await Array.fromAsync(tx.getExecutor().stream({ ...copy, parameters }, 1));
		return;
	}
	for (const part of parts(rows)) {
		const arrays = columns.map(({ type }, place) => {
			const values = part.map((row) => row[place] ?? null);
			return sql`${values}::${ARRAY_OF[type]}`;
		});
		const cells = columns.map(({ name, type }) => sql`${sql.ref(name)}${AS_LIST[type]}`);
		await sql`insert into ${into} select ${sql.join(cells)}
			from unnest(${sql.join(arrays)}) as given (${names})`.execute(tx);
	}
}

const ARRAY_OF = {
	text: sql`text[]`,
	int: sql`int[]`,
	numeric: sql`numeric[]`,
	texts: sql`text[]`,
	ints: sql`text[]`
} as const;
const AS_LIST = {
	text: sql``,
	int: sql``,
	numeric: sql``,
	texts: sql`::text[]`,
	ints: sql`::int[]`
} as const;

function* parts(rows: Iterable<BulkRow>): Generator<BulkRow[]> {
	let part: BulkRow[] = [];
	for (const row of rows) {
		part.push(row);
		if (part.length < ROWS_AT_ONCE) continue;
		yield part;
		part = [];
	}
	if (part.length > 0) yield part;
}

/** The rows in the text format of COPY. */
function* copyText(rows: Iterable<BulkRow>): Generator<string> {
	let text = '';
	for (const row of rows) {
		let before = '';
		for (const value of row) {
			text += before + (typeof value === 'string' ? escaped(value) : (value ?? '\\N'));
			before = '\t';
		}
		text += '\n';
		if (text.length < CHARACTERS_AT_ONCE) continue;
		yield text;
		text = '';
	}
	if (text !== '') yield text;
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escaped = (text: string) =>
	/[\\\t\n\r]/.test(text)
		? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? '')
		: text;
