/** The tables of the data contract as lists of columns: the CSV files that Stipple reads and writes. */
import { AREAS } from '../areas.ts';
import { CONCERNS } from '../measure.ts';
import { SIDE_EFFECTS } from '../side-effects.ts';
import {
	code,
	codes,
	date,
	day,
	dec,
	depth,
	id,
	int,
	ints,
	month,
	partialDate,
	personId,
	skinType,
	string,
	yesNo,
	type Column,
	type ValueOf
} from './columns.ts';

const DEVICES = ['pen', 'stamp', 'roller', 'rf_needling', 'other'] as const;
const ADJUNCTS = [
	'prp',
	'hyaluronic_acid',
	'vitamin_c',
	'tranexamic_acid',
	'growth_factors',
	'retinoid',
	'peel',
	'led',
	'topical_anaesthetic',
	'other'
] as const;
const COURSE_CONCERNS = [...CONCERNS, 'other', 'satisfaction', 'quality_of_life'] as const;
const SIDES = ['both', 'left', 'right', 'midline', 'na'] as const;
const MISSING_REASONS = [
	'not_done',
	'not_asked',
	'not_applicable',
	'unknown',
	'failed',
	'refused',
	'lost_to_follow_up',
	'withdrawn'
] as const;
const SIDE_EFFECT_TERMS = SIDE_EFFECTS.map(({ term }) => term);
const AREA_CODES = AREAS.map((area) => area.code);
/** Where a table does not need it by the contract: only files with several clinics do. */
const clinicOfRow = id('clinic_id', 'conditional', 'needed when the files hold several clinics');

const clinics = [
	id('clinic_id', 'required'),
	string('label', 'optional', 80, 'shown only to people with rights for the clinic'),
	ints('visit_weeks', 'optional', 1, 520, 'planned follow-up visits, such as 4;8;12;26'),
	date('data_through', 'optional', 'the day up to which the records are complete')
] as const;

const patients = [
	id('clinic_id', 'required'),
	personId('patient_id', 'required', 'replaced by a keyed code and not kept, see --study-ids'),
	int('birth_year', 'optional', 1900, 2199, 'this or age_at_start'),
	int('age_at_start', 'optional', 0, 120, '90 and over is stored as 90'),
	code('sex', 'optional', ['female', 'male', 'other', 'unknown']),
	skinType('skin_type', 'optional', 'Fitzpatrick I to VI'),
	code('smoking', 'optional', ['never', 'former', 'current', 'unknown']),
	yesNo('keloid_history', 'optional'),
	yesNo('isotretinoin_6m', 'optional', 'isotretinoin within six months before'),
	yesNo('anticoagulant', 'optional'),
	yesNo('pregnancy', 'optional'),
	yesNo('active_infection', 'optional'),
	yesNo('immunosuppressed', 'optional'),
	code('research_consent', 'required', ['yes', 'no', 'withdrawn'], 'only yes can be exported')
] as const;

const protocols = [
	id('protocol_id', 'required'),
	string('name', 'required', 80),
	code('device_type', 'required', DEVICES),
	string('device_model', 'optional', 60),
	depth('depth_mm_min', 'optional'),
	depth('depth_mm_max', 'optional', 'not below depth_mm_min'),
	int('needle_count', 'optional', 1, 600),
	int('passes', 'optional', 1, 20),
	int('planned_sessions', 'optional', 1, 24),
	int('planned_interval_days', 'optional', 1, 365),
	ints('visit_weeks', 'optional', 1, 520, 'planned follow-up visits, such as 4;8;12;26'),
	codes('adjuncts', 'optional', ADJUNCTS)
] as const;

const courses = [
	clinicOfRow,
	id('course_id', 'required'),
	personId('patient_id', 'required'),
	id('protocol_id', 'optional'),
	code('body_area', 'required', AREA_CODES),
	code('side', 'optional', SIDES, 'both when blank'),
	id('pair_id', 'optional', 'links courses that are compared within one patient'),
	string('arm', 'optional', 40, 'study arm or comparison group'),
	codes('concerns', 'required', COURSE_CONCERNS),
	date(
		'start_date',
		'conditional',
		'needed if rows use dates and no first session does; not stored'
	),
	month('start_month', 'conditional', 'needed without start_date and without dated sessions'),
	code('status', 'required', [
		'planned',
		'ongoing',
		'completed',
		'discontinued',
		'lost_to_follow_up'
	]),
	day('end_day', 'optional', 'the day the course ended or of the last contact'),
	date('end_date', 'optional', 'instead of end_day; not stored'),
	ints('visit_weeks', 'optional', 1, 520, "of the protocol, or else the clinic's, when blank"),
	personId('operator_code', 'optional', 'a code for the practitioner who leads the course'),
	yesNo('control', 'optional', 'yes for an untreated side; its day 0 is that of its pair'),
	code(
		'stop_reason',
		'conditional',
		['side_effect', 'no_benefit', 'cost', 'moved', 'pregnancy', 'other', 'unknown'],
		'needed when status is discontinued'
	)
] as const;

const sessions = [
	clinicOfRow,
	id('course_id', 'required'),
	int('session_no', 'required', 1, 200),
	day('session_day', 'conditional', 'this or session_date; rises with session_no'),
	date('session_date', 'conditional', 'instead of session_day; not stored'),
	code('performed', 'required', ['done', 'cancelled', 'no_show'], 'only done counts'),
	depth('depth_mm', 'conditional', 'the nominal depth, or the two ends of its range'),
	depth('depth_mm_min', 'conditional'),
	depth('depth_mm_max', 'conditional', 'not below depth_mm_min'),
	code('device_type', 'optional', DEVICES, 'if it differs from the protocol'),
	string('device_model', 'optional', 60),
	int('needle_count', 'optional', 1, 600),
	int('passes', 'optional', 1, 20),
	codes('adjuncts', 'optional', ADJUNCTS),
	personId('operator_code', 'optional', 'a code for the practitioner'),
	code('endpoint', 'optional', ['none', 'erythema', 'pinpoint_bleeding']),
	yesNo('side_effects_asked', 'optional', 'unknown when blank')
] as const;

const assessments = [
	clinicOfRow,
	id('assessment_id', 'optional'),
	id('course_id', 'required'),
	day('assessed_day', 'conditional', 'this or assessed_date'),
	date('assessed_date', 'conditional', 'instead of assessed_day; not stored'),
	code(
		'timepoint',
		'required',
		['baseline', 'treatment', 'follow_up'],
		'baseline is day 0 or before'
	),
	string('visit_label', 'optional', 40, 'as in the source'),
	code('body_area', 'optional', AREA_CODES, 'if finer than the course'),
	code('side', 'optional', SIDES, 'if finer than the course'),
	code('view', 'optional', ['left', 'front', 'right'], 'of a camera'),
	id('instrument_id', 'required'),
	id('measure', 'required'),
	dec('value', 'conditional', {}, 'within the limits of its measure; blank with missing_reason'),
	code('missing_reason', 'conditional', MISSING_REASONS, 'needed when value is blank'),
	code('rater_type', 'required', ['clinician', 'blinded_clinician', 'patient', 'device']),
	personId('rater_code', 'optional'),
	int('replicate', 'optional', 1, 99, '1 when blank'),
	code('quality', 'optional', ['ok', 'suspect', 'rejected'], 'ok when blank'),
	code('imputed', 'optional', ['none', 'locf', 'other'], 'none when blank')
] as const;

const sideEffects = [
	clinicOfRow,
	id('side_effect_id', 'optional'),
	personId('patient_id', 'required'),
	id('course_id', 'optional', 'blank for events before a course'),
	int('session_no', 'optional', 1, 200, 'the session it followed'),
	code('term', 'required', SIDE_EFFECT_TERMS),
	code('severity', 'required', ['none', 'mild', 'moderate', 'severe', 'unknown']),
	int('grade', 'optional', 1, 5, 'CTCAE'),
	day('onset_day', 'optional', "from the course's first session"),
	partialDate('onset_date', 'optional', 'instead of onset_day; not stored'),
	dec('duration_days', 'optional', { min: 0, max: 9999, decimals: 1 }, 'blank when ongoing'),
	partialDate('end_date', 'optional', 'instead of duration_days; not stored'),
	yesNo('ongoing', 'optional'),
	yesNo('serious', 'optional'),
	yesNo('solicited', 'optional', 'asked for by a list or diary'),
	code('relatedness', 'optional', [
		'unrelated',
		'unlikely',
		'possible',
		'probable',
		'definite',
		'unknown'
	]),
	code('outcome', 'optional', [
		'recovered',
		'recovering',
		'not_recovered',
		'recovered_with_sequelae',
		'fatal',
		'unknown'
	]),
	code('reporter', 'optional', ['clinician', 'patient'])
] as const;

const contacts = [
	clinicOfRow,
	id('course_id', 'required'),
	day('contact_day', 'conditional', 'this or contact_date'),
	date('contact_date', 'conditional', 'instead of contact_day; not stored'),
	code('kind', 'required', ['session', 'visit', 'call', 'diary']),
	yesNo('side_effects_asked', 'required')
] as const;

const instruments = [
	id('instrument_id', 'required'),
	id('measure', 'required'),
	code('concern', 'required', [...COURSE_CONCERNS, 'any']),
	code('scale', 'required', ['ordinal', 'count', 'continuous', 'percentile', 'percent', 'binary']),
	dec('min', 'optional', {}),
	dec('max', 'optional', {}),
	dec('step', 'optional', {}),
	string('unit', 'optional', 40),
	code('better', 'required', ['lower', 'higher']),
	string('labels', 'optional', 400),
	dec('repeatability_sd', 'optional', { min: 0 }),
	dec('mcid', 'optional', { min: 0 }),
	code('percent_change_ok', 'required', ['yes', 'no'])
] as const;

/** Column lists by table, in the order in which the files are read: a row's parents before the row. */
const CONTRACT = {
	clinics,
	instruments,
	protocols,
	patients,
	courses,
	sessions,
	assessments,
	side_effects: sideEffects,
	contacts
} as const satisfies Record<string, readonly Column[]>;

export type TableName = keyof typeof CONTRACT;
export const TABLE_NAMES = Object.keys(CONTRACT) as TableName[];

/** A parsed row of the table: every column, null where the cell is blank. */
export type Line<T extends TableName> = {
	[C in (typeof CONTRACT)[T][number] as C['name']]: ValueOf<C>;
};

/** The columns as plain descriptions, for code that treats all tables alike. */
export const columnsOf = (table: TableName): readonly Column[] => CONTRACT[table];
