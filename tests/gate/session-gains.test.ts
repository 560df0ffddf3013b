import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marginalGains, timeToPlateau } from '#lib/statistics/index.ts';
import { told } from '#lib/server/analyses/told.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients, type Treated } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

/**
 * Grades of a scale from 3 down at weeks 4, 8, 12, 26; sessions are four weeks apart. A score on the day
 * of a session was made before it.
 */
const LADDERS = [
	[3, 2, 2, 1],
	[2, 2, 1, 1],
	[2, 1, 1, 0],
	[3, 3, 2, 1],
	[2, 2, 1, 0],
	[2, 1, 1, 1],
	[3, 2, 1, 1],
	[2, 2, 2, 1],
	[2, 1, 0, 0],
	[3, 2, 2, 1],
	[2, 2, 1, 1],
	[2, 1, 1, 0]
] as const;
const scored = (i: number, sessions: number): Treated => {
	const [a = null, b = null, c = null, d = null] = LADDERS[i % LADDERS.length] ?? [];
	return { patient: `p${i}`, sessions, scores: { 4: a, 8: b, 12: c, 26: d } };
};

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', [
		...LADDERS.map((_, i) => scored(i, 3)),
		// Has a third session and no score after it.
		{ patient: 'late', sessions: 3, scores: { 4: 2, 8: 2 } },
		// Only one session: in the first step alone.
		...patients(6, 'stop', { sessions: 1, scores: { 4: 2 } })
	]);
	await aTreatedClinic(db, 'one', [scored(0, 3)]);
	await aTreatedClinic(
		db,
		'still',
		patients(12, 's', { sessions: 2, scores: { 4: 3, 8: 3, 12: 3, 26: 3 } })
	);
});

const ask = (analysis: string, clinic = 'c1', query = 'concern=wrinkles') =>
	asked(db, aViewer({ clinics: [clinic] }), analysis, query);
type Answer = Awaited<ReturnType<typeof ask>>;
const rowsOf = ({ figure }: Answer) =>
	figure.table.rows.map((row) =>
		Object.fromEntries(figure.table.columns.map(({ key }, i) => [key, row[i] ?? null]))
	);
const wordsOf = ({ figure }: Answer) => figure.answer.map(({ text }) => text).join('');

describe('what each further session added', () => {
	const around = (session: number) => [
		...LADDERS.map((steps, i) => ({
			patient: `p${i}`,
			session,
			before: session === 1 ? 0 : 3 - (steps[session - 2] ?? 0),
			after: 3 - (steps[session - 1] ?? 0)
		})),
		{
			patient: 'late',
			session,
			before: session === 1 ? 0 : 1,
			after: session === 3 ? null : 1
		},
		...(session === 1
			? Array.from({ length: 6 }, (_, i) => ({ patient: `stop${i}`, session, before: 0, after: 1 }))
			: [])
	];

	it('is what the statistics give for the scores before and after it', async () => {
		const rows = rowsOf(await ask('marginal-session'));
		for (const session of [1, 2, 3]) {
			const [expected] = marginalGains(around(session));
			expect(rows.find((row) => row.session === session)).toMatchObject({
				gain: told(expected?.mean ?? 0, 2),
				ci_low: told(expected?.interval?.low ?? 0, 2),
				ci_high: told(expected?.interval?.high ?? 0, 2),
				patients: expected?.patients,
				scored: expected?.n,
				unscored: expected?.unscored
			});
		}
	});

	it('says up to which session each added, and that those who go on are others', async () => {
		const answer = await ask('marginal-session');
		expect(wordsOf(answer)).toMatch(/^Necks: sessions 1 to 3 each added, the 3rd 0\.\d\d grades/);
		expect(wordsOf(answer)).toContain('Those who go on are not those who stopped.');
	});

	it('has words for one patient, nobody, and no gain', async () => {
		expect(wordsOf(await ask('marginal-session', 'one'))).toMatch(/^Hidden for these filters/);
		expect(wordsOf(await ask('marginal-session', 'c1', 'concern=pores'))).toMatch(/^No answer/);
		const still = await ask('marginal-session', 'still');
		expect(wordsOf(still)).toContain('the 1st added 0.00 grades (0.00 to 0.00): not clear');
	});
});

describe('by which week most of the gain was there', () => {
	it('is what the statistics give for the series scored at all usual visits', async () => {
		const expected = timeToPlateau(
			[4, 8, 12, 26],
			LADDERS.map((steps, i) => ({
				patient: `c1 p${i}`,
				improvements: steps.map((score) => 3 - score)
			}))
		);
		const [row] = rowsOf(await ask('plateau'));
		expect(row).toMatchObject({
			week: told(expected.week ?? 0, 0),
			ci_low: told(expected.interval?.low ?? 0, 0),
			ci_high: told(expected.interval?.high ?? 0, 0),
			gain: told(expected.gain ?? 0, 2),
			patients: 12,
			series: 12,
			visits: '4 8 12 26'
		});
	});

	it('has words for one patient, nobody, and no gain', async () => {
		expect(wordsOf(await ask('plateau', 'one'))).toMatch(/^Hidden for these filters/);
		expect(wordsOf(await ask('plateau', 'c1', 'concern=pores'))).toMatch(/^No answer/);
		expect(wordsOf(await ask('plateau', 'still'))).toBe(
			' Necks: the gain at week 26 is not clear.'
		);
	});
});
