/** The names of a bundle's tables, what a table says of itself, and the ids that most of them begin with. */
import { needed, text, whole, type Field } from './fields.ts';

export type TableName =
	| 'clinics'
	| 'patients'
	| 'protocols'
	| 'courses'
	| 'sessions'
	| 'assessments'
	| 'course_measures'
	| 'side_effects'
	| 'contacts'
	| 'analysis_long'
	| 'flow';

export type BundleTable = {
	name: TableName;
	title: string;
	fields: readonly Field[];
	key: readonly string[];
	/** Columns that name a row of another table. */
	refers: readonly { fields: readonly string[]; to: TableName; key: readonly string[] }[];
};

export const clinic = text('clinic_id', 'Clinic: a number of this release, or all', needed);
export const course = text('course_id', 'Course, under a random id of this release', needed);
export const patient = text('patient_id', 'Patient, under a random id of this release', needed);
export const COURSE = ['clinic_id', 'course_id'];
export const PATIENT = ['clinic_id', 'patient_id'];
export const ofClinic = { fields: ['clinic_id'], to: 'clinics', key: ['clinic_id'] } as const;
export const ofPatient = { fields: PATIENT, to: 'patients', key: PATIENT } as const;
export const ofCourse = { fields: COURSE, to: 'courses', key: COURSE } as const;
export const ofProtocol = {
	fields: ['protocol_id'],
	to: 'protocols',
	key: ['protocol_id']
} as const;

export const day = (name: string, label: string, more: Partial<Field> = {}) =>
	whole(name, label, { unit: 'd', ...more });
