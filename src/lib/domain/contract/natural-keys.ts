/** What makes two rows of a table speak of the same fact: the columns of its natural key, the clinic aside. */
import type { TableName } from './tables.ts';

export const NATURAL_KEYS = {
	clinics: ['clinic_id'],
	instruments: ['instrument_id', 'measure'],
	protocols: ['protocol_id'],
	patients: ['patient_id'],
	courses: ['course_id'],
	sessions: ['course_id', 'session_no'],
	assessments: [
		'course_id',
		'assessed_day',
		'body_area',
		'side',
		'view',
		'instrument_id',
		'measure',
		'rater_type',
		'rater_code',
		'replicate',
		'imputed'
	],
	side_effects: ['patient_id', 'course_id', 'session_no', 'term', 'onset_day', 'reporter'],
	contacts: ['course_id', 'contact_day']
} as const satisfies Record<TableName, readonly string[]>;
