/** Each check once: a wrong import says what is wrong where, and leaves the database as it was. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '#lib/server/records/import.ts';
import type { SourceFile } from '#lib/server/records/read-files.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { dump } from './dump.ts';
import {
	aFile,
	asFiles,
	aScore,
	aSession,
	rightTables,
	someOptions,
	withCells,
	withRow,
	type Tables
} from './files.ts';

let database: TestDatabase;
let before: string;
beforeAll(async () => {
	database = await openTestDatabase();
	const { stored } = await importFiles(database.db, asFiles(rightTables()), someOptions());
	expect(stored).toBe(true);
	before = await dump(database.db);
});
afterAll(() => database.close());

type Wrong = {
	check: string;
	what: string;
	files: SourceFile[];
	at: { file: string; row: number | null; column?: string | null };
	/** The cell as it is shown; null where it must not be. */
	value?: string | null;
};

const tables = (changed: Tables) => asFiles(changed);
/** A right set, one of its files replaced by this text. */
const withFile = (name: string, text: string | Uint8Array): SourceFile[] => [
	...asFiles(rightTables()).filter((file) => file.name !== name),
	typeof text === 'string' ? aFile(name, text) : { name, bytes: text }
];
const without = (table: keyof ReturnType<typeof rightTables>, column: string) => {
	const all: Tables = rightTables();
	for (const row of all[table] ?? []) delete row[column];
	return asFiles(all);
};
const scoreAt = (row: number) => ({ file: 'assessments.csv', row });

const WRONG: Wrong[] = [
	{
		check: 'F1',
		what: 'a workbook that is named .csv',
		files: withFile('contacts.csv', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0])),
		at: { file: 'contacts.csv', row: null }
	},
	{
		check: 'F1',
		what: 'a quotation mark that is never closed',
		files: withFile(
			'contacts.csv',
			'course_id,contact_day,kind,side_effects_asked\nK1,"0,visit,yes\n'
		),
		at: { file: 'contacts.csv', row: 2 }
	},
	{
		check: 'F1',
		what: 'more columns than a table can have',
		files: withFile('contacts.csv', `${'x,'.repeat(600)}\n`),
		at: { file: 'contacts.csv', row: 1 }
	},
	{
		check: 'F2',
		what: 'a file without a row of column names',
		files: withFile('contacts.csv', 'K1,0,visit,yes\n'),
		at: { file: 'contacts.csv', row: 1, column: 'course_id' }
	},
	{
		check: 'F2',
		what: 'a needed column that is missing',
		files: without('assessments', 'measure'),
		at: { file: 'assessments.csv', row: 1, column: 'measure' }
	},
	{
		check: 'F2',
		what: 'the same column twice',
		files: withFile('clinics.csv', 'clinic_id,clinic_id\nnorth,north\n'),
		at: { file: 'clinics.csv', row: 1, column: 'clinic_id' }
	},
	{
		check: 'F3',
		what: 'a cross-tab without patients',
		files: withFile('patients.csv', 'treatment,better,worse\npen,10,2\n'),
		at: { file: 'patients.csv', row: 1, column: 'patient_id' }
	},
	{
		check: 'F4',
		what: 'letters in an encoding that is not said',
		files: withFile(
			'clinics.csv',
			new Uint8Array([...new TextEncoder().encode('clinic_id,label\nnorth,Z'), 0xfc, 10])
		),
		at: { file: 'clinics.csv', row: null }
	},
	{
		check: 'F4',
		what: 'two delimiters that fit equally well',
		files: withFile('clinics.csv', 'clinic_id,label;visit_weeks\nnorth,a;4\n'),
		at: { file: 'clinics.csv', row: null }
	},
	{
		check: 'E1',
		what: 'a blank cell that is needed',
		files: tables(withCells('courses', 1, { status: '' })),
		at: { file: 'courses.csv', row: 3, column: 'status' },
		value: null
	},
	{
		check: 'E1',
		what: 'a decimal comma',
		files: tables(withCells('assessments', 1, { value: '3,5' })),
		at: { ...scoreAt(3), column: 'value' },
		value: '3,5'
	},
	{
		check: 'E1',
		what: 'words behind a number',
		files: tables(withCells('assessments', 1, { value: '3 but poor light' })),
		at: { ...scoreAt(3), column: 'value' },
		value: '3 but poor light'
	},
	{
		check: 'E1',
		what: 'the 31st of February',
		files: tables(withCells('assessments', 1, { assessed_date: '2025-02-31' })),
		at: { ...scoreAt(3), column: 'assessed_date' },
		value: '2025-02-31'
	},
	{
		check: 'E1',
		what: 'the day number of a spreadsheet',
		files: tables(withCells('assessments', 1, { assessed_date: '45751' })),
		at: { ...scoreAt(3), column: 'assessed_date' },
		value: '45751'
	},
	{
		check: 'E1',
		what: 'neither a score nor the reason why it is missing',
		files: tables(withCells('assessments', 1, { value: '' })),
		at: { ...scoreAt(3), column: 'value' }
	},
	{
		check: 'E1',
		what: 'a row with a cell too many',
		files: withFile('clinics.csv', 'clinic_id,label\nnorth,North,clinic\n'),
		at: { file: 'clinics.csv', row: 2, column: '' }
	},
	{
		check: 'E1',
		what: 'dates in a course whose first day is not known',
		files: tables(
			withRow('contacts', {
				course_id: 'K2',
				contact_date: '2025-04-01',
				kind: 'call',
				side_effects_asked: 'no'
			})
		),
		at: { file: 'contacts.csv', row: 3, column: 'contact_date' },
		value: null
	},
	{
		check: 'E2',
		what: 'a score beyond its scale',
		files: tables(withCells('assessments', 1, { value: 6 })),
		at: { ...scoreAt(3), column: 'value' },
		value: '6'
	},
	{
		check: 'E2',
		what: 'a score too large for any reading, on a scale without an upper end',
		files: tables(
			withCells('assessments', 1, {
				instrument_id: 'VISIA',
				measure: 'VISIA_PORES_COUNT',
				value: 30000000
			})
		),
		at: { ...scoreAt(3), column: 'value' },
		value: '30000000'
	},
	{
		check: 'E2',
		what: 'a score between two steps of its scale',
		files: tables(withCells('assessments', 1, { value: 2.25 })),
		at: { ...scoreAt(3), column: 'value' },
		value: '2.25'
	},
	{
		check: 'E2',
		what: 'a code that is not one',
		files: tables(withCells('courses', 0, { body_area: 'throat' })),
		at: { file: 'courses.csv', row: 2, column: 'body_area' },
		value: 'throat'
	},
	{
		check: 'E2',
		what: 'a needle of ten millimetres',
		files: tables(withCells('sessions', 0, { depth_mm: 10 })),
		at: { file: 'sessions.csv', row: 2, column: 'depth_mm' },
		value: '10'
	},
	{
		check: 'E2',
		what: 'a patient under 18',
		files: tables(withCells('patients', 0, { age_at_start: 17 })),
		at: { file: 'patients.csv', row: 2, column: 'age_at_start' }
	},
	{
		check: 'E3',
		what: 'a course of a patient nobody knows',
		files: tables(withCells('courses', 0, { patient_id: 'MRN9999' })),
		at: { file: 'courses.csv', row: 2, column: 'patient_id' },
		value: null
	},
	{
		check: 'E3',
		what: 'a stored course that would change its patient',
		files: tables(withCells('courses', 0, { patient_id: 'MRN4712' })),
		at: { file: 'courses.csv', row: 2, column: 'patient_id' },
		value: null
	},
	{
		check: 'E3',
		what: 'a score of a course nobody knows',
		files: tables(withRow('assessments', aScore('K9', { assessed_day: 1 }))),
		at: { ...scoreAt(6), column: 'course_id' },
		value: null
	},
	{
		check: 'E3',
		what: 'a measure that its instrument does not have',
		files: tables(withCells('assessments', 1, { measure: 'GAIS' })),
		at: { ...scoreAt(3), column: 'measure' }
	},
	{
		check: 'E3',
		what: 'a side effect after a session that was not held',
		files: tables(withCells('side_effects', 0, { session_no: 7 })),
		at: { file: 'side_effects.csv', row: 2, column: 'session_no' }
	},
	{
		check: 'E4',
		what: 'two scores for the same moment',
		files: tables(withRow('assessments', aScore('K2', { assessed_day: 84, value: 3 }))),
		at: { ...scoreAt(5), column: 'value' }
	},
	{
		check: 'E5',
		what: 'a date in the future',
		files: tables(withCells('assessments', 1, { assessed_date: '2027-01-01' })),
		at: { ...scoreAt(3), column: 'assessed_date' },
		value: '2027-01-01'
	},
	{
		check: 'E5',
		what: 'a second session before the first',
		files: tables(withRow('sessions', aSession('K2', 2, { session_day: -3 }))),
		at: { file: 'sessions.csv', row: 5, column: 'session_day' }
	},
	{
		check: 'E5',
		what: 'a baseline after the first session',
		files: tables(withCells('assessments', 2, { assessed_day: 3 })),
		at: { ...scoreAt(4), column: 'timepoint' }
	},
	{
		check: 'E5',
		what: 'a side effect that ends before it begins',
		files: tables(withCells('side_effects', 0, { end_date: '2025-01-09' })),
		at: { file: 'side_effects.csv', row: 2, column: 'end_date' }
	},
	{
		check: 'E6',
		what: 'an e-mail address in place of an id',
		files: tables(withCells('patients', 1, { patient_id: 'a.b@example.org' })),
		at: { file: 'patients.csv', row: 3, column: 'patient_id' },
		value: null
	},
	{
		check: 'E6',
		what: 'a full name in a column of codes',
		files: tables(withCells('sessions', 0, { operator_code: 'Erika Mustermann' })),
		at: { file: 'sessions.csv', row: 2, column: 'operator_code' },
		value: null
	},
	{
		check: 'E6',
		what: 'a column of birth dates',
		files: tables(withCells('patients', 0, { date_of_birth: '1980-01-01' })),
		at: { file: 'patients.csv', row: 1, column: 'date_of_birth' },
		value: null
	},
	{
		check: 'E6',
		what: 'phone numbers in a column of another name',
		files: tables(withCells('patients', 0, { remarks: '+49 170 1234567' })),
		at: { file: 'patients.csv', row: 2, column: 'remarks' },
		value: null
	},
	{
		check: 'E6',
		what: 'full names in a column of another name',
		files: tables(withCells('patients', 0, { seen_by: 'Erika Mustermann' })),
		at: { file: 'patients.csv', row: 2, column: 'seen_by' },
		value: null
	},
	{
		check: 'E7',
		what: 'a date that could be two',
		files: tables(withCells('assessments', 1, { assessed_date: '04/03/2025' })),
		at: { ...scoreAt(3), column: 'assessed_date' },
		value: '04/03/2025'
	}
];

describe('a wrong import is refused and leaves the database byte for byte as it was', () => {
	it.each(WRONG)('$check: $what', async ({ check, files, at, value }) => {
		const outcome = await importFiles(database.db, files, someOptions());
		expect(outcome.stored).toBe(false);
		expect(outcome.acceptable).toBe(false);
		const found = outcome.messages.filter((message) => message.check === check);
		expect(found).toContainEqual(expect.objectContaining(at));
		const message = found.find(({ file, row }) => file === at.file && row === at.row);
		expect(message?.rule).toMatch(/\w+ \w+/);
		expect(message?.offer).toMatch(/\w+ \w+/);
		if (value !== undefined) expect(message?.value).toBe(value);
		expect(await dump(database.db)).toBe(before);
	});

	it('dates whose order another row shows are wrong dates, not ambiguous ones', async () => {
		const changed = withCells('assessments', 1, { assessed_date: '04/03/2025' });
		changed.assessments.push(aScore('K1', { assessed_date: '25/03/2025' }));
		const { messages } = await importFiles(database.db, asFiles(changed), someOptions());
		expect(messages.map(({ check }) => check)).not.toContain('E7');
		expect(messages.filter(({ check }) => check === 'E1')).toHaveLength(2);
	});

	it('no message shows what stands in a column of ids', async () => {
		for (const { files } of WRONG) {
			const { messages } = await importFiles(database.db, files, someOptions());
			const said = JSON.stringify(messages);
			for (const id of ['MRN4711', 'MRN4712', 'MRN9999', 'example.org', 'Mustermann', '1234567']) {
				expect(said).not.toContain(id);
			}
		}
	});
});
