import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLINIC_TABLES } from '#db/schema.ts';
import { openTestDatabase } from '../support/database.ts';

const database = await openTestDatabase();
const { db } = database;
afterAll(() => database.close());

beforeAll(async () => {
	for (const clinic of ['C001', 'C002', 'C003']) {
		await db
			.insertInto('clinic')
			.values({
				clinic_id: clinic,
				label: null,
				visit_weeks: [4, 12],
				data_through: '2026-06-30',
				data_version: 1,
				synthetic: true
			})
			.execute();
	}
});

/** The clinics a reader of these clinics sees, asked without any condition of our own. */
function clinicsSeenBy(clinics: string | null, role = 'stipple_reader'): Promise<string[]> {
	return db.transaction().execute(async (tx) => {
		await sql`select set_config('role', ${role}, true)`.execute(tx);
		if (clinics !== null) await sql`select set_config('app.clinics', ${clinics}, true)`.execute(tx);
		const rows = await tx.selectFrom('clinic').select('clinic_id').orderBy('clinic_id').execute();
		return rows.map((row) => row.clinic_id);
	});
}

test('SR-2.6 a reader sees the rows of the clinics named for the transaction and no others', async () => {
	expect(await clinicsSeenBy('C002')).toEqual(['C002']);
	expect(await clinicsSeenBy('C001,C003')).toEqual(['C001', 'C003']);
	expect(await clinicsSeenBy('C00')).toEqual([]);
});

test('SR-2.6 a reader for whom no clinic was named sees nothing', async () => {
	expect(await clinicsSeenBy(null)).toEqual([]);
	expect(await clinicsSeenBy('')).toEqual([]);
});

test('SR-2.6 the clinics named for one transaction are gone in the next', async () => {
	await clinicsSeenBy('C001,C002,C003');
	expect(await clinicsSeenBy(null)).toEqual([]);
	const { rows } = await sql<{ role: string }>`select current_user::text as role`.execute(db);
	expect(rows[0]?.role).toBe('postgres');
});

test('SR-2.6 a reader owns nothing and can write nothing', async () => {
	const { rows } = await sql`
		select relname from pg_class where relowner = 'stipple_reader'::regrole`.execute(db);
	expect(rows).toEqual([]);
	const writing = db.transaction().execute(async (tx) => {
		await sql`set local role stipple_reader`.execute(tx);
		await sql`select set_config('app.clinics', 'C001', true)`.execute(tx);
		await tx.updateTable('clinic').set({ label: 'mine' }).execute();
	});
	await expect(writing).rejects.toThrow(/permission denied/);
});

test.each(CLINIC_TABLES)('SR-2.6 the table %s stands behind the wall', async (table) => {
	const { rows } = await sql<{ walled: boolean; policies: number }>`
		select relrowsecurity as walled,
			(select count(*) from pg_policies where tablename = ${table}) as policies
		from pg_class where oid = ${table}::regclass`.execute(db);
	expect(rows[0]?.walled).toBe(true);
	expect(rows[0]?.policies).toBeGreaterThan(0);
});

test('SR-2.6 without its policy a table would show nothing, so a forgotten one shuts', async () => {
	const seen = await db
		.transaction()
		.execute(async (tx) => {
			await sql`drop policy own_clinics on clinic`.execute(tx);
			await sql`set local role stipple_reader`.execute(tx);
			await sql`select set_config('app.clinics', 'C001', true)`.execute(tx);
			const rows = await tx.selectFrom('clinic').select('clinic_id').execute();
			throw Object.assign(new Error('undone'), { rows });
		})
		.catch((error: Error & { rows?: unknown[] }) => error.rows);
	expect(seen).toEqual([]);
});
