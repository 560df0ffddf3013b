import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusteredMean, clusteredProportion, sumsOf } from '#lib/statistics/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

/** Of 24 courses due 20 were seen; the first patient has a second course, not seen there. */
const FOLLOWED = [
	...patients(18, 'a', { baseline: 4, scores: { 12: 2 } }),
	...patients(3, 'b', { baseline: 4 }),
	...patients(2, 'c', { baseline: 4, scores: { 12: 4 } }),
	{ patient: 'a0', baseline: 3 }
];

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', FOLLOWED);
	await aTreatedClinic(db, 'c2', patients(20, 'd', { baseline: 4, scores: { 12: 2 } }));
	// Ten seen of 18 due: they improved by 0.8 grades on average, and by 0.44 with the missing unchanged.
	await aTreatedClinic(db, 'few', [
		...patients(8, 'e', { baseline: 4, scores: { 12: 3 } }),
		...patients(2, 'f', { baseline: 4, scores: { 12: 4 } }),
		...patients(8, 'g', { baseline: 4 })
	]);
});
const one = aViewer({ clinics: ['c1'] });
const both = aViewer({ clinics: ['c1', 'c2'] });
const few = aViewer({ clinics: ['few'] });

type Asked = Awaited<ReturnType<typeof asked>>;
const point = ({ figure }: Asked) =>
	figure.trends[0]?.series[0]?.points.find(({ week }) => week === 12);
const words = ({ figure }: Asked) => figure.answer.map(({ text }) => text).join('');
const cell = ({ figure }: Asked, week: number, key: string) => {
	const at = (name: string) => figure.table.columns.findIndex((column) => column.key === name);
	return figure.table.rows.find((row) => row[at('week')] === week)?.[at(key)];
};

/** Everyone due, those not seen with the value of somebody who did not change. */
const valuesOf = (gain: (course: (typeof FOLLOWED)[number]) => number) =>
	sumsOf(FOLLOWED.map((course) => ({ patient: course.patient, value: gain(course) })));
const scoreOf = (course: (typeof FOLLOWED)[number]) =>
	'scores' in course ? course.scores?.[12] : undefined;

describe('those not seen', () => {
	it('are counted as unchanged when that is asked, in mean and interval', async () => {
		const answer = await asked(db, one, 'improvement-over-time', 'by=none&wk=12&miss=low');
		const expected = clusteredMean(
			valuesOf((course) => {
				const score = scoreOf(course);
				return score == null ? 0 : (course.baseline ?? 0) - score;
			})
		);
		const { estimate, sentence } = point(answer) ?? {};
		expect(estimate?.value).toBeCloseTo(expected.mean ?? NaN, 2);
		expect(estimate?.low).toBeCloseTo(expected.interval?.low ?? NaN, 2);
		expect(estimate?.high).toBeCloseTo(expected.interval?.high ?? NaN, 2);
		expect(sentence).toContain('if those not seen were at baseline; 20 seen of 24 due');
		expect(words(answer)).toContain('By week 12, if those not seen were at baseline, wrinkles');
	});

	it('are counted as not improved in a share', async () => {
		const query = 'by=none&wk=12&miss=low&unit=responders';
		const answer = await asked(db, one, 'improvement-over-time', query);
		const { share, interval } = clusteredProportion(
			valuesOf((course) => (scoreOf(course) === 2 ? 1 : 0))
		);
		const { estimate } = point(answer) ?? {};
		expect(estimate?.value).toBeCloseTo(100 * (share ?? NaN), 0);
		expect(estimate?.low).toBeCloseTo(100 * (interval?.low ?? NaN), 0);
		expect(estimate?.high).toBeCloseTo(100 * (interval?.high ?? NaN), 0);
	});

	it('change no number when they are taken to be as the seen, and the page says so', async () => {
		const seen = await asked(db, one, 'improvement-over-time', 'by=none&wk=12');
		const high = await asked(db, one, 'improvement-over-time', 'by=none&wk=12&miss=high');
		expect(point(high)?.estimate).toEqual(point(seen)?.estimate);
		expect(words(high)).toContain('if those not seen did as the seen');
	});

	it('have no bound in per cent: the page says what to do', async () => {
		const query = 'by=none&wk=12&miss=low&unit=percent&concern=pores';
		const { figure } = await asked(db, one, 'improvement-over-time', query);
		expect(JSON.stringify(figure.trends)).not.toMatch(/NaN|null to/);
	});

	it('are told over several clinics only where their number is (SR-5.2)', async () => {
		const seen = await asked(db, both, 'improvement-over-time', 'by=none&wk=12');
		const low = await asked(db, both, 'improvement-over-time', 'by=none&wk=12&miss=low');
		expect(point(seen)?.estimate).not.toBeNull();
		expect(point(low)?.estimate).toBeNull();
		expect(point(low)?.why).toContain('hidden');
		expect(cell(seen, 12, 'if_missing_at_baseline')).toBeNull();
		const table = await asked(db, both, 'change-at-visit', 'wk=12');
		const low12 = table.figure.table.rows.find((row) => row.includes('improvement_low'));
		expect(low12?.at(-1)).toContain('hidden');
	});

	it('make the headline a range where fewer than 60 % were seen, with the verdict of its weaker end', async () => {
		const answer = await asked(db, few, 'improvement-over-time', 'by=none&wk=12');
		const [panel] = answer.figure.trends;
		expect(panel?.headlineWords.map(({ text }) => text).join('')).toBe(
			'0.44 to 0.80 grades at week 12, depending on those not seen'
		);
		expect(panel?.verdict).toBe('clear but small');
		expect(words(answer)).toContain(
			'wrinkles improved by 0.44 to 0.80 grades, depending on those not seen: clear but small.'
		);
		expect(cell(answer, 12, 'if_missing_at_baseline')).toBeCloseTo(0.444, 3);
		expect(cell(answer, 12, 'if_missing_best')).toBe(0.8);
		const low = await asked(db, few, 'improvement-over-time', 'by=none&wk=12&miss=low');
		expect(low.figure.trends[0]?.verdict).toBe('clear but small');
		expect(words(await asked(db, few, 'change-at-visit', 'wk=12'))).toContain('0.44 to 0.80');
	});

	it('are parted in the table: missed and dropped are two counts', async () => {
		const { figure } = await asked(db, one, 'improvement-over-time', 'by=none&wk=12');
		const table = figure.twins.find(({ caption }) => caption === 'Who was seen');
		const at = table?.columns.findIndex(({ label }) => label === 'Week 12') ?? -1;
		const counts = table?.rows.map(({ cells }) => [cells[0], cells[at - 1]]);
		expect(counts?.slice(0, 5)).toEqual([
			['Due', '24'],
			['Seen', '20'],
			['Missed', '4'],
			['Dropped before', '0'],
			['Not yet due', '0']
		]);
	});
});
