import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { rebuildReadModels } from '#lib/server/read-models/refresh.ts';
import { erasePatient } from '#lib/server/records/erase.ts';
import { importFiles } from '#lib/server/records/import.ts';
import { rebuildFromRecords } from '#lib/server/records/rebuild.ts';
import { undoImport } from '#lib/server/records/undo.ts';
import { columnsOf } from '#lib/server/releases/cohorts.ts';
import { flowOf, valueCounts } from '#lib/server/releases/flow.ts';
import { makeRelease } from '#lib/server/releases/make.ts';
import { previewRelease } from '#lib/server/releases/preview.ts';
import { AT_CONSOLE } from '#lib/server/releases/usable.ts';
import { verifyRelease } from '#lib/server/releases/verify.ts';
import { aTreatedClinic, patients } from '../gate/clinic.ts';
import { faultsOf } from '../support/across-clinics.ts';
import { openTestDatabase } from '../support/database.ts';
import { asFiles, rightTables, someOptions, testPseudonyms } from './files.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

/** Every statement that is sent while records are written and released, once. */
const sent = new Set<string>();

beforeAll(async () => {
	await fillDictionaries(db);
	const query = vi.spyOn(pg.Client.prototype, 'query');
	const options = someOptions({ dataThrough: '2025-12-31' });
	await importFiles(db, asFiles(rightTables()), options);
	const corrected = rightTables();
	for (const score of corrected.assessments) if (score.value !== '') score.value = 1;
	Object.assign(corrected.protocols[0] ?? {}, { passes: 3 });
	Object.assign(corrected.clinics[0] ?? {}, { label: 'North' });
	await importFiles(db, asFiles(corrected), options);
	await db.transaction().execute((tx) => undoImport(tx, 2, CONSOLE));
	await importFiles(db, asFiles(corrected), options);
	await db
		.transaction()
		.execute((tx) =>
			erasePatient(
				tx,
				{ clinicId: 'north', id: 'MRN4711', keys: { newest: testPseudonyms, earlier: [] } },
				CONSOLE
			)
		);
	// Enough of one kind for a release.
	await aTreatedClinic(db, 'c1', patients(30, 'a', { scores: { 12: 1 }, sessions: 3, red: 1 }));
	await rebuildReadModels(db);
	const maker = { id: 'p-1', name: 'Ada Field', clinics: ['c1'] };
	const made = await makeRelease(
		db,
		maker,
		{
			title: 'First',
			description: '',
			ethicsReference: '',
			requestNo: null,
			choices: { order: ['area', 'device'], linked: false },
			clinics: ['c1']
		},
		CONSOLE
	);
	await verifyRelease(db, made.releaseNo);
	const rules = {
		where: { area: ['neck'] },
		followUp: { concern: 'wrinkles', weeks: [12] }
	} as const;
	const columns = (await columnsOf(db, AT_CONSOLE, made.releaseNo)) ?? [];
	await flowOf(db, made.releaseNo, rules, columns);
	await valueCounts(db, made.releaseNo, rules, columns);
	await previewRelease(db, maker, ['c1'], { order: [], linked: true });
	await db.transaction().execute((tx) => rebuildFromRecords(tx, { verify: true }));
	for (const [config] of query.mock.calls as unknown[][]) {
		const text = typeof config === 'string' ? config : (config as { text?: string }).text;
		if (text !== undefined) sent.add(text);
	}
	query.mockRestore();
}, 60_000);

test('each clinic’s records are written and released beside its own rows', () => {
	const faults = [...sent].flatMap((statement) =>
		faultsOf(statement).map((fault) => `${fault}: ${statement.slice(0, 200)}`)
	);
	expect(faults).toEqual([]);
});

test('the statements are those of records, read models and releases', () => {
	const named = [...sent].join('\n');
	for (const table of [
		'patient',
		'assessment',
		'trajectory',
		'course_profile',
		'treated_course',
		'cube_clinic',
		'release_course'
	]) {
		expect(named).toMatch(new RegExp(`\\b(into|update|from|join)\\s+"?${table}\\b`));
	}
	// How many each rule of a cohort leaves, and how many each value has.
	expect(named).toContain('"patients_2"');
	expect(named).toContain('"value_0"');
	expect(sent.size).toBeGreaterThan(60);
});
