import { describe, expect, it } from 'vitest';
import { measureOf } from '#lib/domain/instruments/index.ts';
import {
	comparability,
	improvementOf,
	independentGroups,
	publishedFor,
	resultPhrase,
	whyNotDrawn
} from '#lib/domain/published.ts';
import { criticalT95 } from '#lib/domain/published/improvement.ts';
import { countFitting } from '#lib/domain/published/phrase.ts';
import { criticalT } from '#lib/statistics/critical-value.ts';
import { aPublishedRow, register, rowOf } from './register.ts';

const rows = register();
const neck = { concern: 'wrinkles', areaRoot: 'neck', measure: 'LEMPERLE' };
const face = { ...neck, areaRoot: 'face' };
const scars = { concern: 'acne_scars', areaRoot: 'face', measure: 'GB_QUANT' };
const told = (question: typeof neck & { device?: string }, some = rows) =>
	publishedFor(question, some).words.join('\n');
const pointsOf = (question: typeof neck & { device?: string }, some = rows) =>
	publishedFor(question, some).points;

describe('the neck result that is drawn beside the clinic’s own', () => {
	const question = { ...neck, depthBand: '2.0-2.5', device: 'pen' };
	const [point] = publishedFor(question, rows).points;

	it('is an improvement of 0.86 grades at week 26, with its people', () => {
		expect(point).toMatchObject({ studyId: 'alqam2022_neck', label: 'Alqam 2022, n 32', week: 26 });
		expect(point?.estimate.value).toBe(0.86);
	});

	it('has the t interval of its mean, SD and number of people, and says whose arithmetic it is', () => {
		const reach = (criticalT(0.95, 31) * 0.66) / Math.sqrt(32);
		expect(point?.estimate.low).toBeCloseTo(0.86 - reach, 5);
		expect(point?.estimate.high).toBeCloseTo(0.86 + reach, 5);
		expect(point?.sentence).toContain('95 % t interval, our arithmetic from the printed SD');
	});

	it('is graded by what is alike, and says what is not', () => {
		const of = (depthBand?: string, device?: string) =>
			comparability(rowOf('O001'), { ...neck, depthBand, device });
		expect(of('2.0-2.5', 'pen')).toEqual({ grade: 'A', differences: [] });
		expect(of('1.5-2.0', 'pen')).toEqual({ grade: 'B', differences: ['deeper needle there'] });
		expect(of('over-2.5', 'pen').differences).toEqual(['shallower needle there']);
		expect(of('2.0-2.5', 'roller')).toEqual({ grade: 'B', differences: ['pen there'] });
		expect(of()).toEqual({
			grade: 'C',
			differences: ['ours are of all devices', 'ours are of all depths']
		});
	});

	it('loses a grade for a visit outside the windows and for something given beside the needling', () => {
		const late = aPublishedRow({ weeksFromFirstSession: 70 });
		const withPrp = aPublishedRow({ adjunct: 'PRP' });
		expect(comparability(late, question).grade).toBe('B');
		expect(comparability(withPrp, question).differences).toEqual(['given with PRP']);
		expect(publishedFor(question, [withPrp]).points[0]?.label).toBe('Alqam 2022, n 32, with PRP');
	});
});

describe('what is drawn', () => {
	it.each([
		['another scale', { instrument: 'FITZ_WRINKLE' }, 'on another scale'],
		['a part of the area', { area: 'face.periorbital' }, 'for a part of the area'],
		['a result without a week', { weeksFromFirstSession: null }, 'without a week since the first session'], // prettier-ignore
		['a percentage', { measureType: 'percent_improvement' }, 'without a mean change'],
		['a share', { measureType: 'responder_proportion' }, 'without a mean change'],
		['a median', { dispersionType: 'median' }, 'without a mean change'],
		['a subgroup', { instrumentAsReported: 'Lemperle, deep lines subgroup' }, 'for a subgroup of a study'], // prettier-ignore
		['a result without a direction', { better: null }, 'without a mean change']
	] as const)('is never %s', (_, changed, why) => {
		expect(whyNotDrawn(aPublishedRow(changed), neck)).toBe(why);
	});

	it('is never a result of another area or concern, nor told there', () => {
		for (const changed of [{ area: 'hands' }, { area: null }, { concern: 'pores' }]) {
			expect(publishedFor(neck, [aPublishedRow(changed)])).toEqual({ points: [], words: [] });
		}
	});

	it('is never a comparator arm: it stays in the register', () => {
		const comparator = aPublishedRow({ armRole: 'comparator' });
		expect(publishedFor(neck, [comparator])).toEqual({ points: [], words: [] });
	});

	it('over the whole register is always on the panel’s scale, within its range', () => {
		for (const row of rows) {
			const { instrument: measure, area, concern } = row;
			if (area === null) continue;
			const { points } = publishedFor({ concern, areaRoot: area, measure }, rows);
			const { min, max } = measureOf(measure) ?? { min: null, max: null };
			for (const { estimate, studyId } of points) {
				const source = rows.filter((r) => r.studyId === studyId).map((r) => r.instrument);
				expect(source).toContain(measure);
				if (min !== null && max !== null) {
					expect(Math.abs(estimate.value)).toBeLessThanOrEqual(max - min);
				}
			}
		}
	});

	it('has its interval as printed, turned with the direction', () => {
		const [early, late] = pointsOf(scars);
		expect(early?.estimate).toEqual({ value: 2.4, low: 0.01, high: 4.8 });
		expect(late?.estimate).toEqual({ value: 3.4, low: 0.2, high: 6.5 });
		expect(late?.sentence).toContain('interval as printed, 95 %');
	});

	it('names the untreated side of the same study', () => {
		expect(pointsOf(scars)[1]?.sentence).toContain('Its untreated side: 0.40 (−2.30 to 3.50).');
	});

	it('has no interval when only the spreads before and after were printed', () => {
		const melasma = { concern: 'pigmentation', areaRoot: 'face', measure: 'MASI' };
		const [point] = pointsOf(melasma);
		expect(point).toMatchObject({ label: 'Ismail 2019, n 30, with topical vitamin C', week: 10 });
		expect(point?.estimate).toEqual({ value: 2.86, low: null, high: null });
		expect(point?.sentence).toContain('no interval: the spread of the change was not printed');
	});
});

describe('what is told in words', () => {
	it('gives the face result on the other scale with its count', () => {
		expect(told(face)).toContain('Published on another scale, not drawn: 22 of 32 improved');
		expect(told(face)).toContain('(J Cosmet Dermatol 2023, n 32)');
		expect(pointsOf(face)).toEqual([]);
	});

	it('says how many studies it leaves to the register', () => {
		const { words } = publishedFor(scars, rows);
		expect(words).toHaveLength(6);
		expect(words.at(-1)).toMatch(/^\d+ more studies are in the register\.$/);
	});

	it('works out a count only where one fits the printed percentage', () => {
		expect(countFitting(68.8, 32)).toBe(22);
		expect(countFitting(73.3, 32)).toBeNull();
		expect(countFitting(91.8, 36)).toBeNull();
		expect(countFitting(100, 25)).toBe(25);
		expect(countFitting(50, 0)).toBeNull();
	});

	it('has a phrase without a hole for every row of the register', () => {
		for (const row of rows) {
			expect(resultPhrase(row), row.rowId).not.toMatch(/NaN|null|undefined|–\u2009|\bchange –/);
		}
	});
});

it('has the critical values of t that the statistics have', () => {
	for (const freedom of [9, 14, 19, 31, 59]) {
		expect(criticalT95(freedom)).toBeCloseTo(criticalT(0.95, freedom), 4);
	}
	expect(Math.abs(criticalT95(5) - criticalT(0.95, 5))).toBeLessThan(0.001);
});

describe('the nine traps of the published tables', () => {
	it('1: three records of one group of people are counted once and drawn once', () => {
		const three = ['alqam2022_neck', 'alqam2023_face', 'mn_us_oct_2021'];
		const cohort = rows.filter((row) => three.includes(row.studyId));
		expect(new Set(cohort.map((row) => row.studyId)).size).toBe(3);
		expect(independentGroups(cohort)).toBe(1);
		const again = aPublishedRow({ rowId: 'X1', studyId: 'mn_us_oct_2021', changeMean: -1.2 });
		expect(pointsOf(neck, [...rows, again]).map((point) => point.studyId)).toEqual([
			'alqam2022_neck'
		]);
		expect(told(face)).toContain('The same 35 people as Alqam 2022.');
	});

	it('2: a rating of change has no baseline and is never a change', () => {
		for (const row of rows.filter(
			({ instrument }) => measureOf(instrument)?.hasBaseline === false
		)) {
			expect(improvementOf(row), row.rowId).toBeNull();
			expect(row.baselineMean, row.rowId).toBeNull();
		}
		expect(pointsOf({ ...neck, measure: 'GAIS_SUBJ' })).toEqual([]);
	});

	it('3: improvement is positive whichever way the scale runs', () => {
		expect(improvementOf(aPublishedRow())?.value).toBe(0.86);
		const satisfied = aPublishedRow({ better: 'higher', changeMean: 12, changeSd: 8 });
		expect(improvementOf(satisfied)?.value).toBe(12);
		const worse = aPublishedRow({ changeMean: 0.4, changeSd: 0.5, nAnalyzed: 16 });
		const improvement = improvementOf(worse);
		expect(improvement?.value).toBe(-0.4);
		expect(improvement?.low).toBeLessThan(improvement?.high ?? -1);
		for (const row of rows) {
			const measure = measureOf(row.instrument);
			if (improvementOf(row) && measure) expect(row.better, row.rowId).toBe(measure.better);
		}
	});

	it('4: a standard error is not taken for a standard deviation', () => {
		const sd = improvementOf(aPublishedRow({ changeSd: 0.66, nAnalyzed: 32 }));
		const se = improvementOf(
			aPublishedRow({
				changeSd: 0.66 / Math.sqrt(32),
				nAnalyzed: 32,
				dispersionType: 'SE (not SD)'
			})
		);
		expect(se?.low).toBeCloseTo(sd?.low ?? 0, 10);
		expect(se?.intervalWords).toContain('standard error');
		expect(resultPhrase(rowOf('O080'))).toContain('from 8.4 (SE 1.21) to 2.64 (SE 0.6)');
	});

	it('5: a percentage that fits no count is printed as it is and said so', () => {
		expect(resultPhrase(rowOf('O064'))).toContain('as printed (it fits no count of 36)');
		expect(resultPhrase(rowOf('O063'))).toContain('as printed, 11 people (it fits no count of 15)');
	});

	it('6: the responder rule stays with the figure', () => {
		expect(resultPhrase(rowOf('O051'))).toContain('34 of 36');
		expect(resultPhrase(rowOf('O051'))).toContain('“reduction by one or two grades”');
		expect(resultPhrase(rowOf('O056'))).toContain('“improvement greater than one grade”');
		expect(resultPhrase(rowOf('O064'))).toContain('“improved by at least one grade”');
	});

	it('7: radiofrequency needling is drawn beside radiofrequency needling only', () => {
		const heated = aPublishedRow({ armRole: 'rf_microneedling', device: 'rf_needling' });
		for (const device of [undefined, 'pen', 'other']) {
			const question = device ? { ...neck, device } : neck;
			expect(pointsOf(question, [heated])).toEqual([]);
			expect(told(question, [heated])).toContain('for radiofrequency needling, not drawn');
		}
		expect(pointsOf({ ...neck, device: 'rf_needling' }, [heated])).toHaveLength(1);
		expect(pointsOf({ ...neck, device: 'rf_needling' }, rows)).toEqual([]);
		expect(told({ concern: 'pores', areaRoot: 'face', measure: 'PORE_0_4' })).toContain(
			'for radiofrequency needling, not drawn: more than 70'
		);
	});

	it('8: a value over needled and other sides is never drawn', () => {
		const both = rows.filter((row) => row.studyId === 'melasma_prp_delivery_2018');
		for (const measure of ['MASI', 'MMASI']) {
			const question = { concern: 'pigmentation', areaRoot: 'face', measure };
			expect(pointsOf(question, both)).toEqual([]);
			expect(told(question, both)).toContain('for needled and other sides together, not drawn');
		}
		const timed = aPublishedRow({ armRole: 'mixed' });
		expect(pointsOf(neck, [timed])).toEqual([]);
	});

	it('9: arms that differ without being clear of each other are told together, with the paper’s word', () => {
		const split = rows.filter((row) => row.studyId === 'sharma_prp_split');
		const words = told({ ...scars, measure: 'GB_QUAL' }, split);
		expect(words).toContain('to 2.13');
		expect(words).toContain('to 2.36');
		expect(words).toContain('better but not statistically significant');
	});
});
