/** `stipple release verify` and `stipple export` on a database with one release, as it was made and after somebody changed it. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '#db/connect.server.ts';
import { openDatabase } from '#db/open.ts';
import type { Database } from '#db/schema.ts';
import { RELEASE_COLUMN_NAMES } from '#lib/domain/release-columns.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { makeRelease } from '#lib/server/releases/make.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aTreatedClinic, patients } from '../gate/clinic.ts';

const home = mkdtempSync(join(tmpdir(), 'stipple-release-'));
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

test('says that there is none, writes it to a file, says that it is as it was made, and what is not', async () => {
	expect(stipple('release', 'verify')).toMatchObject({ code: 0 });
	await between(async (db) => {
		await aTreatedClinic(db, 'c1', patients(15, 'a', { scores: { 12: 2 } }));
		await makeRelease(
			db,
			{ id: 'console', name: 'Console', clinics: ['c1'] },
			{
				title: 'One',
				description: '',
				ethicsReference: '',
				requestNo: null,
				choices: { order: RELEASE_COLUMN_NAMES, linked: false },
				clinics: ['c1']
			},
			CONSOLE
		);
	});
	const out = join(home, 'courses.csv');
	const table = ['--format', 'csv', '--table', 'courses'];
	const exported = stipple('export', 'release-1', ...table, '--out', out);
	const hash = createHash('sha256').update(readFileSync(out)).digest('hex');
	expect(exported).toMatchObject({ code: 0, complained: '' });
	expect(exported.said).toMatch(new RegExp(`: 15 rows, .* bytes, SHA-256 ${hash}\\n$`));
	const nowhere = stipple('export', 'release-1', ...table, '--out', home);
	expect(nowhere).toMatchObject({
		code: 1,
		complained: `${home} is a folder; name the file in it.\n`
	});
	expect(stipple('export', 'release-9', '--out', out).complained).toBe('There is no release 9.\n');

	const whole = stipple('release', 'verify');
	expect(whole.said).toMatch(/Release 1: as it was made\. 15 courses, 1 class, the smallest of 15/);
	expect(whole.code).toBe(0);
	expect(stipple('release', 'verify', '--number', '2').complained).toContain('no release 2');
	expect(stipple('release', 'verify', '--number', 'x').code).toBe(1);

	await between((db) =>
		sql`update release_trajectory set window_3 = window_3 - 100 where course_id = (
			select min(course_id) from release_trajectory)`.execute(db)
	);
	const changed = stipple('release', 'verify', '--number', '1');
	expect(changed.said).toContain('The rows are not those that were released');
	expect(changed.code).toBe(1);
}, 120_000);
