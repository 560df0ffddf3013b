/** What the address of a file of a release takes, and that whatever else it says is named. */
import { describe, expect, test } from 'vitest';
import { readBundle, readFile, type Reading } from '#lib/server/http/release-file.ts';

const bundle = (query: string) => readBundle(new URLSearchParams(query));
const file = (path: string, query = '') => {
	const [name = '', ending = ''] = path.split('.');
	return readFile(new URLSearchParams(query), { name, ending });
};
const named = (reading: Reading) =>
	'problems' in reading ? reading.problems.map(({ key }) => key) : reading;

describe('a bundle', () => {
	test.each([
		['area=face&foo=bar', ['area', 'foo']],
		['x=1', ['x']],
		['cohort=release-1&cohort=release-2', ['cohort']],
		['delimiter=%3B', ['delimiter']],
		['with=xlsx&with=pdf', ['with']],
		['__proto__=1&constructor=2', ['__proto__', 'constructor']]
	])('is refused with %s, each key named', (query, keys) => {
		expect(named(bundle(query))).toEqual(keys);
	});

	test('says how to mend it', () => {
		expect(bundle('area=face')).toMatchObject({
			problems: [
				{ value: 'face', message: expect.stringMatching(/leave it out.*cohort, watch, with/) }
			]
		});
	});

	test('takes formats as boxes send them and by commas, and a field left empty', () => {
		expect(bundle('with=xlsx&with=parquet,redcap&watch=&cohort=neck%402')).toEqual({
			asked: {
				form: { kind: 'bundle', with: ['xlsx', 'parquet', 'redcap'] },
				cohort: 'neck@2',
				watch: null
			}
		});
	});

	test('is of the cohort that is named, beside one that is left empty', () => {
		expect(bundle('cohort=&cohort=neck%402')).toMatchObject({ asked: { cohort: 'neck@2' } });
	});
});

describe('a file', () => {
	test.each([
		'anything.xlsx',
		'anything.csv',
		'anything.zip',
		'courses.pdf',
		'courses.constructor',
		'anything.json'
	])('%s is not there', (path) => {
		expect(file(path)).toMatchObject({ missing: expect.stringContaining('There is no file') });
	});

	test.each([
		['courses.parquet', 'delimiter=x', ['delimiter']],
		['release.xlsx', 'decimal=.', ['decimal']],
		['courses.csv', 'delimiter=x&decimal=!', ['delimiter', 'decimal']],
		['courses.csv', 'with=xlsx', ['with']],
		['courses.csv', 'cohort=a%401&cohort=b%401', ['cohort']]
	])('%s with %s is refused, each key named', (path, query, keys) => {
		expect(named(file(path, query))).toEqual(keys);
	});

	test.each([
		['courses.csv', '', { kind: 'csv', table: 'courses' }],
		[
			'courses.csv',
			'decimal=.',
			{ kind: 'spreadsheet', table: 'courses', dialect: { delimiter: ';', decimal: '.' } }
		],
		['courses.parquet', '', { kind: 'parquet', table: 'courses' }],
		['release.xlsx', '', { kind: 'xlsx' }],
		['adsl.json', '', { kind: 'dataset-json', dataset: 'ADSL' }],
		['records.redcap', '', { kind: 'redcap', file: 'records' }]
	])('%s with “%s” is there', (path, query, form) => {
		expect(file(path, query)).toMatchObject({ asked: { form } });
	});
});
