/** A new key for pseudonyms: whoever was stored under an earlier one is found again, and is one patient. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import { CLINIC_TABLES } from '#db/schema.ts';
import { keyedPseudonyms, shortCode } from '#lib/server/pseudonym.ts';
import { erasePatient } from '#lib/server/records/erase.ts';
import { importFiles } from '#lib/server/records/import.ts';
import type { KeyRing } from '#lib/server/records/key-ring.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { contentOf, dump, emptyRecords } from './dump.ts';
import { asFiles, aScore, aSession, someOptions, type Cells, type Tables } from './files.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	// Without measures there are no trajectories.
	await fillDictionaries(database.db);
});
beforeEach(() => emptyRecords(database.db));
afterAll(() => database.close());

/** The ring after some rotations: key 1 is the oldest. */
function ringOf(keys: number, dropped = 0): KeyRing {
	const all = Array.from({ length: keys - dropped }, (_, index) => dropped + index + 1)
		.map((version) => keyedPseudonyms(new Uint8Array(32).fill(version), version))
		.toReversed();
	const [newest, ...earlier] = all;
	if (!newest) throw new Error('no key');
	return { newest, earlier };
}

const PATIENTS = 5;
const patientId = (patient: number) => `MRN${1000 + patient}`;

/** Ids of courses and pairs that contain the patient's, for every other patient. */
function coursesOf(patient: number): Cells[] {
	const prefix = patient % 2 === 0 ? patientId(patient) : `K${patient}`;
	return [1, 2].map((number) => ({
		course_id: `${prefix}-${number}`,
		patient_id: patientId(patient),
		body_area: 'neck',
		side: number === 1 ? 'left' : 'right',
		pair_id: `${prefix}.pair`,
		concerns: 'wrinkles',
		status: 'completed',
		start_month: '2025-01'
	}));
}

type Part = { patients: readonly number[]; courses: boolean; rows: boolean };

/** The files of some patients: alone, with their courses, with all that is known of them. */
function filesOf({ patients, courses, rows }: Part): Tables {
	const theirs = patients.flatMap(coursesOf);
	const ids = theirs.map(({ course_id: id }) => String(id));
	return {
		clinics: [{ clinic_id: 'north', data_through: '2025-12-31' }],
		patients: patients.map((patient) => ({
			clinic_id: 'north',
			patient_id: patientId(patient),
			age_at_start: 40 + patient,
			research_consent: 'yes'
		})),
		...(courses ? { courses: theirs } : {}),
		...(rows
			? {
					sessions: ids.map((id) => aSession(id, 1, { session_day: 0 })),
					assessments: ids.flatMap((id) => [
						aScore(id, {
							assessment_id: `${id}-a`,
							assessed_day: 0,
							timepoint: 'baseline',
							value: 4
						}),
						aScore(id, { assessment_id: `${id}-b`, assessed_day: 84, value: 2 })
					]),
					side_effects: theirs.map(({ course_id, patient_id }) => ({
						side_effect_id: `${course_id}-e`,
						patient_id: patient_id ?? '',
						course_id: course_id ?? '',
						session_no: 1,
						term: 'erythema',
						severity: 'mild',
						onset_day: 0
					})),
					contacts: ids.map((id) => ({
						course_id: id,
						contact_day: 28,
						kind: 'call',
						side_effects_asked: 'yes'
					}))
				}
			: {})
	};
}

const everything: Part = { patients: [0, 1, 2, 3, 4], courses: true, rows: true };
const bring = (part: Part, keys: KeyRing, options: Parameters<typeof someOptions>[0] = {}) =>
	importFiles(database.db, asFiles(filesOf(part)), someOptions({ keys, ...options }));

const patients = () =>
	database.db.selectFrom('patient').select(['patient_id', 'key_version']).execute();

describe('after a rotation', () => {
	it('the next import moves patients, courses, pairs and rows to the new key, and changes nothing else', async () => {
		await bring(everything, ringOf(1));
		const before = await contentOf(database.db);
		const again = await bring(everything, ringOf(2));
		expect(again).toMatchObject({ stored: true, version: null, rekeyed: PATIENTS });
		expect(again.tables.patients).toMatchObject({ new: 0, changed: 0, unchanged: PATIENTS });
		expect(again.tables.assessments).toMatchObject({ new: 0, changed: 0, unchanged: 20 });
		expect(again.tables.side_effects).toMatchObject({ new: 0, changed: 0, unchanged: 10 });
		const moved = await contentOf(database.db);
		expect(moved).not.toEqual(before);
		await emptyRecords(database.db);
		await bring(everything, ringOf(2, 1));
		// As if there had never been another key.
		const fresh = (await contentOf(database.db)).map((line) =>
			line.replace(/"key_version": 1\b/, '"key_version": 2')
		);
		expect(moved).toEqual(fresh);
	});

	it('a dry run and a refused import move nobody', async () => {
		await bring(everything, ringOf(1));
		const stored = await dump(database.db);
		expect(await bring(everything, ringOf(2), { dryRun: true })).toMatchObject({
			rekeyed: PATIENTS
		});
		const wrong = filesOf(everything);
		wrong.patients = wrong.patients?.map((row) => ({ ...row, sex: 'w' }));
		await importFiles(database.db, asFiles(wrong), someOptions({ keys: ringOf(2) }));
		expect(await dump(database.db)).toBe(stored);
	});

	it('a patient whose coded courses are not in the files stays under the earlier key, and is still one', async () => {
		await bring(everything, ringOf(1));
		const alone: Part = { patients: [0, 1], courses: false, rows: false };
		expect(await bring(alone, ringOf(2))).toMatchObject({
			stored: true,
			rekeyed: 1,
			version: null
		});
		const versions = (await patients()).map(({ key_version }) => key_version).toSorted();
		expect(versions).toEqual([1, 1, 1, 1, 2]);
		// Rows of a course that is stored under the earlier code find it.
		const rows: Tables = { sessions: [aSession('MRN1000-1', 2, { session_day: 28 })] };
		const delta = await importFiles(
			database.db,
			asFiles(rows),
			someOptions({ keys: ringOf(2), dataThrough: '2025-12-31' })
		);
		expect(delta).toMatchObject({ stored: true, tables: { sessions: { new: 1 } } });
		expect(await bring({ ...alone, courses: true }, ringOf(2))).toMatchObject({ rekeyed: 1 });
		const later = await bring({ ...everything, rows: false }, ringOf(2));
		expect(later).toMatchObject({ stored: true, rekeyed: 3, version: null });
		expect(await database.db.selectFrom('session').selectAll().execute()).toHaveLength(11);
		expect(new Set((await patients()).map(({ key_version }) => key_version))).toEqual(new Set([2]));
		expect(await bring(everything, ringOf(2, 1))).toMatchObject({
			tables: { courses: { new: 0 } }
		});
	});

	it('who was erased under the earlier key stays so under the new one', async () => {
		await bring(everything, ringOf(1));
		const asked = { clinicId: 'north', id: patientId(2), keys: ringOf(1) };
		const by = someOptions().by;
		const erased = await database.db.transaction().execute((tx) => erasePatient(tx, asked, by));
		expect(erased?.courses).toBe(2);
		const outcome = await bring(everything, ringOf(2));
		expect(outcome).toMatchObject({ stored: true, tables: { patients: { new: 0, skipped: 1 } } });
		expect(await patients()).toHaveLength(PATIENTS - 1);
		const remembered = await database.db.selectFrom('erased_patient').selectAll().execute();
		expect(remembered).toMatchObject([{ key_version: 2 }]);
		expect(shortCode(remembered[0]?.patient_id ?? '')).not.toBe(erased?.code);
		expect(await bring(everything, ringOf(2, 1))).toMatchObject({
			tables: { patients: { new: 0, skipped: 1 } }
		});
	});
});

describe('over any sequence of imports and rotations', () => {
	type Step = { rotate: boolean; part: Part };

	const aStep: fc.Arbitrary<Step> = fc.record({
		rotate: fc.boolean(),
		part: fc.record({
			patients: fc.uniqueArray(fc.nat(PATIENTS - 1), { minLength: 1 }),
			courses: fc.boolean(),
			rows: fc.boolean()
		})
	});

	it('one source id is one patient, and nothing is stored twice', async () => {
		await emptyRecords(database.db);
		await bring(everything, ringOf(1));
		const whole = await countsOf();
		await fc.assert(
			fc.asyncProperty(fc.array(aStep, { minLength: 2, maxLength: 6 }), async (steps) => {
				await emptyRecords(database.db);
				let keys = 1;
				const seen = new Set<number>();
				const withCourses = new Set<number>();
				for (const { rotate, part } of steps) {
					if (rotate) keys++;
					for (const patient of part.patients) seen.add(patient);
					const rows =
						part.courses || part.patients.every((patient) => withCourses.has(patient))
							? part.rows
							: false;
					if (part.courses) for (const patient of part.patients) withCourses.add(patient);
					const ring = ringOf(keys);
					const outcome = await bring({ ...part, rows }, ring);
					expect(outcome.messages.filter(({ check }) => !check.startsWith('W'))).toEqual([]);
					await onePatientEach(seen, ring);
					const { course } = await countsOf();
					expect(course).toBe(2 * withCourses.size);
				}
				keys++;
				await bring(everything, ringOf(keys));
				// The earlier keys may be dropped: all are found under the newest.
				const last = await bring(everything, ringOf(keys, keys - 1));
				expect(last).toMatchObject({ stored: true, version: null, rekeyed: 0 });
				expect(await countsOf()).toEqual(whole);
				expect(new Set((await patients()).map(({ key_version }) => key_version))).toEqual(
					new Set([keys])
				);
			}),
			{ numRuns: 20 }
		);
	}, 240_000);

	async function countsOf() {
		const counts: Record<string, number> = {};
		for (const table of CLINIC_TABLES) {
			const { rows } = await sql<{ n: number }>`
				select count(*) as n from ${sql.table(table)}`.execute(database.db);
			counts[table] = rows[0]?.n ?? 0;
		}
		return counts;
	}

	async function onePatientEach(seen: ReadonlySet<number>, { newest, earlier }: KeyRing) {
		const stored = new Map((await patients()).map((row) => [row.patient_id, row.key_version]));
		expect(stored.size).toBe(seen.size);
		for (const patient of seen) {
			const found = [newest, ...earlier].filter(({ codeFor, keyVersion }) => {
				const version = stored.get(codeFor('patient', 'north', patientId(patient)));
				return version === keyVersion;
			});
			expect(found).toHaveLength(1);
		}
	}
});
