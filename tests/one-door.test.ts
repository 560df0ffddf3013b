import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CLINIC_TABLES } from '#db/schema.ts';

/** Files that may name a table of records, each with its reason. */
const MAY_NAME_RECORDS: Record<string, string> = {
	'src/lib/server/queries/': 'the SQL of the questions, on a cohort that is narrowed already',
	'src/lib/server/cohort.ts': 'narrows each table for one viewer',
	'src/lib/server/records/': 'writes records; no page can call it',
	'src/lib/server/releases/read.ts': 'what a release is made of, as stipple_reader',
	'src/lib/server/read-models/': 'keeps the derived tables in step; called by records only',
	'src/lib/server/accounts/visits.ts': 'the demo visitor’s operator code, as stipple_reader'
};
/** Of the clinics the server may know the list: who belongs to which. */
const LISTS_CLINICS = ['clinic'];

const RECORDS = CLINIC_TABLES.filter((table) => !LISTS_CLINICS.includes(table));
const NAMED = new RegExp(
	`(?:selectFrom|innerJoin|leftJoin|with|insertInto|updateTable|deleteFrom)\\(\\s*(?:\\(?\\w+\\)?\\s*=>\\s*)?\\[?['"\`](?:${RECORDS.join('|')})\\b` +
		`|\\b(?:from|join|into|update)\\s+(?:${RECORDS.join('|')})\\b`
);

/** All of the product but `db`, which makes the tables and knows nothing of who asks. */
const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.map((name) => join('src', name))
	.filter((path) => /\.(ts|svelte)$/.test(path));

test('SR-2.1 records are read behind the one door only: no other file names their tables in a query', () => {
	const others = files.filter(
		(path) =>
			!Object.keys(MAY_NAME_RECORDS).some((place) => path.startsWith(place)) &&
			NAMED.test(readFileSync(path, 'utf8'))
	);
	expect(others).toEqual([]);
});

test('the rule is seen to bite', () => {
	expect(NAMED.test(".selectFrom('trajectory as t')")).toBe(true);
	expect(NAMED.test('select count(*) from patient where 1 = 1')).toBe(true);
	expect(NAMED.test(".selectFrom('clinic')")).toBe(false);
	expect(NAMED.test('sessions of a person: from person_session')).toBe(false);
	const used = Object.keys(MAY_NAME_RECORDS).filter(
		(place) =>
			!files.some((path) => path.startsWith(place) && NAMED.test(readFileSync(path, 'utf8')))
	);
	expect(used).toEqual([]);
});

test('SR-2.6 the server connects in the role that owns nothing', () => {
	expect(readFileSync('src/lib/server/connection.ts', 'utf8')).toMatch(/role: 'stipple_app'/);
	const connecting = files.filter((path) =>
		/import \{[^}]*\bconnect\b[^}]*\} from '#db\/connect/.test(readFileSync(path, 'utf8'))
	);
	expect(connecting).toEqual(['src/lib/server/connection.ts']);
});

test('SR-2.1 no layout decides who may pass', () => {
	const layouts = files.filter((path) => /\+layout\.server\.ts$/.test(path));
	for (const path of layouts) {
		expect(readFileSync(path, 'utf8'), path).not.toMatch(/role\s*[!=]==/);
	}
});
