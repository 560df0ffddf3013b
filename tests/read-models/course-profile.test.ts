import { afterAll, expect, test } from 'vitest';
import type { CourseProfileTable } from '#db/schema.ts';
import { refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { openTestDatabase } from '../support/database.ts';
import { aCourse, aPatient, aProtocol, aSession, given, type Given } from './records.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

async function profileOf(records: Given): Promise<CourseProfileTable> {
	await given(db, records);
	await db.transaction().execute((tx) => refreshReadModels(tx, ['c1']));
	return db.selectFrom('course_profile').selectAll().executeTakeFirstOrThrow();
}

const withPen = { protocols: [aProtocol()], courses: [aCourse({ protocol_id: 'pen' })] };

const cases: [string, Given, Partial<CourseProfileTable>][] = [
	[
		'a course that has not been treated takes depth and device from its protocol',
		withPen,
		{ depth_band: '1.5-2.0', device: 'pen', sessions_done: 0, sessions_band: null }
	],
	[
		'the first done session decides the depth, a missed appointment before it does not',
		{
			...withPen,
			sessions: [
				aSession({ session_no: 1, session_day: -7, performed: 'no_show', depth_mm: 2 }),
				aSession({ session_no: 2, session_day: 0, depth_mm: 0.5, device_type: 'roller' }),
				aSession({ session_no: 3, session_day: 28, depth_mm: 1 })
			]
		},
		{ depth_band: '0.5-1.0', device: 'roller', sessions_done: 2 }
	],
	[
		'of a range of depths the upper end counts, and 2.5 mm belongs to 2.0 to 2.5',
		{ sessions: [aSession({ depth_mm_min: 0.5, depth_mm_max: 2.5 })] },
		{ depth_band: '2.0-2.5', device: null }
	],
	[
		'spacing is the mean interval of the done sessions',
		{
			sessions: [0, 28, 70].map((session_day, index) =>
				aSession({ session_no: index + 1, session_day })
			)
		},
		{ interval_days: 35, spacing_band: '3-5', sessions_band: '3' }
	],
	[
		'one session has no spacing',
		{ sessions: [aSession()] },
		{ interval_days: null, spacing_band: null, sessions_band: '1-2' }
	],
	[
		'an anaesthetic cream is not an adjunct',
		{ sessions: [aSession({ adjuncts: ['topical_anaesthetic'] })] },
		{ adjunct: 'none' }
	],
	[
		'one adjunct of all done sessions is named',
		{
			sessions: [
				aSession({ adjuncts: ['topical_anaesthetic'] }),
				aSession({ session_no: 2, session_day: 28, adjuncts: ['prp', 'topical_anaesthetic'] })
			]
		},
		{ adjunct: 'prp' }
	],
	[
		'different adjuncts are several',
		{
			sessions: [
				aSession({ adjuncts: ['vitamin_c'] }),
				aSession({ session_no: 2, session_day: 28, adjuncts: ['prp'] })
			]
		},
		{ adjunct: 'several' }
	],
	[
		'sessions that name no adjunct follow the protocol',
		{
			protocols: [aProtocol({ adjuncts: ['vitamin_c', 'topical_anaesthetic'] })],
			courses: [aCourse({ protocol_id: 'pen' })],
			sessions: [aSession()]
		},
		{ adjunct: 'vitamin_c', sessions_planned: 4 }
	],
	[
		'an untreated control has no depth, device or adjunct even under a protocol',
		{
			protocols: [aProtocol({ adjuncts: ['prp'] })],
			courses: [aCourse({ protocol_id: 'pen', control: 'yes', pair_id: 'pair1' })]
		},
		{
			control: true,
			pair_id: 'pair1',
			depth_band: null,
			device: null,
			adjunct: 'none',
			sessions_planned: null
		}
	],
	[
		'a part of the body counts under its parent',
		{ courses: [aCourse({ body_area: 'abdomen', concerns: ['stretch_marks', 'texture'] })] },
		{ area: 'abdomen', area_root: 'body', concern: 'stretch_marks' }
	],
	['a root area is its own parent', {}, { area: 'neck', area_root: 'neck' }],
	[
		'age comes from the year of birth when it is not given',
		{ patients: [aPatient({ age_at_start: null, birth_year: 1986, skin_type: 5 })] },
		{ age_band: '40-49', skin_band: 'V-VI' }
	],
	[
		'what nobody said about a patient stays unknown',
		{ patients: [aPatient({ age_at_start: null, skin_type: null })] },
		{ age_band: null, skin_band: null }
	],
	[
		'the start month gives the quarter and its last day',
		{},
		{ quarter: '2026-Q1', month_end: Date.UTC(2026, 1, 28) / 86_400_000 }
	],
	[
		'the course names its own visits before protocol and clinic',
		{
			protocols: [aProtocol({ visit_weeks: [8] })],
			courses: [aCourse({ protocol_id: 'pen', visit_weeks: [4, 17, 30] })]
		},
		{ scheduled: 0b11001 }
	],
	[
		'the protocol names the visits before the clinic',
		{
			protocols: [aProtocol({ visit_weeks: [8] })],
			courses: [aCourse({ protocol_id: 'pen' })]
		},
		{ scheduled: 0b10 }
	],
	['else the clinic names the visits', { clinicWeeks: [26, 52] }, { scheduled: 0b1010000 }],
	[
		'a lost course is dropped on the day it ended',
		{ courses: [aCourse({ status: 'lost_to_follow_up', end_day: 57 })] },
		{ dropped_day: 57 }
	],
	[
		'a completed course is not dropped',
		{ courses: [aCourse({ status: 'completed', end_day: 182 })] },
		{ dropped_day: null }
	]
];

test.each(cases)('%s', async (_, records, expected) => {
	expect(await profileOf(records)).toMatchObject(expected);
});
