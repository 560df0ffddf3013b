import { buffer } from 'node:stream/consumers';
import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONSOLE } from '#lib/server/audit.ts';
import { exportBundle } from '#lib/server/releases/export/bundle.ts';
import { aSmallRelease, putRelease } from '../../support/a-release.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { hasSamples, sampleJson } from '../../support/samples.ts';
import { unzip } from '../../support/unzip.ts';

let database: TestDatabase;
let text: (name: string) => string;

beforeAll(async () => {
	database = await openTestDatabase();
	await putRelease(database.db, aSmallRelease(1));
	const { file, fileName } = await exportBundle(
		database.db,
		{ releaseNo: 1, cohort: null },
		{ by: CONSOLE }
	);
	const files = unzip(await buffer(file.createReadStream()));
	text = (name) => files.get(`${fileName.replace('.zip', '')}/${name}`)?.toString('utf8') ?? '';
});
afterAll(() => database?.close());

/** What the schema says is wrong; nothing when all is right. */
function faults(schema: string, value: unknown, modern = false): unknown[] {
	const options = { strict: false, allErrors: true, validateFormats: true, logger: false } as const;
	const ajv = modern ? new Ajv2019(options) : new Ajv(options);
	// The package's default export is typed as its module.
	(addFormats as unknown as (to: unknown) => void)(ajv);
	// DataCite names itself as drafts before the one it declares did.
	const rules = sampleJson(schema) as Record<string, unknown>;
	delete rules.id;
	const validate = ajv.compile(rules);
	validate(value);
	return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The lines of our CITATION.cff, whose values are JSON and whose lists have one level. */
function plainYaml(yaml: string): Record<string, unknown> {
	const value = (raw: string) => (raw.startsWith('"') ? (JSON.parse(raw) as unknown) : raw);
	const found: Record<string, unknown> = {};
	let list: unknown[] = [];
	for (const line of yaml.trimEnd().split('\n')) {
		const [, indent = '', dash, key, raw = ''] = /^( *)(- )?(?:([\w-]+):)? ?(.*)$/.exec(line) ?? [];
		if (indent === '' && !dash && key) {
			list = [];
			found[key] = raw === '' ? list : value(raw);
		} else if (dash) list.push(key ? { [key]: value(raw) } : value(raw));
		else if (key) (list.at(-1) as Record<string, unknown>)[key] = value(raw);
	}
	return found;
}

describe.skipIf(!hasSamples('schemas/'))(
	'the published schemas (skipped where they are missing)',
	() => {
		test('datapackage.json is a Data Package 2.0', () => {
			const value = JSON.parse(text('datapackage.json'));
			expect(faults('schemas/data-package-2.0/datapackage.json', value)).toEqual([]);
			for (const { schema } of value.resources) {
				expect(faults('schemas/data-package-2.0/tableschema.json', schema)).toEqual([]);
			}
			expect(faults('schemas/data-package-2.0/datapackage.json', { resources: [{}] })).not.toEqual(
				[]
			);
		});

		test('CITATION.cff is what the citation file format wants', () => {
			const value = plainYaml(text('CITATION.cff'));
			expect(value.authors).toEqual([{ name: 'The contributing clinics' }]);
			expect(faults('schemas/cff/schema.json', value)).toEqual([]);
		});

		test('datacite.json is DataCite 4.5', () => {
			const value = JSON.parse(text('datacite.json'));
			expect(faults('schemas/datacite/datacite-v4.5.json', value, true)).toEqual([]);
		});
	}
);

test('every column of every file stands in the schema and in the dictionary', () => {
	const { resources } = JSON.parse(text('datapackage.json'));
	expect(resources.length).toBe(10);
	const dictionary = text('data-dictionary.csv').split('\r\n');
	for (const { path, name, schema } of resources) {
		const [header] = text(path).split('\r\n');
		const names: string[] = schema.fields.map((field: { name: string }) => field.name);
		expect(header).toBe(names.join(','));
		for (const column of names) {
			expect(dictionary.some((line) => line.startsWith(`${column},${name},`))).toBe(true);
		}
		for (const column of schema.primaryKey) expect(names).toContain(column);
		for (const { reference } of schema.foreignKeys ?? []) {
			expect(resources.some((other: { name: string }) => other.name === reference.resource)).toBe(
				true
			);
		}
	}
	expect(dictionary.some((line) => line.startsWith('LEMPERLE,assessments,'))).toBe(true);
});

test('no clinic, nobody who made it and no class is told anywhere', () => {
	for (const name of ['README.md', 'privacy.json', 'datapackage.json', 'CITATION.cff']) {
		expect(text(name).length).toBeGreaterThan(100);
		expect(text(name)).not.toMatch(/north|made_by|class_no/);
	}
});
