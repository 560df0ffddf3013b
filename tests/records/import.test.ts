/** Right imports: what is stored, what a second import changes, and what is only warned of. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importFiles, type ImportOutcome } from '#lib/server/records/import.ts';
import { STUDY_IDS_ONLY } from '#lib/server/records/key-ring.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { dump, emptyRecords } from './dump.ts';
import {
	asFiles,
	aScore,
	aSession,
	rightTables,
	someOptions,
	testPseudonyms,
	withCells,
	withRow,
	type Tables
} from './files.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
});
beforeEach(() => emptyRecords(database.db));
afterAll(() => database.close());

const bring = (tables: Tables, options: Parameters<typeof someOptions>[0] = {}) =>
	importFiles(database.db, asFiles(tables), someOptions(options));
const sum = ({ tables }: ImportOutcome, what: 'new' | 'changed' | 'unchanged' | 'refused') =>
	Object.values(tables).reduce((total, counts) => total + counts[what], 0);
const checksOf = ({ messages }: ImportOutcome) => messages.map(({ check }) => check);

describe('the same content', () => {
	it('twice changes nothing, byte for byte, and says when it was imported before', async () => {
		const first = await bring(rightTables());
		const stored = await dump(database.db, { audit: false });
		const second = await bring(rightTables());
		expect(first).toMatchObject({ stored: true, version: 1, before: null });
		expect(second).toMatchObject({ stored: true, version: null });
		expect(second.before).toMatchObject({ version: 1 });
		expect(sum(second, 'unchanged')).toBe(sum(first, 'new'));
		expect(await dump(database.db, { audit: false })).toBe(stored);
	});

	it('in another order of rows and with blank cells left out changes nothing either', async () => {
		await bring(rightTables());
		const stored = await dump(database.db, { audit: false });
		const tables = rightTables();
		tables.assessments.reverse();
		for (const row of tables.sessions) delete row.depth_mm;
		for (const row of tables.patients) delete row.smoking;
		const outcome = await bring(tables);
		expect(outcome.version).toBe(null);
		expect(await dump(database.db, { audit: false })).toBe(stored);
	});

	it('brought by two at once is stored once', async () => {
		const [first, second] = await Promise.all([bring(rightTables()), bring(rightTables())]);
		expect([first.version, second.version].sort()).toEqual([1, null]);
		expect(await database.db.selectFrom('data_version').selectAll().execute()).toHaveLength(1);
	});
});

describe('a dry run', () => {
	it('counts what the import then stores, and stores nothing itself', async () => {
		const empty = await dump(database.db);
		const dry = await bring(rightTables(), { dryRun: true });
		expect(await dump(database.db)).toBe(empty);
		const wet = await bring(rightTables());
		expect(dry).toEqual({ ...wet, stored: false, version: null });
	});

	it('of a changed file counts the changed rows', async () => {
		await bring(rightTables());
		const changed = withCells('assessments', 1, { value: 2 });
		const dry = await bring(changed, { dryRun: true });
		expect(dry.tables.assessments).toMatchObject({ new: 0, changed: 1, unchanged: 3 });
		expect((await bring(changed)).tables).toEqual(dry.tables);
	});
});

describe('a changed row', () => {
	it('gets a new data version, in its clinic only', async () => {
		const other: Tables = {
			clinics: [{ clinic_id: 'south' }],
			patients: [{ clinic_id: 'south', patient_id: 'S1', research_consent: 'yes' }]
		};
		await bring(rightTables());
		await bring(other, { dataThrough: '2025-12-31' });
		const outcome = await bring(withCells('patients', 0, { skin_type: 'II' }));
		expect(outcome).toMatchObject({ stored: true, version: 3 });
		expect(outcome.tables.patients).toMatchObject({ changed: 1, unchanged: 1 });
		const clinics = await database.db.selectFrom('clinic').selectAll().execute();
		expect(new Map(clinics.map((row) => [row.clinic_id, row.data_version]))).toEqual(
			new Map([
				['north', 3],
				['south', 2]
			])
		);
	});

	it('keeps what a blank cell says nothing about', async () => {
		await bring(rightTables());
		await bring(withCells('patients', 0, { skin_type: '', smoking: '', age_at_start: 45 }));
		const patient = await database.db
			.selectFrom('patient')
			.selectAll()
			.where('sex', '=', 'female')
			.executeTakeFirstOrThrow();
		expect(patient).toMatchObject({ skin_type: 3, smoking: 'never', age_at_start: 45 });
	});

	it('with a range of depths in place of one depth does not keep both', async () => {
		await bring(rightTables());
		await bring(withCells('sessions', 2, { depth_mm: '', depth_mm_min: 0.5, depth_mm_max: 1.5 }));
		const session = await database.db
			.selectFrom('session')
			.selectAll()
			.where('course_id', '=', 'K2')
			.executeTakeFirstOrThrow();
		expect(session).toMatchObject({ depth_mm: null, depth_mm_min: 0.5, depth_mm_max: 1.5 });
	});

	it('of a patient reaches the figures of the courses', async () => {
		await bring(rightTables());
		await bring(withCells('patients', 0, { skin_type: 'VI' }));
		const profile = await database.db
			.selectFrom('course_profile')
			.select('skin_band')
			.where('course_id', '=', 'K1')
			.executeTakeFirstOrThrow();
		expect(profile.skin_band).toBe('V-VI');
	});
});

describe('good rows only', () => {
	it('leaves out the refused rows and all that depends on them', async () => {
		const wrong = withCells('patients', 0, { sex: 'w' });
		const outcome = await bring(wrong, { goodRowsOnly: true });
		expect(outcome).toMatchObject({ stored: true, acceptable: true, version: 1 });
		expect(outcome.tables).toMatchObject({
			patients: { new: 1, refused: 1 },
			courses: { new: 1, refused: 1 },
			sessions: { new: 1, refused: 2 },
			assessments: { new: 2, refused: 2 },
			side_effects: { new: 0, refused: 1 },
			contacts: { new: 0, refused: 1 }
		});
		const courses = await database.db.selectFrom('course').select('course_id').execute();
		expect(courses).toEqual([{ course_id: 'K2' }]);
	});

	it('never counts days from a later session when the first one is refused', async () => {
		const wrong = rightTables();
		wrong.courses[0] = { ...wrong.courses[0], start_date: '', start_month: '2025-01' };
		wrong.sessions[0] = { ...wrong.sessions[0], session_date: '10.01.2025' };
		const outcome = await bring(wrong, { goodRowsOnly: true });
		expect(outcome.tables.sessions).toMatchObject({ new: 1, refused: 2 });
		expect(outcome.tables.assessments).toMatchObject({ new: 2, refused: 2 });
	});
});

describe('a failure on the way', () => {
	it('leaves nothing behind', async () => {
		await bring(rightTables());
		const stored = await dump(database.db);
		const failing = database.db.withPlugin({
			transformQuery: ({ node }) => node,
			transformResult: async ({ result }) => {
				// The last table that holds records has been written by then.
				if (result.rows.some((row) => 'touched_id' in row && row.touched_id === 'K2')) {
					throw new Error('the connection broke');
				}
				return result;
			}
		});
		const more = withRow('contacts', {
			course_id: 'K2',
			contact_day: 9,
			kind: 'call',
			side_effects_asked: 'no'
		});
		await expect(importFiles(failing, asFiles(more), someOptions())).rejects.toThrow('broke');
		expect(await dump(database.db)).toBe(stored);
	});
});

describe('pseudonyms', () => {
	it('stand for the source ids, which are stored nowhere', async () => {
		const tables = rightTables();
		for (const row of [...tables.courses, ...tables.sessions, ...tables.assessments]) {
			if (row.course_id === 'K1') row.course_id = 'MRN4711-1';
		}
		for (const row of [...tables.side_effects, ...tables.contacts]) row.course_id = 'MRN4711-1';
		tables.assessments[0] = { ...tables.assessments[0], assessment_id: 'MRN4711-a1' };
		expect((await bring(tables)).stored).toBe(true);
		const stored = await dump(database.db);
		expect(stored).not.toContain('MRN4711');
		expect(stored).toContain(testPseudonyms.codeFor('patient', 'north', 'MRN4711'));
	});

	it('also find the course when only its later rows come', async () => {
		const tables = rightTables();
		tables.courses[1] = { ...tables.courses[1], course_id: 'MRN4712-1' };
		for (const row of [...tables.sessions, ...tables.assessments]) {
			if (row.course_id === 'K2') row.course_id = 'MRN4712-1';
		}
		await bring(tables);
		const later = await bring({
			assessments: [aScore('MRN4712-1', { assessed_day: 180, value: 1 })]
		});
		expect(later.tables.assessments).toMatchObject({ new: 1, refused: 0 });
	});

	it('are not made for ids that are study ids already', async () => {
		await bring(rightTables(), { keys: STUDY_IDS_ONLY });
		const patients = await database.db.selectFrom('patient').selectAll().execute();
		expect(patients.map(({ patient_id }) => patient_id).sort()).toEqual(['MRN4711', 'MRN4712']);
		expect(patients[0]?.key_version).toBe(0);
	});
});

describe('dates', () => {
	it('become days from the first session, and only the month of the start is kept', async () => {
		await bring(rightTables());
		const days = await database.db
			.selectFrom('assessment')
			.select('assessed_day')
			.where('course_id', '=', 'K1')
			.orderBy('assessed_day')
			.execute();
		expect(days.map(({ assessed_day }) => assessed_day)).toEqual([0, 84]);
		const stored = await dump(database.db);
		// The clinic's data-through day is the latest date, and no date of a person.
		expect(stored.match(/2025-\d\d-\d\d/g)).toEqual(['2025-05-24']);
		const sideEffect = await database.db
			.selectFrom('side_effect')
			.selectAll()
			.executeTakeFirstOrThrow();
		expect(sideEffect).toMatchObject({ onset_day: 0, duration_days: 2 });
	});

	it('of an untreated side are counted from the first session of its pair', async () => {
		const tables = rightTables();
		tables.courses[0] = { ...tables.courses[0], pair_id: 'pair1', side: 'left' };
		tables.courses.push({
			course_id: 'K3',
			patient_id: 'MRN4711',
			body_area: 'neck',
			concerns: 'wrinkles',
			status: 'completed',
			side: 'right',
			pair_id: 'pair1',
			control: 'yes'
		});
		tables.assessments.push(aScore('K3', { assessed_date: '2025-01-24', value: 4 }));
		expect((await bring(tables)).stored).toBe(true);
		const course = await database.db
			.selectFrom('course')
			.innerJoin('assessment', 'assessment.course_id', 'course.course_id')
			.select(['start_month', 'assessed_day'])
			.where('course.course_id', '=', 'K3')
			.execute();
		expect(course).toEqual([{ start_month: '2025-01', assessed_day: 14 }]);
	});

	it('of later sessions alone are refused unless the first day is known', async () => {
		await bring(rightTables());
		const later = { sessions: [aSession('K1', 3, { session_date: '2025-03-07' })] };
		const refused = await bring(later);
		expect(refused.messages).toContainEqual(
			expect.objectContaining({ check: 'E1', column: 'session_date', row: 2 })
		);
		const known = await bring({ ...later, courses: rightTables().courses });
		expect(known.tables.sessions).toMatchObject({ new: 1 });
	});
});

describe('the day up to which a clinic is complete', () => {
	const dataThrough = async () =>
		(await database.db.selectFrom('clinic').select('data_through').executeTakeFirstOrThrow())
			.data_through;

	it('is the latest day in its rows', async () => {
		await bring(rightTables());
		expect(await dataThrough()).toBe('2025-05-24');
	});
	it('is what the user says, and what the clinic says before that', async () => {
		await bring(rightTables(), { dataThrough: '2025-09-30' });
		expect(await dataThrough()).toBe('2025-09-30');
		await bring(withCells('clinics', 0, { data_through: '2025-12-31' }));
		expect(await dataThrough()).toBe('2025-12-31');
	});
	it('does not go back when older files are imported again', async () => {
		await bring(rightTables(), { dataThrough: '2025-09-30' });
		await bring(rightTables(), { dataThrough: '2025-08-31' });
		expect(await dataThrough()).toBe('2025-09-30');
	});
	it('cannot be told of a clinic without any rows', async () => {
		const outcome = await bring({ clinics: [{ clinic_id: 'empty' }] });
		expect(outcome.messages).toMatchObject([{ check: 'E1', column: 'data_through', row: 2 }]);
	});
});

describe('ages', () => {
	it.each([
		['an age of 95', { age_at_start: 95 }, { age_at_start: 90, birth_year: null }],
		[
			'a birth year 93 years before',
			{ age_at_start: '', birth_year: 1932 },
			{ age_at_start: 90, birth_year: null }
		],
		[
			'a birth year 40 years before',
			{ age_at_start: '', birth_year: 1985 },
			{ age_at_start: null, birth_year: 1985 }
		]
	])('%s is stored so that nobody over 90 stands out', async (_, cells, stored) => {
		await bring(withCells('patients', 0, cells));
		const patient = await database.db
			.selectFrom('patient')
			.select(['age_at_start', 'birth_year'])
			.where('sex', '=', 'female')
			.executeTakeFirstOrThrow();
		expect(patient).toEqual(stored);
	});
	it('under 18 are taken where the clinic may treat minors', async () => {
		const minors = withCells('patients', 0, { age_at_start: 17 });
		expect((await bring(minors, { minorsAllowed: true })).stored).toBe(true);
	});
});

describe('several clinics', () => {
	it('need the clinic of a row only where patient or course do not tell it', async () => {
		const tables = rightTables();
		tables.clinics.push({ clinic_id: 'south' });
		tables.patients.push({ clinic_id: 'south', patient_id: 'S1', research_consent: 'yes' });
		tables.courses.push({ ...tables.courses[1], course_id: 'K9', patient_id: 'S1' });
		tables.contacts.push({
			course_id: 'K9',
			contact_day: 3,
			kind: 'call',
			side_effects_asked: 'yes'
		});
		const outcome = await bring(tables);
		expect(outcome.messages.filter(({ check }) => !check.startsWith('W'))).toEqual([]);
		const contact = await database.db
			.selectFrom('contact')
			.select('clinic_id')
			.where('course_id', '=', 'K9')
			.executeTakeFirst();
		expect(contact).toEqual({ clinic_id: 'south' });
	});
	it("refuse a course with another clinic's patient", async () => {
		const tables = rightTables();
		tables.clinics.push({ clinic_id: 'south', data_through: '2025-01-01' });
		tables.courses[0] = { ...tables.courses[0], clinic_id: 'south' };
		expect((await bring(tables)).messages).toContainEqual(
			expect.objectContaining({ check: 'E3', file: 'courses.csv', row: 2, column: 'patient_id' })
		);
	});
});

describe('the demo', () => {
	it('is never mixed with real records', async () => {
		await bring(rightTables());
		await database.db.updateTable('clinic').set({ synthetic: true }).execute();
		const stored = await dump(database.db);
		await expect(bring(rightTables())).rejects.toThrow(/demo remove.+database of your own/);
		await expect(bring(rightTables(), { dryRun: true })).rejects.toThrow(/demo remove/);
		const elsewhere: Tables = { clinics: [{ clinic_id: 'south', data_through: '2025-01-01' }] };
		await expect(bring(elsewhere)).rejects.toThrow(/demo remove/);
		const onlyItsProtocol = { protocols: [{ ...rightTables().protocols[0], name: 'Mine' }] };
		await expect(bring(onlyItsProtocol)).rejects.toThrow(/database of your own/);
		expect(await dump(database.db)).toBe(stored);
	});
});

describe('warnings keep the row', () => {
	const sideEffect = (cells: Record<string, string>) => withCells('side_effects', 0, cells);
	const again = rightTables().assessments[3] ?? {};
	it.each([
		['W1', 'an exact duplicate', withRow('assessments', again), 'assessments.csv', 6],
		['W2', 'a depth above the usual', withCells('sessions', 0, { depth_mm: 3 }), 'sessions.csv', 2],
		[
			'W2',
			'sessions three days apart',
			withCells('sessions', 1, { session_date: '2025-01-13' }),
			'sessions.csv',
			3
		],
		[
			'W3',
			'a course without baseline',
			withCells('assessments', 2, { timepoint: 'treatment' }),
			'courses.csv',
			3
		],
		[
			'W3',
			'a baseline without follow-up',
			withCells('assessments', 3, { timepoint: 'treatment' }),
			'courses.csv',
			3
		],
		[
			'W4',
			'an imputed score',
			withCells('assessments', 3, { imputed: 'locf' }),
			'assessments.csv',
			5
		],
		['W5', 'ids that may have lost zeros', uneven(), 'courses.csv', 3],
		[
			'W6',
			'a patient without research consent',
			withCells('patients', 1, { research_consent: 'withdrawn' }),
			'patients.csv',
			3
		],
		[
			'W7',
			'a side effect of which only the month is known',
			sideEffect({ onset_date: '2025-01', end_date: '' }),
			'side_effects.csv',
			2
		]
	])('%s: %s', async (check, _what, tables, file, row) => {
		const outcome = await bring(tables);
		expect(outcome.stored).toBe(true);
		expect(outcome.messages).toContainEqual(expect.objectContaining({ check, file, row }));
		expect(checksOf(outcome).every((code) => code.startsWith('W'))).toBe(true);
	});

	it('an exact duplicate is stored once', async () => {
		const outcome = await bring(withRow('assessments', again));
		expect(outcome.tables.assessments).toMatchObject({ new: 4, skipped: 1, refused: 0 });
	});

	it('the right files give no warning at all', async () => {
		expect((await bring(rightTables())).messages).toEqual([]);
	});

	function uneven() {
		const tables = rightTables();
		const rename = (row: Record<string, string | number>) => ({
			...row,
			course_id: row.course_id === 'K1' ? '0101' : '102'
		});
		return {
			...tables,
			courses: tables.courses.map(rename),
			sessions: tables.sessions.map(rename),
			assessments: tables.assessments.map(rename),
			side_effects: tables.side_effects.map(rename),
			contacts: tables.contacts.map(rename)
		};
	}
});
