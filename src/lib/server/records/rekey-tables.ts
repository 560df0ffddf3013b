/**
 * Gives patients, courses and rows other codes in every table, and nothing else: after it the database
 * holds what it would hold had they been imported with the newer key. Whom to give which code is for
 * rekey.ts.
 */
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { contentHash, rowKeys } from './row-text.ts';
import { STORED_TABLES, type StoredTable } from './stored-tables.ts';

/** One code that takes the place of another, within a clinic. */
export type Move = { clinicId: string; from: string; to: string };
export type Moves = { patients: Move[]; courses: Move[]; pairs: Move[] };

/** Moves of one statement: small enough for the embedded database. */
const AT_ONCE = 5_000;

/** Patients get the version of their new key. Read models follow. */
export async function moveCodes(
	tx: Transaction<Database>,
	{ patients, courses, pairs }: Moves,
	keyVersion: number
): Promise<void> {
	for (const part of parts(patients)) await movePatients(tx, part, keyVersion);
	for (const part of parts(courses)) await moveCourses(tx, part);
	for (const part of parts(pairs)) {
		for (const table of ['course', 'course_profile', 'trajectory'] as const) {
			await replaceIn(tx, table, 'pair_id', part);
		}
	}
	for (const part of parts(patients)) await renewOf(tx, part);
}

/** The source's own row keys: no other row refers to them. Gives how many are others now. */
export async function moveRowCodes(
	tx: Transaction<Database>,
	table: 'assessment' | 'side_effect',
	moves: readonly Move[]
): Promise<number> {
	let moved = 0;
	const column = table === 'assessment' ? 'assessment_id' : 'side_effect_id';
	for (const part of parts(moves)) {
		const { numAffectedRows } = await sql`
			update ${sql.table(table)} set ${sql.ref(column)} = moved.to_id from ${asTable(part)}
			where ${sql.table(table)}.clinic_id = moved.clinic_id
				and ${sql.ref(column)} = moved.from_id`.execute(tx);
		moved += Number(numAffectedRows ?? 0);
		const renewed = part.map(({ to }) => to);
		await sql`update ${sql.table(table)} set content_hash = ${contentHash(tableOf(table))}
			where ${sql.ref(column)} = any (${renewed}::text[])`.execute(tx);
	}
	return moved;
}

/** Those who are never to be stored again stay so under the newer key. */
export async function moveErased(
	tx: Transaction<Database>,
	moves: readonly Move[],
	keyVersion: number
): Promise<void> {
	for (const part of parts(moves)) {
		await sql`update erased_patient set patient_id = moved.to_id, key_version = ${keyVersion}
			from ${asTable(part)} where erased_patient.clinic_id = moved.clinic_id
				and patient_id = moved.from_id`.execute(tx);
	}
}

function* parts(moves: readonly Move[]) {
	for (let start = 0; start < moves.length; start += AT_ONCE) {
		yield moves.slice(start, start + AT_ONCE);
	}
}

const asTable = (moves: readonly Move[]) => sql`unnest(
		${moves.map(({ clinicId }) => clinicId)}::text[],
		${moves.map(({ from }) => from)}::text[],
		${moves.map(({ to }) => to)}::text[]
	) as moved (clinic_id, from_id, to_id)`;

const tableOf = (name: StoredTable['name']): StoredTable => {
	const table = STORED_TABLES.find((candidate) => candidate.name === name);
	if (!table) throw new Error(`No table ${name}.`);
	return table;
};

type Moved = 'patient_id' | 'course_id' | 'pair_id';

async function replaceIn(
	tx: Transaction<Database>,
	table: keyof Database,
	column: Moved,
	moves: readonly Move[]
): Promise<void> {
	await sql`update ${sql.table(table)} set ${sql.ref(column)} = moved.to_id from ${asTable(moves)}
		where ${sql.ref(`${table}.clinic_id`)} = moved.clinic_id
			and ${sql.ref(`${table}.${column}`)} = moved.from_id`.execute(tx);
}

/** A copy under the new code, then the children, then the old row: a key that is referred to. */
async function movePatients(
	tx: Transaction<Database>,
	moves: readonly Move[],
	keyVersion: number
): Promise<void> {
	await copyUnder(tx, 'patient', 'patient_id', moves, { key_version: sql`${keyVersion}::int` });
	for (const table of [
		'course',
		'side_effect',
		'course_profile',
		'trajectory',
		'release_member'
	] as const) {
		await replaceIn(tx, table, 'patient_id', moves);
	}
	await deleteOld(tx, 'patient', 'patient_id', moves);
}

async function moveCourses(tx: Transaction<Database>, moves: readonly Move[]): Promise<void> {
	await copyUnder(tx, 'course', 'course_id', moves, {});
	for (const table of ['session', 'assessment', 'contact', 'side_effect'] as const) {
		await replaceIn(tx, table, 'course_id', moves);
	}
	for (const table of [
		'course_profile',
		'treated_course',
		'trajectory',
		'release_member'
	] as const) {
		await replaceIn(tx, table, 'course_id', moves);
	}
	await deleteOld(tx, 'course', 'course_id', moves);
}

async function copyUnder(
	tx: Transaction<Database>,
	name: 'patient' | 'course',
	column: Moved,
	moves: readonly Move[],
	others: Readonly<Record<string, RawBuilder<unknown>>>
): Promise<void> {
	const columns = [
		...tableOf(name).columns.map((stored) => stored.name),
		'batch_id',
		'content_hash'
	];
	const values = columns.map((stored) =>
		stored === column ? sql`moved.to_id` : (others[stored] ?? sql.ref(`${name}.${stored}`))
	);
	await sql`
		insert into ${sql.table(name)} (${sql.join(columns.map((stored) => sql.ref(stored)))})
		select ${sql.join(values)} from ${sql.table(name)} join ${asTable(moves)}
			on ${sql.ref(`${name}.clinic_id`)} = moved.clinic_id
				and ${sql.ref(`${name}.${column}`)} = moved.from_id`.execute(tx);
}

async function deleteOld(
	tx: Transaction<Database>,
	name: 'patient' | 'course',
	column: Moved,
	moves: readonly Move[]
): Promise<void> {
	await sql`delete from ${sql.table(name)} using ${asTable(moves)}
		where ${sql.ref(`${name}.clinic_id`)} = moved.clinic_id
			and ${sql.ref(`${name}.${column}`)} = moved.from_id`.execute(tx);
}

/** Row keys and content hashes of all that hangs on these patients, which hold their codes. */
async function renewOf(tx: Transaction<Database>, patients: readonly Move[]): Promise<void> {
	const clinics = patients.map(({ clinicId }) => clinicId);
	const ids = patients.map(({ to }) => to);
	const found = await sql<{ clinic_id: string; course_id: string }>`
		select course.clinic_id, course_id from course
		join unnest(${clinics}::text[], ${ids}::text[]) as moved (clinic_id, patient_id)
			using (clinic_id, patient_id)`.execute(tx);
	const courses = {
		clinics: found.rows.map(({ clinic_id }) => clinic_id),
		ids: found.rows.map(({ course_id }) => course_id)
	};
	for (const table of STORED_TABLES) {
		if (table.name === 'protocol') continue;
		const byPatient = table.key.includes('patient_id');
		const owner = byPatient ? 'patient_id' : 'course_id';
		const owners = byPatient ? { clinics, ids } : courses;
		const mine = sql`(${sql.ref('clinic_id')}, ${sql.ref(owner)}) in (
			select * from unnest(${owners.clinics}::text[], ${owners.ids}::text[]))`;
		if (table.naturalKey) await renewRowKeys(tx, table, owner, mine);
		await sql`update ${sql.table(table.name)} set content_hash = ${contentHash(table)}
			where ${mine}`.execute(tx);
	}
}

async function renewRowKeys(
	tx: Transaction<Database>,
	table: StoredTable,
	owner: 'patient_id' | 'course_id',
	mine: RawBuilder<unknown>
): Promise<void> {
	const { rows } = await sql<Record<string, unknown>>`
		select * from ${sql.table(table.name)} where ${mine}`.execute(tx);
	const text = (row: Record<string, unknown>, column: string) => String(row[column]);
	const keyOfRow = rowKeys(table);
	for (let start = 0; start < rows.length; start += AT_ONCE) {
		const part = rows.slice(start, start + AT_ONCE);
		await sql`update ${sql.table(table.name)} set row_key = renewed.to_key from unnest(
				${part.map((row) => text(row, 'clinic_id'))}::text[],
				${part.map((row) => text(row, owner))}::text[],
				${part.map((row) => text(row, 'row_key'))}::text[],
				${part.map(keyOfRow)}::text[]
			) as renewed (clinic_id, owner_id, from_key, to_key)
			where ${sql.ref(`${table.name}.clinic_id`)} = renewed.clinic_id
				and ${sql.ref(`${table.name}.${owner}`)} = renewed.owner_id
				and row_key = renewed.from_key`.execute(tx);
	}
}
