/** A clinic's files of any size, always the same for the same number: for measuring the import. */
import type { Tables } from './files.ts';

/** Follow-up weeks at which each course is scored; with the baseline they make its assessments. */
const WEEKS = [4, 8, 12, 18, 26, 39, 52];
const SCORES_OF_A_COURSE = (WEEKS.length + 1) * 2;

/** Tables with at least this many assessments, and the patients, courses, sessions they belong to. */
export function manyTables(assessments: number): Tables {
	const courses = Math.ceil(assessments / SCORES_OF_A_COURSE);
	const numbers = Array.from({ length: courses }, (_, index) => index);
	const month = (number: number) => `2024-${String((number % 12) + 1).padStart(2, '0')}`;
	return {
		clinics: [{ clinic_id: 'large', label: 'Large clinic' }],
		protocols: [{ protocol_id: 'pen', name: 'Pen', device_type: 'pen', planned_sessions: 3 }],
		patients: numbers.map((number) => ({
			clinic_id: 'large',
			patient_id: `p${number}`,
			age_at_start: 20 + (number % 60),
			sex: number % 5 ? 'female' : 'male',
			skin_type: (number % 6) + 1,
			research_consent: 'yes'
		})),
		courses: numbers.map((number) => ({
			course_id: `k${number}`,
			patient_id: `p${number}`,
			protocol_id: 'pen',
			body_area: number % 2 ? 'neck' : 'face',
			concerns: 'wrinkles;pores',
			status: 'completed',
			start_date: `${month(number)}-10`
		})),
		sessions: numbers.flatMap((number) =>
			[0, 28, 56].map((day, index) => ({
				course_id: `k${number}`,
				session_no: index + 1,
				session_day: day,
				performed: 'done',
				depth_mm: 0.5 + (number % 4) * 0.5,
				side_effects_asked: 'yes'
			}))
		),
		assessments: numbers.flatMap((number) =>
			[0, ...WEEKS].flatMap((week) =>
				[
					{ instrument_id: 'LEMPERLE', measure: 'LEMPERLE', value: (number + week) % 6 },
					{ instrument_id: 'PORE_GRADE', measure: 'PORE_0_4', value: (number + week) % 5 }
				].map((score) => ({
					course_id: `k${number}`,
					assessed_day: week * 7,
					timepoint: week === 0 ? 'baseline' : 'follow_up',
					rater_type: 'clinician',
					...score
				}))
			)
		),
		side_effects: numbers.map((number) => ({
			patient_id: `p${number}`,
			course_id: `k${number}`,
			session_no: 1,
			term: 'erythema',
			severity: 'mild',
			onset_day: 0,
			duration_days: 1 + (number % 3)
		})),
		contacts: numbers.map((number) => ({
			course_id: `k${number}`,
			contact_day: 28,
			kind: 'visit',
			side_effects_asked: 'yes'
		}))
	};
}
