/** Writes the rows of one table in bulk: new ones in, changed ones over, equal ones untouched. */
import { createHash } from 'node:crypto';
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { ColumnType, StoredColumn, StoredTable } from './stored-tables.ts';

export type TableCounts = { new: number; changed: number; unchanged: number };
/** A course, patient or protocol with a new or changed row; the clinic is null for a protocol. */
export type Touched = { clinicId: string | null; id: string | null };

/** Rows of one statement: large enough to be quick, small enough for the embedded database. */
const ROWS_AT_ONCE = 12_000;

const GIVEN_AS: Record<ColumnType, RawBuilder<unknown>> = {
	text: sql`text[]`,
	int: sql`int[]`,
	number: sql`numeric[]`,
	depth: sql`numeric[]`,
	tenths: sql`numeric[]`,
	texts: sql`text[]`,
	ints: sql`text[]`
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
 * after that merge, so the same rows a second time write nothing. No key may occur twice in `rows`.
 */
export async function upsert(
	tx: Transaction<Database>,
	table: StoredTable,
	rows: readonly Record<string, unknown>[],
	batchId: string
): Promise<{ counts: TableCounts; touched: Touched[] }> {
	const counts: TableCounts = { new: 0, changed: 0, unchanged: rows.length };
	const touched: Touched[] = [];
	for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
		const statement = upsertStatement(table, rows.slice(start, start + ROWS_AT_ONCE), batchId);
		for (const row of (await statement.execute(tx)).rows) {
			counts.new += row.added;
			counts.changed += row.changed;
			counts.unchanged -= row.added + row.changed;
			touched.push({ clinicId: row.clinic_id, id: row.touched_id });
		}
	}
	return { counts, touched };
}

type Written = {
	clinic_id: string | null;
	touched_id: string | null;
	added: number;
	changed: number;
};

function upsertStatement(
	table: StoredTable,
	rows: readonly Record<string, unknown>[],
	batchId: string
): RawBuilder<Written> {
	const { columns, key } = table;
	const names = sql.join(columns.map((column) => sql.ref(column.name)));
	const hasClinic = key.includes('clinic_id');
	const arrays = columns.map(
		(column) => sql`${valuesOf(table, column, rows)}::${GIVEN_AS[column.type]}`
	);
	const given = columns.map(
		(column) => sql`${AS_STORED[column.type](sql.ref(column.name))} as ${sql.ref(column.name)}`
	);
	const onKey = sql.join(
		key.map((name) => sql`stored.${sql.ref(name)} = given.${sql.ref(name)}`),
		sql` and `
	);
	const overwrite = [...columns.map((column) => column.name), 'batch_id', 'content_hash']
		.filter((name) => !key.includes(name))
		.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`);
	return sql<Written>`
		with given as (
			select ${sql.join(given)} from unnest(${sql.join(arrays)}) as given (${names})
		), merged as (
			select ${sql.join(columns.map((column) => mergedColumn(column, key)))},
				stored.content_hash as hash_before
			from given left join ${sql.table(table.name)} as stored on ${onKey}
		), hashed as materialized (
			select *, ${contentHash(table)} as hash from merged
		), different as materialized (
			select * from hashed where hash is distinct from hash_before
		), written as (
			insert into ${sql.table(table.name)} (${names}, batch_id, content_hash)
			select ${names}, ${batchId}::text, hash from different
			on conflict (${sql.join(key.map((name) => sql.ref(name)))})
				do update set ${sql.join(overwrite)}
		)
		select ${hasClinic ? sql`clinic_id` : sql`null::text as clinic_id`},
			${sql.ref(table.touches)} as touched_id,
			(count(*) filter (where hash_before is null))::int as added,
			(count(*) filter (where hash_before is not null))::int as changed
		from different group by 1, 2`;
}

/** The hash of a row's content, from the columns of the table in their order. */
export function contentHash({ columns }: StoredTable): RawBuilder<string> {
	const names = sql.join(columns.map((column) => sql.ref(column.name)));
	return sql`left(encode(sha256(convert_to(row(${names})::text, 'UTF8')), 'hex'), 32)`;
}

function mergedColumn(column: StoredColumn, key: readonly string[]): RawBuilder<unknown> {
	const name = sql.ref(column.name);
	if (key.includes(column.name)) return sql`given.${name}`;
	const fallback = fallbackOf(column);
	if (!column.saidWith) return sql`coalesce(given.${name}, stored.${name}, ${fallback}) as ${name}`;
	const said = sql.join(column.saidWith.map((other) => sql`given.${sql.ref(other)}`));
	return sql`coalesce(
		case when num_nonnulls(${said}) > 0 then given.${name} else stored.${name} end, ${fallback}
	) as ${name}`;
}

function fallbackOf(column: StoredColumn): RawBuilder<unknown> {
	if (column.fallback === undefined) return sql`null`;
	if (column.type === 'int') return sql`${column.fallback}::int`;
	return AS_STORED[column.type](sql`${column.fallback}::text`);
}

function valuesOf(
	table: StoredTable,
	column: StoredColumn,
	rows: readonly Record<string, unknown>[]
): unknown[] {
	if (column.name === 'row_key') return rows.map((row) => rowKey(table, row));
	if (column.type !== 'texts' && column.type !== 'ints') {
		return rows.map((row) => row[column.name] ?? null);
	}
	return rows.map((row) => {
		const list = row[column.name];
		return Array.isArray(list) ? list.join(';') : null;
	});
}

/** The hash that stands for a row's natural key: 32 hexadecimal digits. */
export function rowKey(table: StoredTable, row: Record<string, unknown>): string {
	const parts = (table.naturalKey ?? []).map((name) => {
		const column = table.columns.find((candidate) => candidate.name === name);
		return row[name] ?? column?.fallback ?? null;
	});
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
