/** What keeps an import from being taken back: later imports that rest on it. */
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { STORED_TABLES, type StoredTable } from './stored-tables.ts';

/** An import that stands. */
export type Batch = { id: string; version: number; clinics: string[] };

/** Rows of one table that stand in the way, and the import that they came with. */
export type InTheWay = { table: string; version: number; rows: number };

/** All of it, the earliest first; empty where the import may be taken back. A row that is in the way twice is told once. */
export async function inTheWayOf(tx: Transaction<Database>, batch: Batch): Promise<InTheWay[]> {
	const found = new Map<string, InTheWay>();
	for (const one of [...(await clinicsInTheWay(tx, batch)), ...(await rowsInTheWay(tx, batch))]) {
		const id = `${one.version} ${one.table}`;
		if (one.rows > (found.get(id)?.rows ?? 0)) found.set(id, one);
	}
	return [...found.values()].toSorted((a, b) => a.version - b.version);
}

/** A clinic's own row, or its first import, and who imported into the clinic since. */
async function clinicsInTheWay(tx: Transaction<Database>, batch: Batch): Promise<InTheWay[]> {
	const kept = await tx
		.selectFrom('row_before')
		.select('clinic_id')
		.where('batch_id', '=', batch.id)
		.where('table_name', '=', 'clinic')
		.execute();
	if (kept.length === 0) return [];
	const ids = kept.map(({ clinic_id }) => clinic_id);
	const { rows } = await sql<{ version: number; clinics: string[] }>`
		select data_version as version, clinics from import_batch
		where clinics && ${ids}::text[] and data_version > ${batch.version} and undone_in is null
		order by 1`.execute(tx);
	return rows.map(({ version, clinics }) => ({
		table: 'clinic',
		version,
		rows: clinics.filter((clinic) => ids.includes(clinic)).length
	}));
}

/** Rows that later imports wrote over, and rows of theirs that say something of what this one brought. */
async function rowsInTheWay(
	tx: Transaction<Database>,
	{ id, version }: Batch
): Promise<InTheWay[]> {
	const imports = new Map(
		(await tx.selectFrom('import_batch').select(['batch_id', 'data_version']).execute()).map(
			(batch) => [batch.batch_id, batch.data_version]
		)
	);
	const found: InTheWay[] = [];
	/** `batches` gives one row a row that may be in the way: the batch that it is of. */
	const look = async (table: string, batches: RawBuilder<unknown>) => {
		const { rows } = await sql<{ batch: string; rows: number }>`
			select other.batch_id as batch, count(*)::int as rows
			from (${batches}) as other (batch_id) group by 1`.execute(tx);
		for (const { batch, rows: count } of rows) {
			const by = imports.get(batch) ?? 0;
			if (by > version) found.push({ table, version: by, rows: count });
		}
	};
	for (const { name } of STORED_TABLES) {
		await look(
			name,
			sql`select batch_id from row_before
				where table_name = ${name} and batch_id <> ${id} and before ->> 'batch_id' = ${id}`
		);
	}
	const changed = await tx
		.selectFrom('row_before')
		.select(sql<string>`before ->> 'protocol_id'`.as('protocol'))
		.where('batch_id', '=', id)
		.where('table_name', '=', 'protocol')
		.execute();
	await look(
		'course',
		sql`select c.batch_id from course as c join protocol as p on p.protocol_id = c.protocol_id
			where p.batch_id = ${id} and c.batch_id <> ${id}
				and p.protocol_id <> all (${changed.map(({ protocol }) => protocol)}::text[])`
	);
	for (const { child, parent, on } of HANGING) {
		const added = sql`not exists (select from row_before as kept
			where kept.clinic_id = p.clinic_id and kept.batch_id = ${id} and kept.table_name = ${parent}
				and kept.row_key = jsonb_build_array(${sql.join(on.map((name) => sql.ref(`p.${name}`)))})::text)`;
		await look(child, sql`${besideOf(child, parent, on, id)} and ${added}`);
	}
	// Their day or whether they took place may be others again: reports name them, sessions follow on them.
	await look(
		'side_effect',
		besideOf('side_effect', 'session', ['clinic_id', 'course_id', 'session_no'], id)
	);
	await look(
		'session',
		sql`select c.batch_id from session as c where c.batch_id <> ${id}
			and exists (select from session as p where p.clinic_id = c.clinic_id
				and p.course_id = c.course_id and p.batch_id = ${id})`
	);
	return found;
}

/** The batches of others' rows that hang on rows which this batch added or wrote over. */
const besideOf = (child: string, parent: string, on: readonly string[], batchId: string) =>
	sql`select c.batch_id from ${sql.table(child)} as c join ${sql.table(parent)} as p
		on ${sql.join(
			on.map((name) => sql`${sql.ref(`c.${name}`)} = ${sql.ref(`p.${name}`)}`),
			sql` and `
		)}
		where p.batch_id = ${batchId} and c.batch_id <> ${batchId}`;

/** What may hang on a row that an import added. */
const HANGING: readonly {
	child: StoredTable['name'];
	parent: 'patient' | 'course';
	on: readonly string[];
}[] = [
	{ child: 'course', parent: 'patient', on: ['clinic_id', 'patient_id'] },
	{ child: 'side_effect', parent: 'patient', on: ['clinic_id', 'patient_id'] },
	...(['session', 'assessment', 'side_effect', 'contact'] as const).map((child) => ({
		child,
		parent: 'course' as const,
		on: ['clinic_id', 'course_id']
	}))
];
