import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kaplanMeier, survivalQuantile } from '#lib/statistics/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';
import { addContacts, addReports, type Report } from './reports.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const reports = (prefix: string, first: number, days: readonly (number | null)[]): Report[] =>
	days.map((days, i) => ({ patient: `${prefix}${i}`, course: `k${first + i}`, days }));

/** Twelve at 0.75 mm; fourteen at 1.75 mm, of whom two are not known to be free of it; four who had none. */
const SHALLOW = [0, 0.5, 1, 1, 1, 1.5, 2, 2, 2, 2.5, 4, 95];
const DEEP = [1, 2, 2, 2.5, 3, 3, 3, 4, 5, 6, 7, 7, null, null];

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', [
		...patients(12, 'a', { depthMm: 0.75 }),
		...patients(14, 'b', { depthMm: 1.75 }),
		...patients(4, 'c', { depthMm: 1.75 }),
		...patients(5, 'd', { depthMm: 2.25, asked: 'no' })
	]);
	await addReports(db, 'c1', [
		...reports('a', 0, SHALLOW),
		...reports('b', 12, DEEP),
		// A second report of the same session that ended earlier; one after a session nobody asked about.
		{ patient: 'b0', course: 'k12', days: 0.5, term: 'erythema', onset: 0, severity: 'severe' },
		{ patient: 'd0', course: 'k30', days: 30 },
		// Asked for and absent.
		{ patient: 'c0', course: 'k26', days: null, severity: 'none' }
	]);
	await addContacts(db, 'c1', [
		{ course: 'k24', day: 8 },
		{ course: 'k25', day: 4 },
		{ course: 'k25', day: 40, asked: 'no' }
	]);
});

const ask = (query = 'term=erythema') => asked(db, aViewer(), 'time-to-resolution', query);
type Answer = Awaited<ReturnType<typeof ask>>;
const rows = ({ figure }: Answer, group: string, name: string) =>
	figure.table.rows
		.map((row) => Object.fromEntries(figure.table.columns.map(({ key }, i) => [key, row[i]])))
		.filter((row) => row.group === group && row.figure === name);

const GRID = [0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 60, 90];
const passed = (days: number) => ({ time: GRID.find((day) => day >= days)!, event: true });
const EXPECTED = {
	'0.5–1.0 mm': [...SHALLOW.slice(0, 11).map(passed), { time: 90, event: false }],
	'1.5–2.0 mm': [
		...DEEP.slice(0, 12).map((days) => passed(days ?? 0)),
		// Last asked on day 8 and day 4: still there on the days of the grid before.
		{ time: 7, event: false },
		{ time: 3, event: false }
	]
};

describe('how long redness stays', () => {
	it.each(Object.entries(EXPECTED))(
		'is the curve of each patient once, on the day grid: %s',
		async (group, times) => {
			const answer = await ask();
			const curve = kaplanMeier(times);
			const told = rows(answer, group, 'still_there');
			expect(told.map(({ of }) => of)).toEqual(told.map(() => times.length));
			for (const { time, survival, atRisk } of curve.steps) {
				const row = told.find(({ part }) => part === String(time));
				expect(row?.at_risk).toBe(atRisk);
				expect(Number(row?.value)).toBeCloseTo(100 * survival, 0);
			}
			const median = rows(answer, group, 'half_gone_by')[0];
			expect(median?.value).toBe(survivalQuantile(curve).time);
		}
	);

	it('is drawn with the numbers of the table', async () => {
		const answer = await ask();
		const panel = answer.figure.panels[0];
		if (panel?.kind !== 'steps') throw new Error('no curve');
		for (const { label, points } of panel.series) {
			for (const { day, share, atRisk } of points) {
				const row = rows(answer, label, 'still_there').find(({ part }) => part === String(day));
				expect(row?.at_risk).toBe(atRisk);
				expect(row?.value ?? null).toBe(share ? Number((100 * share.value).toFixed(1)) : null);
			}
		}
	});

	it('has no nine in ten of fewer than 50 patients, and says so', async () => {
		const row = rows(await ask(), 'All courses', 'nine_in_ten_gone_by')[0];
		expect(row).toMatchObject({ value: null, hidden: 'fewer than 50 patients with it' });
	});

	it('names the worst report of each answered session', async () => {
		const severity = Object.fromEntries(
			rows(await ask(), '1.5–2.0 mm', 'severity').map(({ part, value }) => [part, value])
		);
		expect(severity.mild).toBeCloseTo((100 * 13) / 18, 1);
		expect(severity.severe).toBeCloseTo(100 / 18, 1);
		expect(severity.none).toBeCloseTo((100 * 4) / 18, 1);
	});

	it('of nobody asked there is no curve and no severity; of an effect nobody had neither', async () => {
		const answer = await ask();
		expect(rows(answer, '2.0–2.5 mm', 'still_there')[0]).toMatchObject({ value: null });
		expect(rows(answer, '2.0–2.5 mm', 'severity')[0]).toMatchObject({ value: null });
		const none = await ask('term=granuloma');
		expect(none.figure.answer[0]?.text).toBe(
			'Nobody of 30 patients asked had granuloma or hypersensitivity after a session.'
		);
		expect(none.figure.panels).toEqual([]);
	});

	it('a group of fewer than five with it has no curve (SR-5.2)', async () => {
		await addReports(db, 'c1', [
			...[0, 1, 2].map((i) => ({ patient: `a${i}`, course: `k${i}`, term: 'bruising', days: 9 })),
			...[0, 1, 2, 3, 4, 5].map((i) => ({
				patient: `b${i}`,
				course: `k${12 + i}`,
				term: 'bruising',
				days: 11
			}))
		]);
		const answer = await ask('term=bruising&depth=0.5-1.0&by=none');
		expect(answer.figure.panels).toEqual([]);
		expect(answer.figure.answer[0]?.text).toContain('hidden');
		expect(JSON.stringify(rows(answer, 'All courses', 'onset'))).not.toMatch(/"value":\d/);
	});

	it('says that the side effects there are, and no other, can be asked for', async () => {
		const { problems } = await ask('term=itch');
		expect(problems[0]?.message).toContain('erythema');
	});
});
