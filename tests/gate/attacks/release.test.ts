/**
 * Attacks on the demo's release, by whoever has it, an earlier one, and a register of the very patients.
 * What it tells can be asked for by its columns only, so every answer is a sum over whole classes: where
 * no class is small, no combination of answers is about a few.
 */
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import {
	RELEASE_COLUMN_NAMES,
	releaseColumn,
	type ReleaseColumnName
} from '#lib/domain/release-columns.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { EarlierMember } from '#lib/privacy/release/course.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { loadDemo } from '#lib/server/records/demo.ts';
import { courseAsked } from '#lib/server/releases/asked.ts';
import { dueCourse } from '#lib/server/releases/exchange-due.ts';
import { makeRelease } from '#lib/server/releases/make.ts';
import { readMaterial } from '#lib/server/releases/read.ts';
import { releaseOf } from '#lib/server/releases/register.ts';
import { AT_CONSOLE } from '#lib/server/releases/usable.ts';
import { verifyRelease } from '#lib/server/releases/verify.ts';
import { differences, parts } from '../../privacy/release/courses.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

const K = 11;
const CLINICS = [1, 2, 3, 4, 5, 6].map((number) => `demo-${number}`);

let database: TestDatabase;
let first: Member[];
beforeAll(async () => {
	database = await openTestDatabase();
	await fillDictionaries(database.db);
	await loadDemo(database.db);
	first = await membersOf(1);
}, 240_000);
afterAll(() => database.close());

type Bands = Partial<Record<ReleaseColumnName, string | null>> & { concerns: string[] };
type Member = EarlierMember & { bands: Bands };

async function membersOf(releaseNo: number): Promise<Member[]> {
	const { rows } = await sql<Member>`
		select clinic_id as clinic, patient_id as patient, course_id as course, class_no as "classNo",
			bands
		from release_member join release_class using (release_no, class_no)
		where release_no = ${releaseNo}`.execute(database.db);
	return rows;
}

const person = ({ clinic, patient }: EarlierMember) => `${clinic} ${patient}`;
const patientsBy = (members: readonly Member[], key: (member: Member) => string) =>
	[...Map.groupBy(members, key).values()].map((group) => new Set(group.map(person)).size);
const few = (counts: readonly number[]) => counts.filter((patients) => patients < K);

describe('singling out', () => {
	const columns = [...RELEASE_COLUMN_NAMES, 'concerns'] as const;

	test('no value of any two columns is that of one to ten patients', () => {
		for (const [i, one] of columns.entries()) {
			for (const other of columns.slice(i)) {
				const counts = patientsBy(first, ({ bands }) =>
					JSON.stringify([bands[one] ?? null, bands[other] ?? null])
				);
				expect(few(counts), `${one} and ${other}`).toEqual([]);
			}
		}
	});

	test('neither is any combination of all of them', () => {
		expect(few(patientsBy(first, ({ bands }) => JSON.stringify(bands)))).toEqual([]);
	});

	test('nor in the rows, by every column a question can name', async () => {
		const { rows } = await sql<{ courses: number }>`
			select count(*) as courses from release_course where release_no = 1
			group by clinic_id, area, area_root, concern, depth_band, device, protocol_id, spacing_band,
				sessions_band, adjunct, skin_band, age_band, sex, smoking, year, control, pair_id`.execute(
			database.db
		);
		expect(rows.length).toBeGreaterThan(20);
		expect(few(rows.map(({ courses }) => courses))).toEqual([]);
	});
});

describe('linkage', () => {
	test('a register of the very patients, with every column and concern, finds nobody', async () => {
		const release = await releaseOf(database.db, AT_CONSOLE, 1);
		const steps = release?.report.columns.flatMap(({ name, step }) =>
			step === null ? [] : [{ name, of: releaseColumn(name).steps[step]?.of ?? String }]
		);
		const told = (values: Bands) =>
			JSON.stringify([steps?.map(({ name }) => values[name] ?? null), values.concerns]);
		const candidates = Map.groupBy(first, ({ bands }) => told(bands));
		const { courses } = await readMaterial(database.db, CLINICS);
		const sizes = courses.map((row) => {
			const { values, concerns } = courseAsked(row);
			const known = Object.fromEntries(
				(steps ?? []).map(({ name, of }) => [name, values[name] === null ? null : of(values[name])])
			);
			const found = candidates.get(told({ ...known, concerns: [...concerns] })) ?? [];
			return new Set(found.map(person)).size;
		});
		expect(sizes.length).toBeGreaterThan(7_000);
		expect(sizes.filter((size) => size > 0 && size < K)).toEqual([]);
		expect(release?.report.linkage.certain).toBe(0);
		expect(release?.report.linkage.highest).toBeLessThanOrEqual(1 / K);
	});
});

/** A released course beside what is on record of it, which its own scores tell apart from all others. */
type Seen = {
	classNo: number;
	device: string | null;
	/** On record: the visits that were due, bit by window. */
	due: number;
	/** In the files: those told as due, and those with a score. */
	told: number;
	scored: number;
};

const SCORES = VISIT_WINDOWS.map((_, i) => `window_${i + 1}`);
const scoresOf = (of: RawBuilder<unknown>) => sql<string>`(select string_agg(
	jsonb_build_array(t.measure, t.baseline_x100, ${sql.join(SCORES.map((name) => sql.ref(`t.${name}`)))})::text,
	' ' order by t.measure) from ${of})`;

async function seenBesideRecords(): Promise<Seen[]> {
	const { rows: known } = await sql<{ id: string; classNo: number; scores: string }>`
		select m.clinic_id || ' ' || m.course_id as id, class_no as "classNo", ${scoresOf(
			sql`trajectory as t where (t.clinic_id, t.course_id) = (m.clinic_id, m.course_id)`
		)} as scores
		from release_member as m where release_no = 1`.execute(database.db);
	const { rows: files } = await sql<{ told: number; scored: number; scores: string }>`
		select scheduled as told, ${scoresOf(
			sql`release_trajectory as t
				where (t.release_no, t.clinic_id, t.course_id) = (1, c.clinic_id, c.course_id)`
		)} as scores, (select bit_or(${sql.join(
			SCORES.map((name, i) => sql`(${sql.ref(`t.${name}`)} is not null)::int * ${1 << i}::int`),
			sql` | `
		)}) from release_trajectory as t
			where (t.release_no, t.clinic_id, t.course_id) = (1, c.clinic_id, c.course_id)) as scored
		from release_course as c where release_no = 1`.execute(database.db);
	const { courses } = await readMaterial(database.db, CLINICS);
	const records = new Map(courses.map((row) => [`${row.clinic_id} ${row.course_id}`, row]));
	const byScores = Map.groupBy(known, ({ scores }) => scores);
	return [...Map.groupBy(files, ({ scores }) => scores)].flatMap(([scores, [file, ...alike]]) => {
		const [member, ...others] = byScores.get(scores) ?? [];
		const record = records.get(member?.id ?? '');
		if (!file || !member || !record || alike.length + others.length > 0) return [];
		const { due } = dueCourse(record, { classNo: member.classNo, concerns: [] }, []);
		return [{ ...file, classNo: member.classNo, device: record.device, due }];
	});
}

describe('the visits told as due', () => {
	test('tell no device, and lead nobody nearer to a patient than which visits have scores', async () => {
		const seen = await seenBesideRecords();
		expect(seen.length).toBeGreaterThan(5_000);
		const release = await releaseOf(database.db, AT_CONSOLE, 1);
		expect(release?.report.columns.find(({ name }) => name === 'device')?.step).toBe(null);
		// Most have a pen, so that a few with the same column are all pens by chance.
		const [usual] = [...Map.groupBy(seen, ({ device }) => device)].sort(
			([, a], [, b]) => b.length - a.length
		)[0] ?? [null];
		/** Courses with an unusual device, as all of at least K that agree on the column. */
		const certain = (of: (course: Seen) => number) =>
			[...Map.groupBy(seen, of).values()].filter((group) => {
				const devices = new Set(group.map(({ device }) => device));
				return group.length >= K && devices.size === 1 && !devices.has(usual);
			});
		expect(certain(({ told }) => told)).toEqual([]);
		expect(certain(({ due }) => due).flat().length).toBeGreaterThan(100);
		/** The mean chance of who knows class and due visits of a patient, and believes this column. */
		const chance = (of: (course: Seen) => number) => {
			const found = Map.groupBy(seen, (course) => `${course.classNo} ${of(course)}`);
			const chances = seen.map((course) => {
				const group = found.get(`${course.classNo} ${course.due}`) ?? [];
				return group.includes(course) ? 1 / group.length : 0;
			});
			return chances.reduce((sum, one) => sum + one, 0) / seen.length;
		};
		const [asTold, asScored, asDue] = [
			chance(({ told }) => told),
			chance(({ scored }) => scored),
			chance(({ due }) => due)
		];
		expect(asTold).toBeLessThan(1.15 * asScored);
		// On record they would: what is attacked here is worth attacking.
		expect(asDue).toBeGreaterThan(2 * asTold);
	}, 60_000);
});

describe('what it says of itself', () => {
	test('is what its rows say', async () => {
		const release = await releaseOf(database.db, AT_CONSOLE, 1);
		expect(await verifyRelease(database.db, 1)).toMatchObject({ faults: [] });
		expect(release?.report.k.reached).toBeGreaterThanOrEqual(K);
		expect(release?.report.k.reached).toBe(
			Math.min(...patientsBy(first, ({ classNo }) => String(classNo)))
		);
		expect(release?.report.patients).toBe(new Set(first.map(person)).size);
		const { rows } = await sql<{ patients: number }>`
			select count(*) as patients from patient where research_consent = 'yes'`.execute(database.db);
		expect(release?.report.patients).toBeGreaterThanOrEqual(0.9 * (rows[0]?.patients ?? Infinity));
	});
});

describe('differencing', () => {
	test('two releases, before and after a small change, tell of nobody apart', async () => {
		const consenting = [...new Set(first.map(person))].sort();
		const gone = [consenting[17], consenting[1234], consenting[3456]].map((id) =>
			(id ?? '').split(' ')
		);
		for (const [clinic, patient] of gone) {
			await database.db
				.updateTable('patient')
				.set({ research_consent: 'withdrawn' })
				.where('clinic_id', '=', clinic ?? '')
				.where('patient_id', '=', patient ?? '')
				.execute();
		}
		// A few who refused consent now.
		await sql`update patient set research_consent = 'yes' where (clinic_id, patient_id) in (
			select clinic_id, patient_id from patient where research_consent = 'no'
			order by 1, 2 limit 5)`.execute(database.db);
		await sql`insert into data_version (version, reason) values (2, 'test')`.execute(database.db);
		const { releaseNo, report } = await makeRelease(
			database.db,
			{ id: 'demo', name: 'Demo', clinics: CLINICS },
			{
				title: 'Second',
				description: '',
				ethicsReference: '',
				requestNo: null,
				choices: { order: RELEASE_COLUMN_NAMES, linked: false },
				clinics: CLINICS
			},
			CONSOLE
		);
		expect(report.comparedWith).toEqual([1]);
		const second = await membersOf(releaseNo);
		expect(few(differences(first, second))).toEqual([]);
		expect(few(differences(second, first))).toEqual([]);
		// Whatever is added and subtracted of both, it is about whole parts.
		expect(few(parts([first, second]))).toEqual([]);
		const people = new Set(second.map(person));
		expect(gone.filter((id) => people.has(id.join(' ')))).toEqual([]);
		// Every class of either, each pair: what one has and the other has not.
		const before = Map.groupBy(first, ({ classNo }) => classNo);
		const after = Map.groupBy(second, ({ classNo }) => classNo);
		for (const [, old] of before) {
			const own = new Set(old.map(({ clinic, course }) => `${clinic} ${course}`));
			for (const [, new_] of after) {
				const shared = new_.filter(({ clinic, course }) => own.has(`${clinic} ${course}`));
				const patients = new Set(shared.map(person)).size;
				expect(patients === 0 || patients >= K).toBe(true);
			}
		}
	}, 60_000);
});
