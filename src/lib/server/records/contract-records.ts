/** The records of the contract as they reach the store, whoever made them: the demo or an import. */
import type {
	AssessmentTable,
	ClinicTable,
	ContactTable,
	CourseTable,
	PatientTable,
	ProtocolTable,
	SessionTable,
	SideEffectTable
} from '#db/schema.ts';

/** Null means that nothing was said: a stored value stays, a new row gets the column's default. */
type Said<Row, Required extends keyof Row> = Pick<Row, Required> & {
	[K in Exclude<keyof Row, Required | 'batch_id' | 'content_hash' | 'row_key'>]: Row[K] | null;
};

/** What a clinic's row holds beyond its batch; days, version and `synthetic` come with the batch. */
export type ClinicRecord = Pick<ClinicTable, 'clinic_id' | 'label'> &
	Partial<Omit<ClinicTable, 'clinic_id' | 'label'>>;
export type PatientRecord = Said<
	PatientTable,
	'clinic_id' | 'patient_id' | 'key_version' | 'research_consent'
>;
export type ProtocolRecord = Said<ProtocolTable, 'protocol_id' | 'name' | 'device_type'>;
export type CourseRecord = Said<
	CourseTable,
	'clinic_id' | 'course_id' | 'patient_id' | 'body_area' | 'concerns' | 'start_month' | 'status'
>;
export type SessionRecord = Said<
	SessionTable,
	'clinic_id' | 'course_id' | 'session_no' | 'session_day' | 'performed'
>;
export type AssessmentRecord = Said<
	AssessmentTable,
	| 'clinic_id'
	| 'course_id'
	| 'assessed_day'
	| 'timepoint'
	| 'instrument_id'
	| 'measure'
	| 'rater_type'
>;
export type SideEffectRecord = Said<
	SideEffectTable,
	'clinic_id' | 'patient_id' | 'term' | 'severity'
>;
export type ContactRecord = Said<ContactTable, 'clinic_id' | 'course_id' | 'contact_day' | 'kind'>;

export type ContractRecords = {
	clinics: readonly ClinicRecord[];
	protocols: readonly ProtocolRecord[];
	patients: readonly PatientRecord[];
	courses: readonly CourseRecord[];
	sessions: readonly SessionRecord[];
	assessments: readonly AssessmentRecord[];
	sideEffects: readonly SideEffectRecord[];
	contacts: readonly ContactRecord[];
};

/** The records nothing has been put into yet. */
export const noRecords = (): { [K in keyof ContractRecords]: ContractRecords[K][number][] } => ({
	clinics: [],
	protocols: [],
	patients: [],
	courses: [],
	sessions: [],
	assessments: [],
	sideEffects: [],
	contacts: []
});
