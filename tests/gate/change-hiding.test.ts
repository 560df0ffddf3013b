import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFilters } from '#lib/domain/filters.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { changeAtVisit } from '#lib/server/analyses/change-at-visit.ts';
import { narrowed } from '#lib/server/cohort.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import { changeSums } from '#lib/server/queries/change-sums.ts';
import { openTestDatabase } from '../support/database.ts';
import { fortyPatients } from './attacks/forty-patients.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const improved = (by: number) => ({ baseline: 4, scores: { 12: 4 - by } });

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', [
		...patients(12, 'a', { depthMm: 0.75, ...improved(1) }),
		...patients(8, 'b', { depthMm: 1.25, ...improved(2) }),
		// Four people: a mean of exactly 3 grades must appear nowhere.
		...patients(4, 'c', { depthMm: 2.25, ...improved(3) })
	]);
	await aTreatedClinic(db, 'forty', fortyPatients());
	await aTreatedClinic(db, 'missed', [
		...patients(18, 'd', improved(2)),
		...patients(3, 'e', { baseline: 4 }),
		...patients(2, 'f', improved(0))
	]);
	await aTreatedClinic(db, 'larger', patients(20, 'g', improved(2)));
	await aTreatedClinic(db, 'beside', [
		...patients(20, 'h', { depthMm: 0.75, ...improved(1) }),
		...patients(3, 'i', { depthMm: 2.25, baseline: null, scores: { 12: 1 } })
	]);
	await aTreatedClinic(db, 'beside-more', [
		...patients(20, 'j', { depthMm: 0.75, ...improved(1) }),
		...patients(6, 'k', { depthMm: 2.25, baseline: null, scores: { 12: 1 } })
	]);
	await aTreatedClinic(db, 'unplanned', [
		...patients(20, 'l', improved(1)),
		// Their visit is not due yet, but they were scored.
		...patients(2, 'm', { ...improved(3), month: '2026-09' })
	]);
	await aTreatedClinic(
		db,
		'nine',
		[1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => ({
			patient: `n${i}`,
			measure: 'GB_QUANT',
			concern: 'acne_scars',
			area: 'face',
			baseline: 40,
			scores: { 12: 40 - i * i }
		}))
	);
});

type Row = Record<string, string | number | null>;
async function table(analysis: string, query: string, viewer: Viewer): Promise<Row[]> {
	const { figure } = await asked(db, viewer, analysis, query);
	const { columns, rows } = figure.table;
	return rows.map((row) => Object.fromEntries(columns.map(({ key }, i) => [key, row[i] ?? null])));
}
async function figures(query: string, viewer: Viewer, group = 'all') {
	const rows = await table('change-at-visit', query, viewer);
	const own = rows.filter((row) => row.group === group);
	return Object.fromEntries(own.map((row) => [String(row.figure), row]));
}
const of = (...clinics: string[]) => aViewer({ clinics });

describe('the table before and after a visit', () => {
	it.each(['by=depth', 'by=type', 'by=sex', 'by=none', 'concern=wrinkles&by=device', 'sex=female'])(
		'tells of a group exactly where the lines over weeks do, and the same mean, %s (SR-5.2, SR-5.3)',
		async (query) => {
			for (const week of [12, 26]) {
				const idOf = (row: Row) => JSON.stringify([row.measure, row.area, row.group]);
				const by = query.includes('by=') ? '' : '&by=none';
				const lines = await table('improvement-over-time', `${query}${by}&wk=${week}`, of('forty'));
				const means = new Map(
					lines
						.filter((row) => row.week === week && row.improvement !== null)
						.map((row) => [idOf(row), row.improvement])
				);
				const rows = await table('change-at-visit', `${query}&wk=${week}`, of('forty'));
				const told = rows.filter((row) => row.figure === 'improvement' && row.value !== null);
				// Panels whose lines are all hidden are one line over weeks, and the column of all here.
				const asLines = told.filter((row) => means.has(idOf(row)));
				expect(asLines.length).toBe(
					[...means.keys()].filter((id) => !id.includes('All courses')).length
				);
				for (const row of asLines) expect(row.value).toBe(means.get(idOf(row)));
				const others = told.filter((row) => !means.has(idOf(row)));
				expect(others.every((row) => row.group === 'all')).toBe(true);
			}
		}
	);

	it('lets no number of a hidden group into page, table, file or words (SR-5.3)', async () => {
		const { figure, hidden } = await asked(db, of('c1'), 'change-at-visit', 'by=depth&wk=12');
		expect(hidden.map(({ key }) => key.line).toSorted()).toEqual(['1.0-1.5', '2.0-2.5']);
		expect(figure.twins[0]?.columns.map(({ label }) => label)).toEqual([
			'Part',
			'Figure',
			'0.5–1.0 mm',
			'All courses'
		]);
		const hiddenRows = figure.table.rows.filter((row) => String(row.at(-1)).includes('patients'));
		expect(hiddenRows.flat().filter((cell) => typeof cell === 'number' && cell !== 12)).toEqual([]);
		const means = figure.table.rows.filter((row) => row[6] === 'improvement').map((row) => row[8]);
		expect(means).toEqual([1, expect.closeTo((12 * 1 + 8 * 2 + 4 * 3) / 24, 3)]);
	});

	it('has no value of a single patient: no median and no interval of ranks below ten (SR-5.4)', async () => {
		const own = await figures('wk=12&concern=acne_scars', of('nine'));
		expect(own.improvement?.value).toBeCloseTo(285 / 9, 3);
		expect(own.p?.value).toBeCloseTo(2 / 2 ** 9, 4);
		expect(own.hodges_lehmann).toMatchObject({ value: null, low: null, high: null });
		expect(own.hodges_lehmann?.hidden).toBe('shown from 10 patients on');
		const { figure } = await asked(db, of('nine'), 'change-at-visit', 'wk=12&concern=acne_scars');
		expect(JSON.stringify(figure)).not.toMatch(/"values?":\[|[^0-9.]81(\.0+)?[^0-9.]/);
	});

	it('tells inside a clinic that three were missed, never where those three began (SR-5.1)', async () => {
		const own = await figures('wk=12', of('missed'));
		expect(own.missed?.value).toBe(3);
		expect(own.responder_bounds).toMatchObject({
			low: expect.closeTo((100 * 18) / 23, 1),
			high: expect.closeTo((100 * 21) / 23, 1)
		});
		expect(own.baseline_unseen?.value).toBeNull();
		expect(own.baseline_unseen?.hidden).toContain('hidden');
		expect(own.improved?.value).toBe(90);
	});

	it('hides over several clinics every small count, and shares that would tell one (SR-5.2)', async () => {
		const both = await figures('wk=12', of('missed', 'larger'));
		expect(both.improvement?.value).toBeCloseTo((38 * 2 + 2 * 0) / 40, 3);
		for (const id of ['missed', 'due', 'seen', 'improved', 'responders', 'responder_bounds']) {
			expect(both[id], id).toMatchObject({ value: null, low: null, high: null });
			expect(both[id]?.hidden).toContain('hidden');
		}
	});

	it('hides where those seen began when it would tell where two others did (SR-5.2)', async () => {
		const own = await figures('wk=12', of('unplanned'));
		expect(own.unplanned?.value).toBe(2);
		expect(own.baseline?.value).toBe(4);
		expect(own.baseline_seen?.value).toBeNull();
	});
});

describe('courses without a baseline', () => {
	const line = '0.5–1.0 mm';

	it('are counted as recorded, and no three of them follow from a filter or a grouping (SR-5.2)', async () => {
		const all = await figures('wk=12', of('beside'));
		expect(all.recorded?.value).toBe(23);
		expect(all.with_baseline?.value).toBe(20);
		for (const query of ['wk=12&by=depth', 'wk=12&depth=0.5-1.0']) {
			const group = query.includes('by=') ? line : 'all';
			const shallow = await figures(query, of('beside'), group);
			expect(shallow.improvement?.value).toBe(1);
			expect(shallow.recorded).toMatchObject({ value: null });
			expect(shallow.with_session).toMatchObject({ value: null });
		}
		const { figure, hidden } = await asked(db, of('beside'), 'change-at-visit', 'wk=12&by=depth');
		expect(hidden).toEqual([]);
		expect(JSON.stringify(figure)).not.toContain('2.0–2.5');
	});

	it('are told of where they are enough', async () => {
		const shallow = await figures('wk=12&by=depth', of('beside-more'), line);
		expect(shallow.recorded?.value).toBe(20);
		const all = await figures('wk=12', of('beside-more'));
		expect(all.recorded?.value).toBe(26);
	});
});

describe('the share beyond noise', () => {
	it('counts changes larger than repeat readings differ by, in either direction', async () => {
		const { known } = await knowledgeOf(db, of('c1'));
		const { accepted } = changeAtVisit;
		const { filters } = parseFilters(new URLSearchParams('wk=12'), accepted, known);
		const rows = await changeSums(
			narrowed(db, ['c1']),
			{ viewer: of('c1'), filters, accepted, known },
			new Map([['LEMPERLE', 200]])
		).execute();
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({ detectable_n: 24, detectable_events: 4 });
	});
});
