import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
beforeAll(async () => {
	await aTreatedClinic(db, 'c1', [
		...patients(20, 'a', { sessions: 3 }),
		...patients(15, 'b', { sessions: 4 }),
		...patients(6, 'c', { area: 'face', sessions: 3 }),
		...patients(15, 'd', { area: 'face', sessions: 4 }),
		...patients(10, 'e', { area: 'face', sessions: 5 }),
		...patients(3, 'f', { area: 'face', sessions: 7 })
	]);
	const pores = { measure: 'PORE_0_4', concern: 'pores', scores: { 12: 2 } };
	await aTreatedClinic(db, 'c2', [
		...patients(30, 'g', { ...pores, area: 'face' }),
		...patients(20, 'h', { ...pores, area: 'hands' }),
		...patients(3, 'i', { ...pores, area: 'neck' })
	]);
});
afterAll(close);

describe('what could be worked out from what is shown (SR-5.2)', () => {
	it('is no share of sessions from the mean: it is hidden with them', async () => {
		const { figure } = await asked(db, aViewer(), 'session-counts');
		const face = figure.bars[0]?.rows.find((row) => row.label === 'Face');
		expect(face?.shares.some((share) => share.percent === null)).toBe(true);
		expect(face?.facts).toEqual([]);
		const mean = figure.table.columns.findIndex((column) => column.key === 'mean_done');
		const group = figure.table.columns.findIndex((column) => column.key === 'group');
		expect(figure.table.rows.find((row) => row[group] === 'Face')?.[mean]).toBeNull();
	});

	it('is no small area: the next one is hidden with it, so that all areas less the shown hold five', async () => {
		const viewer = aViewer({ clinics: ['c2'] });
		const { figure } = await asked(
			db,
			viewer,
			'improvement-over-time',
			'concern=pores&by=none&wk=12'
		);
		const shown = figure.trends.filter((panel) => !panel.hidden).map((panel) => panel.title);
		expect(shown).toEqual(['Face']);
		const all = await asked(db, viewer, 'improvement-over-time', 'by=none&wk=12');
		expect(all.figure.trends[0]?.subline).toContain('53 patients');
	});
});
