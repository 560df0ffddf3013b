import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEPTH_BANDS } from '#lib/domain/bands.ts';
import { measureOf } from '#lib/domain/instruments/index.ts';
import { figuresOf, type FigureId } from '#lib/server/analyses/change-at-visit/figures.ts';
import { estimateOf } from '#lib/server/analyses/improvement/estimates.ts';
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

/** The figures of one line or of all, before they are rounded for the file, and the file's rows of it. */
async function numbersOf(query: string, label: string, viewer = aViewer()) {
	const { figure, groups } = await asked(db, viewer, 'change-at-visit', query);
	const line = DEPTH_BANDS.find((band) => band.label === label)?.code;
	const found = line ? groups.shown.find(({ key }) => key.line === line) : groups.totals[0];
	const measure = measureOf(found?.key.measure ?? '');
	if (!found || !measure) throw new Error(`nothing is shown of ${label}`);
	const at = (key: string) => figure.table.columns.findIndex((column) => column.key === key);
	const rows = figure.table.rows
		.filter((row) => row[at('group')] === label)
		.map((row): [string, unknown] => [String(row[at('figure')]), row[at('value')]]);
	return { exact: figuresOf(found, measure, 12), inFile: new Map(rows) };
}

const COMPARED: FigureId[] = [
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
		const { exact, inFile } = await numbersOf(query, group);
		// Nine patients are missing in all, fewer than five in any part.
		const unseen = exact.baseline_unseen;
		if (name !== 'all')
			expect(unseen).toMatchObject({ value: null, why: expect.stringContaining('hidden') });
		for (const id of name === 'all' ? [...COMPARED, 'baseline_unseen' as const] : COMPARED) {
			const numbers = expected[id] as Numbers; // the shape gate-change.R writes
			for (const [key, value] of Object.entries(numbers)) {
				// The keys gate-change.R writes are those of a figure.
				expectClose(exact[id][key as keyof Numbers], value);
			}
			if (numbers.value !== undefined) {
				const rounded = Number(inFile.get(id));
				expect(Math.abs(rounded - numbers.value)).toBeLessThan(id.startsWith('p') ? 5e-5 : 0.1);
			}
		}
		expect(exact.courses.value).toBe(expected.courses);
		expect(exact.patients.value).toBe(expected.patients);
		expect(exact.recorded.value).toBe(expected.recorded);
		expect(inFile.get('recorded')).toBe(expected.recorded);
	});

	it('counts patients, not courses, in the interval of per cent and of responders over weeks too', async () => {
		const all = parts.find(({ part }) => part === 'all');
		const counts = aViewer({ clinics: ['counts'] });
		const { exact } = await numbersOf('wk=12', 'all', counts);
		const over = async (viewer: typeof counts, unit: 'percent' | 'responders') => {
			const query = `by=none&wk=12&unit=${unit}`;
			const { groups } = await asked(db, viewer, 'improvement-over-time', query);
			const [total] = groups.totals;
			const measure = measureOf(total?.key.measure ?? '');
			return measure ? estimateOf(total?.cells[12], unit, measure).estimate : null;
		};
		const percent = await over(counts, 'percent');
		const responders = await over(aViewer(), 'responders');
		for (const key of ['value', 'low', 'high'] as const) {
			// The shape gate-change.R writes.
			const expected = (id: string) => (all?.[id] as Numbers)[key] ?? NaN;
			expectClose(exact.percent[key], expected('percent'));
			expectClose(percent?.[key] ?? null, expected('percent'));
			expectClose(responders?.[key] ?? null, expected('responders'));
		}
	});
});
