/** The columns of a bundle's tables: what each holds, in which type, unit and codes. */
import { AREAS } from '#lib/domain/areas.ts';
import { ADJUNCTS, DEVICES, type Option } from '#lib/domain/dimensions.ts';
import { MEASURES, INSTRUMENTS } from '#lib/domain/instruments/index.ts';
import { CONCERNS } from '#lib/domain/measure.ts';
import { RELEASE_COLUMNS, type ReleaseColumnName } from '#lib/domain/release-columns.ts';
import type { ReleaseReport } from '#lib/domain/release-report.ts';

export type FieldType = 'string' | 'integer' | 'number' | 'boolean';

export type Field = {
	name: string;
	type: FieldType;
	label: string;
	/** UCUM. */
	unit?: string;
	/** The codes that may stand there. */
	values?: readonly Option[];
	required?: true;
	min?: number;
	max?: number;
	/** How it came about, where its name does not say. */
	derivation?: string;
	/** Which way is better, where that is not the measure's business. */
	direction?: string;
};

const field =
	(type: FieldType) =>
	(name: string, label: string, more: Partial<Field> = {}) => ({
		...more,
		name,
		type,
		label
	});
export const text = field('string');
export const whole = field('integer');
export const number = field('number');
export const flag = field('boolean');
export const needed = { required: true } as const;

const codes = (...values: string[]): readonly Option[] =>
	values.map((value) => ({ value, label: value.replaceAll('_', ' ') }));

export const YES_NO = codes('yes', 'no', 'unknown');
export const SEVERITIES = codes('none', 'mild', 'moderate', 'severe', 'unknown');
export const RELATED = codes(
	'unrelated',
	'unlikely',
	'possible',
	'probable',
	'definite',
	'unknown'
);
export const OUTCOMES = codes(
	'recovered',
	'recovering',
	'not_recovered',
	'recovered_with_sequelae',
	'fatal',
	'unknown'
);
export const STATUSES = codes(
	'planned',
	'ongoing',
	'completed',
	'discontinued',
	'lost_to_follow_up'
);
export const CONTACT_KINDS = codes('session', 'visit', 'call', 'diary');
export const ENDPOINTS = codes('none', 'erythema', 'pinpoint_bleeding');
export const TIMEPOINTS = codes('baseline', 'treatment', 'follow_up');
export const RATERS = codes('clinician', 'blinded_clinician', 'patient', 'device');
export const BETTER = codes('lower', 'higher');
export const DEVICE_CODES = DEVICES;
export const ADJUNCT_CODES = ADJUNCTS;
export const MEASURE_CODES: readonly Option[] = MEASURES.map(({ code, name }) => ({
	value: code,
	label: name
}));
export const INSTRUMENT_CODES: readonly Option[] = INSTRUMENTS.map(({ id, name }) => ({
	value: id,
	label: name
}));
export const CONCERN_CODES = codes(...CONCERNS, 'other', 'satisfaction', 'quality_of_life', 'any');
const AREA_CODES: readonly Option[] = AREAS.map(({ code, label }) => ({ value: code, label }));

/** What became of a column: its codes at the step it was kept at, and that step in words. */
function kept({ columns }: ReleaseReport, name: ReleaseColumnName): Partial<Field> {
	const told = columns.find((column) => column.name === name);
	if (!told || told.step === null) {
		return { derivation: 'Empty: left out of this release, so that nobody stands out.' };
	}
	const options = RELEASE_COLUMNS.find((column) => column.name === name)?.steps[told.step]?.options;
	const values = options && options.length > 0 ? options : told.values;
	return {
		...(values.length > 0 ? { values } : {}),
		derivation: `As the release tells it: ${told.words}.`
	};
}

/** The bands of a course, in the order in which every table that has them shows them. */
export function bandFields(report: ReleaseReport): Field[] {
	return [
		text('body_area', 'Body area', kept(report, 'area')),
		text('area_root', 'Body area without its parts', { values: AREA_CODES }),
		text('concern', 'What was treated first of all', { values: CONCERN_CODES }),
		text('depth_band', 'Needle depth of the first session', {
			...kept(report, 'depth'),
			unit: 'mm'
		}),
		text('device', 'Device', kept(report, 'device')),
		text('protocol_id', 'Protocol', kept(report, 'protocol')),
		text('spacing_band', 'Mean weeks between sessions', {
			...kept(report, 'spacing'),
			unit: 'wk'
		}),
		text('sessions_band', 'Sessions done', kept(report, 'sessions')),
		text('adjunct', 'Treatment beside the needling', kept(report, 'adjunct')),
		text('skin_type_band', 'Fitzpatrick skin type', kept(report, 'type')),
		text('age_band', 'Age when the course began', { ...kept(report, 'age'), unit: 'a' }),
		text('sex', 'Sex', kept(report, 'sex')),
		text('smoking', 'Smoking', kept(report, 'smoking')),
		whole('start_year', 'Year in which the course began', {
			...kept(report, 'quarter'),
			values: undefined
		})
	];
}
