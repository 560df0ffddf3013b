/** A small release put in by hand, for tests of what is made from releases. */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type {
	Database,
	ReleaseContactTable,
	ReleaseCourseTable,
	ReleaseSessionTable,
	ReleaseSideEffectTable,
	ReleaseTrajectoryTable
} from '#db/schema.ts';
import { RELEASE_COLUMNS, type ReleaseColumnName } from '#lib/domain/release-columns.ts';
import type { ReleaseReport } from '#lib/domain/release-report.ts';

const BANDS = {
	area: 'face',
	area_root: 'face',
	concern: 'wrinkles',
	depth_band: '1.0-1.5',
	device: 'pen',
	protocol_id: null,
	spacing_band: '3-5',
	sessions_band: '3',
	adjunct: 'none',
	skin_band: 'III',
	age_band: '40-49',
	sex: 'female',
	smoking: null,
	year: '2025',
	control: false,
	pair_id: null,
	sessions_done: 3,
	scheduled: 0b1111,
	dropped_day: null
} as const;

type Course = Partial<Omit<ReleaseCourseTable, 'release_no'>> & { course_id: string };
type Scores = Partial<ReleaseTrajectoryTable> & { course_id: string; measure: string };

export type Release = {
	releaseNo: number;
	courses: readonly Course[];
	scores: readonly Scores[];
	sessions?: readonly (Partial<ReleaseSessionTable> & { course_id: string; session_no: number })[];
	effects?: readonly (Partial<ReleaseSideEffectTable> & {
		course_id: string;
		row_key: string;
		term: string;
	})[];
	contacts?: readonly (Partial<ReleaseContactTable> & { course_id: string; contact_day: number })[];
	dropped?: readonly ReleaseColumnName[];
	/** Of made-up people, unless said otherwise. */
	synthetic?: boolean;
};

/** A course as it was released: in clinic "all", of a patient of its own. */
export const aCourse = (releaseNo: number, course: Course): ReleaseCourseTable => ({
	...BANDS,
	release_no: releaseNo,
	clinic_id: 'all',
	patient_id: `p-${course.course_id}`,
	status: 'completed',
	sessions_planned: 3,
	interval_days: 28,
	keloid_history: 'no',
	isotretinoin_6m: 'no',
	anticoagulant: 'no',
	pregnancy: 'unknown',
	active_infection: 'no',
	immunosuppressed: 'no',
	...course
});

export function aReport(courses: number, dropped: readonly ReleaseColumnName[]): ReleaseReport {
	return {
		policy: '1',
		k: { required: 11, reached: 12 },
		l: { required: 2, columns: [] },
		classes: 1,
		linked: false,
		mainConcernOnly: false,
		columns: RELEASE_COLUMNS.map(({ name, label, steps }) => {
			const gone = dropped.includes(name);
			const step = steps[0];
			return {
				name,
				label,
				fate: gone ? ('dropped' as const) : ('kept' as const),
				step: gone ? null : 0,
				words: gone ? 'dropped' : (step?.words ?? ''),
				values: gone ? [] : [...(step?.options ?? [])],
				informationLost: gone ? 1 : 0
			};
		}),
		patients: courses,
		courses,
		rows: { sessions: 0, assessments: 0, sideEffects: 0, contacts: 0 },
		leftOut: {
			noConsent: 22,
			untreated: 0,
			nothingToTell: 11,
			tooSmall: 11,
			sensitive: 0,
			waiting: 0
		},
		linkage: { highest: 1 / 12, mean: 1 / 12, certain: 0 },
		comparedWith: []
	};
}

/** Puts the release in. `made_at` is always the same moment. */
export async function putRelease(db: Kysely<Database>, release: Release): Promise<void> {
	const { releaseNo, dropped = ['smoking', 'clinic', 'protocol'], synthetic = true } = release;
	const no = { release_no: releaseNo, clinic_id: 'all' };
	const courses = release.courses.map((course) => aCourse(releaseNo, course));
	const of = new Map(courses.map((course) => [course.course_id, course]));
	await db
		.insertInto('release')
		.values({
			release_no: releaseNo,
			title: `Release ${releaseNo} of the tests`,
			description: 'Courses "made up", for tests; = no formula.',
			ethics_reference: 'none needed',
			request_no: null,
			clinics: ['north'],
			choices: sql`'{}'::jsonb`,
			report: sql`${JSON.stringify(aReport(courses.length, dropped))}::jsonb`,
			data_version: 7,
			synthetic,
			made_at: '2026-03-31T23:30:00Z',
			made_by: 'demo',
			hash: 'ab'.repeat(32)
		})
		.execute();
	await db.insertInto('release_course').values(courses).execute();
	const scores = release.scores.map((score): ReleaseTrajectoryTable => {
		const course = of.get(score.course_id);
		if (!course) throw new Error(`no course ${score.course_id}`);
		const bands = Object.fromEntries(
			Object.keys(BANDS).map((name) => [name, course[name as keyof typeof BANDS]])
		) as unknown as typeof BANDS;
		return {
			...bands,
			...no,
			patient_id: course.patient_id,
			direction: -1,
			baseline_x100: null,
			window_1: null,
			window_2: null,
			window_3: null,
			window_4: null,
			window_5: null,
			window_6: null,
			window_7: null,
			responder_x100: null,
			...score
		};
	});
	if (scores.length > 0) await db.insertInto('release_trajectory').values(scores).execute();
	const sessions = (release.sessions ?? []).map((session) => ({
		...no,
		session_day: (session.session_no - 1) * 28,
		endpoint: null,
		side_effects_asked: 'yes',
		...session
	}));
	if (sessions.length > 0) await db.insertInto('release_session').values(sessions).execute();
	const effects = (release.effects ?? []).map((effect) => ({
		...no,
		session_no: 1,
		severity: 'mild',
		grade: null,
		onset_day: 0,
		duration_days: 2.5,
		ongoing: 'no',
		serious: 'no',
		solicited: 'yes',
		relatedness: 'probable',
		outcome: 'recovered',
		...effect
	}));
	if (effects.length > 0) await db.insertInto('release_side_effect').values(effects).execute();
	const contacts = (release.contacts ?? []).map((contact) => ({
		...no,
		kind: 'visit',
		side_effects_asked: 'yes',
		...contact
	}));
	if (contacts.length > 0) await db.insertInto('release_contact').values(contacts).execute();
}

/** Six courses on two areas and depths: scores, sessions, side effects, one untreated side. */
export const aSmallRelease = (releaseNo: number): Release => ({
	releaseNo,
	courses: [
		{ course_id: 'c3', area: 'neck', area_root: 'neck', depth_band: '0.5-1.0' },
		{ course_id: 'c1' },
		{ course_id: 'c2', patient_id: 'p-c1', status: 'discontinued', dropped_day: 70 },
		{ course_id: 'c4', area: 'neck', area_root: 'neck', depth_band: '0.5-1.0', skin_band: 'IV' },
		{ course_id: 'c5', control: true, sessions_done: 0, depth_band: null, pair_id: 'x1' },
		{ course_id: 'C6', area: 'face.periorbital', pair_id: 'x1' }
	],
	scores: [
		{
			course_id: 'c1',
			measure: 'LEMPERLE',
			baseline_x100: 350,
			window_1: 300,
			window_3: 200,
			responder_x100: 100
		},
		{
			course_id: 'c2',
			measure: 'LEMPERLE',
			baseline_x100: 300,
			window_1: 275,
			responder_x100: 100
		},
		{
			course_id: 'c3',
			measure: 'LEMPERLE',
			baseline_x100: 400,
			window_3: 300,
			responder_x100: 100
		},
		{
			course_id: 'c4',
			measure: 'LEMPERLE',
			baseline_x100: 200,
			window_3: 233,
			window_7: 100,
			responder_x100: 100
		},
		{
			course_id: 'c5',
			measure: 'LEMPERLE',
			baseline_x100: 200,
			window_3: 200,
			responder_x100: 100
		},
		{
			course_id: 'C6',
			measure: 'LEMPERLE',
			baseline_x100: 300,
			window_3: 150,
			responder_x100: 100
		},
		{ course_id: 'c1', measure: 'GAIS_CLIN', direction: 1, window_3: 200 }
	],
	sessions: ['c1', 'c2', 'c3', 'c4', 'C6'].flatMap((course_id) =>
		[1, 2, 3].map((session_no) => ({
			course_id,
			session_no,
			side_effects_asked: course_id === 'c3' ? 'unknown' : 'yes'
		}))
	),
	effects: [
		{ course_id: 'c1', row_key: 'b2', term: 'erythema' },
		{ course_id: 'c1', row_key: 'a1', term: 'swelling', severity: 'none', duration_days: null },
		{ course_id: 'c4', row_key: 'd4', term: 'erythema', session_no: 2 },
		{ course_id: 'c3', row_key: 'c3', term: 'erythema' }
	],
	contacts: [
		{ course_id: 'c1', contact_day: 84 },
		{ course_id: 'c1', contact_day: 28 }
	]
});
