import { setTimeout as wait } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readForm, type FormText } from '#lib/formats/release/forms.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { exportAs } from '#lib/server/releases/export/file.ts';
import { aSmallRelease, putRelease } from '../../support/a-release.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { hasSamples, sampleJson } from '../../support/samples.ts';
import { unzip } from '../../support/unzip.ts';

let database: TestDatabase;
const whole = { releaseNo: 1, cohort: null };

beforeAll(async () => {
	database = await openTestDatabase();
	await putRelease(database.db, aSmallRelease(1));
});
afterAll(() => database?.close());

async function file(form: FormText) {
	const read = readForm(form);
	if ('wrong' in read) throw new Error(read.wrong);
	const { file, ...made } = await exportAs(database.db, whole, read, { by: CONSOLE });
	return { ...made, content: await buffer(file.createReadStream()) };
}
const textOf = async (form: FormText) => (await file(form)).content.toString('utf8');

test('a table alone is the CSV of the bundle', async () => {
	const { fileName, rows, content } = await file({ format: 'csv', table: 'assessments' });
	expect(fileName).toBe('stipple-release-1-2026-03-31-assessments.csv');
	const bundle = unzip((await file({ format: 'zip' })).content);
	const inBundle = bundle.get('stipple-release-1-2026-03-31/data/assessments.csv');
	expect(content.equals(inBundle ?? Buffer.alloc(0))).toBe(true);
	expect(rows).toBe(content.toString().split('\r\n').length - 2);
	const flow = (name: FormText) => textOf(name);
	expect(await flow({ format: 'csv', table: 'flow' })).toBe(
		bundle.get('stipple-release-1-2026-03-31/data/flow.csv')?.toString()
	);
});

test('for a spreadsheet: a mark, its delimiter, its decimal mark, and no code that looks like a date', async () => {
	const text = await textOf({ format: 'spreadsheet', table: 'analysis_long' });
	expect(text.startsWith('\uFEFFclinic_id;course_id;')).toBe(true);
	expect(text).toContain(
		'all;c4;p-c4;neck;neck;wrinkles;0.5-1.0;pen;;3 to 5 weeks apart;3;none;IV;40 to 49;'
	);
	expect(text).toContain(';12;2;2,33;0,33;-0,33;false\r\n');
	const comma = await textOf({
		format: 'spreadsheet',
		table: 'assessments',
		delimiter: ',',
		decimal: ','
	});
	expect(comma).toContain('LEMPERLE,"3,5",clinician\r\n');
});

test('Parquet holds the same rows with their types', async () => {
	const { content } = await file({ format: 'parquet', table: 'analysis_long' });
	const bytes = Uint8Array.from(content).buffer;
	const rows = await parquetReadObjects({ file: bytes });
	expect(rows).toHaveLength(9);
	expect(rows.find((row) => row.course_id === 'c4' && row.week === 12)).toMatchObject({
		control: false,
		baseline: 2,
		value: 2.33,
		improvement: -0.33,
		responder: false,
		start_year: 2025,
		smoking: null,
		measure: 'LEMPERLE'
	});
});

test('a workbook has a sheet for each table and the same bytes at another time', async () => {
	const first = await file({ format: 'xlsx' });
	await wait(2_100);
	const second = await file({ format: 'xlsx' });
	expect(second.hash).toBe(first.hash);
	const parts = unzip(first.content);
	expect(parts.get('xl/workbook.xml')?.toString()).toContain('name="analysis_long"');
	const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/sheet'));
	expect(sheets).toHaveLength(10);
});

test('Dataset-JSON holds patients, scores and side effects', async () => {
	for (const table of ['ADSL', 'ADQS', 'ADAE']) {
		const value = JSON.parse(await textOf({ format: 'dataset-json', table }));
		expect(value.records).toBe(value.rows.length);
		expect(value.records).toBeGreaterThan(2);
		for (const row of value.rows) expect(row).toHaveLength(value.columns.length);
		if (!hasSamples('schemas/')) continue;
		const ajv = new Ajv2019({ strict: false, logger: false });
		const validate = ajv.compile(
			sampleJson('schemas/dataset-json-1.1/dataset.schema.json') as object
		);
		validate(value);
		expect(validate.errors ?? []).toEqual([]);
	}
	const scores = JSON.parse(await textOf({ format: 'dataset-json', table: 'ADQS' }));
	const names = scores.columns.map(({ name }: { name: string }) => name);
	const row = scores.rows.find(
		(cells: unknown[]) =>
			cells[names.indexOf('COURSEID')] === 'c4' && cells[names.indexOf('AVISITN')] === 12
	);
	const told = Object.fromEntries(names.map((name: string, i: number) => [name, row[i]]));
	expect(told).toMatchObject({
		STUDYID: 'STIPPLE-R1',
		USUBJID: 'STIPPLE-R1-all-p-c4',
		PARAMCD: 'LEMPERLE',
		ADY: 85,
		AVAL: 2.33,
		BASE: 2,
		CHG: 0.33,
		ABLFL: null
	});
});

test('REDCap gets records and a dictionary that knows every field', async () => {
	const records = (await textOf({ format: 'redcap', table: 'records' })).trimEnd().split('\r\n');
	const dictionary = (await textOf({ format: 'redcap', table: 'dictionary' })).split('\r\n');
	const fields = dictionary.slice(1, -1).map((line) => line.split(',')[0]);
	expect(new Set(fields).size).toBe(fields.length);
	const header = records[0]?.split(',') ?? [];
	const own = header.filter((name) => !/^redcap_|_complete$/.test(name));
	expect(own.toSorted()).toEqual(fields.toSorted());
	for (const line of records) expect(line.split(',').length).toBe(header.length);
	expect(records.filter((line) => /^all-c1,session,\d,/.test(line))).toHaveLength(3);
	expect(dictionary.some((line) => line.startsWith('e_severity,side_effect,,dropdown'))).toBe(true);
});

test('a bundle holds the formats that were chosen, with their checksums', async () => {
	const { content } = await file({ format: 'zip', with: 'xlsx,parquet,dataset-json,redcap' });
	const again = await file({ format: 'zip', with: 'redcap,parquet,dataset-json,xlsx' });
	expect(again.content.equals(content)).toBe(true);
	const names = [...unzip(content).keys()].map((name) => name.replace(/^[^/]+\//, ''));
	for (const name of [
		'xlsx/release.xlsx',
		'parquet/courses.parquet',
		'dataset-json/adsl.json',
		'redcap/records.csv'
	]) {
		expect(names).toContain(name);
	}
	const sums = unzip(content).get('stipple-release-1-2026-03-31/checksums.sha256')?.toString();
	expect(sums).toContain('  parquet/analysis_long.parquet\n');
});

test('what cannot be made is said', async () => {
	expect(readForm({ format: 'pdf' })).toEqual({
		wrong: 'The format is one of: zip, csv, spreadsheet, xlsx, parquet, dataset-json, redcap.'
	});
	expect(readForm({ format: 'zip', with: 'pdf' })).toHaveProperty('wrong');
	await expect(file({ format: 'csv', table: 'protocols' })).rejects.toThrow(
		'This release has no table protocols.'
	);
});

test('each export stands in the audit with who, what, how many rows and the hash', async () => {
	const { hash, rows } = await file({ format: 'csv', table: 'courses' });
	const entry = await database.db
		.selectFrom('audit_entry')
		.selectAll()
		.orderBy('entry_no', 'desc')
		.executeTakeFirst();
	expect(entry).toMatchObject({
		actor: 'console',
		action: 'export',
		object: 'release-1',
		outcome: 'done',
		detail: { release: 1, rows, hash, file: 'stipple-release-1-2026-03-31-courses.csv' }
	});
});
