/** Which file of a release an address asks for; every key and value that the file does not take is named. */
import { EXTRAS, readForm, type Form } from '#lib/formats/release/forms.ts';
import { notOneOf, problem, shorten, single, type Problem } from '#lib/domain/refusals.ts';

export type AskedFile = {
	form: Form;
	/** As the address names it; null for all of the release. */
	cohort: string | null;
	/** The id under which a page asks how far it is. */
	watch: string | null;
};

/** The file, what is wrong with the question, or in words that there is no such file. */
export type Reading = { asked: AskedFile } | { problems: Problem[] } | { missing: string };

const OF_ANY = ['cohort', 'watch'] as const;
const OF_BUNDLE = [...OF_ANY, 'with'] as const;
const OF_TEXT = [...OF_ANY, 'delimiter', 'decimal'] as const;
const DIALECT = { delimiter: [',', ';'], decimal: ['.', ','] } as const;

/** Everything in one ZIP. `with` may stand several times, as ticked boxes send it, or name several by commas. */
export function readBundle(params: URLSearchParams): Reading {
	const extras = params.getAll('with').flatMap((names) => names.split(','));
	const wanted = extras.filter((name) => name !== '');
	const others = new URLSearchParams([...params].filter(([key]) => key !== 'with'));
	const { values, problems } = readKeys(others, OF_BUNDLE);
	for (const name of wanted) {
		if (!EXTRAS.some((extra) => extra === name)) {
			problems.push(problem('with', name, notOneOf(name, EXTRAS)));
		}
	}
	return finished(readForm({ format: 'zip', with: wanted.join(',') }), values, problems);
}

/** The endings of files that stand alone, and how their format is called. */
const ENDINGS: Readonly<Record<string, string>> = {
	csv: 'csv',
	parquet: 'parquet',
	xlsx: 'xlsx',
	json: 'dataset-json',
	redcap: 'redcap'
};

/** One file alone: `courses.csv`, `courses.parquet`, `release.xlsx`, `adsl.json`, `records.redcap`. */
export function readFile(
	params: URLSearchParams,
	{ name, ending }: { name: string; ending: string }
): Reading {
	const format = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
	if (format === undefined) {
		return { missing: `There is no file that ends in “.${shorten(ending)}”.` };
	}
	const alone =
		format === 'xlsx' && name !== 'release' ? { wrong: '' } : readForm({ format, table: name });
	if ('wrong' in alone) {
		const words = alone.wrong || 'The workbook of a release is release.xlsx.';
		return { missing: `There is no file “${shorten(`${name}.${ending}`)}”. ${words}` };
	}
	const { values, problems } = readKeys(params, format === 'csv' ? OF_TEXT : OF_ANY);
	for (const [key, allowed] of Object.entries(DIALECT)) {
		const value = values.get(key);
		if (value !== undefined && format === 'csv' && !allowed.some((one) => one === value)) {
			problems.push(problem(key, value, notOneOf(value, allowed)));
		}
	}
	const [delimiter, decimal] = [values.get('delimiter'), values.get('decimal')];
	const inDialect = format === 'csv' && (delimiter ?? decimal) !== undefined;
	const form = inDialect
		? readForm({ format: 'spreadsheet', table: name, delimiter, decimal })
		: alone;
	return finished(form, values, problems);
}

/** One value for each key that is taken. */
function readKeys(params: URLSearchParams, taken: readonly string[]) {
	const { values, problems } = single(params);
	for (const [key, value] of values) {
		if (taken.includes(key)) continue;
		const message = `“${shorten(key)}” is no option of this file: leave it out. Options: ${taken.join(', ')}.`;
		problems.push(problem(key, value, message));
	}
	return { values, problems };
}

function finished(
	form: Form | { wrong: string },
	values: ReadonlyMap<string, string>,
	problems: Problem[]
): Reading {
	if (problems.length > 0) return { problems };
	if ('wrong' in form) return { missing: form.wrong };
	return {
		asked: { form, cohort: values.get('cohort') ?? null, watch: values.get('watch') ?? null }
	};
}
