/** Erasure: everything of one patient goes, the figures are those without them, and they stay out. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { erasePatient, restorePatient } from '#lib/server/records/erase.ts';
import { importFiles } from '#lib/server/records/import.ts';
import { STUDY_IDS_ONLY, type KeyRing } from '#lib/server/records/key-ring.ts';
import { rebuildReadModels } from '#lib/server/read-models/refresh.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { emptyAudit } from '../audit/owner.ts';
import { contentOf, dump, emptyRecords } from './dump.ts';
import { asFiles, rightTables, someOptions, testPseudonyms, type Tables } from './files.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	// Without measures there are no trajectories.
	await fillDictionaries(database.db);
});
beforeEach(async () => {
	await emptyRecords(database.db);
	await emptyAudit(database.db);
});
afterAll(() => database.close());

const THROUGH = { dataThrough: '2025-12-31' };
const bring = (tables: Tables, options: Parameters<typeof someOptions>[0] = {}) =>
	importFiles(database.db, asFiles(tables), someOptions({ ...THROUGH, ...options }));

const keys: KeyRing = { newest: testPseudonyms, earlier: [] };
const asked = (id: string, clinicId = 'north', ring = keys) => ({ clinicId, id, keys: ring });
const erase = (...patient: Parameters<typeof asked>) =>
	database.db.transaction().execute((tx) => erasePatient(tx, asked(...patient), CONSOLE));
const restore = (...patient: Parameters<typeof asked>) =>
	database.db.transaction().execute((tx) => restorePatient(tx, asked(...patient), CONSOLE));

/** The right tables, with a course whose id holds the patient's, and without the patient where asked. */
function tables({ without = '' } = {}): Tables {
	const all: Tables = rightTables();
	all.courses?.push({
		course_id: 'MRN4711-2',
		patient_id: 'MRN4711',
		protocol_id: 'pen-3',
		body_area: 'hands',
		concerns: 'texture',
		status: 'planned',
		start_month: '2025-06'
	});
	const gone = new Set(
		all.courses?.filter((row) => row.patient_id === without).map((row) => row.course_id)
	);
	return Object.fromEntries(
		Object.entries(all).flatMap(([name, rows]) => {
			const stay = rows.filter(
				(row) => row.patient_id !== without && !gone.has(row.course_id ?? '')
			);
			return stay.length > 0 ? [[name, stay]] : [];
		})
	);
}

describe('after an erasure', () => {
	it('nothing in any table holds the pseudonym but the memory of it', async () => {
		await bring(tables());
		const pseudonym = testPseudonyms.codeFor('patient', 'north', 'MRN4711');
		const course = testPseudonyms.codeFor('course', 'north', 'MRN4711-2');
		const before = await dump(database.db);
		expect(before.split(pseudonym).length).toBeGreaterThan(5);
		expect(before).toContain(course);
		const erased = await erase('MRN4711');
		expect(erased).toEqual({ code: pseudonym.slice(0, 8).toUpperCase(), courses: 2, version: 2 });
		const sections = (await dump(database.db)).split('\n\n');
		const holding = sections.filter((section) => section.includes(pseudonym));
		expect(holding.map((section) => section.trim().split('\n')[0])).toEqual(['erased_patient']);
		expect(sections.join('\n')).not.toContain(course);
		expect(sections.join('\n')).not.toContain('MRN4711');
		expect(sections.join('\n')).not.toMatch(/\bK1\b/);
	});

	it('records and read models are those of a database where the patient never was', async () => {
		await bring(tables({ without: 'MRN4711' }));
		const never = await contentOf(database.db);
		await emptyRecords(database.db);
		await bring(tables());
		expect(never.some((line) => line.startsWith('trajectory'))).toBe(true);
		expect(await contentOf(database.db)).not.toEqual(never);
		await erase('MRN4711');
		expect(await contentOf(database.db)).toEqual(never);
		await rebuildReadModels(database.db);
		expect(await contentOf(database.db)).toEqual(never);
	});

	it('the data have a new version, and the audit the short code alone', async () => {
		await bring(tables());
		const erased = await erase('MRN4711');
		const versions = await database.db.selectFrom('data_version').selectAll().execute();
		expect(versions.map(({ version, reason }) => [version, reason])).toEqual([
			[1, 'Import of files'],
			[2, 'A patient was erased']
		]);
		const clinic = await database.db.selectFrom('clinic').selectAll().executeTakeFirstOrThrow();
		expect(clinic.data_version).toBe(2);
		const [, entry, ...others] = await database.db
			.selectFrom('audit_entry')
			.selectAll()
			.orderBy('entry_no')
			.execute();
		expect(others).toEqual([]);
		expect(entry).toMatchObject({
			action: 'patient-erased',
			object: erased?.code,
			clinic: 'north',
			actor: 'console',
			detail: { courses: 2, dataVersion: 2 }
		});
	});

	it('an old file leaves the patient out, with one warning, and stores the others', async () => {
		await bring(tables());
		await erase('MRN4711');
		const stored = await contentOf(database.db);
		const outcome = await bring(tables());
		expect(outcome).toMatchObject({ stored: true, acceptable: true, version: null });
		expect(outcome.messages.filter(({ check }) => check === 'W8')).toEqual([
			expect.objectContaining({
				file: 'patients.csv',
				row: 2,
				column: 'patient_id',
				value: null,
				rule: expect.stringContaining('was erased')
			})
		]);
		expect(outcome.tables).toMatchObject({
			patients: { skipped: 1, unchanged: 1 },
			courses: { skipped: 2, unchanged: 1 },
			sessions: { skipped: 2, unchanged: 1, refused: 0 },
			assessments: { skipped: 2, unchanged: 2, refused: 0 },
			side_effects: { skipped: 1, refused: 0 },
			contacts: { skipped: 1, refused: 0 }
		});
		expect(await contentOf(database.db)).toEqual(stored);
	});

	it('they come back only on purpose: the memory goes first, then a file brings them', async () => {
		await bring(tables());
		const whole = await contentOf(database.db);
		const erased = await erase('MRN4711');
		expect(await restore('MRN4712')).toBeNull();
		expect(await restore('MRN4711')).toEqual({ code: erased?.code });
		expect(await database.db.selectFrom('erased_patient').selectAll().execute()).toEqual([]);
		expect(await bring(tables())).toMatchObject({ tables: { patients: { new: 1 } } });
		expect(await contentOf(database.db)).toEqual(whole);
		const entries = await database.db.selectFrom('audit_entry').select('action').execute();
		expect(entries.map(({ action }) => action)).toEqual([
			'import',
			'patient-erased',
			'erasure-undone',
			'import'
		]);
	});
});

it.each([
	['an id nobody has', 'MRN9999', 'north'],
	['an id of another clinic', 'MRN4711', 'south'],
	['a pseudonym in the place of an id', '', 'north']
])('changes nothing for %s', async (_, id, clinic) => {
	await bring(tables());
	const stored = await dump(database.db);
	const given = id || testPseudonyms.codeFor('patient', 'north', 'MRN4711');
	expect(await erase(given, clinic)).toBeNull();
	expect(await dump(database.db)).toBe(stored);
});

it('erases a study id, whose place in the audit a hash takes', async () => {
	await bring(tables(), { keys: STUDY_IDS_ONLY });
	const erased = await erase('MRN4711', 'north', STUDY_IDS_ONLY);
	expect(erased?.code).toMatch(/^[0-9A-F]{8}$/);
	const entries = await database.db.selectFrom('audit_entry').selectAll().execute();
	expect(JSON.stringify(entries)).not.toContain('MRN4711');
	expect(await bring(tables(), { keys: STUDY_IDS_ONLY })).toMatchObject({
		tables: { patients: { skipped: 1 } }
	});
});
