import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MIGRATIONS } from '#db/migrations/index.ts';
import { dataVersions } from '#lib/server/data-versions.ts';
import { noRecords } from '#lib/server/records/contract-records.ts';
import { storeRecords } from '#lib/server/records/store.ts';
import { openTestDatabase } from '../support/database.ts';

const database = await openTestDatabase();
const { db } = database;
afterAll(() => database.close());

const counts = (given: number, changed = 0) => ({ new: given, changed, unchanged: 0 });
const versionsOf = (clinics: string[], threshold = 5) => dataVersions({ clinics, threshold }, db);
const numbers = async (...asked: Parameters<typeof versionsOf>) =>
	(await versionsOf(...asked)).map(({ version }) => version);

const clinic = (clinic_id: string) => ({
	clinic_id,
	label: null,
	visit_weeks: [4],
	data_through: '2026-01-31',
	data_version: 1,
	synthetic: false
});
const batch = (data_version: number, clinics: string[], report: Record<string, unknown>) => ({
	batch_id: `batch ${data_version}`,
	kind: 'import' as const,
	data_version,
	files_hash: null,
	clinics,
	report
});

beforeAll(async () => {
	await db.insertInto('clinic').values(['a', 'b', 'c'].map(clinic)).execute();
	await db
		.insertInto('data_version')
		.values([
			{ version: 1, reason: 'Import', clinics: ['a'] },
			{ version: 2, reason: 'Import', clinics: ['a', 'b'] },
			{ version: 3, reason: 'A patient was erased', clinics: ['a'] },
			{ version: 4, reason: 'A clinic changed how its figures are read', clinics: ['c'] },
			{ version: 5, reason: 'Read models rebuilt', clinics: null },
			{ version: 6, reason: 'Demo removed', clinics: [] },
			{ version: 7, reason: 'Import', clinics: ['b'] }
		])
		.execute();
	await db
		.insertInto('import_batch')
		.values([
			batch(1, ['a'], { course: counts(1200), assessment: counts(48_000), patient: counts(0) }),
			batch(2, ['a', 'b'], {
				patient: counts(6000, 4),
				assessment: counts(300, 17),
				side_effect: counts(40),
				clinic: counts(0, 1),
				patientsOf: { assessment: { new: 60, changed: 4 }, side_effect: { new: 5, changed: 0 } }
			}),
			batch(7, ['b'], {
				protocol: counts(1),
				patient: counts(2),
				course: counts(2),
				assessment: counts(48),
				side_effect: counts(1),
				patientsOf: {
					course: { new: 2, changed: 0 },
					assessment: { new: 2, changed: 0 },
					side_effect: { new: 1, changed: 0 }
				}
			})
		])
		.execute();
});

test('each version says what it added, corrected and withdrew, the latest first', async () => {
	const versions = await versionsOf(['a', 'b']);
	expect(
		versions.map(({ version, reason, added, corrected, withdrawn }) => [
			version,
			reason,
			added.slice(0, 2),
			corrected.slice(0, 1),
			withdrawn
		])
	).toEqual([
		[7, 'Import', ['fewer than 5 patients', 'protocols 1'], [], ''],
		[3, 'A patient was erased', [], [], 'all records of one patient'],
		[2, 'Import', ['patients 6,000', 'scores 300'], ['clinics 1'], ''],
		[1, 'Import', ['courses', 'scores'], [], '']
	]);
});

describe('METHODS 5.3: a number of rows is told where they are of enough patients', () => {
	test('an import of two patients tells no number of theirs', async () => {
		const [small] = await versionsOf(['b']);
		expect(small?.added).toEqual([
			'fewer than 5 patients',
			'protocols 1',
			'courses, scores and side effects of fewer than 5 patients'
		]);
	});

	test('the threshold is that of who asks', async () => {
		const told = async (threshold: number) =>
			(await versionsOf(['a', 'b'], threshold)).find(({ version }) => version === 2);
		expect(await told(5)).toMatchObject({
			added: ['patients 6,000', 'scores 300', 'side effects 40'],
			corrected: ['clinics 1', 'fewer than 5 patients', 'scores of fewer than 5 patients']
		});
		expect((await told(6))?.added[2]).toBe('side effects of fewer than 6 patients');
		expect((await told(4))?.corrected).toEqual(['clinics 1', 'patients 4', 'scores 17']);
	});

	test('rows of which it was not noted of how many patients they are have no number', async () => {
		const first = (await versionsOf(['a'])).find(({ version }) => version === 1);
		expect(first?.added).toEqual(['courses', 'scores']);
	});
});

describe('SR-2.5 what happened in other clinics is not told', () => {
	test('neither that it did, nor when', async () => {
		expect(await numbers(['a'])).toEqual([3, 2, 1]);
		expect(await numbers(['b'])).toEqual([7, 2]);
		expect(await numbers(['c'])).toEqual([4]);
		expect(await numbers([])).toEqual([]);
	});

	test('rows of a version of several clinics are not told, also not as part of a sum', async () => {
		expect((await versionsOf(['a']))[1]).toMatchObject({
			version: 2,
			elsewhere: true,
			added: [],
			corrected: [],
			withdrawn: ''
		});
		expect((await versionsOf(['a', 'b'])).every(({ elsewhere }) => !elsewhere)).toBe(true);
	});

	test('a version of which the clinics are not known is for whoever has all', async () => {
		expect(await numbers(['a', 'b', 'c'])).toEqual([7, 6, 5, 4, 3, 2, 1]);
		expect(await numbers(['a', 'b'])).not.toContain(5);
	});

	test('of versions from before clinics were noted with them, those of imports are known', async () => {
		await db
			.transaction()
			.execute(async (tx) => {
				await sql`alter table data_version drop column clinics`.execute(tx);
				await MIGRATIONS['0010_version_clinics']?.up(tx);
				const { rows } = await sql`
					select version, clinics from data_version where version > 1 order by version`.execute(tx);
				expect(rows).toEqual([
					{ version: 2, clinics: ['a', 'b'] },
					...[3, 4, 5, 6].map((version) => ({ version, clinics: null })),
					{ version: 7, clinics: ['b'] }
				]);
				throw new Error('undone');
			})
			.catch(({ message }: Error) => expect(message).toBe('undone'));
	});
});

const NOTHING_SAID = {
	key_version: 1,
	birth_year: null,
	age_at_start: null,
	sex: null,
	skin_type: null,
	smoking: null,
	keloid_history: null,
	isotretinoin_6m: null,
	anticoagulant: null,
	pregnancy: null,
	active_infection: null,
	immunosuppressed: null,
	research_consent: 'yes' as const
};
const A_COURSE = {
	protocol_id: null,
	side: null,
	pair_id: null,
	arm: null,
	concerns: ['wrinkles'],
	start_month: '2026-01',
	status: 'ongoing' as const,
	end_day: null,
	visit_weeks: null,
	operator_code: null,
	control: null,
	stop_reason: null
};

test('what an import stored is told as the store counted it', async () => {
	const records = noRecords();
	records.clinics.push({ clinic_id: 'n', label: null }, { clinic_id: 'm', label: null });
	for (const [patients, clinic_id] of [
		[5, 'n'],
		[2, 'm']
	] as const) {
		for (let i = 1; i <= patients; i++) {
			const patient_id = `patient ${i} of ${clinic_id}`;
			records.patients.push({ ...NOTHING_SAID, clinic_id, patient_id });
			for (const area of ['neck', 'hands']) {
				records.courses.push({
					...A_COURSE,
					clinic_id,
					course_id: `${patient_id} ${area}`,
					patient_id,
					body_area: area
				});
			}
		}
	}
	const first = records.courses.filter(({ clinic_id }) => clinic_id === 'm').slice(0, 1);
	records.contacts.push(
		...first.flatMap(({ clinic_id, course_id }) =>
			[1, 2, 3, 4, 5, 6].map((contact_day) => ({
				clinic_id,
				course_id,
				contact_day,
				kind: 'call' as const,
				side_effects_asked: 'yes' as const
			}))
		)
	);
	await db.transaction().execute((tx) =>
		storeRecords(tx, records, {
			id: 'stored',
			kind: 'import',
			filesHash: null,
			reason: 'Import',
			dataThrough: { n: '2026-01-31', m: '2026-01-31' },
			synthetic: false
		})
	);
	const [latest] = await versionsOf(['n', 'm']);
	expect(latest).toMatchObject({
		version: 8,
		added: ['clinics 2', 'patients 7', 'courses 14', 'contacts of fewer than 5 patients'],
		corrected: []
	});
	expect(await numbers(['n'])).toEqual([8]);
	expect(await numbers(['a'])).toEqual([3, 2, 1]);
});
