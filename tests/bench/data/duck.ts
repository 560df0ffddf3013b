/**
 * The peer: DuckDB inside this process on the same rows of `trajectory` and `clinic`, in tables of its own.
 * It is asked the product's own statement, without what narrows it to a viewer, and others beside.
 */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type { CompiledQuery, Kysely } from 'kysely';
import { copying } from '#db/copy-out.server.ts';
import type { Database } from '#db/schema.ts';
import type { FlatRow } from '#lib/server/analysis.ts';
import { quoted } from './hash-sql.ts';

export type Duck = {
	rows(text: string): Promise<FlatRow[]>;
	version(): Promise<string>;
	close(): void;
};

const TABLES = ['clinic', 'trajectory'] as const;
/** The types of both that DuckDB calls by another name. */
const TYPES: Readonly<Record<string, string>> = { text: 'VARCHAR', 'integer[]': 'VARCHAR' };

/** Copies the tables over; threads and memory are DuckDB's own choice. */
export async function openDuck(db: Kysely<Database>, folder: string): Promise<Duck> {
	const instance = await DuckDBInstance.create(':memory:');
	const connection = await instance.connect();
	const rows = async (text: string) =>
		(await connection.runAndReadAll(text)).getRowObjectsJS().map(plain);
	await copying(db, async ({ run, csv }) => {
		for (const table of TABLES) {
			const columns = await run(
				`select attname as name, format_type(atttypid, null) as type from pg_attribute
				where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
				[table]
			);
			const path = join(folder, `${table}.csv`);
			await csv(`select * from ${table}`, (rows) => pipeline(rows, createWriteStream(path)));
			const types = columns
				.map(
					({ name, type }) =>
						`${quoted(String(name))}: ${quoted(TYPES[String(type)] ?? String(type))}`
				)
				.join(', ');
			await connection.run(
				`create table ${table} as select * from read_csv(${quoted(path)}, header = false, columns = {${types}})`
			);
			await rm(path);
		}
	});
	return {
		rows,
		version: async () => String((await rows('select version() as version'))[0]?.version),
		close() {
			connection.closeSync();
			instance.closeSync();
		}
	};
}

/** Large sums come as bigint; they are below 2^53, as the product takes them. */
function plain(row: Record<string, unknown>): FlatRow {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			name,
			typeof value === 'bigint' ? Number(value) : (value as FlatRow[string]) // what the selects give
		])
	);
}

/** A statement of the product in DuckDB's words: parameters written out, exact products in 64 bits. */
export function inDuck({ sql, parameters }: CompiledQuery): string {
	return sql
		.replaceAll(/\$(\d+)/g, (_, number: string) => literal(parameters[Number(number) - 1]))
		.replaceAll('::numeric', '::bigint');
}

function literal(value: unknown): string {
	if (value === null) return 'null';
	return typeof value === 'string' ? quoted(value) : String(value);
}
