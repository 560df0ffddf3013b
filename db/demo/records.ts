/** The demo's records, table by table, as the store takes them. */
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

type Unstored<Row> = Omit<Row, 'batch_id' | 'content_hash' | 'row_key'>;

export type DemoRecords = {
	clinics: Pick<ClinicTable, 'clinic_id' | 'label' | 'visit_weeks' | 'data_through'>[];
	protocols: Unstored<ProtocolTable>[];
	patients: Unstored<PatientTable>[];
	courses: Unstored<CourseTable>[];
	sessions: Unstored<SessionTable>[];
	assessments: Unstored<AssessmentTable>[];
	sideEffects: Unstored<SideEffectTable>[];
	contacts: Unstored<ContactTable>[];
};

/** Codes and bounds of one course that all its rows share. */
export type CourseKey = { clinic_id: string; course_id: string; patient_id: string };
