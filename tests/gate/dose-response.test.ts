import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	jonckheereTerpstra,
	kaplanMeier,
	linearSlope,
	logRank,
	meanInterval,
	survivalQuantile
} from '#lib/statistics/index.ts';
import { told } from '#lib/server/analyses/told.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients, type Treated } from './clinic.ts';
import { addReports } from './reports.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

/** Grades better by week 12, of a baseline of 3, and days of redness after the first session. */
const SHALLOW = { mm: 0.75, gains: [0, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1], days: [0, 0, 0, 1, 1, 1, 1, 1, 0.5, 0.5, 2, null] }; // prettier-ignore
const MIDDLE = {
	mm: 1.25,
	gains: [1, 1, 0, 1, 1, 2, 1, 0, 1, 1],
	days: [1, 1, 2, 2, 2, 1, 1, 2, 2, 1]
};
const DEEP = {
	mm: 1.75,
	gains: [2, 1, 2, 1, 3, 2, 2, 1, 2, 1, 2],
	days: [3, 3, 4, 2, 3, 3, 3, 4, 3, 3, 3]
};
const FEW = { mm: 2.25, gains: [2, 2, 1, 1], days: [4, 4, 4, 4] };
const FEWER = { mm: 2.75, gains: [2, 1, 1], days: [5, 5, 5] };
const BANDS = [SHALLOW, MIDDLE, DEEP, FEW, FEWER];

const courses = ({ mm, gains }: (typeof BANDS)[number], prefix: string): Treated[] =>
	gains.map((gain, i) => ({ patient: `${prefix}${i}`, depthMm: mm, scores: { 12: 3 - gain } }));

beforeAll(async () => {
	await aTreatedClinic(
		db,
		'c1',
		BANDS.flatMap((band, i) => courses(band, `d${i}-`))
	);
	let course = 0;
	const reports = BANDS.flatMap(({ days }, i) =>
		days.flatMap((each, n) => {
			const of = { patient: `d${i}-${n}`, course: `k${course++}`, days: each };
			return each === 0 ? [] : [of];
		})
	);
	await addReports(db, 'c1', reports);
	await aTreatedClinic(db, 'one', patients(1, 'n', { scores: { 12: 2 } }));
	await aTreatedClinic(db, 'silent', [
		...patients(12, 's', { scores: { 12: 2 }, asked: 'no' }),
		...patients(12, 't', { depthMm: 1.75, scores: { 12: 1 }, asked: 'unknown' })
	]);
	await aTreatedClinic(db, 'unscored', [
		...patients(12, 'u', { scores: { 12: 2 }, red: 1, redDays: 1 }),
		...patients(12, 'v', { depthMm: 1.75, red: 1, redDays: 3 })
	]);
	await aTreatedClinic(db, 'level', patients(14, 'l', { scores: { 12: 2 } }));
});

const QUERY = 'concern=wrinkles&wk=12';
const ask = (clinic = 'c1', query = QUERY, viewer = {}) =>
	asked(db, aViewer({ clinics: [clinic], ...viewer }), 'dose-response', query);
type Answer = Awaited<ReturnType<typeof ask>>;

const rowsOf = ({ figure }: Answer) =>
	figure.table.rows.map((row) =>
		Object.fromEntries(figure.table.columns.map(({ key }, i) => [key, row[i] ?? null]))
	);
const rowOf = (answer: Answer, statistic: string, depth: string) =>
	rowsOf(answer).find((row) => row.statistic === statistic && row.depth === depth);
const wordsOf = ({ figure }: Answer) => figure.answer.map(({ text }) => text).join('');
const panelOf = ({ figure }: Answer, start: string) => {
	const panel = figure.panels.find(({ id }) => id.startsWith(start));
	if (panel?.kind !== 'dose') throw new Error(`no panel ${start}`);
	return panel;
};

const SHOWN = [SHALLOW, MIDDLE, DEEP];
const pairs = SHOWN.flatMap(({ mm, gains }) => gains.map((gain) => ({ mm, gain })));
const times = (days: readonly (number | null)[]) =>
	days.map((each) => ({ time: each ?? 0, event: each !== null }));

describe('improvement and redness by needle depth', () => {
	it('tells of each depth the mean that the statistics give for the same patients', async () => {
		const answer = await ask();
		for (const [label, { gains, mm }] of [
			['0.5–1.0 mm', SHALLOW],
			['1.0–1.5 mm', MIDDLE],
			['1.5–2.0 mm', DEEP]
		] as const) {
			const { mean, interval } = meanInterval(gains);
			expect(rowOf(answer, 'mean improvement', label)).toMatchObject({
				depth_mm: mm,
				value: told(mean ?? 0, 2),
				ci_low: told(interval?.low ?? 0, 2),
				ci_high: told(interval?.high ?? 0, 2),
				patients: gains.length,
				why: null
			});
		}
	});

	it('tells the slope and the test for trend of the depths that are shown, one value a patient', async () => {
		const answer = await ask();
		const { slope, interval } = linearSlope(
			pairs.map(({ mm }) => mm),
			pairs.map(({ gain }) => gain)
		);
		const { p } = jonckheereTerpstra(SHOWN.map(({ gains }) => gains));
		expect(rowOf(answer, 'slope per mm', 'all depths shown')).toMatchObject({
			value: told(slope ?? 0, 2),
			ci_low: told(interval?.low ?? 0, 2),
			ci_high: told(interval?.high ?? 0, 2),
			patients: pairs.length
		});
		expect(p).toBeLessThan(0.001);
		expect(wordsOf(answer)).toContain('Needled deeper, by week 12 necks improved by 1.');
		expect(answer.figure.answer).toContainEqual({ text: 'clear', strong: true });
	});

	it('counts no redness as 0 days and what is still open as longer than seen', async () => {
		const answer = await ask();
		for (const [label, { days }] of [
			['0.5–1.0 mm', SHALLOW],
			['1.5–2.0 mm', DEEP]
		] as const) {
			const { time } = survivalQuantile(kaplanMeier(times(days)));
			expect(rowOf(answer, 'median days of redness', label)).toMatchObject({
				value: time,
				patients: days.length
			});
		}
		expect(logRank(SHOWN.map(({ days }) => times(days))).p).toBeLessThan(0.05);
		expect(wordsOf(answer)).toContain(
			'Redness lasts longer with depth on necks (median 1.0 days at 0.5–1.0 mm, 3.0 days at 1.5–2.0 mm): clear'
		);
	});

	it('draws at the mean depth, hides two small depths, and fits a line over the rest', async () => {
		const panel = panelOf(await ask(), 'dose-');
		expect(panel.points.map(({ label, x, estimate }) => [label, x, estimate !== null])).toEqual([
			['0.5–1.0 mm', 0.75, true],
			['1.0–1.5 mm', 1.25, true],
			['1.5–2.0 mm', 1.75, true],
			['2.0–2.5 mm', 2.25, false],
			['over 2.5 mm', 2.75, false]
		]);
		expect(panel.points[3]?.why).toBe('hidden: fewer than 5 patients');
		expect(panel.fits.map(({ id, points }) => [id, points.length])).toEqual([['isotonic', 3]]);
	});

	it('tells the redness of a depth that nobody was scored at, in the middle of its band', async () => {
		const answer = await ask('unscored');
		const deep = ({ id }: { id: string }) => id === '1.5-2.0';
		const { estimate, x, sentence } = panelOf(answer, 'redness-').points.find(deep) ?? {};
		expect(rowOf(answer, 'median days of redness', '1.5–2.0 mm')).toMatchObject({ value: 3 });
		expect(estimate?.value).toBe(3);
		expect(x).toBe(1.75);
		expect(sentence).not.toContain('on average');
		const unscored = panelOf(answer, 'dose-').points.find(deep);
		expect(unscored).toMatchObject({ estimate: null, why: 'nobody was scored' });
	});

	it('writes every number of the charts into the table', async () => {
		const answer = await ask();
		const numbers = new Set(rowsOf(answer).flatMap((row) => Object.values(row)));
		for (const panel of answer.figure.panels) {
			if (panel.kind !== 'dose') continue;
			for (const { estimate, patients: n } of panel.points) {
				for (const value of [estimate?.value, estimate?.low, estimate?.high, n]) {
					if (value != null) expect(numbers).toContain(value);
				}
			}
			for (const { value } of panel.fits.flatMap(({ points }) => points))
				expect(numbers).toContain(value);
		}
	});

	it.each([
		['level', 'Necks: too few to say, fewer than two depths with ten patients.'],
		['silent', 'Whether redness lasts longer with depth on necks: too few to say.']
	])('says so where there is too little: %s', async (clinic, words) => {
		expect(wordsOf(await ask(clinic))).toContain(words);
	});

	it('gives no days of redness where nobody was asked', async () => {
		const answer = await ask('silent');
		expect(rowOf(answer, 'median days of redness', '0.5–1.0 mm')).toMatchObject({
			value: null,
			patients: 0,
			why: 'nobody was asked about side effects'
		});
	});

	it('tells nothing of one patient, and says why', async () => {
		const answer = await ask('one');
		expect(wordsOf(answer)).toMatch(/^Hidden for these filters: fewer than 5 patients\./);
		expect(JSON.stringify(answer.figure.table.rows)).not.toMatch(/\d\.\d/);
	});

	it('has words where nobody is', async () => {
		expect(wordsOf(await ask('c1', 'concern=pores&wk=12'))).toMatch(/^No answer at week 12/);
		expect(wordsOf(await ask('c1', 'concern=wrinkles&wk=52'))).toMatch(/nobody was scored/);
	});

	it('refuses depth and protocol as filters: they are what is compared', async () => {
		const { problems } = await ask('c1', `${QUERY}&depth=0.5-1.0&protocol=x`);
		expect(problems.map(({ key }) => key)).toEqual(['depth', 'protocol']);
	});

	it('outside the clinic never tells a number asked from which those not asked follow', async () => {
		const answer = await ask('c1', QUERY, { insideClinic: false, threshold: 5 });
		expect(rowOf(answer, 'median days of redness', '1.5–2.0 mm')).toMatchObject({ value: 3 });
	});
});
