/** An import that is taken back leaves the records and the figures as they were, or is not taken back at all. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { dataVersions } from '#lib/server/data-versions.ts';
import { keyedPseudonyms } from '#lib/server/pseudonym.ts';
import { rebuildReadModels } from '#lib/server/read-models/refresh.ts';
import { erasePatient } from '#lib/server/records/erase.ts';
import { importFiles } from '#lib/server/records/import.ts';
import { importsListed, undoImport, UndoError } from '#lib/server/records/undo.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { contentOf, dump, emptyRecords } from './dump.ts';
import {
	asFiles,
	aScore,
	aSession,
	rightTables,
	someOptions,
	testPseudonyms,
	withCells,
	type Tables
} from './files.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	await fillDictionaries(database.db);
});
beforeEach(() => emptyRecords(database.db));
afterAll(() => database.close());

const bring = async (tables: Tables, options: Parameters<typeof someOptions>[0] = {}) => {
	const outcome = await importFiles(
		database.db,
		asFiles(tables),
		someOptions({ dataThrough: '2025-12-31', ...options })
	);
	expect(outcome.stored, JSON.stringify(outcome.messages)).toBe(true);
	return outcome;
};
const undo = (version: number) =>
	database.db.transaction().execute((tx) => undoImport(tx, version, CONSOLE));
const refusal = async (version: number): Promise<UndoError> => {
	const before = await dump(database.db);
	const error: unknown = await undo(version).then(
		() => null,
		(thrown: unknown) => thrown
	);
	if (!(error instanceof UndoError)) throw new Error('was not refused', { cause: error });
	expect(await dump(database.db)).toBe(before);
	return error;
};
/** Of every kind of row one that is changed and one that is new. */
function changed(): Tables {
	const tables = rightTables();
	Object.assign(tables.clinics[0] ?? {}, { label: 'North', visit_weeks: '8;26' });
	Object.assign(tables.protocols[0] ?? {}, { depth_mm_max: 1.5, adjuncts: '' });
	Object.assign(tables.patients[0] ?? {}, { age_at_start: 54 });
	Object.assign(tables.courses[1] ?? {}, { body_area: 'face', concerns: 'wrinkles' });
	Object.assign(tables.sessions[1] ?? {}, { depth_mm: 2, side_effects_asked: 'no' });
	Object.assign(tables.assessments[1] ?? {}, { value: 1 });
	Object.assign(tables.side_effects[0] ?? {}, { severity: 'severe' });
	Object.assign(tables.contacts[0] ?? {}, { side_effects_asked: 'no' });
	tables.patients.push({ ...tables.patients[1], patient_id: 'MRN4713' });
	tables.courses.push({ ...tables.courses[1], course_id: 'K3', patient_id: 'MRN4713' });
	tables.sessions.push(
		aSession('K2', 2, { session_day: 30 }),
		aSession('K3', 1, { session_day: 0 })
	);
	tables.assessments.push(
		aScore('K3', { assessed_day: 0, timepoint: 'baseline', value: 4 }),
		aScore('K3', { assessed_day: 84, value: 2 }),
		aScore('K1', { assessed_date: '2025-06-04', value: 2 })
	);
	return tables;
}

describe('taken back', () => {
	it('all that an import added goes, and all that it wrote over is as it was', async () => {
		await bring(rightTables());
		const before = await contentOf(database.db);
		expect(before.some((line) => line.startsWith('trajectory'))).toBe(true);
		await bring(changed(), { dataThrough: '2026-03-31' });
		expect(await contentOf(database.db)).not.toEqual(before);
		const { version, clinics, tables } = await undo(2);
		expect({ version, clinics }).toEqual({ version: 3, clinics: ['north'] });
		expect(tables).toMatchObject({
			protocol: { restored: 1, removed: 0 },
			patient: { restored: 1, removed: 1 },
			course: { restored: 1, removed: 1 },
			assessment: { restored: 1, removed: 3 }
		});
		expect(await contentOf(database.db)).toEqual(before);
		await rebuildReadModels(database.db);
		expect(await contentOf(database.db)).toEqual(before);
		expect(
			await database.db.selectFrom('row_before').select('batch_id').distinct().execute()
		).toEqual(
			await database.db
				.selectFrom('import_batch')
				.select('batch_id')
				.where('data_version', '=', 1)
				.execute()
		);
	});

	it('one after the other, the latest first, until nothing is left', async () => {
		await bring(rightTables());
		const first = await contentOf(database.db);
		await bring(withCells('assessments', 1, { value: 2 }));
		const second = await contentOf(database.db);
		await bring(changed());
		await undo(3);
		expect(await contentOf(database.db)).toEqual(second);
		await undo(2);
		expect(await contentOf(database.db)).toEqual(first);
		await undo(1);
		expect(await contentOf(database.db)).toEqual([]);
		expect((await importsListed(database.db)).map(({ undoneIn }) => undoneIn)).toEqual([4, 5, 6]);
	});

	it('the same files come in again as if they had never been here', async () => {
		await bring(rightTables());
		const { tables } = await bring(changed());
		const after = await contentOf(database.db);
		await undo(2);
		const again = await bring(changed());
		expect(again.before).toBeNull();
		expect(again.tables).toEqual(tables);
		expect(await contentOf(database.db)).toEqual(after);
	});

	it('an import between others goes alone where nothing rests on it', async () => {
		await bring(rightTables());
		await bring({ assessments: [{ clinic_id: 'north', ...aScore('K1', { assessed_day: 200 }) }] });
		await bring({ assessments: [{ clinic_id: 'north', ...aScore('K2', { assessed_day: 190 }) }] });
		await undo(2);
		const days = await database.db.selectFrom('assessment').select('assessed_day').execute();
		const seen = days.map(({ assessed_day }) => assessed_day);
		expect(seen).toContain(190);
		expect(seen).not.toContain(200);
	});

	it('who withdrew their consent stays withdrawn, until a file says otherwise', async () => {
		await bring(rightTables());
		await bring(withCells('patients', 0, { age_at_start: 54, research_consent: 'withdrawn' }));
		expect(await undo(2)).toMatchObject({ stayWithdrawn: 1, tables: { patient: { restored: 1 } } });
		const patients = database.db
			.selectFrom('patient')
			.select(['age_at_start', 'research_consent'])
			.where('age_at_start', '<', 60);
		expect(await patients.execute()).toEqual([{ age_at_start: 44, research_consent: 'withdrawn' }]);
		await bring(rightTables());
		expect(await patients.execute()).toEqual([{ age_at_start: 44, research_consent: 'yes' }]);
		await undo(4);
		expect(await patients.execute()).toEqual([{ age_at_start: 44, research_consent: 'withdrawn' }]);
	});

	it('a clinic that it added goes, or says nothing where people belong to it', async () => {
		const { db } = database;
		await bring(rightTables(), { dataThrough: '2026-05-31' });
		await undo(1);
		expect(await db.selectFrom('clinic').selectAll().execute()).toEqual([]);
		await bring(rightTables(), { dataThrough: '2026-05-31' });
		await db
			.insertInto('erased_patient')
			.values({ clinic_id: 'north', patient_id: 'p', key_version: 1 })
			.execute();
		await undo(3);
		const clinic = db.selectFrom('clinic').select(['label', 'data_through']);
		expect(await clinic.execute()).toEqual([{ label: null, data_through: '2026-05-31' }]);
		// Nothing was complete up to the day of an import that is no more.
		await bring(rightTables(), { dataThrough: '2025-12-31' });
		expect(await clinic.execute()).toEqual([{ label: 'North clinic', data_through: '2025-12-31' }]);
	});

	it('staff are told with which version, and no number of rows', async () => {
		await bring(rightTables());
		await bring(changed());
		await undo(2);
		const [third, second] = await dataVersions({ clinics: ['north'], threshold: 5 }, database.db);
		expect(third).toMatchObject({
			version: 3,
			reason: 'An import was taken back',
			added: [],
			corrected: [],
			withdrawn: 'what version 2 added and corrected'
		});
		expect(second?.reason).toBe('Import of files, taken back with version 3');
	});
});

describe('refused, and nothing changed,', () => {
	it('where a later import changed one of its rows', async () => {
		await bring(rightTables());
		await bring(withCells('assessments', 1, { value: 2 }));
		await bring(withCells('assessments', 1, { value: 1 }));
		expect((await refusal(2)).inTheWay).toEqual([{ table: 'assessment', version: 3, rows: 1 }]);
		// One that only added rows is in nobody's way.
		expect((await refusal(1)).inTheWay).toContainEqual({
			table: 'assessment',
			version: 2,
			rows: 1
		});
	});

	it.each<[string, Tables]>([
		['assessment', { assessments: [aScore('K3', { assessed_day: 100 })] }],
		['session', { sessions: [aSession('K3', 2, { session_day: 28 })] }],
		[
			'contact',
			{ contacts: [{ course_id: 'K3', contact_day: 3, kind: 'call', side_effects_asked: 'yes' }] }
		],
		[
			'side_effect',
			{
				side_effects: [
					{ patient_id: 'MRN4713', course_id: 'K3', session_no: 1, term: 'pain', severity: 'mild' }
				]
			}
		],
		[
			'course',
			{ courses: [{ ...rightTables().courses[1], course_id: 'K9', patient_id: 'MRN4713' }] }
		],
		['session', { sessions: [aSession('K2', 3, { session_day: 60 })] }],
		[
			'side_effect',
			{
				side_effects: [
					{ patient_id: 'MRN4712', course_id: 'K2', session_no: 2, term: 'pain', severity: 'mild' }
				]
			}
		],
		[
			'side_effect',
			{
				side_effects: [
					{ patient_id: 'MRN4711', course_id: 'K1', session_no: 2, term: 'pain', severity: 'mild' }
				]
			}
		]
	])('where a later import added to them: %s', async (table, rows) => {
		await bring(rightTables());
		const own = changed();
		// The clinic's own row stays as it is.
		own.clinics = rightTables().clinics;
		await bring(own);
		const ofNorth = Object.entries(rows).map(([name, list]) => [
			name,
			list.map((row) => ({ clinic_id: 'north', ...row }))
		]);
		await bring(Object.fromEntries(ofNorth) as Tables);
		expect((await refusal(2)).inTheWay).toContainEqual({ table, version: 3, rows: 1 });
	});

	it('where it changed what a clinic says of itself, and others came since', async () => {
		await bring(rightTables());
		await bring({ clinics: [{ clinic_id: 'north', label: 'N' }] });
		await bring({ assessments: [{ clinic_id: 'north', ...aScore('K1', { assessed_day: 200 }) }] });
		expect((await refusal(2)).inTheWay).toEqual([{ table: 'clinic', version: 3, rows: 1 }]);
		await undo(3);
		await undo(2);
		const clinic = await database.db.selectFrom('clinic').select('label').executeTakeFirst();
		expect(clinic?.label).toBe('North clinic');
	});

	it('where there was no such import, it was taken back, or an earlier version stored it', async () => {
		await bring(rightTables());
		expect((await refusal(9)).message).toMatch(/No import of files made data version 9/);
		await undo(1);
		expect((await refusal(1)).message).toMatch(/taken back before, with data version 2/);
		await bring(rightTables());
		await database.db.updateTable('import_batch').set({ can_be_undone: false }).execute();
		expect((await refusal(3)).message).toMatch(/what it wrote over is not kept/);
	});

	it('where patients have other codes since: what was written over is not kept under the old ones', async () => {
		await bring(rightTables());
		await bring(changed());
		const newest = keyedPseudonyms(new Uint8Array(32).fill(8), testPseudonyms.keyVersion + 1);
		await bring(changed(), { keys: { newest, earlier: [testPseudonyms] } });
		expect((await refusal(2)).message).toMatch(/not kept any more/);
		const kept = await database.db.selectFrom('row_before').selectAll().execute();
		expect(kept).toEqual([]);
	});
});

it('an erased patient stays away, and nothing of them is kept', async () => {
	await bring(rightTables());
	await bring(changed());
	const asked = {
		clinicId: 'north',
		id: 'MRN4711',
		keys: { newest: testPseudonyms, earlier: [] }
	};
	await database.db.transaction().execute((tx) => erasePatient(tx, asked, CONSOLE));
	const kept = JSON.stringify(await database.db.selectFrom('row_before').selectAll().execute());
	expect(kept).not.toContain(testPseudonyms.codeFor('patient', 'north', 'MRN4711'));
	expect(kept).not.toContain('K1');
	await undo(2);
	const patients = await database.db.selectFrom('patient').select('age_at_start').execute();
	expect(patients).toEqual([{ age_at_start: 61 }]);
	const content = await contentOf(database.db);
	await rebuildReadModels(database.db);
	expect(await contentOf(database.db)).toEqual(content);
});

it('as an operator runs it: listed, tried, done, and refused with what stands in the way', async () => {
	const home = mkdtempSync(join(tmpdir(), 'stipple-undo-'));
	const folder = join(home, 'files');
	const stipple = (...args: string[]) => {
		const ran = spawnSync(process.execPath, ['src/stipple.js', ...args], {
			env: {
				...process.env,
				NO_COLOR: '1',
				STIPPLE_PSEUDONYM_KEY: '',
				DATA_DIR: join(home, 'data'),
				STIPPLE_DEMO: '0',
				DATABASE_URL: database.embedded ? '' : database.url
			},
			encoding: 'utf8'
		});
		return { code: ran.status, said: ran.stdout, complained: ran.stderr };
	};
	const take = (tables: Tables) => {
		mkdirSync(folder, { recursive: true });
		for (const { name, bytes } of asFiles(tables)) writeFileSync(join(folder, name), bytes);
		return stipple('import', folder, '--study-ids', '--data-through', '2025-12-31');
	};
	try {
		expect(take(rightTables()).code).toBe(0);
		expect(take(withCells('assessments', 1, { value: 2 })).code).toBe(0);
		expect(stipple('undo').said).toMatch(
			/^2 {2}\S+ {2}north: stands\n1 {2}\S+ {2}north: stands\n$/m
		);

		const refused = stipple('undo', '1');
		expect(refused.code).toBe(1);
		expect(refused.complained).toMatch(
			/take those back first[^]*data version 2: 1 assessment row\n$/
		);
		expect(stipple('undo', '2', '--dry-run').said).toMatch(
			/A dry run[^]*assessment: 0 removed, 1 as before/
		);
		const done = stipple('undo', '2');
		expect(done).toMatchObject({ code: 0, complained: '' });
		expect(done.said).toMatch(/Taken back\.[^]*Data version 3\./);
		expect(stipple('undo').said).toContain('north: taken back with data version 3');
		expect(stipple('rebuild', '--verify')).toMatchObject({ code: 0 });

		expect(stipple('undo', 'two')).toMatchObject({
			code: 1,
			complained: expect.stringContaining('whole number')
		});
		expect(stipple('undo', '--help').said).toContain('--dry-run');
	} finally {
		rmSync(home, { recursive: true });
	}
}, 120_000);
