/** A release, taken away as a bundle and taken in by a second Stipple that is empty: it is the same there. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import { WHOLE_RELEASE, type CohortRules } from '#lib/domain/cohort-rules.ts';
import { parseFilters } from '#lib/domain/filters.ts';
import { RELEASE_COLUMN_NAMES } from '#lib/domain/release-columns.ts';
import type { Extra } from '#lib/formats/release/forms.ts';
import { Refused } from '#lib/server/accounts/refused.ts';
import { analysisOf } from '#lib/server/analyses/index.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { walkChain } from '#lib/server/audit/chain.ts';
import { ask } from '#lib/server/gate.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import { refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { exportBundle } from '#lib/server/releases/export/bundle.ts';
import { keepAs } from '#lib/server/releases/export/keep-as.ts';
import { BUNDLE_LIMITS } from '#lib/server/releases/import/files.ts';
import { importRelease } from '#lib/server/releases/import/import.ts';
import { makeRelease } from '#lib/server/releases/make.ts';
import { releaseOf } from '#lib/server/releases/register.ts';
import { AT_CONSOLE } from '#lib/server/releases/usable.ts';
import { ROW_TABLE_NAMES, storedRows } from '#lib/server/releases/row-tables.ts';
import { viewerOf } from '#lib/server/releases/scope.ts';
import { verifyRelease } from '#lib/server/releases/verify.ts';
import { withdrawRelease } from '#lib/server/releases/withdraw.ts';
import { aTreatedClinic, patients, type Treated } from '../gate/clinic.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { unzip } from '../support/unzip.ts';

let there: TestDatabase;
let here: TestDatabase;
const home = mkdtempSync(join(tmpdir(), 'stipple-round-trip-'));
const maker = { id: 'p-1', name: 'Ada Field', clinics: ['north', 'south'] };
const by = CONSOLE;

const cheek = { area: 'face.cheeks', depthMm: 1.2, sessions: 3, red: 2, redDays: 4 } as const;
/** One cheek treated, the other not; half of them with a neck besides. */
const PAIRS = Array.from({ length: 30 }, (_, i): Treated[] => {
	const patient = `p${i}`;
	const side = { patient, area: 'face.cheeks', pair: 'pair', scores: { 4: 3, 12: i % 3 } };
	return [
		{ ...side, sessions: 2, red: 1 },
		{ ...side, sessions: 0, control: true },
		...(i % 2 === 0 ? [{ patient, area: 'neck', sessions: 3, scores: { 12: 1 } }] : [])
	];
}).flat();

/** A release of each kind: courses alone, patients with their pairs, and one that tells protocols and clinics. */
beforeAll(async () => {
	there = await openTestDatabase();
	here = await openTestDatabase();
	await fillDictionaries(here.db);
	const { db } = there;
	await aTreatedClinic(db, 'north', [
		...patients(40, 'f', { ...cheek, scores: { 4: 3, 12: 2.5, 52: 1 } }),
		// A score in no visit window: a measure of the course, with nothing to show.
		...patients(20, 'm', { ...cheek, baseline: null, scores: { 1: 2 } }),
		...patients(20, 'n', { area: 'neck', sessions: 4, baseline: 3, scores: { 12: 1 } }),
		...patients(20, 'g', { area: 'neck', measure: 'GAIS_CLIN', baseline: null, scores: { 12: 2 } })
	]);
	await aTreatedClinic(db, 'south', PAIRS);
	await db
		.insertInto('protocol')
		.values({
			protocol_id: 'P1',
			name: 'Pen, "slow"',
			device_type: 'pen',
			device_model: null,
			depth_mm_min: 0.5,
			depth_mm_max: 1.25,
			needle_count: 12,
			passes: null,
			planned_sessions: 3,
			planned_interval_days: 28,
			visit_weeks: [4, 12],
			adjuncts: ['prp'],
			batch_id: 'b',
			content_hash: 'h'
		})
		.execute();
	await db
		.updateTable('course')
		.set({ protocol_id: 'P1' })
		.where('clinic_id', '=', 'north')
		.execute();
	for (const clinic_id of ['north', 'south']) {
		const courses = Array.from({ length: 30 }, (_, i) => ({ clinic_id, course_id: `k${i}` }));
		const call = { kind: 'call', batch_id: 'b', content_hash: 'h' } as const;
		await db
			.insertInto('contact')
			.values(
				courses.map((key) => ({ ...key, ...call, contact_day: 10, side_effects_asked: 'yes' }))
			)
			.execute();
	}
	await db.transaction().execute((tx) => refreshReadModels(tx, ['north', 'south']));
	const asked = { description: 'Of the tests.', ethicsReference: 'EC 1', requestNo: null };
	const order = RELEASE_COLUMN_NAMES;
	const make = (title: string, clinics: string[], linked: boolean) =>
		makeRelease(db, maker, { ...asked, title, clinics, choices: { order, linked } }, by);
	await make('Courses', ['north'], false);
	await make('Pairs', ['south'], true);
}, 120_000);
afterAll(async () => {
	await there?.close();
	await here?.close();
	rmSync(home, { recursive: true, force: true });
});

type Asked = { cohort?: { name: string; rules: CohortRules } | null; formats?: Extra[] };
let made = 0;

/** The bundle of a release as a file. */
async function bundleOf(from: TestDatabase, releaseNo: number, asked: Asked = {}): Promise<string> {
	const { cohort = null, formats = [] } = asked;
	const bundle = await exportBundle(from.db, { releaseNo, cohort, formats }, { by });
	const path = join(home, `bundle-${++made}.zip`);
	await keepAs(bundle, path);
	return path;
}

/** The files of a bundle by their names, without the folder they lie in. */
async function filesOf(path: string): Promise<Map<string, Buffer>> {
	const files = unzip(await readFile(path));
	return new Map([...files].map(([name, bytes]) => [name.slice(name.indexOf('/') + 1), bytes]));
}

/** Unpacked into a folder, after `change`; its checksums are those of what stands there unless it says otherwise. */
async function unpacked(
	path: string,
	change: (files: Map<string, Buffer>) => void,
	honest = true
): Promise<string> {
	const files = await filesOf(path);
	change(files);
	const folder = join(home, `folder-${++made}`);
	if (honest) signed(files);
	for (const [name, bytes] of files) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), bytes);
	}
	return folder;
}

/** As somebody would who changes files and knows how they are checked. */
function signed(files: Map<string, Buffer>): void {
	const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
	const described = JSON.parse(String(files.get('datapackage.json'))) as {
		resources: { path: string; hash: string }[];
	};
	for (const resource of described.resources) {
		const bytes = files.get(resource.path);
		if (bytes) resource.hash = `sha256:${sha256(bytes)}`;
	}
	files.set('datapackage.json', Buffer.from(JSON.stringify(described)));
	files.delete('checksums.sha256');
	const sums = [...files].map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join('');
	files.set('checksums.sha256', Buffer.from(sums));
}

const edit = (name: string, from: string | RegExp, to: string) => (files: Map<string, Buffer>) => {
	const before = String(files.get(name));
	const after = before.replace(from, to);
	expect(after, name).not.toBe(before);
	files.set(name, Buffer.from(after));
};

const refusal = (path: string, limits = BUNDLE_LIMITS) =>
	importRelease(here.db, path, by, limits).then(
		() => 'taken in',
		(error: unknown) => (error instanceof Refused ? error.message : Promise.reject(error))
	);

async function figureOf(
	{ db }: TestDatabase,
	number: number,
	id = 'improvement-over-time',
	asked = 'concern=wrinkles&wk=12'
) {
	const viewer = viewerOf({ number, cohort: `release-${number}`, rules: WHOLE_RELEASE });
	const analysis = analysisOf(id);
	if (!analysis) throw new Error('no such analysis');
	const { known } = await knowledgeOf(db, viewer);
	const { accepted } = analysis;
	const { filters } = parseFilters(new URLSearchParams(asked), accepted, known);
	return (await ask(db, viewer, analysis, { filters, accepted, known, published: [] })).groups;
}

async function expectSame(releaseNo: number, number: number): Promise<void> {
	const [before, after] = [
		await storedRows(there.db, releaseNo),
		await storedRows(here.db, number)
	];
	for (const table of ROW_TABLE_NAMES) {
		const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
		const told = table !== 'release_protocol' || releaseNo === 1;
		expect(before[table].length > 0, table).toBe(told);
		expect(sorted(after[table]), table).toEqual(sorted(before[table]));
	}
	const [told, known] = [
		await releaseOf(there.db, AT_CONSOLE, releaseNo),
		await releaseOf(here.db, AT_CONSOLE, number)
	];
	expect(known).toMatchObject({ hash: told?.hash, title: told?.title, synthetic: told?.synthetic });
	expect(known).toMatchObject({ madeBy: 'import', clinics: [], requestNo: null });
	expect(known?.report).toMatchObject({ ...told?.report });
	expect(await verifyRelease(here.db, number)).toMatchObject({ faults: [], hash: told?.hash });
}

describe('a bundle of all of a release', () => {
	test('gives the same rows, the same hash and no fault', async () => {
		const taken = await importRelease(here.db, await bundleOf(there, 1), by);
		expect(taken).toMatchObject({ releaseNo: 1 });
		expect(taken.report.origin).toMatchObject({ release: 1, cohort: null, hash: taken.hash });
		await expectSame(1, 1);
		// The release has its own; the protocols that people work by here are not touched.
		expect((await storedRows(here.db, 1)).release_protocol).toMatchObject([{ protocol_id: 'P1' }]);
		expect(await here.db.selectFrom('protocol').selectAll().execute()).toEqual([]);
	});

	test('has the same bytes when a protocol was corrected since', async () => {
		const before = await readFile(await bundleOf(there, 1));
		await there.db.updateTable('protocol').set({ name: 'Roller', depth_mm_max: 2 }).execute();
		const after = await readFile(await bundleOf(there, 1));
		await there.db
			.updateTable('protocol')
			.set({ name: 'Pen, "slow"', depth_mm_max: 1.25 })
			.execute();
		expect(after.equals(before)).toBe(true);
	});

	test('gives linked patients and their pairs back too, from the folder it was unpacked into', async () => {
		const bundle = await bundleOf(there, 2, { formats: ['parquet', 'redcap'] });
		const folder = await unpacked(bundle, () => {}, false);
		expect(await importRelease(here.db, folder, by)).toMatchObject({ releaseNo: 2 });
		await expectSame(2, 2);
		const courses = (await storedRows(here.db, 2)).release_course;
		expect(courses.filter(({ pair_id }) => pair_id !== null)).toHaveLength(60);
	});

	test('taken away again it has the same tables, byte by byte, and the same figures', async () => {
		for (const releaseNo of [1, 2]) {
			const before = await filesOf(await bundleOf(there, releaseNo));
			const after = await filesOf(await bundleOf(here, releaseNo));
			const tables = [...before.keys()].filter((name) => name.startsWith('data/'));
			expect(tables.length).toBeGreaterThan(9);
			for (const name of [...tables, 'figures.json', 'data-dictionary.csv', 'load.R']) {
				expect(String(after.get(name)), name).toBe(String(before.get(name)));
			}
			expect(await figureOf(here, releaseNo)).toEqual(await figureOf(there, releaseNo));
			// Read beside protocols, which the release brings with it.
			const ofProtocols = ['protocol-use', ''] as const;
			expect(await figureOf(here, releaseNo, ...ofProtocols)).toEqual(
				await figureOf(there, releaseNo, ...ofProtocols)
			);
			const privacy = JSON.parse(String(after.get('privacy.json')));
			expect(privacy).toMatchObject({ importedFrom: { release: releaseNo, cohort: null } });
		}
	});

	test('is taken in once', async () => {
		expect(await refusal(await bundleOf(there, 1))).toBe('It is here already, as release 1.');
		expect(await refusal(await bundleOf(here, 2))).toBe('It is here already, as release 2.');
		expect(await refusal(await bundleOf(there, 2))).toContain('here already');
	});

	test('stands in the audit', async () => {
		const entries = await here.db
			.selectFrom('audit_entry')
			.selectAll()
			.where('action', '=', 'release-imported')
			.execute();
		expect(entries.map(({ object }) => object)).toEqual(['1', '2']);
		expect(entries[0]?.detail).toMatchObject({ fromRelease: 1, courses: 100 });
		expect(await walkChain(here.db)).toMatchObject({ broken: null });
	});
});

describe('beside it', () => {
	test('releases of this Stipple are made as if it were not there', async () => {
		await aTreatedClinic(here.db, 'west', patients(20, 'w', cheek));
		const asked = { title: 'Own', description: '', ethicsReference: '', requestNo: null };
		const choices = { order: RELEASE_COLUMN_NAMES, linked: false };
		const west = { ...maker, clinics: ['west'] };
		const own = await makeRelease(here.db, west, { ...asked, choices, clinics: ['west'] }, by);
		expect(own.report).toMatchObject({ patients: 20, comparedWith: [] });
		expect(await verifyRelease(here.db, own.releaseNo)).toMatchObject({ faults: [] });
	});

	test('a cohort becomes a release of its own, with a hash of its own', async () => {
		const necks = { where: { area: ['neck'] }, followUp: null };
		const bundle = await bundleOf(there, 2, { cohort: { name: 'necks@2', rules: necks } });
		expect(await refusal(bundle)).toContain('It is here already, as release 2');
		const third = await openTestDatabase();
		try {
			await fillDictionaries(third.db);
			const taken = await importRelease(third.db, bundle, by);
			expect(taken.report).toMatchObject({ courses: 15, patients: 15 });
			const release = await releaseOf(third.db, AT_CONSOLE, taken.releaseNo);
			expect(release).toMatchObject({ title: 'Pairs: necks@2', hash: taken.hash });
			expect(release?.report.origin).toMatchObject({ cohort: 'necks@2', rules: necks });
			expect(release?.report.origin?.hash).not.toBe(taken.hash);
			expect(await verifyRelease(third.db, taken.releaseNo)).toMatchObject({ faults: [] });
			const [before, after] = [await filesOf(bundle), await filesOf(await bundleOf(third, 1))];
			for (const [name, bytes] of before) {
				if (!name.startsWith('data/') || name === 'data/flow.csv') continue;
				expect(String(after.get(name)), name).toBe(String(bytes));
			}
		} finally {
			await third.close();
		}
	});

	test('it is withdrawn by a director, as any other', async () => {
		const withdraw = (clinics: string[]) =>
			withdrawRelease(here.db, { ...maker, clinics }, 2, 'Withdrawn where it was made.', by);
		await expect(withdraw([])).rejects.toThrow('Only a director');
		await withdraw(['west']);
		expect(await releaseOf(here.db, AT_CONSOLE, 2)).toMatchObject({
			withdrawn: { at: expect.any(String) }
		});
	});
});

describe('a bundle that is not as it was written', () => {
	let bundle: string;
	const changed = (change: (files: Map<string, Buffer>) => void, honest = true) =>
		unpacked(bundle, change, honest).then((folder) => refusal(folder));

	beforeAll(async () => {
		// Another release than those that are here: nothing of it may be left when it is refused.
		const { releaseNo } = await makeRelease(
			there.db,
			maker,
			{
				title: 'Again',
				description: '',
				ethicsReference: '',
				requestNo: null,
				choices: { order: RELEASE_COLUMN_NAMES, linked: false },
				clinics: ['north']
			},
			by
		);
		bundle = await bundleOf(there, releaseNo);
	});

	test.each([
		['data/courses.csv', /ongoing/, 'planned', 'data/courses.csv is not as it was written'],
		['README.md', /Only patients/, 'All patients', 'README.md is not as it was written']
	])('a changed byte in %s', async (name, from, to, words) => {
		expect(await changed(edit(name, from, to), false)).toContain(words);
	});

	test('a file that is missing, or one too many', async () => {
		const without = (name: string) => (files: Map<string, Buffer>) => void files.delete(name);
		expect(await changed(without('data/sessions.csv'), false)).toBe(
			'data/sessions.csv is missing in the bundle.'
		);
		expect(await changed(without('data/sessions.csv'))).toBe(
			'data/sessions.csv is missing in the bundle.'
		);
		expect(await changed(without('data/course_measures.csv'))).toContain('an earlier version');
		expect(await changed(without('checksums.sha256'), false)).toContain('no checksums.sha256');
		const added = (name: string) => (files: Map<string, Buffer>) =>
			void files.set(name, Buffer.from('x'));
		expect(await changed(added('data/more.csv'))).toContain('a file that no bundle holds');
		expect(await changed(added('parquet/flow.parquet'), false)).toContain('has no line in');
	});

	test.each([
		['data/courses.csv', /^clinic_id,/, 'clinic_id,birth_date,', 'does not know: birth_date'],
		['data/contacts.csv', /,kind,/, ',', 'has no column kind'],
		['data/contacts.csv', /\r\n$/, '', 'does not end with a whole row'],
		['data/contacts.csv', /\r\n1,/, '\r\n"1,', 'quotation mark'],
		['data/courses.csv', /,ongoing,/, ',finished,', 'status: “finished”'],
		['data/sessions.csv', /,1,0,done/, ',one,0,done', 'session_no: “one”'],
		['data/sessions.csv', /(\r\n1,)\w+/, '$1nobody', 'courses has no row 1, nobody'],
		['data/course_measures.csv', /LEMPERLE/, 'LEMPERLY', 'measure: “LEMPERLY”'],
		['data/course_measures.csv', /(\r\n[^\r]+)/, '$1$1', 'stand there twice'],
		['data/protocols.csv', /,1.25,/, ',9.25,', 'depth_mm_max: “9.25”'],
		['data/courses.csv', /,ongoing,/, ',planned,', 'The rows are not those of the release'],
		[
			'privacy.json',
			/"reached": \d+/,
			'"reached": -1',
			'privacy.json is not as Stipple writes it, at k'
		],
		['privacy.json', /"policy"/, '"politics"', 'privacy.json is not as Stipple writes it'],
		['filters.json', /"followUp": null/, '"followUp": 3', 'filters.json is not as'],
		['filters.json', /"release": \d+/, '"release": 77', 'the same release']
	])('%s with %s as %s, its checksums made to fit', async (name, from, to, words) => {
		expect(await changed(edit(name, from, to))).toContain(words);
	});

	test('a protocol of another name than was released', async () => {
		const change = edit('data/protocols.csv', 'Pen,', 'Pencil,');
		expect(await changed(change)).toMatch(/The rows are not those of the release/);
	});

	test('what is no bundle, and a link that leads out of the folder', async () => {
		expect(await refusal(join(home, 'nothing'))).toContain('There is nothing at');
		const text = join(home, 'text.zip');
		writeFileSync(text, 'Not packed at all.');
		expect(await refusal(text)).toContain('no ZIP of a bundle');
		const cut = join(home, 'cut.zip');
		writeFileSync(cut, (await readFile(bundle)).subarray(0, 5_000));
		expect(await refusal(cut)).toContain('no ZIP of a bundle');
		const folder = await unpacked(bundle, (files) => files.delete('README.md'));
		symlinkSync('/etc/hostname', join(folder, 'README.md'));
		expect(await refusal(folder)).toBe('README.md is no plain file.');
	});

	test('an archive that unpacks without end, has too many files, or names the same twice', async () => {
		const zeros = Buffer.alloc(40 * 1024 * 1024);
		const bomb = await packed([['stipple/data/courses.csv', zeros]]);
		expect(await refusal(bomb)).toContain('more than 250 times as large unpacked as packed');
		expect(await refusal(bundle, { ...BUNDLE_LIMITS, bytes: 10_000 })).toContain('at most 0 MB');
		expect(await refusal(bundle, { ...BUNDLE_LIMITS, files: 5 })).toBe(
			'A bundle holds at most 5 files; this one holds more.'
		);
		expect(await refusal(bundle, { ...BUNDLE_LIMITS, rows: 10 })).toContain('more than 10 rows');
		const twice = await packed([
			['s/privacy.json', Buffer.from('{}')],
			['s/privacy.json', Buffer.from('[]')]
		]);
		expect(await refusal(twice)).toContain('stands twice in the archive');
		// A size that lies: the bytes are counted while they are unpacked.
		const lying = await readFile(await packed([['s/checksums.sha256', Buffer.alloc(500_000)]]));
		const end = lying.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
		lying.writeUInt32LE(10, end + 24);
		const path = join(home, 'lying.zip');
		writeFileSync(path, lying);
		expect(await refusal(path)).toMatch(/cannot be read|damaged/);
	});

	test('leaves nothing behind', async () => {
		const rows = await here.db.selectFrom('release').select(['release_no', 'title']).execute();
		expect(rows.map(({ title }) => title).sort()).toEqual(['Courses', 'Own', 'Pairs']);
		expect(await refusal(bundle)).toBe('taken in');
	});
});

async function packed(files: [string, Buffer][]): Promise<string> {
	const zip = new yazl.ZipFile();
	for (const [name, bytes] of files) zip.addBuffer(bytes, name);
	zip.end();
	const path = join(home, `packed-${++made}.zip`);
	writeFileSync(path, await buffer(zip.outputStream));
	return path;
}
