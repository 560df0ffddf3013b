import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusteredMean, clusteredProportion, sumsOf } from '#lib/statistics/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients, type Treated } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const rated = (count: number, prefix: string, rating: number | null, more: Partial<Treated> = {}) =>
	patients(count, prefix, {
		measure: 'GAIS_SUBJ',
		baseline: null,
		// Somebody whose rating is missing was rated at another visit.
		scores: rating === null ? { 4: 4 } : { 12: rating },
		...more
	});
/** 46 courses rated at week 12 of 52 due; the first patient has two. */
const COURSES = [
	...rated(10, 'a', 1),
	...rated(12, 'b', 2),
	...rated(9, 'c', 3),
	...rated(8, 'd', 4),
	...rated(6, 'e', 5),
	{ ...rated(1, 'a', 4)[0]!, area: 'face' },
	...rated(6, 'f', null)
];

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', COURSES);
	await aTreatedClinic(db, 'rare', [
		...rated(12, 'a', 2),
		...rated(8, 'c', 3),
		...rated(4, 'd', 4),
		...rated(3, 'e', 5)
	]);
	await aTreatedClinic(db, 'c2', [...rated(20, 'a', 2), ...rated(2, 'e', 5)]);
});

const ask = (clinics: string[], query = 'by=none&wk=12') =>
	asked(db, aViewer({ clinics }), 'rating-of-change', query);
type Asked = Awaited<ReturnType<typeof ask>>;
const row = ({ figure }: Asked, id: string) => {
	const at = (key: string) => figure.table.columns.findIndex((column) => column.key === key);
	const found = figure.table.rows.find(
		(each) => each[at('week')] === 12 && each[at('figure')] === id
	);
	return (key: string) => found?.[at(key)];
};

describe('ratings of change', () => {
	const values = (of: (rating: number) => number) =>
		sumsOf(
			COURSES.flatMap(({ patient, scores }) => {
				const rating = scores?.[12];
				return rating == null ? [] : [{ patient, value: of(rating) }];
			})
		);

	it('give the mean and the share improved of the same rows, intervals of patients', async () => {
		const answer = await ask(['c1']);
		const mean = clusteredMean(values((rating) => rating));
		expect(row(answer, 'mean rating')('value')).toBeCloseTo(mean.mean ?? NaN, 2);
		expect(row(answer, 'mean rating')('ci_low')).toBeCloseTo(mean.interval?.low ?? NaN, 2);
		const share = clusteredProportion(values((rating) => Number(rating <= 3)));
		expect(row(answer, 'per cent improved')('value')).toBeCloseTo(100 * (share.share ?? NaN), 0);
		expect(row(answer, 'per cent improved')('ci_high')).toBeCloseTo(
			100 * (share.interval?.high ?? NaN),
			0
		);
	});

	it('need no baseline, and say who was due and not rated', async () => {
		const at = row(await ask(['c1']), 'mean rating');
		expect([at('rated'), at('due'), at('seen'), at('missed')]).toEqual([46, 52, 46, 6]);
	});

	it('spread over five classes where each has enough patients', async () => {
		const { figure } = await ask(['c1']);
		expect(figure.bars[0]?.parts.map(({ label }) => label)).toEqual([
			'very much improved',
			'much improved',
			'improved',
			'no change',
			'worse'
		]);
		const shares = figure.bars[0]?.rows[0]?.shares.map(({ percent }) => Math.round(percent ?? -1));
		expect(shares).toEqual([22, 26, 20, 20, 13]);
	});

	it('spread over fewer classes where three patients would be told apart (SR-5.1)', async () => {
		const { figure } = await ask(['rare']);
		expect(figure.bars[0]?.parts.map(({ label }) => label)).toEqual([
			'much or very much improved',
			'improved',
			'no change or worse'
		]);
		expect(JSON.stringify(figure.table)).not.toContain('per cent worse');
	});

	it('hide over several clinics a share that would tell of two who did not improve (SR-5.2)', async () => {
		expect(row(await ask(['c2']), 'per cent improved')('value')).toBeCloseTo((100 * 20) / 22, 0);
		const both = await ask(['c2', 'rare']);
		expect(row(both, 'per cent improved')('value')).toBeCloseTo((100 * 40) / 49, 0);
		const outside = await asked(
			db,
			aViewer({ clinics: ['c2'], insideClinic: false }),
			'rating-of-change',
			'by=none&wk=12'
		);
		expect(row(outside, 'per cent improved')('value')).toBeNull();
	});

	it('stand apart from scores: a rating is no measure of improvement over time', async () => {
		const { figure } = await asked(db, aViewer(), 'improvement-over-time', 'wk=12&by=none');
		expect(figure.trends).toEqual([]);
		expect(JSON.stringify((await ask(['c1'], 'concern=pores&wk=12')).figure.answer)).toContain(
			'No ratings at week 12'
		);
	});
});
