import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCsv } from '#lib/formats/csv.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import { besideOthers } from '#lib/server/network.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
const improved = (by: number) => ({ baseline: 4, scores: { 12: 4 - by } });

beforeAll(async () => {
	await aTreatedClinic(db, 'mine', patients(30, 'a', improved(1)));
	await aTreatedClinic(db, 'north', patients(40, 'b', improved(2)));
	await aTreatedClinic(db, 'south', patients(20, 'c', improved(2)));
	await aTreatedClinic(db, 'tiny', patients(9, 'd', improved(3)));
	await aTreatedClinic(db, 'alone', [
		...patients(9, 'e', { ...improved(3), measure: 'MERZ_HAND', area: 'hands' })
	]);
});

const director = aViewer({ clinics: ['mine'] });
const ANALYSES = ['improvement-over-time', 'side-effects-per-session'];

describe('one clinic beside all others (SR-5.2)', () => {
	it.each(ANALYSES)('names the own one and no other in %s', async (analysis) => {
		const answer = await asked(db, director, analysis, 'network=on');
		const { figure, hidden, problems } = answer;
		expect(answer.threshold).toBe(11);
		expect(problems).toEqual([]);
		const labels = figure.legend.map(({ label }) => label);
		expect(labels).toContain('Mine');
		expect(labels.filter((label) => /^Clinic no. \d$/.test(label)).length).toBeGreaterThan(0);
		const said = JSON.stringify({ figure, hidden }) + writeCsv(figure.table);
		expect(said).not.toMatch(/north|south|tiny|alone/);
	});

	it('shows other clinics from 11 patients on, and hides another beside one of nine', async () => {
		const { figure, hidden } = await asked(
			db,
			director,
			'improvement-over-time',
			'network=on&wk=12'
		);
		const wrinkles = figure.trends.find((panel) => panel.id === 'LEMPERLE');
		const values = wrinkles?.series.map(({ points }) => points.find(({ week }) => week === 12));
		// Of 40, 20 and nine patients the nine are hidden and the 20 with them; 30 are the viewer's own.
		expect(values?.map((point) => point?.patients).toSorted()).toEqual([30, 40]);
		expect(hidden.filter(({ key }) => key.measure === 'LEMPERLE')).toHaveLength(2);
		expect(wrinkles?.headline).not.toBeNull();
	});

	it('tells no total from which nine patients of the others would follow', async () => {
		await aTreatedClinic(db, 'mine-2', [
			...patients(30, 'f', { ...improved(1), measure: 'MERZ_HAND', area: 'hands' })
		]);
		const viewer = aViewer({ clinics: ['mine', 'mine-2'] });
		const own = await asked(db, viewer, 'improvement-over-time', 'by=none&wk=12');
		const all = await asked(db, viewer, 'improvement-over-time', 'network=on&wk=12');
		const hands = ({ figure }: typeof all) =>
			[...figure.trends, ...figure.others].find((panel) => panel.id === 'MERZ_HAND');
		expect(hands(own)?.headline?.value).toBe(1);
		expect(hands(all)?.hidden?.reason).toContain('fewer than 11 patients');
		expect(hands(all)?.headline).toBeNull();
	});

	it('is not open to who may know no clinic, and takes no filter that names one', async () => {
		const researcher = aViewer({ role: 'researcher', threshold: 11, insideClinic: false });
		for (const analysis of ANALYSES) {
			await expect(asked(db, researcher, analysis, 'network=on')).rejects.toThrow('not open');
		}
		const { problems } = await asked(db, director, ANALYSES[0] ?? '', 'network=on&clinic=mine');
		expect(problems.map(({ key }) => key)).toEqual(['clinic']);
	});

	it('counts all of a year of the others, though the own clinic began in its third quarter (SR-5.1)', async () => {
		await aTreatedClinic(db, 'late', patients(30, 'g', { ...improved(1), month: '2024-08' }));
		await aTreatedClinic(db, 'early', [
			...patients(30, 'h', { ...improved(1), month: '2024-02' }),
			...patients(1, 'i', { ...improved(3), month: '2024-08' })
		]);
		const viewer = aViewer({ clinics: ['late'] });
		for (const period of ['2024', '2024-Q3']) {
			const query = `network=on&wk=12&quarter=${period}`;
			const { figure, problems } = await asked(db, viewer, 'improvement-over-time', query);
			expect(problems).toEqual([]);
			const points = figure.trends[0]?.series.map(({ points }) =>
				points.find(({ week }) => week === 12)
			);
			expect(points?.map((point) => point?.patients).toSorted()).toEqual(
				// Of the third quarter the one patient would follow from all clinics together.
				period === '2024' ? [30, 31] : []
			);
		}
	});

	it('numbers the others by a secret of the installation, and names nothing in the order of their ids (SR-5.2)', async () => {
		const { known } = await knowledgeOf(db, director);
		const orders = await Promise.all(
			['a', 'b', 'c', 'd', 'a'].map(async (secret) => {
				const { viewer } = await besideOthers(db, director, known, secret.repeat(32));
				return viewer.clinics.join();
			})
		);
		expect(new Set(orders).size).toBeGreaterThan(1);
		expect(orders[4]).toBe(orders[0]);

		const { unnamed } = await besideOthers(db, director, known, 'a'.repeat(32));
		const ids = ['alone', 'mine', 'north', 'south', 'tiny'];
		const hidden = ids.map((line) => ({
			key: { measure: 'LEMPERLE', line },
			why: 'small' as const,
			whole: false
		}));
		const lines = unnamed({ shown: [], totals: [], hidden }).hidden.map(({ key }) => key.line);
		expect(lines).toEqual(['mine', ...lines.slice(1).toSorted()]);
		expect(lines.slice(1).every((line) => line?.startsWith('other-'))).toBe(true);
	});
});
