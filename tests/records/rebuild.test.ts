/** `stipple rebuild` as an operator runs it: in a process of its own, on a database of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { connect } from '#db/connect.server.ts';
import { seeded } from '#db/demo/random.ts';
import { openDatabase } from '#db/open.ts';
import type { Database } from '#db/schema.ts';
import { READ_MODELS } from '#lib/server/read-models/plain-rows.ts';
import { rebuildFromRecords } from '#lib/server/records/rebuild.ts';
import { aTreatedClinic, type Treated } from '../gate/clinic.ts';
import { openTestDatabase } from '../support/database.ts';

const { db, url, close, embedded } = await openTestDatabase();
afterAll(close);

/** Patients with several courses, unscored visits, no baselines and untreated sides among them. */
function someCourses(seed: number): Treated[] {
	const random = seeded(seed);
	const any = <T>(...values: readonly [T, ...T[]]): T =>
		random.pick(values.map((value) => [value, 1] as const));
	return Array.from({ length: 40 }, (_, i): Treated => {
		const [measure, concern] = any(
			['LEMPERLE', 'wrinkles'] as const,
			['PORE_0_4', 'pores'] as const,
			['MEXAMETER_MI', 'pigmentation'] as const
		);
		return {
			patient: `p${i % 28}`,
			area: any('face', 'face.cheeks', 'neck'),
			depthMm: any(0.3, 0.75, 1.25),
			sessions: any(0, 1, 3),
			control: any(false, false, false, true),
			measure,
			concern,
			baseline: any(3, 4, 4, null),
			scores: { 4: any(3, 2, null), 12: any(1, 2.5, 3, null), 52: any(0, 1, 2, null) }
		};
	});
}

beforeAll(async () => {
	await aTreatedClinic(db, 'north', someCourses(3));
	await aTreatedClinic(db, 'south', someCourses(5));
});

/** All of it is undone afterwards, so that every test finds the same database. */
async function rebuilding(spoil: (tx: Kysely<Database>) => Promise<unknown>, verify = true) {
	const undone = new Error('undone');
	let result: Awaited<ReturnType<typeof rebuildFromRecords>> | undefined;
	await db
		.transaction()
		.execute(async (tx) => {
			await spoil(tx);
			result = await rebuildFromRecords(tx, { verify });
			throw undone;
		})
		.catch((error: unknown) => {
			if (error !== undone) throw error;
		});
	if (!result) throw new Error('nothing was rebuilt');
	return result;
}

it('finds nothing where every write kept the tables in step, and makes no new version', async () => {
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from cube_clinic where n_3 > 0`.execute(db);
	expect(rows[0]?.n).toBeGreaterThan(20);
	expect(await rebuilding(async () => {})).toEqual({
		before: [],
		after: [],
		changed: [],
		version: null
	});
});

it.each([
	[
		'trajectory',
		(tx: Kysely<Database>) =>
			sql`update trajectory set window_3 = window_3 + 1
			where (clinic_id, course_id, measure) in (
				select clinic_id, course_id, measure from trajectory where clinic_id = 'south'
					and window_3 is not null and baseline_x100 is not null and not control
					and sessions_done > 0
				order by course_id limit 1)`.execute(tx)
	],
	[
		'cube_clinic',
		(tx: Kysely<Database>) =>
			sql`update cube_clinic set responders_3 = responders_3 + 1
			where clinic_id = 'south' and measure = 'LEMPERLE' and area_root = 'all'
				and grouping = 'none'`.execute(tx)
	],
	[
		'treated_course',
		(tx: Kysely<Database>) =>
			sql`update treated_course set sessions_asked = sessions_asked + 1
			where clinic_id = 'south' and course_id = 'k3'`.execute(tx)
	],
	[
		'course_profile',
		(tx: Kysely<Database>) =>
			sql`update course_profile set sessions_done = 9
			where clinic_id = 'south' and course_id = 'k3'`.execute(tx)
	]
] as const)(
	'names table and clinic of one wrong number, and mends it: %s',
	async (table, spoil) => {
		const { before, after, changed, version } = await rebuilding(spoil);
		expect(before).toMatchObject([{ table, clinic: 'south' }]);
		// The row as it was and as it is.
		expect(changed).toEqual([{ table, clinic: 'south', rows: 2 }]);
		expect(after).toEqual([]);
		expect(version).toBe(2);
	}
);

it('finds a row too many and one too few, also where no sum over everybody tells', async () => {
	const { before, changed } = await rebuilding(async (tx) => {
		await sql`delete from cube_clinic where clinic_id = 'north' and grouping = 'depth'
			and area_root = 'neck'`.execute(tx);
		await sql`update trajectory set depth_band = '2.0-2.5' where clinic_id = 'south'`.execute(tx);
	});
	expect(before).toEqual([]);
	expect(changed.map(({ table, clinic }) => `${table} ${clinic}`)).toEqual([
		'trajectory south',
		'cube_clinic north'
	]);
});

it('without asking mends as well, and gives the clinic a new version', async () => {
	const { before, changed, version } = await rebuilding(
		(tx) => tx.deleteFrom('trajectory').where('clinic_id', '=', 'north').execute(),
		false
	);
	expect(before).toEqual([]);
	expect(changed).toMatchObject([{ table: 'trajectory', clinic: 'north' }]);
	expect(version).toBe(2);
});

it.each(READ_MODELS)('is told of a fault of the program itself: %s', async (table) => {
	// A record that the rebuilt table cannot have seen: as if the building were wrong.
	const { after } = await rebuilding(async (tx) => {
		await sql`create function spoil() returns trigger language plpgsql as
			'begin return null; end'`.execute(tx);
		await sql`create trigger spoil before insert on ${sql.table(table)}
			for each row when (new.clinic_id = 'north') execute function spoil()`.execute(tx);
	});
	expect(after.map(({ table: of, clinic }) => `${of} ${clinic}`)).toContain(`${table} north`);
});

let home = '';
beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'stipple-rebuild-'));
	return () => rmSync(home, { recursive: true });
});

function stipple(...args: string[]) {
	const env = {
		...process.env,
		NO_COLOR: '1',
		DATA_DIR: home,
		DATABASE_URL: embedded ? '' : url
	};
	const ran = spawnSync(process.execPath, ['src/stipple.js', 'rebuild', ...args], {
		env,
		encoding: 'utf8'
	});
	return { code: ran.status, said: ran.stdout, complained: ran.stderr };
}

it('ends with 1 where something differed, and with 0 the next time', async () => {
	const opened = embedded ? await openDatabase({ dataDir: home }) : null;
	const own = opened?.db ?? connect(url, { embedded: false, deadlineMs: 60_000 });
	if (opened) await aTreatedClinic(own, 'south', someCourses(5));
	await sql`update cube_clinic set n_3 = n_3 + 1 where clinic_id = 'south'
		and area_root = 'all' and grouping = 'none' and measure = 'LEMPERLE'`.execute(own);
	await (opened ? opened.close() : own.destroy());
	const first = stipple('--verify');
	expect(first.said).toMatch(/cube_clinic of clinic south differed: south LEMPERLE 12 n: \d+/);
	expect(first.said).toMatch(/cube_clinic of clinic south: 2 rows differed\./);
	expect(first).toMatchObject({ code: 1, complained: '' });
	const second = stipple('--verify');
	expect(second.said).toContain('every row is as it was, and says what the records say');
	expect(second.code).toBe(0);
}, 60_000);

it.each([
	[['now'], /There is no "now"/],
	[['--fast'], /--fast/]
])('explains a wrong call in one sentence: %j', (args, sentence) => {
	const { code, complained } = stipple(...args);
	expect(code).toBe(1);
	expect(complained).toMatch(sentence);
	expect(complained).not.toMatch(/\n\s+at /);
});
