import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCsv } from '#lib/formats/csv.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer } from './clinic.ts';
import { fortyPatients } from './attacks/forty-patients.ts';

const { db, close } = await openTestDatabase();
beforeAll(() => aTreatedClinic(db, 'c1', fortyPatients()));
afterAll(close);

const rowsOf = (csv: string) =>
	Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data;

describe('what is hidden on the page is hidden in the file and the API, which has the table of the file (SR-5.3)', () => {
	it.each(['by=depth&wk=12', 'by=type&wk=12', 'by=sex&wk=26', 'concern=wrinkles&by=device&wk=12'])(
		'improvement, %s',
		async (query) => {
			const { figure } = await asked(db, aViewer(), 'improvement-over-time', query);
			const rows = rowsOf(writeCsv(figure.table));
			let hidden = 0;
			for (const panel of [...figure.trends, ...figure.others].filter((one) => !one.hidden)) {
				const [measure, area] = panel.id.split('.');
				for (const { label, points } of panel.series) {
					for (const point of points) {
						const same = rows.filter(
							(row) =>
								row.measure === measure &&
								(!area || row.area?.toLowerCase() === panel.title.split(',')[0]?.toLowerCase()) &&
								(row.group === label || row.group === 'all') &&
								row.week === String(point.week)
						);
						expect(same).toHaveLength(1);
						expect(same[0]?.improvement ?? '').toBe(String(point.estimate?.value ?? ''));
						expect(Number(same[0]?.patients)).toBe(point.patients ?? 0);
						if (point.why?.startsWith('hidden')) hidden++;
					}
				}
			}
			const TOGETHER = 'All courses';
			const told = rows.filter((row) => row.improvement !== '' && row.group !== TOGETHER).length;
			const panels = [...figure.trends, ...figure.others];
			const drawn = panels.flatMap(({ series }) =>
				series
					.filter(({ label }) => label !== TOGETHER)
					.flatMap(({ points }) => points.filter(({ estimate }) => estimate))
			);
			expect(drawn).toHaveLength(told);
			for (const { id, headline, selectedWeek } of panels.filter((panel) => panel.headline)) {
				const whole = rows.filter(
					(row) =>
						row.measure === id.split('.')[0] &&
						[TOGETHER, 'all'].includes(row.group ?? '') &&
						row.week === String(selectedWeek)
				);
				expect(whole.map((row) => Number(row.improvement))).toContain(headline?.value);
			}
			expect(rows.filter((row) => row.hidden !== '').length).toBeGreaterThanOrEqual(hidden);
		}
	);

	it.each([
		['improvement-over-time', 'by=type&wk=12'],
		['improvement-over-time', 'by=sex&wk=12&unit=responders'],
		['change-at-visit', 'by=type&wk=12'],
		['side-effects-per-session', 'by=type'],
		['session-counts', 'by=type']
	])('has no number of more than four decimals: %s, %s', async (analysis, query) => {
		const { figure } = await asked(db, aViewer(), analysis, query);
		const drawn = JSON.stringify([figure.trends, figure.others, figure.forests, figure.bars]);
		const estimates = [...drawn.matchAll(/"(?:value|low|high|percent)":(-?[\d.e-]+)/g)];
		const at = (key: string) => figure.table.columns.findIndex((column) => column.key === key);
		const rows = figure.table.rows.filter((row) => !String(row[at('figure')]).startsWith('p'));
		const numbers = [...estimates.map(([, number]) => Number(number)), ...rows.flat()].filter(
			(cell): cell is number => typeof cell === 'number'
		);
		expect(numbers.length).toBeGreaterThan(10);
		for (const number of numbers) expect(Number(number.toFixed(4))).toBe(number);
		expect(numbers.some((number) => !Number.isInteger(number))).toBe(true);
	});

	it('links from a refused page only to what is answered there', async () => {
		for (const query of [
			'concern=wrinkles&by=none',
			'type=IV&sex=male',
			'quarter=2025-Q1&sex=male'
		]) {
			const { figure } = await asked(db, aViewer(), 'improvement-over-time', query);
			if (figure.trends.some((panel) => panel.headline)) continue;
			const href = figure.answer.find((phrase) => phrase.href)?.href ?? '';
			expect(href).toMatch(/^\/outcomes/);
			const next = await asked(
				db,
				aViewer(),
				'improvement-over-time',
				new URL(href, 'http://localhost').search.slice(1)
			);
			expect(next.problems).toEqual([]);
			expect([...next.figure.trends, ...next.figure.others].some((panel) => !panel.hidden)).toBe(
				true
			);
		}
	});

	it('says of the default questions of so small a clinic something useful', async () => {
		for (const analysis of [
			'improvement-over-time',
			'side-effects-per-session',
			'session-counts'
		]) {
			const { figure } = await asked(db, aViewer(), analysis);
			const words = figure.answer.map(({ text }) => text).join('');
			expect(words).toMatch(/By week 26 |follows \d|course has \d|courses? in \d/);
			expect(words).not.toContain('No answer');
		}
	});
});
