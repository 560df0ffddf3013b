/** The store below the import: it takes records of any maker, the demo's too. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import {
	noRecords,
	type AssessmentRecord,
	type CourseRecord,
	type SessionRecord
} from '#lib/server/records/contract-records.ts';
import { storeRecords, type Batch } from '#lib/server/records/store.ts';
import { STORED_TABLES } from '#lib/server/records/stored-tables.ts';
import { contentHash, rowKeys } from '#lib/server/records/row-text.ts';
import { sql } from 'kysely';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { dump, emptyRecords } from './dump.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	await fillDictionaries(database.db);
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

const aSession = (session: Partial<SessionRecord> = {}): SessionRecord => ({
	clinic_id: 'c1',
	course_id: 'k1',
	session_no: 1,
	session_day: 0,
	performed: 'done',
	depth_mm: null,
	depth_mm_min: null,
	depth_mm_max: null,
	device_type: null,
	device_model: null,
	needle_count: null,
	passes: null,
	adjuncts: null,
	operator_code: null,
	endpoint: null,
	side_effects_asked: null,
	...session
});

const aScore = (score: Partial<AssessmentRecord> = {}): AssessmentRecord => ({
	clinic_id: 'c1',
	course_id: 'k1',
	assessment_id: null,
	assessed_day: 0,
	timepoint: score.assessed_day ? 'treatment' : 'baseline',
	visit_label: null,
	body_area: null,
	side: null,
	view: null,
	instrument_id: 'lemperle',
	measure: 'LEMPERLE',
	value: 1,
	missing_reason: null,
	rater_type: 'clinician',
	rater_code: null,
	replicate: null,
	quality: null,
	imputed: null,
	...score
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

	it('gives a row that goes straight in the hash that the database makes of what it stored', async () => {
		const records = someRecords({ visit_weeks: null, arm: '' });
		records.sessions.push(aSession({ depth_mm: 0.5, adjuncts: ['prp', 'led'] }));
		records.sessions.push(aSession({ session_no: 2, session_day: 28, depth_mm_max: 1.25 }));
		const values = [0, -3.5, 1e-7, -1.25e-9, 1234567.125, null];
		values.forEach((value, day) =>
			records.assessments.push(
				aScore({ value, assessed_day: day, missing_reason: value === null ? 'refused' : null })
			)
		);
		const labels = ['a, b', '(c)', 'say "d"', 'e\\f', 'NULL', '{4,8}', 'é𝄞', 'g h'];
		labels.forEach((visit_label, place) =>
			records.assessments.push(aScore({ visit_label, replicate: place + 2 }))
		);
		const report = await store(records);
		expect(report.tables.assessment).toEqual({ new: 14, changed: 0, unchanged: 0 });
		for (const table of STORED_TABLES) {
			const other = await sql`select * from ${sql.table(table.name)}
				where content_hash <> ${contentHash(table)}`.execute(database.db);
			expect(other.rows).toEqual([]);
		}
		const stored = await database.db
			.selectFrom('assessment')
			.select(['value', 'visit_label'])
			.orderBy('replicate')
			.orderBy('assessed_day')
			.execute();
		expect(stored.slice(0, 6).map(({ value }) => value)).toEqual(values);
		expect(stored.slice(6).map((score) => score.visit_label)).toEqual(labels);
		expect((await store(records, { id: 'b2' })).version).toBe(null);
	});

	it('takes new courses of a clinic together with what changed in the courses it has', async () => {
		const records = someRecords();
		records.assessments.push(aScore({ value: 3 }));
		await store(records);
		const more = noRecords();
		more.courses.push(aCourse({ course_id: 'k2' }));
		more.assessments.push(aScore({ value: 2 }), aScore({ course_id: 'k2', value: 4 }));
		more.assessments.push(aScore({ assessed_day: 30, timepoint: 'follow_up', value: 1 }));
		const report = await store(more, { id: 'b2' });
		expect(report.tables.course).toEqual({ new: 1, changed: 0, unchanged: 0 });
		expect(report.tables.assessment).toEqual({ new: 2, changed: 1, unchanged: 0 });
		expect(report.patients.assessment).toEqual({ new: 1, changed: 1 });
		const series = await database.db
			.selectFrom('trajectory')
			.select(['course_id', 'baseline_x100'])
			.orderBy('course_id')
			.execute();
		expect(series).toEqual([
			{ course_id: 'k1', baseline_x100: 200 },
			{ course_id: 'k2', baseline_x100: 400 }
		]);
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
