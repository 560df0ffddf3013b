/** Leaving the demo: what goes, what stays, and whose rights change. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '#db/connect.server.ts';
import { openDatabase } from '#db/open.ts';
import { CLINIC_TABLES, type Database } from '#db/schema.ts';
import { isDemoOnly, startVisit } from '#lib/server/accounts/visits.ts';
import { walkChain } from '#lib/server/audit/chain.ts';
import { isEmpty, loadDemo } from '#lib/server/records/demo.ts';
import { importFiles } from '#lib/server/records/import.ts';
import { releaseNumbers } from '#lib/server/releases/register.ts';
import { AT_CONSOLE } from '#lib/server/releases/usable.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { dump } from './dump.ts';
import { asFiles, rightTables, someOptions } from './files.ts';

const home = mkdtempSync(join(tmpdir(), 'stipple-demo-'));
let server: TestDatabase | null = null;
beforeAll(async () => {
	const database = await openTestDatabase();
	if (database.embedded) await database.close();
	else server = database;
});
afterAll(async () => {
	await server?.close();
	rmSync(home, { recursive: true });
});

function stipple(...args: string[]) {
	const env = { ...process.env, NO_COLOR: '1', DATA_DIR: home, DATABASE_URL: server?.url ?? '' };
	const ran = spawnSync(process.execPath, ['src/stipple.js', ...args], { env, encoding: 'utf8' });
	return { code: ran.status, said: ran.stdout, complained: ran.stderr };
}

/** Works on the database between two commands, which on the embedded one are alone with it. */
async function between<Result>(work: (db: Kysely<Database>) => Promise<Result>): Promise<Result> {
	if (server) {
		const db = connect(server.url, { embedded: false, deadlineMs: 60_000 });
		return work(db).finally(() => db.destroy());
	}
	const opened = await openDatabase({ dataDir: home });
	return work(opened.db).finally(() => opened.close());
}

const countsOf = async (db: Kysely<Database>) => {
	const counts: Record<string, number> = {};
	for (const table of [
		...CLINIC_TABLES,
		'protocol',
		'import_batch',
		'demo_visit',
		'release',
		'release_course',
		'release_member',
		'measure'
	] as const) {
		const { rows } = await sql<{
			n: number;
		}>`select count(*) as n from ${sql.table(table)}`.execute(db);
		counts[table] = rows[0]?.n ?? 0;
	}
	return counts;
};

it('says so where there is no demo, and removes nothing', () => {
	const { code, complained } = stipple('demo', 'remove', '--yes');
	expect(code).toBe(1);
	expect(complained).toContain('holds nothing of the demo, so nothing was removed');
	expect(stipple('demo', 'remove', '--help').said).toContain('does not come back');
	expect(stipple('demo').code).toBe(1);
}, 60_000);

it('SR-6.1 takes the demo out whole, with the rights to its clinics, and writes it down', async () => {
	await between(async (db) => {
		await loadDemo(db);
		const person = { disabled_at: null };
		await db
			.insertInto('person')
			.values([
				{ ...person, id: 'p-1', name: 'Ada Field', email: 'ada@clinic.example' },
				{ ...person, id: 'p-2', name: 'Ben Moor', email: 'ben@clinic.example' },
				{ ...person, id: 'p-3', name: 'Cleo Rand', email: 'cleo@clinic.example' }
			])
			.execute();
		await db
			.insertInto('person_role')
			.values([
				{ person_id: 'p-1', role: 'administrator', clinics: [], operator_code: null },
				{ person_id: 'p-1', role: 'director', clinics: ['demo-1', 'demo-2'], operator_code: null },
				{ person_id: 'p-2', role: 'practitioner', clinics: ['demo-1'], operator_code: 'P-01' },
				{ person_id: 'p-3', role: 'director', clinics: ['mine'], operator_code: null }
			])
			.execute();
		await db
			.insertInto('person_session')
			.values(
				['p-1', 'p-2', 'p-3'].map((id) => ({
					id: `s-${id}`,
					token: `t-${id}`,
					person_id: id,
					expires_at: '2999-01-01T00:00:00Z',
					ip_address: null,
					user_agent: null,
					active_role: null
				}))
			)
			.execute();
		await db
			.insertInto('invitation')
			.values({
				id: 'i-1',
				token_hash: 'h',
				kind: 'invitation',
				email: 'dora@clinic.example',
				name: 'Dora Lind',
				person_id: null,
				roles: sql`${JSON.stringify([{ role: 'director', clinics: ['demo-3'], operatorCode: null }])}::jsonb`,
				invited_by: 'console',
				expires_at: '2999-01-01T00:00:00Z',
				used_at: null,
				withdrawn_at: null
			})
			.execute();
		expect(await startVisit(db, 'director')).not.toBeNull();
	});

	const real = join(process.cwd(), 'src');
	expect(stipple('import', real, '--dry-run').complained).toMatch(/demo remove/);

	const { code, said } = stipple('demo', 'remove');
	expect(code).toBe(0);
	expect(said).toMatch(
		/Removed: 6 clinics, 6,000 patients and 9,000 courses of the demo\. Data version 2\./
	);
	expect(said).toContain(
		'Rights changed: Ada Field <ada@clinic.example>, was administrator; director: demo-1, demo-2, is administrator.'
	);
	expect(said).toMatch(/Rights changed: Ben Moor .+ is without any role\./);
	expect(said).toMatch(/Invitation changed: Dora Lind .+ is without any role\./);
	expect(said).not.toContain('Cleo');

	await between(async (db) => {
		const { measure, ...others } = await countsOf(db);
		expect(measure).toBeGreaterThan(20);
		expect(Object.entries(others).filter(([, rows]) => rows > 0)).toEqual([]);
		expect(await isDemoOnly(db)).toBe(false);
		expect(await startVisit(db, 'director')).toBeNull();
		// `npm start` does not bring it back.
		expect(await isEmpty(db)).toBe(false);
		expect(await dump(db, { audit: false })).not.toMatch(/demo-\d/);
		const versions = await db.selectFrom('data_version').select(['version', 'reason']).execute();
		expect(versions).toEqual([
			{ version: 1, reason: 'Synthetic demo data' },
			{ version: 2, reason: 'Demo removed' }
		]);
		const people = await db.selectFrom('person').select('id').orderBy('id').execute();
		expect(people.map(({ id }) => id)).toEqual(['p-1', 'p-2', 'p-3']);
		const roles = await db.selectFrom('person_role').selectAll().orderBy('person_id').execute();
		expect(roles.map(({ person_id, role }) => [person_id, role])).toEqual([
			['p-1', 'administrator'],
			['p-3', 'director']
		]);
		// SR-3.5: a change of role ends the sessions.
		const sessions = await db.selectFrom('person_session').select('person_id').execute();
		expect(sessions).toEqual([{ person_id: 'p-3' }]);
		const entries = await db.selectFrom('audit_entry').selectAll().orderBy('entry_no').execute();
		expect(entries.map(({ action, object }) => [action, object])).toEqual([
			['import', 'demo'],
			['release-made', '1'],
			['roles-changed', 'p-1'],
			['roles-changed', 'p-2'],
			['invitation-withdrawn', 'i-1'],
			['data-removed', 'demo']
		]);
		expect(entries.at(-1)?.detail).toMatchObject({ patients: 6000, courses: 9000, dataVersion: 2 });
		expect(await walkChain(db)).toMatchObject({ broken: null });
	});
	expect(stipple('demo', 'remove', '--yes').code).toBe(1);
}, 240_000);

it('leaves the database free for real records, and real records beside a demo as they are', async () => {
	await between(async (db) => {
		const outcome = await importFiles(db, asFiles(rightTables()), someOptions());
		expect(outcome).toMatchObject({ stored: true, version: 3 });
		// As databases of an earlier version could be: the demo beside real records.
		await loadDemo(db);
		// The number of the demo that was removed above is not given again.
		expect(await releaseNumbers(db, AT_CONSOLE)).toEqual([2]);
	});
	const before = await between((db) => countsOf(db));
	expect(before.clinic).toBe(7);
	expect(stipple('demo', 'remove').code).toBe(0);
	const after = await between((db) => countsOf(db));
	expect(after).toMatchObject({ clinic: 1, patient: 2, course: 2, course_profile: 2, protocol: 1 });
	expect(after.import_batch).toBe(1);
}, 240_000);
