import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connect } from '#db/connect.server.ts';
import { CLINIC_TABLES, type Database } from '#db/schema.ts';
import { servingUrl } from '#db/serving-role.ts';
import { narrowed, withCohort } from '#lib/server/cohort.ts';
import { openTestDatabase } from '../support/database.ts';
import { aTreatedClinic, aViewer, patients } from '../gate/clinic.ts';

const database = await openTestDatabase();
const { db } = database;
const onServer = inject('postgresUrl') !== undefined;
/** The server's own connection; on the embedded database, which serves one, the same one steps down. */
let app: Kysely<Database>;

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', patients(12, 'a', {}));
	await aTreatedClinic(db, 'c2', patients(9, 'b', {}));
	if (onServer) {
		const url = await servingUrl(db, database.url, `p-${randomUUID()}`);
		if (url === null) throw new Error('no login could be made');
		app = connect(url, { embedded: false, role: 'stipple_app' });
	} else {
		app = db;
		await sql`set role stipple_app`.execute(db);
	}
});
afterAll(async () => {
	if (onServer) await app.destroy();
	else await sql`reset role`.execute(db);
	await database.close();
});

const clinicsIn = (rows: { clinic_id: string }[]) => [...new Set(rows.map((row) => row.clinic_id))];

describe('the role the server works in', () => {
	test('SR-2.6 owns nothing', async () => {
		const { rows } = await sql`
			select relname from pg_class where relowner in (
				select oid from pg_roles where rolname = 'stipple_app' or rolname like 'stipple_login_%'
			)`.execute(app);
		expect(rows).toEqual([]);
		const who = await sql<{ name: string; may: boolean }>`
			select current_user::text as name, rolsuper or rolcreaterole or rolbypassrls as may
			from pg_roles where rolname = current_user`.execute(app);
		expect(who.rows).toEqual([{ name: 'stipple_app', may: false }]);
	});

	test.each(CLINIC_TABLES.filter((table) => table !== 'clinic'))(
		'SR-2.6 may not read %s outside a question',
		async (table) => {
			await expect(app.selectFrom(table).selectAll().execute()).rejects.toThrow(
				/permission denied/
			);
		}
	);

	test('SR-2.6 may not write a record', async () => {
		await expect(app.deleteFrom('patient').execute()).rejects.toThrow(/permission denied/);
		await expect(app.updateTable('clinic').set({ label: 'mine' }).execute()).rejects.toThrow(
			/permission denied/
		);
	});

	test('SR-6.3 may add to the audit and never change or empty it', async () => {
		await expect(app.deleteFrom('audit_entry').execute()).rejects.toThrow(/permission denied/);
		await expect(app.updateTable('audit_entry').set({ actor: 'nobody' }).execute()).rejects.toThrow(
			/permission denied/
		);
		await expect(sql`truncate audit_entry`.execute(app)).rejects.toThrow(/permission denied/);
	});

	test('SR-2.6 may not become the owner again', async (context) => {
		// The embedded engine has one user only; there the role is kept to by our own connection.
		if (!onServer) return context.skip('the embedded database has no logins');
		await expect(sql`set role postgres`.execute(app)).rejects.toThrow(/permission denied/);
		const { rows } = await sql<{ name: string }>`select session_user::text as name`.execute(app);
		expect(rows[0]?.name).toMatch(/^stipple_login_/);
		const login = await sql<{ reads: boolean }>`
			select has_table_privilege(session_user, 'patient', 'select') as reads`.execute(app);
		expect(login.rows[0]?.reads).toBe(false);
	});
});

describe('the second wall', () => {
	test('SR-2.6 shows no foreign row when the scope is left out of the code', async () => {
		const viewer = aViewer({ clinics: ['c1'] });
		for (const table of CLINIC_TABLES) {
			// Not the cohort but the bare table, without any condition of ours.
			const rows = await withCohort(app, viewer, (_cohort, tx) =>
				tx.selectFrom(table).select('clinic_id').execute()
			);
			expect(clinicsIn(rows).filter((clinic) => clinic !== 'c1')).toEqual([]);
		}
		const all = await withCohort(app, aViewer({ clinics: ['c1', 'c2'] }), (_cohort, tx) =>
			tx.selectFrom('patient').select('clinic_id').execute()
		);
		expect(clinicsIn(all).toSorted()).toEqual(['c1', 'c2']);
	});

	test('SR-2.6 and the first wall holds by itself: the scope in the code shows no foreign row', async () => {
		if (onServer) {
			const rows = await narrowed(db, ['c1'])
				.selectFrom('trajectory')
				.select('clinic_id')
				.execute();
			expect(clinicsIn(rows)).toEqual(['c1']);
		} else {
			await sql`reset role`.execute(db);
			const rows = await narrowed(db, ['c1'])
				.selectFrom('trajectory')
				.select('clinic_id')
				.execute();
			await sql`set role stipple_app`.execute(db);
			expect(clinicsIn(rows)).toEqual(['c1']);
		}
	});

	test.for([
		'patient',
		'course',
		'session',
		'assessment',
		'course_profile',
		'treated_course',
		'trajectory'
	] as const)(
		'SR-2.6 is seen to bite: without its policies the bare table %s shows the other clinic',
		async (table, context) => {
			if (!onServer) return context.skip('needs a second connection to take the policy away');
			await sql`alter table ${sql.table(table)} disable row level security`.execute(db);
			const rows = await withCohort(app, aViewer({ clinics: ['c1'] }), (_cohort, tx) =>
				tx.selectFrom(table).select('clinic_id').execute()
			);
			await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
			expect(clinicsIn(rows).toSorted()).toEqual(['c1', 'c2']);
		}
	);

	test('SR-2.6 a question leaves nothing behind: the next one begins without clinics', async () => {
		await withCohort(app, aViewer({ clinics: ['c1'] }), async () => null);
		const { rows } = await sql<{ clinics: string | null; role: string }>`
			select current_setting('app.clinics', true) as clinics, current_user::text as role`.execute(app);
		expect(rows[0]?.clinics ?? '').toBe('');
		expect(rows[0]?.role).toBe('stipple_app');
	});
});
