import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer } from './clinic.ts';

type Part = {
	part: 'shallow' | 'deep' | 'all';
	improvement: {
		n: number;
		patients: number;
		mean: number;
		low: number;
		high: number;
		responders: number;
	};
	redness: { events: number; exposure: number; rate: number; low: number; high: number };
};
const text = (name: string) =>
	readFileSync(new URL(`../reference/${name}`, import.meta.url), 'utf8');
const parts = new Map(
	(JSON.parse(text('gate-cohort.json')) as { cases: Part[] }).cases.map((part) => [part.part, part]) // the shape gate-cohort.R writes
);
const rows = Papa.parse<Record<string, string>>(text('gate-cohort.csv').trim(), {
	header: true,
	delimiter: ','
}).data;

const { db, close } = await openTestDatabase();
beforeAll(() =>
	aTreatedClinic(
		db,
		'c1',
		rows.map((row) => ({
			patient: row.patient ?? '',
			area: row.area,
			depthMm: Number(row.depth),
			baseline: Number(row.baseline),
			scores: { 12: row.week12 ? Number(row.week12) : null },
			sessions: Number(row.sessions),
			red: Number(row.red)
		}))
	)
);
afterAll(close);

const part = (name: Part['part']) => {
	const found = parts.get(name);
	if (!found) throw new Error(`gate-cohort.json has no ${name}`);
	return found;
};
const closeTo = (actual: number | null | undefined, expected: number) =>
	expect(Math.abs((actual ?? NaN) - expected) / Math.max(1e-12, Math.abs(expected))).toBeLessThan(
		1e-8
	);

describe('numbers of the gate against R, patients with two courses among them', () => {
	it.each([
		['0.5-1.0', 'shallow'],
		['1.5-2.0', 'deep']
	] as const)('gives the mean improvement and its interval at %s mm', async (depth, name) => {
		const { figure } = await asked(db, aViewer(), 'improvement-over-time', 'wk=12');
		const series = figure.trends[0]?.series.find((line) => line.id === depth);
		const point = series?.points.find((candidate) => candidate.week === 12);
		const expected = part(name).improvement;
		closeTo(point?.estimate?.value, expected.mean);
		closeTo(point?.estimate?.low, expected.low);
		closeTo(point?.estimate?.high, expected.high);
		expect(point?.scored).toBe(expected.n);
		expect(point?.patients).toBe(expected.patients);
	});

	it('gives the headline over both depths, a patient with two courses counted once', async () => {
		const { figure } = await asked(db, aViewer(), 'improvement-over-time', 'wk=12');
		const expected = part('all').improvement;
		closeTo(figure.trends[0]?.headline?.value, expected.mean);
		closeTo(figure.trends[0]?.headline?.low, expected.low);
		closeTo(figure.trends[0]?.headline?.high, expected.high);
		expect(figure.trends[0]?.subline).toContain('48 patients');
	});

	it('gives the share that improved by a grade or more', async () => {
		const { figure } = await asked(db, aViewer(), 'improvement-over-time', 'wk=12&unit=responders');
		const { responders, n } = part('all').improvement;
		closeTo(figure.trends[0]?.headline?.value, (100 * responders) / n);
	});

	it.each([
		['0.5-1.0', 'shallow'],
		['1.5-2.0', 'deep']
	] as const)('gives redness per 100 answered sessions at %s mm', async (depth, name) => {
		const { figure } = await asked(db, aViewer(), 'side-effects-per-session');
		const redness = figure.forests[0]?.rows.find((row) => row.id === 'erythema');
		const mark = redness?.marks.find((candidate) => candidate.seriesId === depth);
		const expected = part(name).redness;
		closeTo(mark?.estimate?.value, expected.rate);
		closeTo(mark?.estimate?.low, expected.low);
		closeTo(mark?.estimate?.high, expected.high);
	});
});
