import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRules, rulesQuery, rulesWords, type CohortColumns } from '#lib/domain/cohort-query.ts';
import { cohortNameText, readCohortName, type CohortRules } from '#lib/domain/cohort-rules.ts';
import { CONCERNS } from '#lib/domain/measure.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';

const columns: CohortColumns = [
	{
		name: 'area',
		label: 'Body area',
		values: [
			{ value: 'face', label: 'Face' },
			{ value: 'neck', label: 'Neck' },
			{ value: 'hands', label: 'Hands' }
		]
	},
	{
		name: 'depth',
		label: 'Needle depth',
		values: [
			{ value: 'under-1', label: 'under 1 mm' },
			{ value: '1-2', label: '1 to under 2 mm' }
		]
	}
];
const read = (query: string) => readRules(new URLSearchParams(query), columns);

test('several values of a column are alternatives, and the words say so', () => {
	const { rules, problems } = read('area=neck&area=face&seen=wrinkles&wk=26&wk=12&release=1');
	expect(problems).toEqual([]);
	expect(rules).toEqual({
		where: { area: ['face', 'neck'] },
		followUp: { concern: 'wrinkles', weeks: [12, 26] }
	});
	expect(rulesWords(rules, columns).map(({ words }) => words)).toEqual([
		'Body area: Face or Neck',
		'Scored again for wrinkles at week 12 or 26'
	]);
});

test('a concern without a week asks for a score at any visit', () => {
	const { rules } = read('seen=pores');
	expect(rules.followUp).toEqual({ concern: 'pores', weeks: VISIT_WEEKS });
	expect(rulesWords(rules, columns)[0]?.words).toBe('Scored again for pores at any visit');
});

test.each([
	['area=moon', 'area'],
	['severity=mild', 'severity'],
	['seen=hope', 'seen'],
	['seen=wrinkles&wk=13', 'wk'],
	['wk=12', 'wk']
])('%s is named and left out', (query, key) => {
	const { rules, problems } = read(query);
	expect(problems.map((one) => one.key)).toEqual([key]);
	expect(problems[0]?.message.length).toBeGreaterThan(10);
	expect(rules.where).toEqual({});
});

const anyRules: fc.Arbitrary<CohortRules> = fc.record({
	where: fc
		.tuple(...columns.map(({ values }) => fc.subarray(values.map(({ value }) => value))))
		.map((chosen) =>
			Object.fromEntries(
				columns.flatMap(({ name }, i) => {
					const values = chosen[i] ?? [];
					return values.length > 0 ? [[name, values]] : [];
				})
			)
		),
	followUp: fc.option(
		fc.record({
			concern: fc.constantFrom(...CONCERNS),
			weeks: fc.subarray([...VISIT_WEEKS], { minLength: 1 })
		})
	)
});

test('rules written as a query are read again as they were', () => {
	fc.assert(
		fc.property(anyRules, (rules) => {
			expect(read(rulesQuery(rules))).toEqual({ rules, problems: [] });
		})
	);
});

test.each([
	['neck-study@3', { kind: 'cohort', slug: 'neck-study', version: 3 }],
	['release-12', { kind: 'release', release: 12 }]
])('%s is a name that links use', (text, name) => {
	expect(readCohortName(text)).toEqual(name);
	expect(readCohortName(text) && cohortNameText(readCohortName(text)!)).toBe(text);
});

test.each([
	'',
	'neck',
	'neck@0',
	'Neck@1',
	'release-0',
	'release-',
	'../x@1',
	`${'a'.repeat(61)}@1`
])('“%s” is no name of a cohort', (text) => {
	expect(readCohortName(text)).toBeNull();
});
