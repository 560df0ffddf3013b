import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONSOLE } from '#lib/server/audit.ts';
import { exportBundle } from '#lib/server/releases/export/bundle.ts';
import { aSmallRelease, putRelease } from '../../support/a-release.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { unzip } from '../../support/unzip.ts';

let database: TestDatabase;
const folders: string[] = [];

beforeAll(async () => {
	database = await openTestDatabase();
	await putRelease(database.db, aSmallRelease(1));
	await putRelease(database.db, aSmallRelease(2));
});
afterAll(async () => {
	await database?.close();
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const by = CONSOLE;
const whole = { releaseNo: 1, cohort: null };
const neck = {
	releaseNo: 1,
	cohort: { name: 'necks@2', rules: { where: { area: ['neck'] }, followUp: null } }
};

async function files(exported: typeof whole | typeof neck = whole) {
	const { fileName, file, hash, bytes, rows } = await exportBundle(database.db, exported, { by });
	const content = await buffer(file.createReadStream());
	expect(content.length).toBe(bytes);
	expect(createHash('sha256').update(content).digest('hex')).toBe(hash);
	const folder = fileName.replace(/\.zip$/, '');
	const named = [...unzip(content)].map(([name, bytes]) => {
		expect(name.startsWith(`${folder}/`)).toBe(true);
		return [name.slice(folder.length + 1), bytes.toString('utf8')] as const;
	});
	return { fileName, rows, content, text: new Map(named) };
}

/** Unpacked into a folder of its own. */
async function unpacked(): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'stipple-test-'));
	folders.push(folder);
	for (const [name, text] of (await files()).text) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), text);
	}
	return folder;
}

const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

test('the rows of a release come as CSV in the order of their keys', async () => {
	const { fileName, text } = await files();
	expect(fileName).toBe('stipple-release-1-2026-03-31.zip');
	const table = (name: string) => text.get(`data/${name}.csv`) ?? '';
	for (const [name, content] of text) {
		if (name.endsWith('.csv')) expect(content.replaceAll('\r\n', ''), name).not.toMatch(/[\r\n]/);
	}
	expect(table('clinics')).toBe('clinic_id,label\r\nall,\r\n');
	expect(table('assessments').split('\r\n').slice(0, 5)).toEqual([
		'clinic_id,course_id,assessed_day,timepoint,visit_label,instrument_id,measure,value,rater_type',
		'all,C6,0,baseline,Baseline,LEMPERLE,LEMPERLE,3,clinician',
		'all,C6,84,follow_up,Week 12,LEMPERLE,LEMPERLE,1.5,clinician',
		'all,c1,84,follow_up,Week 12,GAIS,GAIS_CLIN,2,clinician',
		'all,c1,0,baseline,Baseline,LEMPERLE,LEMPERLE,3.5,clinician'
	]);
	expect(table('course_measures').split('\r\n').slice(0, 4)).toEqual([
		'clinic_id,course_id,measure,concern,better,responder_at_least',
		'all,C6,LEMPERLE,wrinkles,lower,1',
		'all,c1,GAIS_CLIN,wrinkles,higher,',
		'all,c1,LEMPERLE,wrinkles,lower,1'
	]);
	expect(table('sessions').split('\r\n')[1]).toBe('all,C6,1,0,done,1,1.49,pen,,,yes');
	expect(table('sessions').split('\r\n')[2]).toBe('all,C6,2,28,done,,,pen,,,yes');
	expect(table('analysis_long')).toContain(
		'all,c4,p-c4,neck,neck,wrinkles,0.5-1.0,pen,,3-5,3,none,IV,40-49,female,,2025,false,,3,LEMPERLE,LEMPERLE,12,2,2.33,0.33,-0.33,false\r\n'
	);
	expect(table('patients').split('\r\n')).toHaveLength(5 + 2);
	expect(text.has('data/protocols.csv')).toBe(false);
	expect(text.has('data/flow.csv')).toBe(true);
});

test('its README says that those scored at a visit may be fewer than a class holds', async () => {
	const readme = (await files()).text.get('README.md');
	expect(readme).toMatch(
		/at least 11 patients \(reached: 12\)\. Whoever was scored at a visit may be fewer/
	);
});

test('a cohort is the part of the release that its rules name', async () => {
	const { fileName, text, rows } = await files(neck);
	expect(fileName).toBe('stipple-necks-2-2026-03-31.zip');
	const courses = (text.get('data/courses.csv') ?? '').trim().split('\r\n');
	expect(courses.slice(1).map((line) => line.split(',')[1])).toEqual(['c3', 'c4']);
	expect(text.get('data/flow.csv')).toContain(
		'left out of the cohort,not in its rules,courses,4,false'
	);
	expect(JSON.parse(text.get('filters.json') ?? '')).toEqual({
		release: 1,
		cohort: 'necks@2',
		rules: neck.cohort.rules
	});
	expect(rows).toBeGreaterThan(10);
});

test('two exports have the same bytes, in every time zone', async () => {
	const first = (await files()).content;
	const zone = process.env.TZ;
	try {
		for (const other of ['Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Kolkata']) {
			process.env.TZ = other;
			expect((await files()).content.equals(first), other).toBe(true);
		}
	} finally {
		if (zone === undefined) delete process.env.TZ;
		else process.env.TZ = zone;
	}
});

test('the checksums are those of every file', async () => {
	const { text } = await files();
	const sums = (text.get('checksums.sha256') ?? '').trim().split('\n');
	expect(sums).toHaveLength(text.size - 1);
	for (const line of sums) {
		const [sum, name] = line.split('  ');
		const of = createHash('sha256')
			.update(text.get(name ?? '') ?? '')
			.digest('hex');
		expect(sum, name).toBe(of);
	}
});

test('a release that is withdrawn or not there cannot be exported', async () => {
	await expect(exportBundle(database.db, { releaseNo: 9, cohort: null }, { by })).rejects.toThrow(
		'There is no release 9.'
	);
	await database.db
		.insertInto('release_withdrawal')
		.values({ release_no: 2, reason: 'A column was wrong.', withdrawn_by: 'demo' })
		.execute();
	await expect(exportBundle(database.db, { releaseNo: 2, cohort: null }, { by })).rejects.toThrow(
		'Release 2 was withdrawn: A column was wrong.'
	);
});

test('a download that is cut, or given up, leaves no file behind and the database free', async () => {
	const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('stipple-export-'));
	const before = left();
	const cut = await exportBundle(database.db, whole, { by });
	await cut.file.close();
	const stopped = new AbortController();
	const given = exportBundle(database.db, whole, {
		by,
		signal: stopped.signal,
		progress: () => stopped.abort(new Error('given up'))
	});
	await expect(given).rejects.toThrow('given up');
	expect(left()).toEqual(before);
	// Not in the middle of what was given up.
	expect((await files()).fileName).toBe('stipple-release-1-2026-03-31.zip');
});

test('the next export removes what a killed program left behind', async () => {
	const { pid } = spawnSync(process.execPath, ['--version']);
	const left = mkdtempSync(join(tmpdir(), `stipple-export-${pid}-`));
	const alive = mkdtempSync(join(tmpdir(), `stipple-export-${process.ppid}-`));
	// As after a start anew in a container, where the program has the same number.
	const before = mkdtempSync(join(tmpdir(), `stipple-export-${process.pid}-0badc0de-`));
	folders.push(left, alive, before);
	await files();
	expect(existsSync(left)).toBe(false);
	expect(existsSync(before)).toBe(false);
	expect(existsSync(alive)).toBe(true);
});

test('many at once are all made in the end', async () => {
	const all = await Promise.all(Array.from({ length: 6 }, () => files(neck)));
	expect(new Set(all.map(({ content }) => content.toString('base64'))).size).toBe(1);
});

test('pages have their turn between the tables of an export, also where all share one connection', async () => {
	if (!database.embedded) return; // on a server they have connections of their own
	let pages = 0;
	let over = false;
	const tables: number[] = [];
	const reading = (async () => {
		for (; !over; pages++) await sql`select 1`.execute(database.db);
	})();
	const { file } = await exportBundle(database.db, whole, {
		by,
		progress: () => tables.push(pages)
	});
	over = true;
	await reading;
	await file.close();
	expect(tables.length).toBeGreaterThan(5);
	for (const [index, before] of tables.slice(0, -1).entries()) {
		if (index > 0) expect(before).toBeGreaterThan(tables[index - 1] ?? NaN);
	}
});

describe.skipIf(!has('Rscript', '--version'))('in R (skipped where it is missing)', () => {
	const analysis = (folder: string) =>
		spawnSync('Rscript', ['analysis.R'], { cwd: folder, encoding: 'utf8' });

	test('the script confirms every figure from the rows, and stops at a wrong one', async () => {
		const folder = await unpacked();
		const right = analysis(folder);
		expect(right.stderr).toBe('');
		expect(right.stdout).toMatch(/^all \d\d+ figures confirmed\n$/);

		const path = join(folder, 'figures.json');
		const figures = readFileSync(path, 'utf8');
		const wrong = figures.replace(/("area_root":"neck".*?"mean":)(-?[\d.]+)/, '$10.34');
		expect(wrong).not.toBe(figures);
		writeFileSync(path, wrong);
		const stopped = analysis(folder);
		expect(stopped.status).not.toBe(0);
		expect(stopped.stderr).toMatch(/LEMPERLE \/ neck \/ 0\.5-1\.0 \/ week 12: mean is 0\.34 in/);
	});

	test('the loader reads every table', async () => {
		const folder = await unpacked();
		const count = execFileSync(
			'Rscript',
			['-e', 'source("load.R"); cat(nrow(courses), class(courses$sex), class(assessments$value))'],
			{ cwd: folder, encoding: 'utf8' }
		);
		expect(count).toBe('6 factor numeric');
	});
});

test.skipIf(!has('python3', '-c', 'import pandas'))(
	'pandas reads every table (skipped where it is missing)',
	async () => {
		const folder = await unpacked();
		const said = execFileSync(
			'python3',
			[
				'-c',
				'from load import tables; print(len(tables["analysis_long"]), tables["analysis_long"].improvement.sum())'
			],
			{ cwd: folder, encoding: 'utf8' }
		);
		expect(said.trim()).toMatch(/^\d+ [\d.]+$/);
	}
);
