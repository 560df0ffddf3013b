/** What a release can be taken away as: the bundle, with more formats in it, or one file alone. */
import { DATASETS, type Dataset } from './dataset-json.ts';
import type { Dialect } from './spreadsheet.ts';
import type { TableName } from './tables.ts';

/** Formats that a bundle may hold beside its CSV files, each in a folder of its name. */
export const EXTRAS = ['xlsx', 'parquet', 'dataset-json', 'redcap'] as const;
export type Extra = (typeof EXTRAS)[number];

export const TABLE_FILES = [
	'clinics',
	'patients',
	'protocols',
	'courses',
	'sessions',
	'assessments',
	'course_measures',
	'side_effects',
	'contacts',
	'analysis_long',
	'flow'
] as const satisfies readonly TableName[];

export const REDCAP_FILES = ['records', 'dictionary'] as const;

/** One file alone. */
export type SingleForm =
	| { kind: 'csv'; table: TableName }
	| { kind: 'parquet'; table: TableName }
	| { kind: 'spreadsheet'; table: TableName; dialect: Dialect }
	| { kind: 'xlsx' }
	| { kind: 'dataset-json'; dataset: Dataset }
	| { kind: 'redcap'; file: (typeof REDCAP_FILES)[number] };

export type Form = { kind: 'bundle'; with: readonly Extra[] } | SingleForm;

/** As links and the command line spell it. */
export type FormText = {
	format: string;
	/** `assessments`; of the formats for all tables `ADSL`, or `records`. */
	table?: string | null;
	/** `xlsx,parquet`: in the bundle beside the CSV files. */
	with?: string | null;
	delimiter?: string | null;
	decimal?: string | null;
};

/** The form, or a sentence that says what is wrong with it. */
export function readForm(text: FormText): Form | { wrong: string } {
	const { format, table } = text;
	switch (format) {
		case 'zip':
			return bundle(text.with ?? '');
		case 'xlsx':
			return { kind: 'xlsx' };
		case 'csv':
		case 'parquet': {
			const name = oneOf(TABLE_FILES, table);
			return name ? { kind: format, table: name } : wrong('table', TABLE_FILES);
		}
		case 'spreadsheet': {
			const name = oneOf(TABLE_FILES, table);
			return name ? spreadsheet(name, text) : wrong('table', TABLE_FILES);
		}
		case 'dataset-json': {
			const dataset = oneOf(DATASETS, table?.toUpperCase());
			return dataset ? { kind: format, dataset } : wrong('dataset', DATASETS);
		}
		case 'redcap': {
			const file = oneOf(REDCAP_FILES, table);
			return file ? { kind: format, file } : wrong('file', REDCAP_FILES);
		}
		default:
			return wrong('format', ['zip', 'csv', 'spreadsheet', ...EXTRAS]);
	}
}

function bundle(list: string): Form | { wrong: string } {
	const names = list.split(',').filter((name) => name !== '');
	const extras = EXTRAS.filter((extra) => names.includes(extra));
	return names.every((name) => oneOf(EXTRAS, name))
		? { kind: 'bundle', with: extras }
		: wrong('format in the bundle', EXTRAS);
}

function spreadsheet(table: TableName, { delimiter, decimal }: FormText): Form | { wrong: string } {
	const chosen = { delimiter: delimiter ?? ';', decimal: decimal ?? ',' };
	const between = oneOf([',', ';'] as const, chosen.delimiter);
	const mark = oneOf(['.', ','] as const, chosen.decimal);
	if (!between) return wrong('delimiter', [',', ';']);
	if (!mark) return wrong('decimal mark', ['.', ',']);
	return { kind: 'spreadsheet', table, dialect: { delimiter: between, decimal: mark } };
}

const oneOf = <T extends string>(list: readonly T[], text: string | null | undefined) =>
	list.find((one) => one === text);
const wrong = (what: string, list: readonly string[]) => ({
	wrong: `The ${what} is one of: ${list.join(', ')}.`
});
