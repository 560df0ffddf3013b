import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { seeded } from '#db/demo/random.ts';
import { up } from '#db/migrations/0011_treated_course.ts';
import type { TreatedCourseTable } from '#db/schema.ts';
import { SIDE_EFFECTS } from '#lib/domain/side-effects.ts';
import { refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { openTestDatabase } from '../support/database.ts';
import { aCourse, aProtocol, aReport, aSession, given, type Given } from './records.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const refresh = (courseIds?: readonly string[]) =>
	db.transaction().execute((tx) => refreshReadModels(tx, ['c1'], courseIds));
const stored = () => db.selectFrom('treated_course').selectAll().orderBy('course_id').execute();

async function courseOf(records: Given): Promise<TreatedCourseTable | undefined> {
	await given(db, records);
	await refresh();
	return (await stored())[0];
}

/** The counts of the terms that have any. */
const counted = (counts: readonly number[] | null) =>
	counts &&
	Object.fromEntries(SIDE_EFFECTS.flatMap(({ term }, i) => (counts[i] ? [[term, counts[i]]] : [])));

const asked = { side_effects_asked: 'yes' } as const;
/** Three weeks apart; the second was not asked about. */
const SESSIONS = [
	aSession({ session_no: 1, session_day: 0, depth_mm: 1, depth_mm_max: 1.5, ...asked }),
	aSession({ session_no: 2, session_day: 21, depth_mm: 2 }),
	aSession({ session_no: 3, session_day: 42, ...asked })
];

test('effects are counted by the place of their term: a new one goes to the end, and the rows are built anew', () => {
	expect(SIDE_EFFECTS.map(({ term }) => term)).toMatchInlineSnapshot(`
		[
		  "erythema",
		  "swelling",
		  "pinpoint_bleeding",
		  "bruising",
		  "pain",
		  "burning",
		  "tightness",
		  "itching",
		  "dryness_peeling",
		  "crusting",
		  "acneiform_eruption",
		  "milia",
		  "lymphadenopathy",
		  "vasovagal",
		  "post_inflammatory_hyperpigmentation",
		  "hypopigmentation",
		  "dyschromia",
		  "herpes_reactivation",
		  "infection",
		  "contact_allergy",
		  "granuloma",
		  "track_marks",
		  "scarring",
		  "other",
		]
	`);
});

test('a course without a done session has no row', async () => {
	const sessions = [aSession({ performed: 'no_show', ...asked })];
	expect(await courseOf({ sessions, reports: [aReport()] })).toBeUndefined();
});

test('a course nobody reported of', async () => {
	expect(await courseOf({ sessions: SESSIONS })).toEqual({
		clinic_id: 'c1',
		course_id: 'k1',
		sessions: 3,
		sessions_asked: 2,
		first_depth_mm: 1.5,
		reported: false,
		unexpected: false,
		serious: false,
		effects: null,
		effects_moderate: null,
		effects_severe: null,
		red_days: 0,
		red_ended: true,
		depth_judged: 0,
		off_depth: 0,
		deeper: 0,
		device_judged: 0,
		other_device: 0
	});
});

test('each answered session counts once for an effect, with its worst report', async () => {
	const course = await courseOf({
		sessions: SESSIONS,
		reports: [
			aReport({ session_no: 1, severity: 'mild' }),
			aReport({ session_no: 1, severity: 'severe' }),
			aReport({ session_no: 2, severity: 'severe' }),
			aReport({ session_no: 3, severity: 'unknown' }),
			aReport({ session_no: 3, severity: 'none', term: 'pain' }),
			aReport({ session_no: 3, severity: 'moderate', term: 'bruising' })
		]
	});
	expect(counted(course?.effects ?? null)).toEqual({ erythema: 2, bruising: 1 });
	expect(counted(course?.effects_moderate ?? null)).toEqual({ erythema: 1, bruising: 1 });
	expect(counted(course?.effects_severe ?? null)).toEqual({ erythema: 1 });
});

test.each([
	['of a session nobody asked about', { session_no: 2 }, { reported: true }],
	['of no session', { session_no: null }, { reported: true }],
	['that it was absent', { severity: 'none' }, { reported: false }],
	[
		'of something unexpected',
		{ term: 'herpes_reactivation' },
		{ unexpected: true, serious: false }
	],
	['that says it was serious', { serious: 'yes' }, { unexpected: true, serious: true }]
] as const)('a report %s', async (_, report, expected) => {
	const course = await courseOf({ sessions: SESSIONS, reports: [aReport(report)] });
	expect(course).toMatchObject(expected);
});

test.each([
	['the longest of several reports', [{ duration_days: 2 }, { duration_days: 5 }], 5, true],
	[
		'not over: until the last answered session',
		[{ duration_days: null, ongoing: 'yes', onset_day: 2 }],
		40,
		false
	],
	['over, nobody knows when', [{ duration_days: null, ongoing: 'no', onset_day: 2 }], 40, true],
	['known of old, and another not over', [{ duration_days: 60 }, { ongoing: 'yes' }], 60, false],
	['after a later session alone', [{ session_no: 3, duration_days: 9 }], 0, true],
	['that it was absent', [{ severity: 'none', duration_days: 9 }], 0, true]
] as const)('redness: %s', async (_, reports, days, ended) => {
	const course = await courseOf({
		sessions: SESSIONS,
		reports: reports.map((one) => aReport(one))
	});
	expect(course).toMatchObject({ red_days: days, red_ended: ended });
});

test('sessions are held against the range and the device of their protocol', async () => {
	const course = await courseOf({
		protocols: [aProtocol({ depth_mm_min: 1, depth_mm_max: 1.5, device_type: 'pen' })],
		courses: [aCourse({ protocol_id: 'pen' })],
		sessions: [
			aSession({ session_no: 1, depth_mm: 0.5 }),
			aSession({ session_no: 2, depth_mm_min: 1, depth_mm_max: 2, device_type: 'roller' }),
			aSession({ session_no: 3, depth_mm: 1.5, device_type: 'pen' }),
			aSession({ session_no: 4 }),
			aSession({ session_no: 5, depth_mm: 3, performed: 'no_show' })
		]
	});
	expect(course).toMatchObject({
		first_depth_mm: 0.5,
		depth_judged: 3,
		off_depth: 2,
		deeper: 1,
		device_judged: 4,
		other_device: 1
	});
});

test('redness of a course nobody asked about is not known', async () => {
	const course = await courseOf({ sessions: [aSession()], reports: [aReport()] });
	expect(course).toMatchObject({ red_days: null, red_ended: null, effects: null, reported: true });
});

/** Many courses with sessions and reports of every kind; gives them. */
async function givenAtRandom() {
	const random = seeded(7);
	const any = <T>(values: readonly T[]) => values[random.int(0, values.length - 1)] as T; // never empty
	const courses = Array.from({ length: 40 }, (_, i) =>
		aCourse({ course_id: `k${i}`, protocol_id: any(['pen', null]) })
	);
	const sessions = courses.flatMap(({ course_id }) =>
		Array.from({ length: random.int(0, 4) }, (_, i) =>
			aSession({
				course_id,
				session_no: i + 1,
				session_day: 28 * i,
				performed: any(['done', 'done', 'done', 'no_show']),
				side_effects_asked: any(['yes', 'yes', 'no', 'unknown']),
				depth_mm: any([null, 0.5, 1.5, 2.5]),
				device_type: any([null, 'pen', 'roller'])
			})
		)
	);
	const reports = Array.from({ length: 160 }, () =>
		aReport({
			course_id: any(courses).course_id,
			session_no: any([null, 1, 1, 2, 2, 3, 4]),
			term: any(SIDE_EFFECTS).term,
			severity: any(['none', 'mild', 'moderate', 'severe', 'unknown']),
			serious: any(['no', 'no', 'no', 'yes']),
			duration_days: any([null, 1, 5]),
			ongoing: any(['no', 'yes', 'unknown']),
			onset_day: any([null, 0, 3])
		})
	);
	await given(db, { courses, protocols: [aProtocol()], sessions, reports });
	await refresh();
	return { courses, sessions, reports };
}

test('of many random courses the rows say what sessions and reports say one by one', async () => {
	const { courses, sessions, reports } = await givenAtRandom();
	const worse = {
		effects: ['mild', 'moderate', 'severe', 'unknown'],
		effects_moderate: ['moderate', 'severe'],
		effects_severe: ['severe']
	};
	const expected = courses
		.flatMap(({ course_id }) => {
			const done = sessions.filter(
				(one) => one.course_id === course_id && one.performed === 'done'
			);
			if (done.length === 0) return [];
			const answered = done.filter((one) => one.side_effects_asked === 'yes');
			const own = reports.filter((one) => one.course_id === course_id && one.severity !== 'none');
			const sessionsWith = (term: string, severities: readonly string[]) =>
				answered.filter(({ session_no }) =>
					own.some(
						(one) =>
							one.session_no === session_no &&
							one.term === term &&
							severities.includes(one.severity)
					)
				).length;
			const counts = Object.entries(worse).map(([column, severities]) => {
				const list = SIDE_EFFECTS.map(({ term }) => sessionsWith(term, severities));
				return [column, list.some((n) => n > 0) ? list : null] as const;
			});
			const kinds = own.map((one) =>
				one.serious === 'yes'
					? 'serious'
					: SIDE_EFFECTS.find(({ term }) => term === one.term)?.expected
			);
			return [
				{
					course_id,
					sessions: done.length,
					sessions_asked: answered.length,
					reported: own.length > 0,
					unexpected: kinds.some((kind) => kind === 'serious' || kind === 'unexpected'),
					serious: kinds.includes('serious'),
					...Object.fromEntries(counts)
				}
			];
		})
		.toSorted((a, b) => (a.course_id < b.course_id ? -1 : 1));
	expect(expected.length).toBeGreaterThan(20);
	expect(await stored()).toMatchObject(expected);
	expect((await stored()).length).toBe(expected.length);
});

test('a refresh of some courses leaves the others, and a course that lost its sessions has none', async () => {
	await given(db, {
		courses: [aCourse(), aCourse({ course_id: 'k2' })],
		sessions: [aSession(), aSession({ course_id: 'k2' })]
	});
	await refresh();
	await db.deleteFrom('session').execute();
	await refresh(['k2']);
	expect((await stored()).map(({ course_id }) => course_id)).toEqual(['k1']);
});

test('a database of an earlier version gets the rows that a rebuild makes', async () => {
	await givenAtRandom();
	const rebuilt = await stored();
	expect(rebuilt.length).toBeGreaterThan(20);
	await sql`drop table treated_course`.execute(db);
	await up(db as never); // a migration knows no tables
	expect(await stored()).toEqual(rebuilt);
});
