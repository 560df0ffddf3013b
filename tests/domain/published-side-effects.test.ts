import { expect, it } from 'vitest';
import { publishedRates, publishedRatesWords } from '#lib/domain/published.ts';
import type { PublishedSideEffectRow } from '#lib/domain/published.ts';

const aRow = (row: Partial<PublishedSideEffectRow>): PublishedSideEffectRow => ({
	rowId: 'E1',
	studyId: 'study',
	armId: 'mn',
	area: 'face',
	concern: 'acne_scars',
	depthMmMin: null,
	depthMmMax: 1.5,
	device: 'pen',
	sessions: 3,
	term: 'infection',
	summary: null,
	termAsReported: 'infection',
	nAffected: 1,
	nAtRisk: 25,
	percent: 4,
	countBasis: 'patients',
	severityAsReported: null,
	durationValue: null,
	durationUnit: null,
	durationMinDays: null,
	durationMaxDays: null,
	durationAsReported: null,
	pageSeen: '',
	confidence: 'high',
	note: null,
	studyLabel: 'Study 2020',
	cohort: 'study',
	citation: '',
	...row
});
const ALIKE = {
	area: 'face',
	depth: '1.5-2.0',
	device: 'pen',
	per: 'course',
	least: 'any'
} as const;
const rates = (row: Partial<PublishedSideEffectRow>, question = {}) =>
	publishedRates('infection', { ...ALIKE, ...question }, [aRow(row)]);

it.each([
	[{}, '1 of 25'],
	[{ nAffected: 0 }, '0 of 25'],
	[{ nAtRisk: null }, '4 %'],
	[
		{ nAffected: null, nAtRisk: null, percent: 13.8, countBasis: 'maximum over studies' },
		'up to 13.8 %'
	],
	[{ nAtRisk: null, percent: null, nAffected: 5 }, '5 patients']
])('a rate is told as it was printed: %o', (row, result) => {
	expect(rates(row)[0]?.result.replaceAll(/\s/gu, ' ')).toBe(result);
});

it.each([
	[{}, {}, 'A', 'alike'],
	[{}, { per: 'session' }, 'B', 'ours count sessions'],
	[{}, { area: 'face.cheeks' }, 'A', 'alike'],
	[{ area: 'abdomen' }, {}, 'B', 'on another area'],
	[
		{ depthMmMax: null, device: null },
		{},
		'C',
		'its device is not stated, its needle depth is not stated'
	],
	[
		{ device: 'roller' as const },
		{ depth: undefined },
		'C',
		'with another device, ours are of all depths'
	],
	[{}, { least: 'severe' }, 'B', 'of any severity there']
])('says how alike it is, and why: %o beside %o', (row, question, grade, why) => {
	const [rate] = rates(row, question);
	expect(rate?.grade).toBe(grade);
	expect(rate?.sentence).toContain(`(Study 2020; grade ${grade}: ${why})`);
});

it('leaves out other effects, what needling was compared with, and what is no rate', () => {
	expect(rates({ term: 'erythema' })).toEqual([]);
	expect(rates({ termAsReported: 'infection (laser comparator)' })).toEqual([]);
	expect(rates({ nAtRisk: null, percent: null, countBasis: 'all published cases found' })).toEqual(
		[]
	);
	expect(rates({ nAffected: null, percent: null })).toEqual([]);
	expect(publishedRatesWords([])).toBe('');
});
