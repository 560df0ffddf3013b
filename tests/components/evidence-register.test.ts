import { expect, test } from 'vitest';
import type { PublishedRow, PublishedSource } from '#lib/domain/published.ts';
import { registerBar } from '../../src/routes/(app)/evidence/bar.ts';
import { studiesOf, type Wanted } from '../../src/routes/(app)/evidence/register.ts';

const aSource = (more: Partial<PublishedSource> = {}): PublishedSource => ({
	studyId: 'alqam2022_neck',
	label: 'Alqam 2022',
	cohort: 'NCT03803059',
	citation: 'Alqam M. Neck. 2022.',
	year: 2022,
	doi: '10.1093/asj/sjac085',
	pmid: null,
	pmcid: null,
	registration: null,
	design: 'single-arm',
	evidenceType: 'primary',
	concerns: 'wrinkles',
	areas: 'neck',
	device: 'pen',
	nEnrolled: 35,
	nCompleted: 32,
	pageSeen: 'https://www.example.org/a ; https://example.com/b',
	whatWasSeen: 'abstract',
	usedFor: 'validate',
	note: null,
	caution: null,
	...more
});

const aRow = (more: Partial<PublishedRow> = {}): PublishedRow => ({
	rowId: 'O001',
	studyId: 'alqam2022_neck',
	armId: 'mn',
	armRole: 'microneedling',
	area: 'neck',
	concern: 'wrinkles',
	instrument: 'LEMPERLE',
	instrumentAsReported: 'Lemperle 0-5',
	scaleMin: 0,
	scaleMax: 5,
	better: 'lower',
	depthMmMin: null,
	depthMmMax: 2.5,
	deviceModel: null,
	device: 'pen',
	sessions: 4,
	sessionIntervalWeeks: 4,
	adjunct: 'none',
	nArm: 35,
	nAnalyzed: 32,
	timePointReported: null,
	weeksFromFirstSession: 26,
	weeksAfterLastSession: 13,
	weeksBasis: null,
	measureType: 'mean_change',
	baselineMean: null,
	baselineSd: null,
	followupMean: null,
	followupSd: null,
	changeMean: -0.86,
	changeSd: 0.66,
	changeCiLow: null,
	changeCiHigh: null,
	ciLevelPct: null,
	dispersionType: null,
	percentImprovementReported: 25.9,
	percentImprovementSd: null,
	responderDefinition: null,
	responderN: null,
	responderDenominator: null,
	responderPercent: null,
	pValueReported: null,
	percentFromMeansDerived: null,
	consistency: null,
	pageSeen: '',
	confidence: 'high',
	note: null,
	studyLabel: 'Alqam 2022',
	cohort: 'NCT03803059',
	citation: '',
	year: 2022,
	design: 'single-arm',
	evidenceType: 'primary',
	nEnrolled: 35,
	nCompleted: 32,
	caution: null,
	...more
});

const all: Wanted = { concern: null, area: null };
const studies = (rows: PublishedRow[], sources = [aSource()], wanted = all) =>
	studiesOf({ outcomes: rows, sideEffects: [], sources }, wanted);

test('a mean change on our scale and area leads to the page on which it is drawn', () => {
	const [study] = studies([aRow()]);
	expect(study?.results[0]).toMatchObject({
		result: '0.86 better',
		instrument: 'Lemperle 0–5, lower is better',
		n: '32',
		week: '26',
		href: '/outcomes/wrinkles?area=neck&evidence=on'
	});
});

test('a result on another scale is told in words and leads nowhere', () => {
	const [study] = studies([aRow({ instrument: 'GAIS_PATIENT', measureType: 'mean_rating' })]);
	expect(study?.results[0]).toMatchObject({ beside: 'In words: on another scale', href: null });
});

test('the untreated side is never drawn as a result of needling', () => {
	const [study] = studies([aRow({ armRole: 'untreated_control' })]);
	expect(study?.results[0]?.href).toBeNull();
});

test('radiofrequency needling is drawn beside radiofrequency needling alone', () => {
	const [study] = studies([aRow({ armRole: 'rf_microneedling', device: 'rf_needling' })]);
	expect(study?.results[0]?.href).toContain('device=rf_needling');
});

test('a study names the other papers on the same people', () => {
	const twin = aSource({ studyId: 'alqam2023_face', label: 'Alqam 2023' });
	const [study] = studies([aRow()], [aSource(), twin]);
	expect(study?.samePeople).toEqual(['Alqam 2023']);
});

test('what was not printed is a dash, not a zero', () => {
	const [study] = studies([
		aRow({ sessions: null, depthMmMax: null, nAnalyzed: null, nArm: null })
	]);
	expect(study?.results[0]).toMatchObject({ sessions: '–', depth: '–', n: '–' });
});

test('a part of an area is found under its area', () => {
	const rows = [aRow({ area: 'face.periorbital' })];
	expect(studies(rows, [aSource()], { concern: null, area: 'face' })).toHaveLength(1);
	expect(studies(rows, [aSource()], { concern: null, area: 'neck' })).toHaveLength(0);
});

test('an unknown value is left out and named', () => {
	const options = { concern: [{ value: 'pores', label: 'Pores' }], area: [] };
	const read = registerBar(new URLSearchParams('concern=pores&area=moon&x=1'), options);
	expect(read.wanted).toEqual({ concern: 'pores', area: null });
	expect(read.problems.map(({ key, value }) => `${key}=${value}`)).toEqual(['area=moon', 'x=1']);
	expect(read.bar.query).toBe('concern=pores');
});
