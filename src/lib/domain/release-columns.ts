/**
 * The columns of a release and how each may be coarsened: step by step along a fixed ladder, and in the
 * end dropped. What can be filtered in a release is listed here; nothing else about a course can be.
 */
import { AREAS, areaRoot } from './areas.ts';
import { AGE_BANDS, DEPTH_BANDS, SESSION_BANDS, SKIN_TYPE_BANDS, SPACING_BANDS } from './bands.ts';
import { ADJUNCTS, DEVICES, DIMENSION_FACTS, type Dimension, type Option } from './dimensions.ts';

/** One step of a ladder. */
export type Step = {
	/** What it tells apart: "six bands", "under 1 mm, 1 to under 2 mm, 2 mm and more". */
	words: string;
	/** The value at this step of a value at the first one. */
	of: (value: string) => string;
	/** The values in their order; empty where only the records know them. */
	options: readonly Option[];
};

export type ReleaseColumn = {
	/** The dimension of the filters that reads it. */
	name: ReleaseColumnName;
	label: string;
	/** From the finest to the coarsest; behind the last the column is dropped. */
	steps: readonly Step[];
};

/** In the order of importance that holds when nobody names another. */
export const RELEASE_COLUMN_NAMES = [
	'area',
	'depth',
	'protocol',
	'type',
	'age',
	'sessions',
	'device',
	'sex',
	'quarter',
	'clinic',
	'spacing',
	'adjunct',
	'smoking'
] as const satisfies readonly Dimension[];
export type ReleaseColumnName = (typeof RELEASE_COLUMN_NAMES)[number];

const same = (value: string) => value;
const optionsOf = (list: readonly { code: string; label: string }[]): Option[] =>
	list.map(({ code, label }) => ({ value: code, label }));

/** Values that become another one; those not named stay themselves. */
const joined =
	(values: Readonly<Record<string, string>>) =>
	(value: string): string =>
		values[value] ?? value;

const onlyStep = (words: string, options: readonly Option[]): readonly Step[] => [
	{ words, of: same, options }
];

/** Face, neck, chest and hands keep their names; every other area is the body. */
const REGIONS = ['face', 'neck', 'decolletage', 'hands', 'body'];
const regionOf = (value: string): string => {
	const root = areaRoot(value);
	return REGIONS.includes(root) ? root : 'body';
};
const ROOTS = AREAS.filter(({ parent }) => parent === null);

const ENDS_OF_DEPTH = [
	{ value: 'under-1', label: 'under 1 mm' },
	{ value: '1-2', label: '1 to under 2 mm' },
	{ value: '2-plus', label: '2 mm and more' }
];
const SKIN_HALVES = [
	{ value: 'I-III', label: 'skin type I–III' },
	{ value: 'IV-VI', label: 'skin type IV–VI' }
];
const AGE_THIRDS = [
	{ value: 'under-40', label: 'under 40' },
	{ value: '40-59', label: '40 to 59' },
	{ value: '60-plus', label: '60 and over' }
];
const SESSION_HALVES = [
	{ value: '1-3', label: '1 to 3 sessions' },
	{ value: '4-plus', label: '4 sessions or more' }
];

const STEPS: Record<ReleaseColumnName, readonly Step[]> = {
	area: [
		{ words: 'areas and their parts', of: same, options: optionsOf(AREAS) },
		{
			words: 'areas without their parts',
			of: (value) => areaRoot(value),
			options: optionsOf(ROOTS)
		},
		{
			words: 'face, neck, chest, hands, body',
			of: regionOf,
			options: optionsOf(ROOTS).filter(({ value }) => REGIONS.includes(value))
		}
	],
	depth: [
		{ words: 'six bands', of: same, options: optionsOf(DEPTH_BANDS) },
		{
			words: 'under 1 mm, 1 to under 2 mm, 2 mm and more',
			of: joined({
				'under-0.5': 'under-1',
				'0.5-1.0': 'under-1',
				'1.0-1.5': '1-2',
				'1.5-2.0': '1-2',
				'2.0-2.5': '2-plus',
				'over-2.5': '2-plus'
			}),
			options: ENDS_OF_DEPTH
		}
	],
	protocol: onlyStep('each protocol', []),
	type: [
		{ words: 'I–II, III, IV, V–VI', of: same, options: optionsOf(SKIN_TYPE_BANDS) },
		{
			words: 'I–III, IV–VI',
			of: joined({ 'I-II': 'I-III', III: 'I-III', IV: 'IV-VI', 'V-VI': 'IV-VI' }),
			options: SKIN_HALVES
		}
	],
	age: [
		{ words: 'bands of ten years', of: same, options: optionsOf(AGE_BANDS) },
		{
			words: 'under 40, 40 to 59, 60 and over',
			of: joined({
				'under-30': 'under-40',
				'30-39': 'under-40',
				'40-49': '40-59',
				'50-59': '40-59',
				'60-69': '60-plus',
				'70-plus': '60-plus'
			}),
			options: AGE_THIRDS
		}
	],
	sessions: [
		{ words: '1–2, 3, 4, 5–6, 7 and more', of: same, options: optionsOf(SESSION_BANDS) },
		{
			words: '1 to 3, 4 and more',
			of: joined({ '1-2': '1-3', '3': '1-3', '4': '4-plus', '5-6': '4-plus', '7-plus': '4-plus' }),
			options: SESSION_HALVES
		}
	],
	device: onlyStep('kind of device', DEVICES),
	sex: onlyStep('female, male, other', DIMENSION_FACTS.sex.options),
	quarter: onlyStep('year in which the course began', []),
	clinic: onlyStep('clinics by number', []),
	spacing: onlyStep('under 3, 3 to 5, over 5 weeks', optionsOf(SPACING_BANDS)),
	adjunct: onlyStep('each adjunct', ADJUNCTS),
	smoking: onlyStep('never, former, current', DIMENSION_FACTS.smoking.options)
};

export const RELEASE_COLUMNS: readonly ReleaseColumn[] = RELEASE_COLUMN_NAMES.map((name) => ({
	name,
	label: name === 'quarter' ? 'Year' : DIMENSION_FACTS[name].label,
	steps: STEPS[name]
}));

/** The column of this name. Throws for a name that is none. */
export function releaseColumn(name: string): ReleaseColumn {
	const column = RELEASE_COLUMNS.find((candidate) => candidate.name === name);
	if (!column) throw new Error(`no column ${name} in a release`);
	return column;
}

/** Fewest sessions of a band at either step: what a release tells of how many there were. */
export const SESSIONS_AT_LEAST: Readonly<Record<string, number>> = {
	'1-2': 1,
	'3': 3,
	'4': 4,
	'5-6': 5,
	'7-plus': 7,
	'1-3': 1,
	'4-plus': 4
};

/** Nominal days between the sessions of a released course, by its spacing's band. */
export const NOMINAL_INTERVAL_DAYS: Readonly<Record<string, number>> = {
	'under-3': 14,
	'3-5': 28,
	'over-5': 42
};
