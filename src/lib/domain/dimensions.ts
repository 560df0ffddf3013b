/** What figures can be filtered and grouped by: one value a key, from fixed lists. */
import { AREAS } from './areas.ts';
import {
	AGE_BANDS,
	DEPTH_BANDS,
	SESSION_BANDS,
	SEVERITIES,
	SKIN_TYPE_BANDS,
	SPACING_BANDS
} from './bands.ts';

export type Option = { value: string; label: string };

export const DIMENSIONS = [
	'area',
	'depth',
	'device',
	'protocol',
	'spacing',
	'sessions',
	'adjunct',
	'type',
	'age',
	'sex',
	'severity',
	'smoking',
	'practitioner',
	'clinic',
	'quarter'
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Filters and grouping together; more would leave too few people in a cell. */
export const MOST_DIMENSIONS = 3;

const options = (list: readonly { code: string; label: string }[]): Option[] =>
	list.map(({ code, label }) => ({ value: code, label }));

export const DEVICES: readonly Option[] = [
	{ value: 'pen', label: 'pen' },
	{ value: 'stamp', label: 'stamp' },
	{ value: 'roller', label: 'roller' },
	{ value: 'rf_needling', label: 'radiofrequency needling' },
	{ value: 'other', label: 'other device' }
];

/** A course counts under its one adjunct; with more than one it counts under "several". */
export const ADJUNCTS: readonly Option[] = [
	{ value: 'none', label: 'needling alone' },
	{ value: 'prp', label: 'with PRP' },
	{ value: 'hyaluronic_acid', label: 'with hyaluronic acid' },
	{ value: 'vitamin_c', label: 'with vitamin C' },
	{ value: 'tranexamic_acid', label: 'with tranexamic acid' },
	{ value: 'growth_factors', label: 'with growth factors' },
	{ value: 'retinoid', label: 'with a retinoid' },
	{ value: 'peel', label: 'with a peel' },
	{ value: 'led', label: 'with LED light' },
	{ value: 'other', label: 'with another adjunct' },
	{ value: 'several', label: 'with several adjuncts' }
];

type Facts = {
	/** The name of the choice: "Needle depth". */
	label: string;
	/** When nothing is chosen: "all depths". */
	all: string;
	/** As a grouping: "by needle depth". */
	by: string;
	/** The column of course_profile and trajectory that holds the value. */
	column: string;
	/** The fixed values; empty where they come from the records (protocol, practitioner, clinic). */
	options: readonly Option[];
	/** Whether the values have an order, so that a chart may grade them. */
	ordered: boolean;
};

export const DIMENSION_FACTS: Record<Dimension, Facts> = {
	area: {
		label: 'Body area',
		all: 'all areas',
		by: 'by area',
		column: 'area_root',
		options: options(AREAS),
		ordered: false
	},
	depth: {
		label: 'Needle depth',
		all: 'all depths',
		by: 'by needle depth',
		column: 'depth_band',
		options: options(DEPTH_BANDS),
		ordered: true
	},
	device: {
		label: 'Device',
		all: 'all devices',
		by: 'by device',
		column: 'device',
		options: DEVICES,
		ordered: false
	},
	protocol: {
		label: 'Protocol',
		all: 'all protocols',
		by: 'by protocol',
		column: 'protocol_id',
		options: [],
		ordered: false
	},
	spacing: {
		label: 'Spacing',
		all: 'any spacing',
		by: 'by spacing',
		column: 'spacing_band',
		options: options(SPACING_BANDS),
		ordered: true
	},
	sessions: {
		label: 'Sessions done',
		all: 'any number of sessions',
		by: 'by sessions done',
		column: 'sessions_band',
		options: options(SESSION_BANDS),
		ordered: true
	},
	adjunct: {
		label: 'Adjunct',
		all: 'with or without adjunct',
		by: 'by adjunct',
		column: 'adjunct',
		options: ADJUNCTS,
		ordered: false
	},
	type: {
		label: 'Skin type',
		all: 'all skin types',
		by: 'by skin type',
		column: 'skin_band',
		options: options(SKIN_TYPE_BANDS),
		ordered: true
	},
	age: {
		label: 'Age',
		all: 'all ages',
		by: 'by age',
		column: 'age_band',
		options: options(AGE_BANDS),
		ordered: true
	},
	sex: {
		label: 'Sex',
		all: 'all sexes',
		by: 'by sex',
		column: 'sex',
		options: [
			{ value: 'female', label: 'female' },
			{ value: 'male', label: 'male' },
			{ value: 'other', label: 'other' }
		],
		ordered: false
	},
	severity: {
		label: 'Severity at baseline',
		all: 'any severity',
		by: 'by severity',
		column: 'severity_band',
		options: SEVERITIES.map((value) => ({ value, label: `${value} at baseline` })),
		ordered: true
	},
	smoking: {
		label: 'Smoking',
		all: 'smokers and others',
		by: 'by smoking',
		column: 'smoking',
		options: [
			{ value: 'never', label: 'never smoked' },
			{ value: 'former', label: 'former smoker' },
			{ value: 'current', label: 'current smoker' }
		],
		ordered: false
	},
	practitioner: {
		label: 'Practitioner',
		all: 'all practitioners',
		by: 'by practitioner',
		column: 'operator_code',
		options: [],
		ordered: false
	},
	clinic: {
		label: 'Clinic',
		all: 'all my clinics',
		by: 'by clinic',
		column: 'clinic_id',
		options: [],
		ordered: false
	},
	quarter: {
		label: 'Course began',
		all: 'all quarters',
		by: 'by quarter',
		column: 'quarter',
		options: [],
		ordered: true
	}
};
