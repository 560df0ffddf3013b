import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureOf } from '#lib/domain/instruments/index.ts';
import { estimateOf } from '#lib/server/analyses/improvement/estimates.ts';
import { rateOf } from '#lib/server/analyses/side-effects/rates.ts';
import type { Group } from '#lib/server/analysis.ts';
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

/** What a group says of week 12 before it is rounded, and the group. */
function atWeek12(group: Group | undefined, unit: 'scale' | 'responders' = 'scale') {
	const measure = measureOf(group?.key.measure ?? '');
	if (!group || !measure) throw new Error('nothing is shown');
	return { ...group, ...estimateOf(group.cells[12], unit, measure) };
}

/** What leaves is at most one unit of its last decimal away. */
const near = (left: number | null | undefined, exact: number, decimals: number) =>
	expect(Math.abs((left ?? NaN) - exact)).toBeLessThan(10 ** -decimals);

describe('numbers of the gate against R, patients with two courses among them', () => {
	it.each([
		['0.5-1.0', 'shallow'],
		['1.5-2.0', 'deep']
	] as const)('gives the mean improvement and its interval at %s mm', async (depth, name) => {
		const { figure, groups } = await asked(db, aViewer(), 'improvement-over-time', 'wk=12');
		const expected = part(name).improvement;
		const { estimate, cells } = atWeek12(groups.shown.find(({ key }) => key.line === depth));
		closeTo(estimate?.value, expected.mean);
		closeTo(estimate?.low, expected.low);
		closeTo(estimate?.high, expected.high);
		expect(cells[12]?.patients).toBe(expected.patients);
		const series = figure.trends[0]?.series.find((line) => line.id === depth);
		const point = series?.points.find((candidate) => candidate.week === 12);
		near(point?.estimate?.value, expected.mean, 3);
		expect(point?.scored).toBe(expected.n);
		expect(point?.patients).toBe(expected.patients);
	});

	it('gives the headline over both depths, a patient with two courses counted once', async () => {
		const { figure, groups } = await asked(db, aViewer(), 'improvement-over-time', 'wk=12');
		const expected = part('all').improvement;
		const { estimate } = atWeek12(groups.totals[0]);
		closeTo(estimate?.value, expected.mean);
		closeTo(estimate?.low, expected.low);
		closeTo(estimate?.high, expected.high);
		near(figure.trends[0]?.headline?.value, expected.mean, 3);
		expect(figure.trends[0]?.subline).toContain('48 patients');
	});

	it('gives the share that improved by a grade or more', async () => {
		const query = 'wk=12&unit=responders';
		const { figure, groups } = await asked(db, aViewer(), 'improvement-over-time', query);
		const { responders, n } = part('all').improvement;
		closeTo(atWeek12(groups.totals[0], 'responders').estimate?.value, (100 * responders) / n);
		near(figure.trends[0]?.headline?.value, (100 * responders) / n, 1);
	});

	it.each([
		['0.5-1.0', 'shallow'],
		['1.5-2.0', 'deep']
	] as const)('gives redness per 100 answered sessions at %s mm', async (depth, name) => {
		const { figure, groups } = await asked(db, aViewer(), 'side-effects-per-session');
		const expected = part(name).redness;
		const { estimate } = rateOf(
			groups.shown.find(({ key }) => key.line === depth),
			'erythema'
		);
		closeTo(estimate?.value, expected.rate);
		closeTo(estimate?.low, expected.low);
		closeTo(estimate?.high, expected.high);
		const redness = figure.forests[0]?.rows.find((row) => row.id === 'erythema');
		const mark = redness?.marks.find((candidate) => candidate.seriesId === depth);
		near(mark?.estimate?.value, expected.rate, 2);
	});
});
