import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mmrm } from '#lib/statistics/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, type Treated } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

/** 40 patients on two depths, seen at weeks 4 and 12; some miss one. */
const COURSES: Treated[] = Array.from({ length: 40 }, (_, i) => ({
	patient: `p${i}`,
	depthMm: i < 22 ? 0.75 : 1.75,
	baseline: 2 + (i % 3),
	scores: {
		4: i % 7 === 0 ? null : 2 + (i % 3) - ((i * 5) % 3) / 2,
		12: i % 5 === 1 ? null : 2 + (i % 3) - ((i * 7) % 4) / 2
	}
}));

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', COURSES);
	// Four patients at a third depth: hidden, and no part of any model.
	await aTreatedClinic(db, 'c2', [
		...COURSES,
		...Array.from({ length: 4 }, (_, i) => ({
			patient: `q${i}`,
			depthMm: 2.25,
			baseline: 4,
			scores: { 12: 0 }
		}))
	]);
});

const QUERY = 'concern=wrinkles&wk=12&model=on';
const ask = (clinic: string, query = QUERY) =>
	asked(db, aViewer({ clinics: [clinic] }), 'improvement-over-time', query);

const expected = mmrm(
	COURSES.map(({ depthMm, baseline, scores }) => ({
		protocol: depthMm === 0.75 ? '0.5-1.0' : '1.5-2.0',
		baseline: baseline ?? null,
		improvements: [4, 12].map((week) => {
			const score = scores?.[week];
			return score == null ? null : (baseline ?? 0) - score;
		})
	})),
	2
);

describe('the model beside the means', () => {
	it('gives what the statistics give of the same rows, in chart and file', async () => {
		const { figure } = await ask('c1');
		const [panel] = figure.trends;
		for (const depth of ['0.5-1.0', '1.5-2.0']) {
			const line = panel?.series.find(({ id }) => id === `${depth}.model`);
			expect(line?.modelled).toBe(true);
			for (const [visit, week] of [4, 12].entries()) {
				const mean = expected.visits[visit]?.means.find(({ protocol }) => protocol === depth);
				const point = line?.points.find((one) => one.week === week);
				expect(point?.estimate?.value).toBeCloseTo(mean?.estimate ?? NaN, 2);
				expect(point?.estimate?.low).toBeCloseTo(mean?.interval?.low ?? NaN, 2);
				const at = (key: string) => figure.table.columns.findIndex((one) => one.key === key);
				const row = figure.table.rows.find(
					(one) =>
						one[at('kind')] === 'model' &&
						one[at('week')] === week &&
						one[at('group')] === line?.label.replace(', model', '')
				);
				expect(row?.[at('improvement')]).toBe(point?.estimate?.value);
			}
		}
		const words = JSON.stringify(figure.restsOn);
		expect(words).toContain('unstructured covariance');
		expect(words).toContain('assumes that scores are missing at random');
	});

	it('knows nothing of a line that is hidden, and of none beside it (SR-5.2)', async () => {
		const { figure } = await ask('c2');
		const ids = figure.trends.flatMap(({ series }) => series.map(({ id }) => id));
		expect(ids).not.toContain('2.0-2.5.model');
		expect(ids.filter((id) => id.endsWith('.model')).length).toBe(
			ids.filter((id) => !id.endsWith('.model')).length
		);
	});

	it('is not there where it was not asked for', async () => {
		const { figure } = await ask('c1', 'concern=wrinkles&wk=12');
		expect(JSON.stringify(figure)).not.toContain('.model');
		expect(figure.twins.map(({ caption }) => caption)).not.toContain('What the model expects');
	});

	it('names the simpler covariance where a line has too few patients at a visit', async () => {
		await aTreatedClinic(
			db,
			'few',
			COURSES.filter((_, i) => (i < 22 ? i < 9 : true))
		);
		const { figure } = await ask('few');
		expect(JSON.stringify(figure.restsOn)).toContain(
			'compound symmetry between visits (too few patients at a visit)'
		);
		const line = figure.trends[0]?.series.find(({ id }) => id === '0.5-1.0.model');
		expect(line?.points.find(({ week }) => week === 12)).toMatchObject({
			estimate: null,
			why: 'fewer than 10 patients'
		});
	});
});
