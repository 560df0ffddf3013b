import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/schema.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import {
	clinics,
	installationSettings,
	noteBackup,
	operatorCodes,
	pastLinks,
	readiness,
	setThreshold
} from '#lib/server/installation.ts';
import { invite, withdraw, openInvitations } from '#lib/server/accounts/invitations.ts';
import { staffThreshold } from '#lib/server/staff-threshold.ts';
import { importFiles } from '#lib/server/records/import.ts';
import { asFiles, rightTables, someOptions } from '../records/files.ts';
import { openTestDatabase } from '../support/database.ts';
import { storePeople } from '../support/installation-with-people.ts';

const database = await openTestDatabase();
const { db } = database;
afterAll(() => database.close());
// As the start does: the settings tell which database it is.
process.env.DATABASE_URL = database.url;
beforeAll(() => storePeople(db));

/** As the server works: in the role that owns nothing and reads no records. */
const asServer = <T>(work: (db: Kysely<Database>) => Promise<T>): Promise<T> =>
	db.connection().execute(async (connection) => {
		await sql`set role stipple_app`.execute(connection);
		try {
			return await work(connection);
		} finally {
			await sql`reset role`.execute(connection);
		}
	});

const item = async (id: string) =>
	(await asServer(readiness)).items.find((candidate) => candidate.id === id);
const lastEntry = () =>
	db
		.selectFrom('audit_entry')
		.selectAll()
		.orderBy('entry_no', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
const source = { ...CONSOLE, actor: 'person-ada', role: 'administrator' };

test('an empty installation says what comes first', async () => {
	const { items, summary } = await asServer(readiness);
	expect(items.map(({ id, state }) => [id, state])).toEqual([
		['second-factor', 'done'],
		['demo', 'done'],
		['import', 'to do'],
		['check', 'to do'],
		['invite', 'done'],
		['backup', 'to do']
	]);
	expect((await item('import'))?.commands).toEqual([
		'npm run stipple -- import DIR --dry-run',
		'npm run stipple -- import DIR'
	]);
	expect(summary).toMatchObject({
		people: 3,
		disabled: 1,
		openInvitations: 0,
		clinics: 0,
		auditEntries: 0,
		lastAuditAt: null,
		database: database.embedded
			? 'embedded, for trial and one computer'
			: expect.stringMatching(/^PostgreSQL \d/)
	});
	expect(await asServer(clinics)).toEqual([]);
	expect(await asServer(operatorCodes)).toEqual({});
});

test('an administrator without a second factor is counted until it is set up', async () => {
	const set = (two_factor_enabled: boolean) =>
		db.updateTable('person').set({ two_factor_enabled }).where('id', '=', 'person-ada').execute();
	await set(false);
	expect(await item('second-factor')).toMatchObject({
		state: 'to do',
		words: expect.stringContaining('1 administrator without one')
	});
	await set(true);
	expect((await item('second-factor'))?.state).toBe('done');
});

test('after an import the checklist says how many rows were left out, and nothing of patients', async () => {
	const tables = rightTables();
	const wrong = { ...tables.assessments[0], assessment_id: 'wrong', value: 99 };
	const outcome = await importFiles(
		db,
		asFiles({
			...tables,
			courses: tables.courses.map((course) => ({ ...course, operator_code: 'OP7' })),
			assessments: [...tables.assessments, wrong]
		}),
		someOptions({ goodRowsOnly: true })
	);
	expect(outcome.stored).toBe(true);
	expect((await item('import'))?.state).toBe('done');
	const check = await item('check');
	expect(check).toMatchObject({ state: 'look' });
	expect(check?.words).toMatch(/\d+ new, 0 changed, 0 unchanged; 1 refused/);
	expect(JSON.stringify(await asServer(readiness))).not.toMatch(/patients?"?:/);
});

test('SR-2.6 clinics and operator codes are all that the administrator learns of records', async () => {
	const [clinic] = await asServer(clinics);
	expect(Object.keys(clinic ?? {}).sort()).toEqual(['dataThrough', 'id', 'label', 'synthetic']);
	expect(clinic?.synthetic).toBe(false);
	const codes = await asServer(operatorCodes);
	expect(codes).toEqual({ [clinic?.id ?? '']: ['OP7'] });
	await expect(
		asServer((server) => server.selectFrom('course_profile').select('course_id').execute())
	).rejects.toThrow(/permission denied/);
});

test('SR-6.1 a backup is noted with its day, and is old once the records change', async () => {
	expect((await item('backup'))?.state).toBe('to do');
	await asServer((server) => noteBackup(source, server));
	expect(await item('backup')).toMatchObject({
		state: 'done',
		words: expect.stringMatching(/noted on \d+ \w+ \d{4}/)
	});
	expect(await lastEntry()).toMatchObject({ action: 'backup-noted', actor: 'person-ada' });
	await db
		.insertInto('data_version')
		.values({ version: 99, reason: 'a later import', created_at: '2999-01-01T00:00:00Z' })
		.execute();
	expect((await item('backup'))?.state).toBe('look');
});

test('SR-5.1 SR-6.1 the threshold goes up, never below the environment’s, and each change is recorded', async () => {
	const set = (value: number) => asServer((server) => setThreshold(value, source, server));
	for (const value of [4, 0, -1, 5.5, 101, Number.NaN]) expect(await set(value)).toBe(false);
	expect(await asServer(staffThreshold)).toBe(5);
	expect(await set(8)).toBe(true);
	expect(await asServer(staffThreshold)).toBe(8);
	expect(await lastEntry()).toMatchObject({
		action: 'setting-changed',
		object: 'threshold',
		detail: { was: 5, is: 8 }
	});
	const { threshold, groups } = await asServer(installationSettings);
	expect(threshold).toEqual({ now: 8, least: 5, most: 100 });
	expect(groups[0]?.settings[0]).toMatchObject({ value: '8', from: 'an administrator' });
	const before = await lastEntry();
	expect(await set(8)).toBe(true);
	expect((await lastEntry()).entry_no).toBe(before.entry_no);
	expect(await set(5)).toBe(true);
	expect(await asServer(staffThreshold)).toBe(5);
});

test('links that were withdrawn, used or ran out are told apart, without their secret', async () => {
	const grants = [{ role: 'researcher', clinics: [], operatorCode: null }];
	for (const name of ['One', 'Two', 'Three', 'Four']) {
		await invite(db, { name, email: `${name.toLowerCase()}@clinic.test`, grants }, CONSOLE);
	}
	const open = await openInvitations(db);
	const idOf = (name: string) => open.find((link) => link.name === name)?.id ?? '';
	await withdraw(db, idOf('One'), CONSOLE);
	const change = (name: string, set: { used_at?: string; expires_at?: string }) =>
		db.updateTable('invitation').set(set).where('id', '=', idOf(name)).execute();
	await change('Two', { used_at: '2026-01-02T00:00:00Z' });
	await change('Three', { expires_at: '2026-01-01T00:00:00Z' });

	const past = await asServer(pastLinks);
	expect(past.map(({ name, end }) => [name, end])).toEqual([
		['One', 'withdrawn'],
		['Two', 'used'],
		['Three', 'ran out']
	]);
	expect(past[0]).toMatchObject({ roles: ['researcher'], kind: 'invitation' });
	expect(JSON.stringify(past)).not.toMatch(/token|hash/);
	expect((await asServer(readiness)).summary.openInvitations).toBe(1);
});
