import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kaplanMeier, logRank, survivalDifference } from '#lib/statistics/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';
import { addReports, type Report } from './reports.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const SHALLOW = { depthMm: 0.75, sessions: 2 };
const DEEP = { depthMm: 1.75, sessions: 2 };
/** Days of redness after the first session; null is not known to have passed. */
const SHALLOW_DAYS = [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 1, 1, 2, 2, null];
const DEEP_DAYS = [2, 3, 5, 5, 5, 7, 7, 6, 4, 2.5, 5, 3, null, null];

const red = (prefix: string, first: number, days: readonly (number | null)[]): Report[] =>
	days.map((days, i) => ({ patient: `${prefix}${i}`, course: `k${first + i}`, days }));

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', [
		...patients(20, 'a', SHALLOW),
		...patients(16, 'b', DEEP),
		...patients(3, 'c', { depthMm: 2.75 }),
		...patients(4, 'd', { depthMm: 2.25 })
	]);
	await addReports(db, 'c1', [
		...red('a', 0, SHALLOW_DAYS),
		...red('b', 20, DEEP_DAYS),
		...Array.from({ length: 10 }, (_, i) => ({
			patient: `b${i}`,
			course: `k${20 + i}`,
			term: 'bruising',
			session: 2,
			days: 8
		}))
	]);
});

const COMPARED = 'a.depth=0.5-1.0&b.depth=1.5-2.0';
const ask = (query = COMPARED) => asked(db, aViewer(), 'compare-safety', query);
type Answer = Awaited<ReturnType<typeof ask>>;

const cell = ({ figure }: Answer, term: string, group: string, name: string, day?: number) => {
	const at = (key: string) => figure.table.columns.findIndex((column) => column.key === key);
	const row = figure.table.rows.find(
		(one) =>
			one[at('term')] === term &&
			one[at('group')] === group &&
			one[at('figure')] === name &&
			(day === undefined || one[at('day')] === day)
	);
	return Object.fromEntries(figure.table.columns.map(({ key }, i) => [key, row?.[i] ?? null]));
};
const steps = ({ figure }: Answer) => {
	const panel = figure.panels.find(({ id }) => id === 'resolution');
	if (panel?.kind !== 'steps') throw new Error('no curve');
	return panel;
};

/** On the day grid: passed by the next day of it, open until the last one of it. */
const onGrid = (days: readonly (number | null)[], followed: number) =>
	days.map((day) =>
		day === null
			? { time: followed, event: false }
			: { time: [0, 1, 2, 3, 5, 7].find((one) => one >= day)!, event: true }
	);

describe('side effects of two groups', () => {
	it('have the rates that the same groups have on the safety page (SR-5.3)', async () => {
		const compared = await ask();
		const safety = await asked(db, aViewer(), 'side-effects-per-session', 'by=depth');
		for (const term of ['erythema', 'bruising']) {
			const row = safety.figure.forests.flatMap(({ rows }) => rows).find(({ id }) => id === term);
			const own = compared.figure.forests.flatMap(({ rows }) => rows).find(({ id }) => id === term);
			for (const [arm, line] of [
				['a', '0.5-1.0'],
				['b', '1.5-2.0']
			]) {
				const mark = own?.marks.find(({ seriesId }) => seriesId === arm);
				expect(mark?.estimate).toEqual(row?.marks.find(({ seriesId }) => seriesId === line)?.estimate); // prettier-ignore
			}
		}
	});

	it('differ by the shares with an interval around it, and say what they rest on', async () => {
		const found = cell(await ask(), 'bruising', '1.5–2.0 mm', 'difference');
		expect(found.value).toBeCloseTo((100 * 10) / 32, 1);
		expect(Number(found.low)).toBeLessThan(Number(found.value));
		expect(found.method).toContain('clear');
	});

	it('stay red as the same tallies do in the statistics', async () => {
		const answer = await ask();
		const a = onGrid(SHALLOW_DAYS, 21);
		const b = onGrid(DEEP_DAYS, 21);
		const [one, two] = [kaplanMeier(a), kaplanMeier(b)];
		const curves = steps(answer).series;
		expect(curves.map(({ id }) => id)).toEqual(['a', 'b']);
		for (const [i, curve] of [one, two].entries()) {
			for (const { time, survival } of curve.steps.filter((step) => step.events > 0)) {
				const point = curves[i]?.points.find(({ day }) => day === time);
				expect(point?.share?.value).toBeCloseTo(survival, 3);
			}
		}
		const difference = survivalDifference(two, one, 3);
		const told = cell(answer, 'erythema', '1.5–2.0 mm', 'still_there_difference');
		expect(told.value).toBeCloseTo(100 * difference.difference!, 1);
		expect(told.low).toBeCloseTo(100 * difference.interval!.low, 1);
		const p = cell(answer, 'erythema', '1.5–2.0 mm', 'p_adjusted');
		expect(logRank([a, b]).p).toBeLessThan(0.05);
		expect(p.term).toBe('erythema');
	});

	it('say first how many are still red beyond day 3, and how sure that is', async () => {
		const { figure } = await ask();
		const words = figure.answer.map(({ text }) => text).join('');
		expect(words).toMatch(/^Of patients with redness, still red beyond day 3: .*: clear\./);
		expect(words).toContain('Bruising follows 0.0 vs 31.3 of 100 sessions: clear.');
	});

	it('are not compared where one of the groups is hidden, and tell nothing of it', async () => {
		const answer = await ask('a.depth=0.5-1.0&b.depth=over-2.5');
		expect(answer.figure.answer[0]?.text).toContain('No comparison: Over 2.5 mm: hidden');
		expect(steps(answer).series.map(({ id }) => id)).toEqual(['a']);
		expect(cell(answer, 'erythema', 'Over 2.5 mm', 'difference').value).toBeNull();
	});

	it('without groups the page says what to choose', async () => {
		const { figure } = await ask('');
		expect(figure.answer[0]?.text).toContain('Choose two groups');
		expect(figure.table.rows).toEqual([]);
	});

	it('over several clinics tell no day on which few were still red, nor how many were followed (SR-5.2)', async () => {
		await aTreatedClinic(db, 'c2', [...patients(30, 'e', SHALLOW), ...patients(30, 'f', DEEP)]);
		const reports = (prefix: string, first: number, late: number): Report[] =>
			Array.from({ length: 24 }, (_, i) => ({
				patient: `${prefix}${i}`,
				course: `k${first + i}`,
				days: i < late ? 5 : 1
			}));
		await addReports(db, 'c2', [...reports('e', 0, 2), ...reports('f', 30, 8)]);
		const viewer = (clinics: string[]) => aViewer({ clinics });
		const inside = await asked(db, viewer(['c2']), 'compare-safety', COMPARED);
		expect(cell(inside, 'erythema', '0.5–1.0 mm', 'still_there', 3)).toMatchObject({
			value: 8.3,
			n: 2
		});
		await aTreatedClinic(db, 'c3', [...patients(9, 'g', SHALLOW), ...patients(9, 'h', DEEP)]);
		const both = await asked(db, viewer(['c2', 'c3']), 'compare-safety', COMPARED);
		const few = cell(both, 'erythema', '0.5–1.0 mm', 'still_there', 3);
		expect(few).toMatchObject({ value: null, n: null });
		expect(String(few.hidden)).toContain('hidden');
		// All depths together less this one would be the other.
		expect(cell(both, 'erythema', '1.5–2.0 mm', 'still_there', 3).value).toBeNull();
		expect(cell(both, 'erythema', '1.5–2.0 mm', 'still_there', 7).value).toBe(0);
		expect(both.figure.answer[0]?.text).toContain('cannot be compared');
	});

	it('outside the clinic give no test that rests on days that are hidden (SR-5.2)', async () => {
		const days = (byDay3: number) =>
			Array.from({ length: 33 }, (_, i) => (i < 5 ? 1 : i < byDay3 ? 3 : 7));
		await aTreatedClinic(db, 'c5', [...patients(45, 'e', SHALLOW), ...patients(45, 'f', DEEP)]);
		await addReports(db, 'c5', [...red('e', 0, days(22)), ...red('f', 45, days(14))]);
		const of = (viewer: Parameters<typeof aViewer>[0]) =>
			asked(db, aViewer({ clinics: ['c5'], ...viewer }), 'compare-safety', COMPARED);
		const outside = await of({ threshold: 11, insideClinic: false });
		const told = (answer: Answer, figure: string, day?: number) =>
			cell(answer, 'erythema', '1.5–2.0 mm', figure, day);
		// Five were free of it by day 1: hidden, and day 3 is told.
		expect(told(outside, 'still_there', 1).value).toBeNull();
		expect(told(outside, 'still_there_difference').value).not.toBeNull();
		const logRankOf = (answer: Answer) => {
			const at = answer.figure.table.columns.findIndex(({ key }) => key === 'method');
			const { columns, rows } = answer.figure.table;
			const row = rows.find((one) => one[at] === 'log-rank') ?? [];
			return Object.fromEntries(columns.map(({ key }, i) => [key, row[i] ?? null]));
		};
		expect(logRankOf(outside)).toMatchObject({ value: null });
		expect(Object.values(logRankOf(outside))).toContain(
			'hidden: it rests on days that are not told'
		);
		expect(logRankOf(await of({})).value).not.toBeNull();
	});
});
