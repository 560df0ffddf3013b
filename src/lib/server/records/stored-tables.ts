/** How each record table is written: its key, its columns, and what a blank means for each of them. */
import { NATURAL_KEYS } from '#lib/domain/contract/natural-keys.ts';
import type { ContractRecords } from './contract-records.ts';

export type ColumnType = 'text' | 'int' | 'number' | 'depth' | 'tenths' | 'texts' | 'ints';

export type StoredColumn = {
	name: string;
	type: ColumnType;
	/** What a new row gets when nothing was said; without it null. Lists are written with `;`. */
	fallback?: string | number;
	/** Columns that make one statement with this one: when one of them is said, blanks are said too. */
	saidWith?: readonly string[];
};

export type StoredTable = {
	name: 'protocol' | 'patient' | 'course' | 'session' | 'assessment' | 'side_effect' | 'contact';
	records: Exclude<keyof ContractRecords, 'clinics'>;
	key: readonly string[];
	/** The columns of the contract's natural key, when they are kept as one hash in `row_key`. */
	naturalKey?: readonly string[];
	/** The column that tells whose courses a change touches. */
	touches: 'protocol_id' | 'patient_id' | 'course_id';
	columns: readonly StoredColumn[];
};

const text = (name: string, fallback?: string): StoredColumn => ({ name, type: 'text', fallback });
const int = (name: string, fallback?: number): StoredColumn => ({ name, type: 'int', fallback });
const depth = (name: string): StoredColumn => ({ name, type: 'depth' });
const yesNo = (name: string) => text(name, 'unknown');
const together = (...columns: StoredColumn[]): StoredColumn[] =>
	columns.map((column) => ({ ...column, saidWith: columns.map((other) => other.name) }));

/** In the order in which they are written: a row's parents before the row. */
export const STORED_TABLES: readonly StoredTable[] = [
	{
		name: 'protocol',
		records: 'protocols',
		key: ['protocol_id'],
		touches: 'protocol_id',
		columns: [
			text('protocol_id'),
			text('name'),
			text('device_type'),
			text('device_model'),
			depth('depth_mm_min'),
			depth('depth_mm_max'),
			int('needle_count'),
			int('passes'),
			int('planned_sessions'),
			int('planned_interval_days'),
			{ name: 'visit_weeks', type: 'ints' },
			{ name: 'adjuncts', type: 'texts', fallback: '' }
		]
	},
	{
		name: 'patient',
		records: 'patients',
		key: ['clinic_id', 'patient_id'],
		touches: 'patient_id',
		columns: [
			text('clinic_id'),
			text('patient_id'),
			int('key_version'),
			...together(int('birth_year'), int('age_at_start')),
			text('sex', 'unknown'),
			int('skin_type'),
			text('smoking', 'unknown'),
			yesNo('keloid_history'),
			yesNo('isotretinoin_6m'),
			yesNo('anticoagulant'),
			yesNo('pregnancy'),
			yesNo('active_infection'),
			yesNo('immunosuppressed'),
			text('research_consent')
		]
	},
	{
		name: 'course',
		records: 'courses',
		key: ['clinic_id', 'course_id'],
		touches: 'course_id',
		columns: [
			text('clinic_id'),
			text('course_id'),
			text('patient_id'),
			text('protocol_id'),
			text('body_area'),
			text('side', 'both'),
			text('pair_id'),
			text('arm'),
			{ name: 'concerns', type: 'texts' },
			text('start_month'),
			...together(text('status'), text('stop_reason')),
			int('end_day'),
			{ name: 'visit_weeks', type: 'ints' },
			text('operator_code'),
			text('control', 'no')
		]
	},
	{
		name: 'session',
		records: 'sessions',
		key: ['clinic_id', 'course_id', 'session_no'],
		touches: 'course_id',
		columns: [
			text('clinic_id'),
			text('course_id'),
			int('session_no'),
			int('session_day'),
			text('performed'),
			...together(depth('depth_mm'), depth('depth_mm_min'), depth('depth_mm_max')),
			text('device_type'),
			text('device_model'),
			int('needle_count'),
			int('passes'),
			{ name: 'adjuncts', type: 'texts', fallback: '' },
			text('operator_code'),
			text('endpoint'),
			yesNo('side_effects_asked')
		]
	},
	{
		name: 'assessment',
		records: 'assessments',
		key: ['clinic_id', 'course_id', 'row_key'],
		naturalKey: NATURAL_KEYS.assessments,
		touches: 'course_id',
		columns: [
			text('clinic_id'),
			text('course_id'),
			text('row_key'),
			text('assessment_id'),
			int('assessed_day'),
			text('timepoint'),
			text('visit_label'),
			text('body_area'),
			text('side'),
			text('view'),
			text('instrument_id'),
			text('measure'),
			...together({ name: 'value', type: 'number' }, text('missing_reason')),
			text('rater_type'),
			text('rater_code'),
			int('replicate', 1),
			text('quality', 'ok'),
			text('imputed', 'none')
		]
	},
	{
		name: 'side_effect',
		records: 'sideEffects',
		key: ['clinic_id', 'patient_id', 'row_key'],
		naturalKey: NATURAL_KEYS.side_effects,
		touches: 'course_id',
		columns: [
			text('clinic_id'),
			text('patient_id'),
			text('row_key'),
			text('side_effect_id'),
			text('course_id'),
			int('session_no'),
			text('term'),
			text('severity'),
			int('grade'),
			int('onset_day'),
			...together({ name: 'duration_days', type: 'tenths' }, yesNo('ongoing')),
			yesNo('serious'),
			yesNo('solicited'),
			text('relatedness'),
			text('outcome'),
			text('reporter')
		]
	},
	{
		name: 'contact',
		records: 'contacts',
		key: ['clinic_id', 'course_id', 'contact_day'],
		touches: 'course_id',
		columns: [
			text('clinic_id'),
			text('course_id'),
			int('contact_day'),
			text('kind'),
			yesNo('side_effects_asked')
		]
	}
];
