/** Puts a clinic's records into a test database: courses with a baseline, scores and sessions. */
import type { Kysely } from 'kysely';
import { fillDictionaries } from '#db/dictionaries.ts';
import type { Database, DeviceType, PatientTable } from '#db/schema.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { parseFilters, type Known } from '#lib/domain/filters.ts';
import { analysisOf } from '#lib/server/analyses/index.ts';
import { ask } from '#lib/server/gate.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import { refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { refreshStatistics } from '#lib/server/read-models/planner-statistics.ts';
import { aClinic, aCourse, aPatient, aScore, aSession } from '../read-models/records.ts';

export type Treated = {
	patient: string;
	area?: string;
	depthMm?: number;
	baseline?: number | null;
	/** Week -> score. */
	scores?: Record<number, number | null>;
	sessions?: number;
	/** How many of the sessions were followed by redness. */
	red?: number;
	asked?: 'yes' | 'no' | 'unknown';
	measure?: string;
	concern?: string;
	control?: boolean;
	/** The pair that the course is one side of. */
	pair?: string;
	/** Days that the redness of each red session lasted; not known where it is left out. */
	redDays?: number;
	/** Whether skin darkened after the first session. */
	darkened?: boolean;
	/** Year and month in which the course began. */
	month?: string;
	device?: DeviceType;
	operator?: string;
	/** What is recorded of the patient; of several courses the first says it. */
	about?: Partial<PatientTable>;
};

/** Stores one course for each entry and brings the read models up to date. */
export async function aTreatedClinic(
	db: Kysely<Database>,
	clinicId: string,
	courses: readonly Treated[]
): Promise<void> {
	await fillDictionaries(db);
	await db
		.insertInto('data_version')
		.values({ version: 1, reason: 'test' })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await db.insertInto('clinic').values(aClinic(clinicId)).execute();
	const inClinic = { clinic_id: clinicId };
	await db
		.insertInto('patient')
		.values(
			[...Map.groupBy(courses, ({ patient }) => patient)].map(([patient_id, own]) =>
				aPatient({ ...inClinic, patient_id, ...own[0]?.about })
			)
		)
		.execute();
	await addCourses(db, clinicId, courses);
}

/** Stores the courses of patients who are there, and brings the read models up to date. */
export async function addCourses(
	db: Kysely<Database>,
	clinicId: string,
	courses: readonly Treated[],
	prefix = 'k'
): Promise<void> {
	const inClinic = { clinic_id: clinicId };
	for (const [i, course] of courses.entries()) {
		const key = { ...inClinic, course_id: `${prefix}${i}` };
		const measure = course.measure ?? 'LEMPERLE';
		await db
			.insertInto('course')
			.values(
				aCourse({
					...key,
					patient_id: course.patient,
					body_area: course.area ?? 'neck',
					concerns: [course.concern ?? 'wrinkles'],
					control: course.control ? 'yes' : 'no',
					pair_id: course.pair ?? null,
					...(course.month === undefined ? {} : { start_month: course.month }),
					operator_code: course.operator ?? null
				})
			)
			.execute();
		const sessions = Array.from({ length: course.sessions ?? 1 }, (_, n) =>
			aSession({
				...key,
				session_no: n + 1,
				session_day: 28 * n,
				depth_mm: course.depthMm ?? 0.75,
				side_effects_asked: course.asked ?? 'yes',
				device_type: course.device ?? null
			})
		);
		if (sessions.length > 0) await db.insertInto('session').values(sessions).execute();
		await db
			.insertInto('assessment')
			.values(
				[[0, course.baseline === undefined ? 3 : course.baseline], ...scoresOf(course)].flatMap(
					([week, value]) =>
						value === null || value === undefined
							? []
							: [aScore(7 * (week ?? 0), value, { ...key, instrument_id: measure, measure })]
				)
			)
			.execute();
		const effects = [
			...Array.from({ length: course.red ?? 0 }, (_, n) => ({
				session_no: n + 1,
				term: 'erythema',
				duration_days: course.redDays ?? null
			})),
			...(course.darkened
				? [
						{
							session_no: 1,
							term: 'post_inflammatory_hyperpigmentation',
							duration_days: null
						}
					]
				: [])
		];
		for (const [n, effect] of effects.entries()) {
			await db
				.insertInto('side_effect')
				.values({
					...inClinic,
					...effect,
					patient_id: course.patient,
					course_id: key.course_id,
					row_key: `${key.course_id}-${n}`,
					severity: 'mild',
					ongoing: 'no',
					serious: 'no',
					solicited: 'yes',
					batch_id: 'b1',
					content_hash: 'h'
				})
				.execute();
		}
	}
	await db.transaction().execute((tx) => refreshReadModels(tx, [clinicId]));
	// As every import does: without it the planner takes the tables for empty.
	await refreshStatistics(db);
}

const scoresOf = (course: Treated): [number, number | null][] =>
	Object.entries(course.scores ?? {}).map(([week, value]) => [Number(week), value]);

export const aViewer = (viewer: Partial<Viewer> = {}): Viewer => ({
	role: 'director',
	clinics: ['c1'],
	threshold: 5,
	insideClinic: true,
	operatorCode: null,
	...viewer
});

/** Asks as a page would: parse, gate, figure. */
export async function asked(db: Kysely<Database>, viewer: Viewer, analysisId: string, query = '') {
	const analysis = analysisOf(analysisId);
	if (!analysis) throw new Error(`no analysis ${analysisId}`);
	const { known }: { known: Known } = await knowledgeOf(db, viewer);
	const { filters, problems } = parseFilters(new URLSearchParams(query), analysis.accepted, known);
	const answer = await ask(db, viewer, analysis, {
		filters,
		accepted: analysis.accepted,
		known,
		published: []
	});
	return { ...answer, problems };
}

/** `count` patients with a neck course each, named with the prefix. */
export const patients = (count: number, prefix: string, course: Omit<Treated, 'patient'>) =>
	Array.from({ length: count }, (_, i): Treated => ({ patient: `${prefix}${i}`, ...course }));
