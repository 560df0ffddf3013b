/**
 * A release of every treated course, put in by the database itself: for what files of it cost. A real one
 * is planned first, and smaller; the tables, the selects and the files are the same.
 */
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { aReport } from '../../support/a-release.ts';

export const RELEASE_NO = 1;

const BANDS = `area, area_root, concern, depth_band, device, protocol_id, spacing_band, sessions_band,
	adjunct, skin_band, age_band, sex, smoking`;
const REST = `control, pair_id, sessions_done, scheduled, dropped_day`;
const WINDOWS = `baseline_x100, window_1, window_2, window_3, window_4, window_5, window_6, window_7,
	responder_x100`;

const COURSES = `insert into release_course (release_no, clinic_id, course_id, patient_id, ${BANDS}, year,
		${REST}, status)
	select ${RELEASE_NO}, 'all', course_id, patient_id, ${BANDS}, left(quarter, 4), ${REST}, status
	from course_profile where not control`;
const SERIES = `insert into release_trajectory (release_no, clinic_id, course_id, patient_id, measure,
		direction, ${BANDS}, year, ${REST}, ${WINDOWS})
	select ${RELEASE_NO}, 'all', course_id, patient_id, measure, direction, ${BANDS}, left(quarter, 4),
		${REST}, ${WINDOWS}
	from trajectory where not control`;

/** Leaves it as it is where a run before this one put it in. */
export async function putWholeRelease(db: Kysely<Database>): Promise<void> {
	const there = await db.selectFrom('release').select('release_no').executeTakeFirst();
	if (there) return;
	const { courses } = await db
		.selectFrom('course_profile')
		.select((eb) => eb.fn.countAll<number>().as('courses'))
		.where('control', '=', false)
		.executeTakeFirstOrThrow();
	await db.transaction().execute(async (tx) => {
		await tx
			.insertInto('release')
			.values({
				release_no: RELEASE_NO,
				title: 'All courses of the bench',
				description: '',
				ethics_reference: 'none needed',
				request_no: null,
				clinics: ['all'],
				choices: sql`'{}'::jsonb`,
				report: sql`${JSON.stringify(aReport(courses, ['clinic']))}::jsonb`,
				data_version: 1,
				synthetic: true,
				made_at: '2026-11-01T00:00:00Z',
				made_by: 'bench',
				hash: 'ab'.repeat(32)
			})
			.execute();
		for (const text of [COURSES, SERIES]) {
			// eslint-disable-next-line no-restricted-syntax -- fixed text of this file, no input reaches it
			await sql.raw(text).execute(tx);
		}
	});
	await sql`select count_release_rows()`.execute(db);
}
