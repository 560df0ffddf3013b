/** A release from records to rows: what is told, what is not, who waits, and that it stays as it is. */
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#db/schema.ts';
import { RELEASE_COLUMN_NAMES, type ReleaseColumnName } from '#lib/domain/release-columns.ts';
import { Refused } from '#lib/server/accounts/refused.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { walkChain } from '#lib/server/audit/chain.ts';
import { refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { erasePatient } from '#lib/server/records/erase.ts';
import { makeRelease, type ReleaseAskedFor } from '#lib/server/releases/make.ts';
import { previewRelease } from '#lib/server/releases/preview.ts';
import { askForRelease } from '#lib/server/releases/requests.ts';
import { releaseOf, releases } from '#lib/server/releases/register.ts';
import { AT_CONSOLE } from '#lib/server/releases/usable.ts';
import { verifiedOnce, verifyRelease } from '#lib/server/releases/verify.ts';
import { mayWithdraw, withdrawRelease } from '#lib/server/releases/withdraw.ts';
import { addCourses, aTreatedClinic, patients, type Treated } from '../gate/clinic.ts';
import { aPatient } from '../read-models/records.ts';
import { differences } from '../privacy/release/courses.ts';
import { testPseudonyms } from '../records/files.ts';
import { nextState, openServing, type Serving } from './serving.ts';

let serving: Serving;
const director = { id: 'p-1', name: 'Ada Field', clinics: ['north', 'real'] };

const neck = { area: 'neck', sessions: 3, red: 1, redDays: 4, scores: { 4: 2, 12: 1 } } as const;
const face = { ...neck, area: 'face.cheeks', depthMm: 1.2 } as const;
const PEOPLE: Treated[] = [
	...patients(60, 'n', neck),
	...patients(60, 'f', face),
	...patients(4, 'refusing', { ...neck, about: { research_consent: 'no' } }),
	...patients(2, 'withdrawn', { ...neck, about: { research_consent: 'withdrawn' } }),
	...patients(3, 'silent', { ...neck, sessions: 0, red: 0 })
];

/** Of patients with this prefix, as if nobody had scored them. */
async function withoutScores(db: Kysely<Database>, prefix: string): Promise<void> {
	await sql`delete from assessment where course_id in (
		select course_id from course where patient_id like ${`${prefix}%`})`.execute(db);
	await db.transaction().execute((tx) => refreshReadModels(tx, ['north']));
}

beforeAll(async () => {
	serving = await openServing();
	await serving.asOwner(async (db) => {
		await db
			.insertInto('person')
			.values({ id: 'r-1', name: 'Rea Dohm', email: 'rea@x.example', disabled_at: null })
			.execute();
		await aTreatedClinic(db, 'north', PEOPLE);
		await withoutScores(db, 'silent');
		await aTreatedClinic(db, 'real', patients(12, 'r', neck));
		await db
			.updateTable('clinic')
			.set({ synthetic: false })
			.where('clinic_id', '=', 'real')
			.execute();
	});
});
afterAll(() => serving.close());

const asked = (more: Partial<ReleaseAskedFor> = {}): ReleaseAskedFor => ({
	title: 'First',
	description: 'All of the clinic.',
	ethicsReference: 'EC 1/26',
	requestNo: null,
	choices: { order: RELEASE_COLUMN_NAMES, linked: false },
	clinics: ['north'],
	...more
});
const make = (more: Partial<ReleaseAskedFor> = {}) =>
	makeRelease(serving.app, director, asked(more), CONSOLE);
const refusal = (making: Promise<unknown>) =>
	making.then(
		() => 'made',
		(error: unknown) => (error instanceof Refused ? error.message : Promise.reject(error))
	);
const membersOf = async (releaseNo: number) => {
	const rows = await serving.app
		.selectFrom('release_member')
		.selectAll()
		.where('release_no', '=', releaseNo)
		.execute();
	return rows.map((row) => ({
		clinic: row.clinic_id,
		patient: row.patient_id,
		course: row.course_id,
		classNo: row.class_no
	}));
};
const coursesOf = (releaseNo: number) =>
	serving.app
		.selectFrom('release_course')
		.selectAll()
		.where('release_no', '=', releaseNo)
		.execute();

describe('the first release', () => {
	test('is made by the server’s own role, and told as a plain object', async () => {
		const { releaseNo, hash, report } = await make();
		expect(releaseNo).toBe(1);
		expect(report).toMatchObject({ patients: 120, courses: 120, classes: 2, comparedWith: [] });
		expect(report.policy).toMatch(/Whoever was scored at a visit may be fewer/);
		expect(report.k).toEqual({ required: 11, reached: 60 });
		const [release] = await releases(serving.app, AT_CONSOLE);
		expect(release).toMatchObject({ title: 'First', hash, synthetic: true, withdrawn: null });
		expect(release?.report).toEqual(report);
		expect(await releaseOf(serving.app, AT_CONSOLE, 2)).toBeNull();
	});

	test('leaves out whoever did not consent, and whoever has nothing to tell', async () => {
		const members = await membersOf(1);
		expect(members.filter(({ patient }) => !/^[nf]\d/.test(patient))).toEqual([]);
		const report = (await releaseOf(serving.app, AT_CONSOLE, 1))?.report;
		expect(report?.leftOut).toMatchObject({ noConsent: 11, nothingToTell: 11, tooSmall: 0 });
	});

	test('names nobody: no id of the records is in any of its rows', async () => {
		for (const table of ['release_course', 'release_trajectory', 'release_side_effect'] as const) {
			const { rows } = await sql<{ row: string }>`
				select (to_jsonb(t) - 'release_no')::text as row from ${sql.table(table)} as t`.execute(
				serving.app
			);
			expect(rows.length).toBeGreaterThan(0);
			for (const { row } of rows) expect(row).not.toMatch(/"(k\d+|[nf]\d+)"|20\d\d-/);
		}
		const courses = await coursesOf(1);
		for (const { course_id, patient_id } of courses) {
			expect(course_id).toMatch(/^[a-z2-7]{12}$/);
			expect(patient_id).toMatch(/^[a-z2-7]{12}$/);
		}
		expect(new Set(courses.map(({ patient_id }) => patient_id)).size).toBe(120);
	});

	test('tells sessions on nominal days, and what followed them on the grid', async () => {
		const sessions = await serving.app.selectFrom('release_session').selectAll().execute();
		expect(new Set(sessions.map(({ session_day }) => session_day))).toEqual(new Set([0, 28, 56]));
		const effects = await serving.app.selectFrom('release_side_effect').selectAll().execute();
		expect(effects).toHaveLength(120);
		expect(new Set(effects.map(({ duration_days }) => duration_days))).toEqual(new Set([5]));
	});

	test('is written down, with its hash', async () => {
		const entry = await serving.app
			.selectFrom('audit_entry')
			.selectAll()
			.orderBy('entry_no', 'desc')
			.executeTakeFirst();
		const release = await releaseOf(serving.app, AT_CONSOLE, 1);
		expect(entry).toMatchObject({ action: 'release-made', object: '1' });
		expect(entry?.detail).toMatchObject({ hash: release?.hash, patients: 120 });
		expect(await walkChain(serving.app)).toMatchObject({ broken: null });
	});
});

describe('whoever may not', () => {
	test('is refused in words', async () => {
		expect(await refusal(make({ title: ' ' }))).toContain('title');
		expect(await refusal(make({ description: 'a\u0000' }))).toContain('cannot be shown');
		expect(await refusal(make({ clinics: ['south'] }))).toContain('your own clinics');
		expect(await refusal(make({ clinics: [] }))).toContain('at least one clinic');
		expect(await refusal(make({ clinics: ['north', 'real'] }))).toContain(
			'never released together'
		);
		const order: ReleaseColumnName[] = ['area', 'area'];
		expect(await refusal(make({ choices: { order, linked: false } }))).toContain('once');
		expect(await releases(serving.app, AT_CONSOLE)).toHaveLength(1);
	});

	test('cannot change or remove a row of a release as the server', async () => {
		const tables = [
			'release',
			'release_member',
			'release_class',
			'release_course',
			'release_trajectory',
			'release_session',
			'release_side_effect',
			'release_contact',
			'release_protocol',
			'release_withdrawal'
		] as const;
		for (const table of tables) {
			const changed = sql`update ${sql.table(table)} set release_no = 9`.execute(serving.app);
			await expect(changed, table).rejects.toThrow(/permission denied/);
			const removed = sql`delete from ${sql.table(table)}`.execute(serving.app);
			await expect(removed, table).rejects.toThrow(/permission denied/);
		}
	});
});

describe('checking', () => {
	test('finds a release as it was made, by hash, members and rows', async () => {
		expect(await verifyRelease(serving.app, 1)).toMatchObject({
			faults: [],
			k: { byMembers: 60, byRows: 60 },
			classes: 2,
			courses: 120
		});
		expect(await verifyRelease(serving.app, 7)).toBeNull();
	});

	test.each([
		['release_trajectory', sql`window_1 = window_1 + 1`, 1],
		['release_side_effect', sql`severity = 'severe'`, 1],
		['release_session', sql`endpoint = 'none'`, 1],
		['release_course', sql`depth_band = '2.0-2.5'`, 3]
	] as const)('finds one changed value in %s', async (table, change, faults) => {
		const found = await serving.asOwner(async (db) => {
			const changed = db.transaction().execute(async (tx) => {
				await sql`update ${sql.table(table)} set ${change} where course_id = (
					select min(course_id) from ${sql.table(table)})`.execute(tx);
				throw Object.assign(new Error('undone'), { found: await verifyRelease(tx, 1) });
			});
			return changed.catch((error: { found?: Awaited<ReturnType<typeof verifyRelease>> }) => {
				if (error.found === undefined) throw error;
				return error.found;
			});
		});
		expect(found?.faults).toHaveLength(faults);
	});
});

describe('the next release', () => {
	test('lets a few new patients wait', async () => {
		await serving.asOwner(async (db) => {
			const newer = patients(5, 'new', neck);
			const about = newer.map(({ patient }) =>
				aPatient({ clinic_id: 'north', patient_id: patient })
			);
			await db.insertInto('patient').values(about).execute();
			await addCourses(db, 'north', newer, 'later');
			await nextState(db);
		});
		const { releaseNo, report } = await make({ title: 'Second' });
		expect(report).toMatchObject({ patients: 120, comparedWith: [1] });
		expect(report.leftOut.waiting).toBe(11);
		expect(differences(await membersOf(1), await membersOf(releaseNo))).toEqual([60, 60]);
	});

	test('takes a whole batch out where three withdrew their consent, and one was erased', async () => {
		await serving.asOwner(async (db) => {
			await db
				.updateTable('patient')
				.set({ research_consent: 'withdrawn' })
				.where('patient_id', 'in', ['n1', 'n2', 'n3'])
				.execute();
			await nextState(db);
			const id = 'f7';
			// A study id is its own pseudonym.
			const keys = { newest: { ...testPseudonyms, codeFor: () => id }, earlier: [] };
			const erased = await db
				.transaction()
				.execute((tx) => erasePatient(tx, { clinicId: 'north', id, keys }, CONSOLE));
			expect(erased?.courses).toBe(1);
		});
		// It stays known who stood in the earlier ones, for this one to be held against them.
		expect((await membersOf(1)).some(({ patient }) => patient === 'f7')).toBe(true);
		const refused = await refusal(make({ title: 'Third' }));
		expect(refused).toMatch(/differ from release [12] by a few patients/);

		await serving.asOwner(async (db) => {
			const newer = patients(120, 'many', face);
			const about = newer.map(({ patient }) =>
				aPatient({ clinic_id: 'north', patient_id: patient })
			);
			await db.insertInto('patient').values(about).execute();
			await addCourses(db, 'north', newer, 'many');
			await nextState(db);
		});
		const { releaseNo } = await make({ title: 'Third' });
		const members = await membersOf(releaseNo);
		expect(members.some(({ patient }) => ['n1', 'n2', 'n3', 'f7'].includes(patient))).toBe(false);
		for (const earlier of [1, 2]) {
			const changed = differences(await membersOf(earlier), members);
			expect(changed.filter((many) => many < 11)).toEqual([]);
		}
		expect(members.filter(({ patient }) => /^n\d/.test(patient))).toHaveLength(49);
	});
});

describe('a request', () => {
	test('is answered by the release that is made for it, once', async () => {
		const requestNo = await askForRelease(
			serving.app,
			{ owner: { kind: 'person', id: 'r-1' }, name: 'Rea Dohm' },
			{ purpose: 'Depth on necks', columns: [...RELEASE_COLUMN_NAMES], ethicsReference: '' },
			CONSOLE
		);
		const { releaseNo } = await make({ title: 'For a request', requestNo });
		const rows = await serving.app.selectFrom('release_request').selectAll().execute();
		expect(rows).toMatchObject([{ request_no: requestNo, answer: 'made' }]);
		expect((await releaseOf(serving.app, AT_CONSOLE, releaseNo))?.requestNo).toBe(requestNo);
		expect(await refusal(make({ requestNo }))).toContain('answered before');
		expect(await releases(serving.app, AT_CONSOLE)).toHaveLength(releaseNo);
	});
});

describe('trying out', () => {
	test('says what a release would be, and writes nothing', async () => {
		const choices = { order: RELEASE_COLUMN_NAMES, linked: false };
		const tried = await previewRelease(serving.app, director, ['north'], choices);
		expect(tried.verdict).toBe('GO');
		expect(tried.report?.k.reached).toBeGreaterThan(10);
		expect(tried.words[0]).toMatch(/patients with .* courses in 2 classes/);
		expect(tried.costs.map(({ words }) => words)).toEqual([
			'Without Smoking',
			'Courses of a patient linked'
		]);
		expect(await releases(serving.app, AT_CONSOLE)).toHaveLength(4);
	});

	test('says no where nothing helps', async () => {
		const choices = { order: RELEASE_COLUMN_NAMES, linked: false };
		const mixed = await previewRelease(serving.app, director, ['north', 'real'], choices);
		expect(mixed).toMatchObject({ verdict: 'NO', report: null });
	});
});

describe('withdrawing', () => {
	test.each([
		[['north'], ['north'], true],
		[['north', 'south'], ['north'], true],
		[['north'], ['north', 'south'], false],
		[['south'], ['north'], false],
		[['north'], [], true],
		[[], [], false]
	])('a director of %j of a release of %j: %s', (own, clinics, may) => {
		expect(mayWithdraw(own, { clinics })).toBe(may);
	});

	const withdraw = (clinics: string[], reason: string) =>
		refusal(withdrawRelease(serving.app, { ...director, clinics }, 1, reason, CONSOLE));

	test('is for a director of all its clinics, with a reason, once', async () => {
		expect(await withdraw(['north'], ' ')).toContain('Say why');
		expect(await withdraw(['north'], 'A\u0000')).toContain('cannot be shown');
		expect(await withdraw(['real'], 'A wrong import.')).toContain('not yours');
		expect(await withdraw(['north'], 'A wrong import.')).toBe('made');
		expect(await withdraw(['north'], 'A wrong import.')).toContain('withdrawn before');
		const release = await releaseOf(serving.app, AT_CONSOLE, 1);
		expect(release?.withdrawn?.reason).toBe('A wrong import.');
		expect(await verifyRelease(serving.app, 1)).toMatchObject({ faults: [] });
	});
});

test('many who verify a release at once wait for one count of it', async () => {
	const [one, other] = await Promise.all([
		verifiedOnce(serving.app, 1),
		verifiedOnce(serving.app, 1)
	]);
	expect(one).toMatchObject({ faults: [] });
	expect(other).toBe(one);
	expect(await verifiedOnce(serving.app, 1)).not.toBe(one);
});
