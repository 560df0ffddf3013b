/** Whatever is done to the records, and in whatever order, the tables that figures are read from follow. */
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { seeded, type Random } from '#db/demo/random.ts';
import { fillDictionaries } from '#db/dictionaries.ts';
import type { Database } from '#db/schema.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { keyedPseudonyms } from '#lib/server/pseudonym.ts';
import { erasePatient, restorePatient } from '#lib/server/records/erase.ts';
import { importFiles } from '#lib/server/records/import.ts';
import type { KeyRing } from '#lib/server/records/key-ring.ts';
import { rebuildFromRecords, type Rebuilt } from '#lib/server/records/rebuild.ts';
import { importsListed, undoImport, UndoError } from '#lib/server/records/undo.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { emptyRecords } from './dump.ts';
import { asFiles, aScore, aSession, someOptions, type Cells, type Tables } from './files.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	// Without measures there are no trajectories.
	await fillDictionaries(database.db);
});
beforeEach(() => emptyRecords(database.db));
afterAll(() => database.close());

const keysOf = (versions: number): KeyRing => {
	const [newest, ...earlier] = Array.from({ length: versions }, (_, index) =>
		keyedPseudonyms(new Uint8Array(32).fill(index + 1), index + 1)
	).toReversed();
	if (!newest) throw new Error('no key');
	return { newest, earlier };
};

/** What a rebuild would change of the database as it is; nothing stays of it. */
async function offBy(db: Kysely<Database>): Promise<Pick<Rebuilt, 'before' | 'changed'>> {
	const undone = new Error('undone');
	let found: Rebuilt | undefined;
	await db
		.transaction()
		.execute(async (tx) => {
			found = await rebuildFromRecords(tx, { verify: true });
			throw undone;
		})
		.catch((error: unknown) => {
			if (error !== undone) throw error;
		});
	if (!found) throw new Error('nothing was rebuilt');
	return { before: found.before, changed: found.changed };
}
const IN_STEP = { before: [], changed: [] };

/** Reports of sessions that are not there, and sessions before those that they follow on. */
async function astray(db: Kysely<Database>): Promise<unknown[]> {
	const { rows } = await sql`
		select e.clinic_id, e.course_id, e.session_no from side_effect as e
		where e.session_no is not null and not exists (select from session as s
			where s.clinic_id = e.clinic_id and s.course_id = e.course_id and s.session_no = e.session_no)
		union all
		select a.clinic_id, a.course_id, a.session_no from session as a join session as b
			on b.clinic_id = a.clinic_id and b.course_id = a.course_id and b.session_no > a.session_no
		where b.session_day <= a.session_day`.execute(db);
	return rows;
}

const CLINICS = ['north', 'south', 'empty'] as const;
const PATIENTS = 4;
const any = <T>(random: Random, ...values: readonly T[]): T =>
	random.pick(values.map((value) => [value, 1] as const));

const patientOf = (clinic: string, patient: number) => `${clinic}-MRN${100 + patient}`;
/** Two courses each, the second one without sessions or scores for some. */
const courseOf = (clinic: string, patient: number, course: number) =>
	`${clinic}-K${patient}-${course}`;

function filesOfOne(random: Random, clinic: string): Tables {
	const somebody = Array.from({ length: PATIENTS }, (_, i) => i).filter(() => random.chance(0.6));
	const courses = somebody.flatMap((patient) =>
		[1, 2]
			.filter((course) => course === 1 || random.chance(0.7))
			.map((course) => ({ patient, course, id: courseOf(clinic, patient, course) }))
	);
	const rows = courses.filter(() => random.chance(0.8));
	return {
		clinics: [
			{
				clinic_id: clinic,
				visit_weeks: any(random, '4;12', '4;12', '12;26'),
				data_through: any(random, '2025-10-31', '2025-11-30')
			}
		],
		patients: somebody.map((patient) => ({
			clinic_id: clinic,
			patient_id: patientOf(clinic, patient),
			age_at_start: any(random, 35, 45, 55),
			sex: any(random, 'female', 'male'),
			skin_type: any(random, 'II', 'IV'),
			smoking: 'never',
			research_consent: 'yes'
		})),
		courses: courses.map(({ patient, course, id }) => ({
			clinic_id: clinic,
			course_id: id,
			patient_id: patientOf(clinic, patient),
			protocol_id: any(random, 'pen', 'roller'),
			body_area: any(random, 'neck', 'face', 'face.cheeks'),
			concerns: 'wrinkles',
			control: course === 2 && patient === 0 ? 'yes' : 'no',
			status: any(random, 'ongoing', 'completed'),
			start_month: '2025-01'
		})),
		sessions: rows.flatMap(({ id }) =>
			[1, 2].map((number) => ({
				clinic_id: clinic,
				...aSession(id, number, {
					session_day: 28 * (number - 1),
					performed: any(random, 'done', 'done', 'cancelled'),
					depth_mm: any(random, 0.5, 1, 2),
					side_effects_asked: any(random, 'yes', 'no')
				})
			}))
		),
		assessments: rows.flatMap(({ id }) =>
			[0, 28, 84, 91].map((day) => ({
				clinic_id: clinic,
				...aScore(id, {
					assessed_day: day,
					timepoint: day === 0 ? 'baseline' : 'follow_up',
					value: any(random, 1, 2, 3, 4)
				})
			}))
		),
		side_effects: rows.map(({ patient, id }) => ({
			clinic_id: clinic,
			patient_id: patientOf(clinic, patient),
			course_id: id,
			session_no: any(random, 1, 2),
			term: any(random, 'erythema', 'infection'),
			severity: any(random, 'none', 'mild', 'severe'),
			onset_day: 0,
			duration_days: any(random, 1, 3)
		}))
	};
}

/** A file of one row, as a correction by hand is. */
function oneRowOf(random: Random, files: Tables): Tables {
	const [table, rows] = any(random, ...Object.entries(files));
	return { [table]: [any(random, ...rows)] };
}

const protocols = (random: Random): Cells[] =>
	['pen', 'roller'].map((device) => ({
		protocol_id: device,
		name: device,
		device_type: device,
		depth_mm_min: any(random, 0.5, 1),
		depth_mm_max: any(random, 1, 1.5),
		planned_sessions: 3,
		visit_weeks: any(random, '4;12', '12;52')
	}));

function filesOf(random: Random): Tables {
	const all: Tables = { protocols: protocols(random) };
	for (const clinic of CLINICS.filter(() => random.chance(0.6))) {
		const own: Tables =
			clinic === 'empty'
				? { clinics: [{ clinic_id: clinic, data_through: '2025-10-31' }] }
				: filesOfOne(random, clinic);
		for (const [table, rows] of Object.entries(own)) {
			const name = table as keyof Tables;
			all[name] = [...(all[name] ?? []), ...rows];
		}
	}
	return Object.fromEntries(Object.entries(all).filter(([, rows]) => rows.length > 0));
}

it.each([3, 5, 8, 11])(
	'after every import, correction, erasure, return and undoing (order %i)',
	async (seed) => {
		const { db } = database;
		const random = seeded(seed);
		let versions = 1;
		const earlier: Tables[] = [];
		const bring = async (tables: Tables) => {
			earlier.push(tables);
			const options = someOptions({ keys: keysOf(versions), goodRowsOnly: true });
			const { stored, messages } = await importFiles(db, asFiles(tables), options);
			expect(stored, JSON.stringify(messages)).toBe(true);
			return messages.filter(({ check }) => check.startsWith('E')).length;
		};
		const somebody = () => {
			const clinicId = any(random, 'north', 'south');
			return {
				clinicId,
				id: patientOf(clinicId, random.int(0, PATIENTS - 1)),
				keys: keysOf(versions)
			};
		};
		const erase = (asked: ReturnType<typeof somebody>) =>
			db.transaction().execute((tx) => erasePatient(tx, asked, CONSOLE));
		const deeds: Record<string, () => Promise<unknown>> = {
			import: () => bring(filesOf(random)),
			'one row': () => bring(oneRowOf(random, filesOf(random))),
			'the same files again': () => bring(earlier.at(-1) ?? filesOf(random)),
			'older files': () => bring(earlier[0] ?? filesOf(random)),
			erasure: () => erase(somebody()),
			return: () => db.transaction().execute((tx) => restorePatient(tx, somebody(), CONSOLE)),
			'everybody withdraws': async () => {
				for (let patient = 0; patient < PATIENTS; patient++)
					await erase({
						clinicId: 'south',
						id: patientOf('south', patient),
						keys: keysOf(versions)
					});
			},
			'an import taken back': async () => {
				const listed = await importsListed(db);
				const [latest, ...others] = listed.filter(({ canBeUndone }) => canBeUndone);
				if (!latest) return 'none';
				const { version } = any(random, latest, latest, ...others);
				return db
					.transaction()
					.execute((tx) => undoImport(tx, version, CONSOLE))
					.then(
						() => `version ${version}`,
						(error: unknown) => {
							if (error instanceof UndoError) return error.message;
							throw error;
						}
					);
			},
			'a new key': () => {
				versions += 1;
				return bring(filesOf(random));
			}
		};
		await bring(filesOf(random));
		const done: unknown[] = [];
		for (let i = 0; i < 10; i++) {
			const name = any(
				random,
				'import',
				'one row',
				'one row',
				'an import taken back',
				...Object.keys(deeds)
			);
			const gave = await deeds[name]?.();
			done.push([name, gave]);
			expect(await offBy(db), JSON.stringify(done)).toEqual(IN_STEP);
			expect(await astray(db), JSON.stringify(done)).toEqual([]);
		}
	},
	60_000
);
