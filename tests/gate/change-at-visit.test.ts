import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { expectClose, reference } from '../statistics/reference.ts';
import { asked, aTreatedClinic, aViewer } from './clinic.ts';

type Numbers = Partial<Record<'value' | 'sd' | 'low' | 'high', number>>;
type Part = { part: string; recorded: number; courses: number; patients: number } & Record<
	string,
	Numbers | number | string
>;
const parts = reference<Part>('gate-change');
const rows = Papa.parse<Record<string, string>>(
	readFileSync(new URL('../reference/gate-cohort.csv', import.meta.url), 'utf8').trim(),
	{ header: true, delimiter: ',' }
).data;

const { db, close } = await openTestDatabase();
/** The same scores as grades and, a hundred times as large, as counts. */
beforeAll(async () => {
	for (const [clinic, times, measure] of [
		['c1', 1, 'LEMPERLE'],
		['counts', 100, 'VISIA_PORES_COUNT']
	] as const) {
		await aTreatedClinic(
			db,
			clinic,
			rows.map((row) => ({
				patient: row.patient ?? '',
				area: row.area,
				depthMm: Number(row.depth),
				measure,
				baseline: times * Number(row.baseline),
				scores: { 12: row.week12 ? times * Number(row.week12) : null },
				sessions: Number(row.sessions)
			}))
		);
	}
});
afterAll(close);

/** The rows of the file of one group, by figure. */
async function figuresOf(query: string, group: string, viewer = aViewer()) {
	const { figure } = await asked(db, viewer, 'change-at-visit', query);
	const at = (key: string) => figure.table.columns.findIndex((column) => column.key === key);
	return new Map(
		figure.table.rows
			.filter((row) => row[at('group')] === group)
			.map((row) => [
				String(row[at('figure')]),
				Object.fromEntries(
					['value', 'sd', 'low', 'high', 'patients', 'hidden'].map((key) => [key, row[at(key)]])
				)
			])
	);
}

const COMPARED = [
	'baseline',
	'follow_up',
	'improvement',
	'p',
	'hodges_lehmann',
	'srm',
	'improved',
	'responders',
	'responder_bounds',
	'baseline_seen'
];

describe('the table before and after a visit against R, patients with two courses among them', () => {
	it.each([
		['all', 'wk=12', 'all'],
		['neck', 'wk=12&concern=wrinkles&area=neck', 'all'],
		['shallow', 'wk=12&by=depth', '0.5–1.0 mm'],
		['deep', 'wk=12&by=depth', '1.5–2.0 mm']
	])('%s: means, intervals, test, median and shares', async (name, query, group) => {
		const expected = parts.find(({ part }) => part === name);
		if (!expected) throw new Error(`gate-change.json has no ${name}`);
		const figures = await figuresOf(query, group);
		// Nine patients are missing in all, fewer than five in any part.
		const unseen = figures.get('baseline_unseen');
		if (name !== 'all')
			expect(unseen).toMatchObject({ value: null, hidden: expect.stringContaining('hidden') });
		for (const id of name === 'all' ? [...COMPARED, 'baseline_unseen'] : COMPARED) {
			const numbers = expected[id] as Numbers; // the shape gate-change.R writes
			for (const [key, value] of Object.entries(numbers)) {
				expectClose(Number(figures.get(id)?.[key]), value);
			}
		}
		expect(figures.get('courses')?.value).toBe(expected.courses);
		expect(figures.get('patients')?.value).toBe(expected.patients);
		expect(figures.get('recorded')?.value).toBe(expected.recorded);
	});

	it('counts patients, not courses, in the interval of per cent and of responders over weeks too', async () => {
		const all = parts.find(({ part }) => part === 'all');
		const counts = aViewer({ clinics: ['counts'] });
		const figures = await figuresOf('wk=12', 'all', counts);
		const over = async (viewer: typeof counts, unit: string) => {
			const query = `by=none&wk=12&unit=${unit}`;
			const { figure } = await asked(db, viewer, 'improvement-over-time', query);
			return [...figure.trends, ...figure.others].find(({ headline }) => headline)?.headline;
		};
		const percent = await over(counts, 'percent');
		const responders = await over(aViewer(), 'responders');
		for (const key of ['value', 'low', 'high'] as const) {
			// The shape gate-change.R writes.
			const expected = (id: string) => (all?.[id] as Numbers)[key] ?? NaN;
			expectClose(Number(figures.get('percent')?.[key]), expected('percent'));
			expectClose(percent?.[key] ?? null, expected('percent'));
			expectClose(responders?.[key] ?? null, expected('responders'));
		}
	});
});
