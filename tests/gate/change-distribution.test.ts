import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	clusteredMean,
	clusteredProportion,
	intraclassCorrelation,
	quantile,
	sumsOf
} from '#lib/statistics/index.ts';
import type { SpreadPanel } from '#lib/charts/panels.ts';
import { refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { aScore } from '../read-models/records.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients, type Treated } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

/** 60 patients, five of them with a second course; improvements of -1 to 3 grades. */
const COURSES: Treated[] = [
	...Array.from({ length: 60 }, (_, i) => ({
		patient: `p${i}`,
		depthMm: i < 35 ? 0.75 : 1.75,
		baseline: 4,
		scores: { 12: 4 - ((i * 7) % 5) + 1 }
	})),
	...Array.from({ length: 5 }, (_, i) => ({
		patient: `p${i}`,
		depthMm: 0.75,
		baseline: 4,
		scores: { 12: 3 }
	}))
];
const gains = COURSES.map(({ patient, scores }) => ({ patient, value: 4 - (scores?.[12] ?? 0) }));

/** A second reading of the score before treatment, for so many of the courses. */
async function readAgain(clinic: string, count: number, differ: (i: number) => number) {
	const again = Array.from({ length: count }, (_, i) =>
		aScore(0, 4 + differ(i), {
			clinic_id: clinic,
			course_id: `k${i}`,
			instrument_id: 'LEMPERLE',
			measure: 'LEMPERLE',
			rater_type: 'blinded_clinician'
		})
	);
	await db.insertInto('assessment').values(again).execute();
	await db.transaction().execute((tx) => refreshReadModels(tx, [clinic]));
}

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', COURSES);
	await aTreatedClinic(db, 'few', COURSES);
	await aTreatedClinic(db, 'c2', COURSES);
	await aTreatedClinic(db, 'small', patients(12, 'q', { baseline: 4, scores: { 12: 3 } }));
	await readAgain('c2', 20, (i) => (i % 4 === 0 ? -1 : 0));
	await readAgain('few', 4, () => -1);
});

const ask = (clinic: string, query = 'by=none&wk=12') =>
	asked(db, aViewer({ clinics: [clinic] }), 'change-distribution', query);
type Asked = Awaited<ReturnType<typeof ask>>;
const panelOf = ({ figure }: Asked) => figure.panels[0] as SpreadPanel; // the only kind it has
const inFile = ({ figure }: Asked, id: string, group = 'all') => {
	const at = (key: string) => figure.table.columns.findIndex((column) => column.key === key);
	const row = figure.table.rows.find(
		(each) => each[at('figure')] === id && each[at('group')] === group
	);
	return {
		value: row?.[at('value')],
		low: row?.[at('ci_low')],
		high: row?.[at('ci_high')],
		why: row?.[at('hidden')]
	};
};

describe('the distribution of improvement', () => {
	it('has the mean and quantiles that the statistics give of the same rows, one value a patient', async () => {
		const answer = await ask('c1');
		const { mean, interval } = clusteredMean(sumsOf(gains));
		expect(inFile(answer, 'mean').value).toBeCloseTo(mean ?? NaN, 2);
		expect(inFile(answer, 'mean').low).toBeCloseTo(interval?.low ?? NaN, 2);
		const ofPatients = [...Map.groupBy(gains, ({ patient }) => patient).values()].map(
			(own) => own.reduce((sum, { value }) => sum + value, 0) / own.length
		);
		const [row] = panelOf(answer).rows;
		for (const [id, q] of Object.entries({ p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9 })) {
			expect(inFile(answer, id).value).toBeCloseTo(quantile(ofPatients, q) ?? NaN, 2);
			expect(row?.quantiles[id as 'p10']).toBe(inFile(answer, id).value); // a key of the row
		}
	});

	it('gives the same mean and share improved enough as the table of the visit', async () => {
		const answer = await ask('c1');
		const table = await asked(db, aViewer(), 'change-at-visit', 'wk=12');
		const other = (id: string) => table.figure.table.rows.find((row) => row.includes(id));
		expect(other('improvement')).toContain(inFile(answer, 'mean').value);
		expect(other('responders')).toContain(inFile(answer, 'responders').value);
		expect(other('responders')).toContain(inFile(answer, 'responders').low);
	});

	it('draws a quantile only where five patients lie beyond it, and never the best or worst', async () => {
		const { figure } = await ask('small');
		const panel = figure.panels[0] as SpreadPanel; // the only kind it has
		expect(panel.rows[0]?.quantiles).toEqual({
			p10: null,
			p25: null,
			p50: 1,
			p75: null,
			p90: null
		});
		expect(inFile(await ask('small'), 'p90').why).toBe('shown from 50 patients on');
		const depths = panelOf(await ask('c1', 'wk=12'));
		expect(depths.rows.find(({ id }) => id === '1.5-2.0')?.quantiles.p10).toBeNull();
		expect(depths.rows.find(({ id }) => id === '1.5-2.0')?.quantiles.p25).not.toBeNull();
	});
});

describe('the noise of one patient', () => {
	it('is not drawn where nobody was read twice, and the page says why', async () => {
		const answer = await ask('c1');
		expect(panelOf(answer).noise).toBeNull();
		expect(inFile(answer, 'beyond_noise')).toMatchObject({
			value: null,
			why: 'one patient’s noise is not known'
		});
		expect(JSON.stringify(answer.figure.restsOn)).toContain(
			'fewer than 10 patients were read twice'
		);
	});

	it('is worked out from patients read twice on one day, with the share beyond it', async () => {
		const answer = await ask('c2');
		const pairs = Array.from({ length: 20 }, (_, i) => [i % 4 === 0 ? 3 : 4, 4]);
		const expected = intraclassCorrelation(pairs).mdc95.agreement ?? NaN;
		expect(inFile(answer, 'mdc95').value).toBeCloseTo(expected, 2);
		expect(panelOf(answer).noise?.high).toBeCloseTo(expected, 2);
		expect(panelOf(answer).noise?.low).toBeCloseTo(-expected, 2);
		// A baseline that was read twice is the mean of both.
		const half = (i: number) => (i < 20 && i % 4 === 0 ? 0.5 : 0);
		const values = COURSES.map(({ patient, scores }, i) => ({
			patient,
			value: Number(Math.abs(4 - half(i) - (scores?.[12] ?? 0)) > expected)
		}));
		const { share, interval } = clusteredProportion(sumsOf(values));
		expect(inFile(answer, 'beyond_noise').value).toBeCloseTo(100 * (share ?? NaN), 0);
		expect(inFile(answer, 'beyond_noise').low).toBeCloseTo(100 * (interval?.low ?? NaN), 0);
		expect(panelOf(answer).rows[0]?.words.join(' ')).toMatch(/improved enough .* beyond noise/);
	});

	it('is hidden where so few were read twice that it would tell of them (SR-5.1)', async () => {
		const answer = await ask('few');
		expect(panelOf(answer).noise).toBeNull();
		expect(inFile(answer, 'mdc95')).toMatchObject({ value: null, why: 'hidden: too few patients' });
	});

	it('parts patients inside one clinic only: over several a small part would be told (SR-5.2)', async () => {
		const both = aViewer({ clinics: ['c1', 'c2'] });
		const answer = await asked(db, both, 'change-distribution', 'by=none&wk=12');
		expect(inFile(answer, 'beyond_noise').why).toBe('told for one clinic at a time');
	});
});

describe('areas side by side', () => {
	const query = 'concern=wrinkles&by=none&wk=12';

	it('stand in the order of the areas, as on the other pages of outcomes', async () => {
		await aTreatedClinic(db, 'areas', [
			...patients(30, 'n', { baseline: 4, scores: { 12: 3 } }),
			...patients(12, 'f', { area: 'face', baseline: 4, scores: { 12: 3 } })
		]);
		const { figure } = await ask('areas', query);
		expect(figure.panels.map(({ title }) => title)).toEqual(['Face', 'Neck']);
		const table = await asked(db, aViewer({ clinics: ['areas'] }), 'change-at-visit', query);
		const words = JSON.stringify(table.figure.twins);
		expect(words.indexOf('Face')).toBeLessThan(words.indexOf('Neck'));
	});

	it('each tell the noise of their own patients', async () => {
		const course = { baseline: 4, scores: { 12: 3 } };
		await aTreatedClinic(db, 'noises', [
			...patients(20, 'a', course),
			...patients(20, 'b', { ...course, area: 'face' })
		]);
		await readAgain('noises', 20, (i) => (i % 4 === 0 ? -1 : 0));
		const said = JSON.stringify((await ask('noises', query)).figure.restsOn);
		expect(said).toContain('Faces: one patient’s noise');
		expect(said).toContain('Necks: one patient’s change is more than noise beyond');
	});
});

it('is told as a range where fewer than 60 % of the due were seen', async () => {
	await aTreatedClinic(db, 'missed', [
		...patients(10, 's', { baseline: 4, scores: { 12: 2 } }),
		...patients(10, 'm', { baseline: 4 })
	]);
	const { figure } = await ask('missed', 'concern=wrinkles&by=none&wk=12');
	const words = figure.answer.map(({ text }) => text).join('');
	expect(words).toContain('improved by 1.00 to 2.00 grades, depending on those not seen');
	expect(JSON.stringify(figure.restsOn)).toContain('the headline is a range');
});

it('ranks are not charted as change: the page says why and leads back', async () => {
	await aTreatedClinic(
		db,
		'ranks',
		patients(20, 'r', {
			area: 'face',
			concern: 'pores',
			measure: 'VISIA_PORES_PCTL',
			baseline: 40,
			scores: { 12: 60 }
		})
	);
	const viewer = aViewer({ clinics: ['ranks'] });
	const query = 'concern=pores&measure=VISIA_PORES_PCTL&by=none&wk=12';
	for (const id of ['change-distribution', 'improvement-over-time', 'change-at-visit']) {
		const { figure } = await asked(db, viewer, id, query);
		expect(JSON.stringify(figure)).toContain('unfit for change');
		const at = figure.table.columns.findIndex(({ key }) => /^(value|improvement)$/.test(key));
		const numbers = figure.table.rows
			.filter((row) => row.some((cell) => /^(mean|improvement|p50|p)$/.test(String(cell))))
			.map((row) => row[at]);
		expect(numbers.every((value) => value === null)).toBe(true);
	}
	const { figure } = await asked(db, viewer, 'improvement-over-time', query);
	expect(figure.trends[0]?.hidden?.next?.href).toBe('/outcomes/pores?by=none&wk=12');
});
