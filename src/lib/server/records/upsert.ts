/** Writes the rows of one table in bulk: new ones in, changed ones over, equal ones untouched. */
import { sql, type RawBuilder, type Transaction } from 'kysely';
import { copyInto, type BulkRow } from '#db/copy-in.server.ts';
import type { Database } from '#db/schema.ts';
import { refreshWhereGrown } from '../read-models/planner-statistics.ts';
import { addRows } from './new-rows.ts';
import { keepProtocols, protocolsBefore } from './row-before.ts';
import { contentHash, rowKeys } from './row-text.ts';
import type { ColumnType, StoredColumn, StoredTable } from './stored-tables.ts';

export type TableCounts = { new: number; changed: number; unchanged: number };
/** A course, patient or protocol and how many rows of it are new or changed; the clinic is null for a protocol. */
export type Touched = {
	clinicId: string | null;
	id: string | null;
	added: number;
	changed: number;
};

const SQL_TYPE = { text: sql`text`, int: sql`int`, numeric: sql`numeric` } as const;
const GIVEN_AS: Record<ColumnType, keyof typeof SQL_TYPE> = {
	text: 'text',
	int: 'int',
	number: 'numeric',
	depth: 'numeric',
	tenths: 'numeric',
	texts: 'text',
	ints: 'text'
};
/** The cast to the column's own type; equal values must have equal text, or hashes would differ. */
const AS_STORED: Record<ColumnType, (value: RawBuilder<unknown>) => RawBuilder<unknown>> = {
	text: (value) => value,
	int: (value) => value,
	number: (value) => value,
	depth: (value) => sql`${value}::numeric(4, 2)`,
	tenths: (value) => sql`${value}::numeric(5, 1)`,
	texts: (value) => sql`string_to_array(${value}, ';')`,
	ints: (value) => sql`string_to_array(${value}, ';')::int[]`
};

/**
 * Brings the table in step with the rows. A null in a row keeps what is stored. Rows are compared
 * after that merge, so the same rows a second time write nothing. What is written over is kept in `row_before`. No key may occur twice in `rows`.
 * Rows that `isNew` says yes to have no row stored under their key: they are not looked for.
 */
export async function upsert(
	tx: Transaction<Database>,
	table: StoredTable,
	rows: readonly Record<string, unknown>[],
	batchId: string,
	isNew: (row: Readonly<Record<string, unknown>>) => boolean
): Promise<{ counts: TableCounts; touched: Touched[] }> {
	const others = rows.filter((row) => !isNew(row));
	const merged = await mergeRows(tx, table, others, batchId);
	if (others.length === rows.length) return merged;
	const newRows = others.length === 0 ? rows : rows.filter(isNew);
	const touched = await addRows(tx, table, newRows, batchId);
	// What is written next looks its keys up in here, row by row.
	await refreshWhereGrown(tx, table.name, newRows.length);
	return {
		counts: { ...merged.counts, new: merged.counts.new + newRows.length },
		touched: merged.touched.concat(touched)
	};
}

async function mergeRows(
	tx: Transaction<Database>,
	table: StoredTable,
	rows: readonly Record<string, unknown>[],
	batchId: string
): Promise<{ counts: TableCounts; touched: Touched[] }> {
	const counts: TableCounts = { new: 0, changed: 0, unchanged: rows.length };
	const touched: Touched[] = [];
	if (rows.length === 0) return { counts, touched };
	await giveRows(tx, table, rows);
	const protocols =
		table.name === 'protocol' &&
		(await protocolsBefore(
			tx,
			rows.map((row) => String(row.protocol_id))
		));
	for (const row of (await upsertStatement(table, batchId).execute(tx)).rows) {
		const { added, changed } = row;
		counts.new += added;
		counts.changed += changed;
		counts.unchanged -= added + changed;
		touched.push({ clinicId: row.clinic_id, id: row.touched_id, added, changed });
	}
	if (protocols) await keepProtocols(tx, batchId, protocols);
	await sql`drop table given`.execute(tx);
	await refreshWhereGrown(tx, table.name, counts.new);
	return { counts, touched };
}

/** Puts the rows into the temporary table `given`, and tells the planner how many they are. */
async function giveRows(
	tx: Transaction<Database>,
	table: StoredTable,
	rows: readonly Record<string, unknown>[]
): Promise<void> {
	const columns = table.columns.map(({ name, type }) => ({ name, type: GIVEN_AS[type] }));
	const list = sql.join(columns.map(({ name, type }) => sql`${sql.ref(name)} ${SQL_TYPE[type]}`));
	await sql`create temporary table given (${list}) on commit drop`.execute(tx);
	await copyInto(tx, 'given', columns, givenRows(table, rows));
	await sql`analyze given (${sql.ref(table.key[0] ?? '')})`.execute(tx);
}

type Written = {
	clinic_id: string | null;
	touched_id: string | null;
	added: number;
	changed: number;
};

function upsertStatement(table: StoredTable, batchId: string): RawBuilder<Written> {
	const { columns, key } = table;
	const stored = sql.table(table.name);
	const names = sql.join(columns.map((column) => sql.ref(column.name)));
	const hasClinic = key.includes('clinic_id');
	const onKey = (other: string) => sameKey(table, other);
	const overwrite = columns
		.filter(({ name }) => !key.includes(name))
		.map(({ name }) => sql`${sql.ref(name)} = hashed.${sql.ref(name)}`);
	const isNew = sql`hash_before is null`;
	const isChanged = sql`hash_before <> hash`;
	return sql<Written>`
		with merged as (
			select ${sql.join(columns.map((column) => mergedColumn(column, key)))},
				stored.content_hash as hash_before
			from given left join ${stored} as stored on ${onKey('given')}
		), hashed as materialized (
			select *, ${contentHash(table)} as hash from merged
		), added as (
			insert into ${stored} (${names}, batch_id, content_hash)
			select ${names}, ${batchId}::text, hash from hashed where ${isNew}
		)${hasClinic ? keptBefore(table, batchId) : sql``}, altered as (
			update ${stored} as stored
			set ${sql.join(overwrite)}, batch_id = ${batchId}::text, content_hash = hash
			from hashed where ${onKey('hashed')} and ${isChanged}
		)
		select ${hasClinic ? sql`clinic_id` : sql`null::text as clinic_id`},
			${sql.ref(table.touches)} as touched_id,
			(count(*) filter (where ${isNew}))::int as added,
			(count(*) filter (where ${isChanged}))::int as changed
		from hashed where ${isNew} or ${isChanged} group by 1, 2`;
}

/** What is written over, as it was: of rows of clinics. */
const keptBefore = (table: StoredTable, batchId: string) => sql`, kept as (
			insert into row_before (clinic_id, batch_id, table_name, row_key, before)
			select stored.clinic_id, ${batchId}::text, ${table.name}::text,
				jsonb_build_array(${sql.join(table.key.map((name) => sql.ref(`stored.${name}`)))})::text,
				to_jsonb(stored)
			from hashed join ${sql.table(table.name)} as stored on ${sameKey(table, 'hashed')}
			where hash_before <> hash
		)`;

const sameKey = ({ key }: StoredTable, other: string) =>
	sql.join(
		key.map((name) => sql`stored.${sql.ref(name)} = ${sql.ref(`${other}.${name}`)}`),
		sql` and `
	);

function mergedColumn(column: StoredColumn, key: readonly string[]): RawBuilder<unknown> {
	const name = sql.ref(column.name);
	const given = AS_STORED[column.type](sql`given.${name}`);
	if (key.includes(column.name)) return sql`${given} as ${name}`;
	const fallback = fallbackOf(column);
	if (!column.saidWith) return sql`coalesce(${given}, stored.${name}, ${fallback}) as ${name}`;
	const said = sql.join(column.saidWith.map((other) => sql`given.${sql.ref(other)}`));
	return sql`coalesce(
		case when num_nonnulls(${said}) > 0 then ${given} else stored.${name} end, ${fallback}
	) as ${name}`;
}

function fallbackOf(column: StoredColumn): RawBuilder<unknown> {
	if (column.fallback === undefined) return sql`null`;
	if (column.type === 'int') return sql`${column.fallback}::int`;
	return AS_STORED[column.type](sql`${column.fallback}::text`);
}

function* givenRows(
	table: StoredTable,
	rows: readonly Record<string, unknown>[]
): Generator<BulkRow> {
	const keyOfRow = rowKeys(table);
	for (const row of rows) {
		yield table.columns.map(({ name }) => {
			const value = name === 'row_key' ? keyOfRow(row) : (row[name] ?? null);
			// A record's cells are texts, numbers and lists of them.
			return Array.isArray(value) ? value.join(';') : (value as BulkRow[number]);
		});
	}
}
