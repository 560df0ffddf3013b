/** The rules between the cells of one row. Rules between rows and files belong to the import. */
import type { CellProblem, CellValue } from './cell.ts';
import type { TableName } from './tables.ts';

type Cells = Readonly<Record<string, CellValue>>;
export type RowRule = CellProblem & {
	/** The column the message points at. */
	column: string;
	broken: (line: Cells) => boolean;
};

const filled = (line: Cells, column: string) => (line[column] ?? null) !== null;

function exactlyOne(first: string, second: string): RowRule[] {
	return [
		notBoth(first, second),
		{
			column: first,
			check: 'E1',
			rule: `is blank, and so is ${second}: a row needs one of them`,
			offer: `Fill in ${first} or ${second}.`,
			broken: (line) => !filled(line, first) && !filled(line, second)
		}
	];
}

function notBoth(first: string, second: string): RowRule {
	return {
		column: second,
		check: 'E1',
		rule: `is filled although ${first} is: a row has only one of them`,
		offer: 'Keep the one that was recorded.',
		broken: (line) => filled(line, first) && filled(line, second)
	};
}

const rangeRises: RowRule = {
	column: 'depth_mm_max',
	check: 'E2',
	rule: 'is below depth_mm_min',
	offer: 'Exchange the two ends.',
	broken: ({ depth_mm_min: min, depth_mm_max: max }) =>
		typeof min === 'number' && typeof max === 'number' && min > max
};

export const ROW_RULES: Readonly<Record<TableName, readonly RowRule[]>> = {
	clinics: [],
	instruments: [
		{
			column: 'step',
			check: 'E1',
			rule: 'an ordinal scale needs min, max and step',
			offer: 'Fill in all three.',
			broken: (line) =>
				line.scale === 'ordinal' && !['min', 'max', 'step'].every((column) => filled(line, column))
		}
	],
	protocols: [rangeRises],
	patients: [notBoth('birth_year', 'age_at_start')],
	courses: [
		notBoth('end_day', 'end_date'),
		{
			column: 'stop_reason',
			check: 'E1',
			rule: 'is blank, and a discontinued course needs it',
			offer: 'Fill in the reason; unknown is one.',
			broken: (line) => line.status === 'discontinued' && !filled(line, 'stop_reason')
		},
		{
			column: 'start_month',
			check: 'E1',
			rule: 'is not the month of start_date',
			offer: 'Keep the one that is right.',
			broken: ({ start_date: date, start_month: month }) =>
				typeof date === 'string' && typeof month === 'string' && !date.startsWith(month)
		}
	],
	sessions: [
		...exactlyOne('session_day', 'session_date'),
		notBoth('depth_mm', 'depth_mm_min'),
		notBoth('depth_mm', 'depth_mm_max'),
		{
			column: 'depth_mm_max',
			check: 'E1',
			rule: 'a range of depths needs both ends',
			offer: 'Fill in both, or the nominal depth in depth_mm.',
			broken: (line) => filled(line, 'depth_mm_min') !== filled(line, 'depth_mm_max')
		},
		rangeRises
	],
	assessments: [
		...exactlyOne('assessed_day', 'assessed_date'),
		...exactlyOne('value', 'missing_reason')
	],
	side_effects: [
		notBoth('onset_day', 'onset_date'),
		notBoth('duration_days', 'end_date'),
		{
			column: 'ongoing',
			check: 'E1',
			rule: 'is yes although the row has an end',
			offer: 'Remove the end, or write no.',
			broken: (line) =>
				line.ongoing === 'yes' && (filled(line, 'duration_days') || filled(line, 'end_date'))
		}
	],
	contacts: [...exactlyOne('contact_day', 'contact_date')]
};
