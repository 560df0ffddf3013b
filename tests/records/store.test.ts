/** The store below the import: it takes records of any maker, the demo's too. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noRecords, type CourseRecord } from '#lib/server/records/contract-records.ts';
import { storeRecords, type Batch } from '#lib/server/records/store.ts';
import { STORED_TABLES } from '#lib/server/records/stored-tables.ts';
import { rowKeys } from '#lib/server/records/upsert.ts';
import { sql } from 'kysely';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { dump, emptyRecords } from './dump.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
});
beforeEach(() => emptyRecords(database.db));
afterAll(() => database.close());

const aCourse = (course: Partial<CourseRecord> = {}): CourseRecord => ({
	clinic_id: 'c1',
	course_id: 'k1',
	patient_id: 'p1',
	protocol_id: null,
	body_area: 'neck',
	side: null,
	pair_id: null,
	arm: null,
	concerns: ['wrinkles', 'laxity'],
	start_month: '2025-01',
	status: 'ongoing',
	end_day: null,
	visit_weeks: [4, 12],
	operator_code: null,
	control: null,
	stop_reason: null,
	...course
});

function someRecords(course: Partial<CourseRecord> = {}) {
	const records = noRecords();
	records.clinics.push({ clinic_id: 'c1', label: `Dr. O'Neil, "Nord" \\ {1,2}` });
	records.patients.push({
		clinic_id: 'c1',
		patient_id: 'p1',
		key_version: 0,
		birth_year: null,
		age_at_start: 44,
		sex: null,
		skin_type: 2,
		smoking: null,
		keloid_history: null,
		isotretinoin_6m: null,
		anticoagulant: null,
		pregnancy: null,
		active_infection: null,
		immunosuppressed: null,
		research_consent: 'yes'
	});
	records.courses.push(aCourse(course));
	return records;
}

const store = (records = someRecords(), batch: Partial<Batch> = {}) =>
	database.db.transaction().execute((tx) =>
		storeRecords(tx, records, {
			id: 'b1',
			kind: 'demo',
			filesHash: null,
			reason: 'a test',
			dataThrough: { c1: '2025-12-31' },
			synthetic: true,
			...batch
		})
	);

describe('the store', () => {
	it('writes lists, quotes and backslashes as they are, and the default for what was not said', async () => {
		await store();
		const course = await database.db.selectFrom('course').selectAll().executeTakeFirstOrThrow();
		expect(course).toMatchObject({
			concerns: ['wrinkles', 'laxity'],
			visit_weeks: [4, 12],
			side: 'both',
			control: 'no',
			batch_id: 'b1'
		});
		expect(course.content_hash).toMatch(/^[0-9a-f]{32}$/);
		const clinic = await database.db.selectFrom('clinic').selectAll().executeTakeFirstOrThrow();
		expect(clinic).toMatchObject({
			label: `Dr. O'Neil, "Nord" \\ {1,2}`,
			visit_weeks: [4, 8, 12, 26],
			data_version: 1,
			synthetic: true
		});
	});

	it('counts new, changed and unchanged rows, and notes them with the batch', async () => {
		const first = await store();
		expect(first.tables.course).toEqual({ new: 1, changed: 0, unchanged: 0 });
		const second = await store(someRecords({ status: 'completed' }), { id: 'b2' });
		expect(second).toMatchObject({ version: 2, clinics: ['c1'] });
		expect(second.tables.course).toEqual({ new: 0, changed: 1, unchanged: 0 });
		expect(second.tables.patient).toEqual({ new: 0, changed: 0, unchanged: 1 });
		const batches = await database.db.selectFrom('import_batch').selectAll().execute();
		expect(batches.map(({ batch_id }) => batch_id).sort()).toEqual(['b1', 'b2']);
	});

	it('writes nothing, not even a batch, when nothing is new', async () => {
		await store();
		const before = await dump(database.db);
		expect((await store(someRecords(), { id: 'b2' })).version).toBe(null);
		expect(await dump(database.db)).toBe(before);
	});

	it('takes a reason away with the status it explained', async () => {
		await store(someRecords({ status: 'discontinued', stop_reason: 'cost' }));
		await store(someRecords({ status: 'ongoing' }), { id: 'b2' });
		const course = await database.db.selectFrom('course').selectAll().executeTakeFirstOrThrow();
		expect(course.stop_reason).toBe(null);
	});

	it('never lets real records into a synthetic clinic, nor the other way round', async () => {
		await store();
		await expect(store(someRecords(), { synthetic: false, kind: 'import' })).rejects.toThrow(
			/synthetic/
		);
	});

	it('rebuilds the figures of every course when the clinic plans other visits', async () => {
		const scheduled = async () =>
			(await database.db.selectFrom('course_profile').select('scheduled').executeTakeFirstOrThrow())
				.scheduled;
		await store(someRecords({ visit_weeks: null }));
		const before = await scheduled();
		const records = noRecords();
		records.clinics.push({ clinic_id: 'c1', label: null, visit_weeks: [52] });
		await store(records, { id: 'b2' });
		expect(await scheduled()).not.toBe(before);
	});

	it('knows every column of its tables', async () => {
		const columns = await sql<{ table_name: string; column_name: string }>`
			select table_name, column_name from information_schema.columns
			where table_schema = 'public'`.execute(database.db);
		for (const table of STORED_TABLES) {
			const inDatabase = columns.rows
				.filter(({ table_name }) => table_name === table.name)
				.map(({ column_name }) => column_name);
			const written = [...table.columns.map(({ name }) => name), 'batch_id', 'content_hash'];
			expect(written.sort()).toEqual(inDatabase.sort());
		}
	});

	it('keeps the hash of a natural key from one version of the product to the next', () => {
		const table = STORED_TABLES.find(({ name }) => name === 'side_effect');
		const row = { patient_id: 'p1', course_id: 'k1', session_no: 1, term: 'erythema' };
		// SHA-256 of the key as JSON, its first 32 digits, computed outside of the product.
		expect(table && rowKeys(table)(row)).toBe('ca9e20e3511fa976a76dcc1bd4066629');
	});
});
