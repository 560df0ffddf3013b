/** Builders for the records a read model is made from: a clinic, a patient, a course and what it saw. */
import type { Insertable, Kysely } from 'kysely';
import type {
	AssessmentTable,
	CourseTable,
	Database,
	MeasureTable,
	PatientTable,
	ProtocolTable,
	SessionTable,
	SideEffectTable,
	TrajectoryTable
} from '#db/schema.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { APART_BY } from '#lib/server/queries/series-apart.ts';

const stored = { batch_id: 'b1', content_hash: 'h' };

export const aClinic = (clinic_id: string, visit_weeks = [4, 8, 12, 26]) => ({
	clinic_id,
	label: null,
	visit_weeks,
	data_through: '2026-10-31',
	data_version: 1,
	synthetic: true
});

export const aPatient = (patient: Partial<PatientTable> = {}): Insertable<PatientTable> => ({
	clinic_id: 'c1',
	patient_id: 'p1',
	key_version: 1,
	birth_year: null,
	age_at_start: 45,
	sex: 'female',
	skin_type: 2,
	smoking: 'never',
	keloid_history: 'no',
	isotretinoin_6m: 'no',
	anticoagulant: 'no',
	pregnancy: 'no',
	active_infection: 'no',
	immunosuppressed: 'no',
	research_consent: 'yes',
	...stored,
	...patient
});

export const aProtocol = (protocol: Partial<ProtocolTable> = {}): Insertable<ProtocolTable> => ({
	protocol_id: 'pen',
	name: 'Pen',
	device_type: 'pen',
	device_model: null,
	depth_mm_min: 1,
	depth_mm_max: 1.5,
	needle_count: null,
	passes: null,
	planned_sessions: 4,
	planned_interval_days: 28,
	visit_weeks: null,
	adjuncts: [],
	...stored,
	...protocol
});

export const aCourse = (course: Partial<CourseTable> = {}): Insertable<CourseTable> => ({
	clinic_id: 'c1',
	course_id: 'k1',
	patient_id: 'p1',
	protocol_id: null,
	body_area: 'neck',
	side: 'both',
	pair_id: null,
	arm: null,
	concerns: ['wrinkles'],
	start_month: '2026-02',
	status: 'ongoing',
	end_day: null,
	visit_weeks: null,
	operator_code: null,
	control: 'no',
	stop_reason: null,
	...stored,
	...course
});

export const aSession = (session: Partial<SessionTable> = {}): Insertable<SessionTable> => ({
	clinic_id: 'c1',
	course_id: 'k1',
	session_no: 1,
	session_day: 0,
	performed: 'done',
	depth_mm: null,
	depth_mm_min: null,
	depth_mm_max: null,
	device_type: null,
	device_model: null,
	needle_count: null,
	passes: null,
	adjuncts: [],
	operator_code: null,
	endpoint: null,
	side_effects_asked: 'unknown',
	...stored,
	...session
});

let rows = 0;
export const aScore = (
	assessed_day: number,
	value: number | null,
	score: Partial<AssessmentTable> = {}
): Insertable<AssessmentTable> => ({
	clinic_id: 'c1',
	course_id: 'k1',
	row_key: String(++rows),
	assessment_id: null,
	assessed_day,
	timepoint: assessed_day <= 0 ? 'baseline' : 'follow_up',
	visit_label: null,
	body_area: null,
	side: null,
	view: null,
	instrument_id: 'GRADE',
	measure: 'GRADE',
	value,
	missing_reason: value === null ? 'not_done' : null,
	rater_type: 'clinician',
	rater_code: null,
	replicate: 1,
	quality: 'ok',
	imputed: 'none',
	...stored,
	...score
});

export const aReport = (report: Partial<SideEffectTable> = {}): Insertable<SideEffectTable> => ({
	clinic_id: 'c1',
	patient_id: 'p1',
	row_key: `report-${++rows}`,
	side_effect_id: null,
	course_id: 'k1',
	session_no: 1,
	term: 'erythema',
	severity: 'mild',
	grade: null,
	onset_day: 0,
	duration_days: 2,
	ongoing: 'no',
	serious: 'no',
	solicited: 'yes',
	relatedness: null,
	outcome: null,
	reporter: null,
	...stored,
	...report
});

export const aMeasure = (measure: Partial<MeasureTable> = {}): Insertable<MeasureTable> => ({
	instrument_id: 'GRADE',
	measure: 'GRADE',
	name: 'Grade 0 to 5',
	concern: 'wrinkles',
	scale: 'ordinal',
	min: 0,
	max: 5,
	step: 1,
	unit: '{score}',
	better: 'lower',
	has_baseline: true,
	percent_change_ok: false,
	mcid: null,
	responder_points: 1,
	responder_percent: null,
	severity_cut_1: 2,
	severity_cut_2: 4,
	labels: null,
	...measure
});

type Series = Omit<Insertable<TrajectoryTable>, 'alone' | 'apart' | 'reading_1' | 'reading_2'>;

/** Series as they are stored: each knows whether its patient has another of the measure, and what tells them apart. */
export function storedSeries(series: readonly Series[]): Insertable<TrajectoryTable>[] {
	const key = (row: Series) => [row.clinic_id, row.patient_id, row.measure].join(' ');
	const together = Map.groupBy(series, key);
	return series.map((row) => {
		const own = together.get(key(row)) ?? [];
		return {
			...row,
			alone: own.length === 1,
			apart: apartOf(row, own),
			reading_1: null,
			reading_2: null
		};
	});
}

/** The bits of the values that no other series of the patient has; a value that is not known is one of them. */
export function apartOf(row: Series, own: readonly Series[]): number {
	if (own.length === 1) return 0;
	return APART_BY.reduce((bits, dimension, bit) => {
		// A test of its own holds that a dimension names a column of the table.
		const column = DIMENSION_FACTS[dimension].column as keyof Series;
		const same = own.filter((other) => other[column] === row[column]);
		return same.length === 1 ? bits + 2 ** bit : bits;
	}, 0);
}

/** What a test puts in; whatever is missing is one plain row of its kind. */
export type Given = {
	patients?: Insertable<PatientTable>[];
	courses?: Insertable<CourseTable>[];
	protocols?: Insertable<ProtocolTable>[];
	sessions?: Insertable<SessionTable>[];
	reports?: Insertable<SideEffectTable>[];
	scores?: Insertable<AssessmentTable>[];
	measures?: Insertable<MeasureTable>[];
	clinicWeeks?: number[];
};

/** Empties the tables and puts the records in. */
export async function given(db: Kysely<Database>, records: Given): Promise<void> {
	for (const table of [
		'cube_clinic',
		'trajectory',
		'treated_course',
		'course_profile',
		'assessment',
		'side_effect',
		'session',
		'course',
		'patient',
		'protocol',
		'clinic',
		'measure',
		'area'
	] as const) {
		await db.deleteFrom(table).execute();
	}
	await db
		.insertInto('area')
		.values(
			[
				['face', null],
				['face.cheeks', 'face'],
				['neck', null],
				['body', null],
				['abdomen', 'body']
			].map(([area_code, parent_code]) => ({
				area_code: area_code ?? '',
				label: area_code ?? '',
				parent_code: parent_code ?? null,
				depth_basis: 'none'
			}))
		)
		.execute();
	await db.insertInto('clinic').values(aClinic('c1', records.clinicWeeks)).execute();
	await db
		.insertInto('patient')
		.values(records.patients ?? [aPatient()])
		.execute();
	await db
		.insertInto('course')
		.values(records.courses ?? [aCourse()])
		.execute();
	await db
		.insertInto('measure')
		.values(records.measures ?? [aMeasure()])
		.execute();
	if (records.protocols) await db.insertInto('protocol').values(records.protocols).execute();
	if (records.sessions) await db.insertInto('session').values(records.sessions).execute();
	if (records.reports) await db.insertInto('side_effect').values(records.reports).execute();
	if (records.scores) await db.insertInto('assessment').values(records.scores).execute();
}
