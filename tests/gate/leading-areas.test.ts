import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const improved = (by: number) => ({ baseline: 4, scores: { 12: 4 - by } });
const ANALYSES = ['improvement-over-time', 'change-at-visit'];

beforeAll(async () => {
	// Lemperle leads on the neck, not on the abdomen.
	await aTreatedClinic(db, 'two', [
		...patients(40, 'a', improved(1)),
		...patients(2, 'b', { area: 'abdomen', ...improved(3) })
	]);
	await aTreatedClinic(db, 'nine', [
		...patients(40, 'c', improved(1)),
		...patients(7, 'd', { area: 'abdomen', ...improved(3) }),
		...patients(2, 'e', { area: 'abdomen', depthMm: 2.25, ...improved(3) })
	]);
});

const ask = (clinic: string, query: string, analysis = 'improvement-over-time') =>
	asked(db, aViewer({ clinics: [clinic] }), analysis, query);
const headline = async (clinic: string, query: string) =>
	(await ask(clinic, query)).figure.trends.find(({ headline }) => headline)?.headline?.value ??
	null;

describe('a scale that was used on areas where it does not lead', () => {
	it('leaves the figure as it is shown unasked, however few they are (SR-5.2)', async () => {
		expect(await headline('two', 'by=none&wk=12')).toBe(1);
		for (const analysis of ANALYSES) {
			const { hidden } = await ask('two', 'by=none&wk=12', analysis);
			expect(hidden).toEqual([]);
		}
	});

	it('is hidden over all areas where that less the figure shown unasked is two patients (SR-5.2)', async () => {
		const { figure, hidden } = await ask('two', 'by=none&wk=12&measure=LEMPERLE');
		expect(figure.trends.map(({ headline }) => headline)).toEqual([null]);
		expect(hidden).toEqual([
			{ key: { measure: 'LEMPERLE', area: null }, why: 'second', whole: true }
		]);
		const link = figure.answer.find((phrase) => phrase.href);
		expect(link).toEqual({ text: 'Try the areas it leads on', href: '/outcomes?by=none&wk=12' });
	});

	it('is told of an area where it leads, and hidden of one with two patients', async () => {
		expect(await headline('two', 'by=none&wk=12&measure=LEMPERLE&area=neck')).toBe(1);
		expect(await headline('two', 'by=none&wk=12&measure=LEMPERLE&area=abdomen')).toBeNull();
		const { figure } = await ask('two', 'concern=wrinkles&by=none&wk=12&measure=LEMPERLE');
		const shown = figure.trends.filter(({ hidden }) => !hidden).map(({ title }) => title);
		expect(shown).toEqual(['Neck']);
		expect(JSON.stringify(figure)).not.toContain('bdomen');
		const words = figure.answer.map(({ text }) => text).join('');
		expect(words).toContain('Hidden: all areas together (Lemperle 0–5).');
		const abdomen = await ask('two', 'by=none&wk=12&measure=LEMPERLE&area=abdomen');
		const link = abdomen.figure.answer.find((phrase) => phrase.href);
		expect(link).toEqual({ text: 'Try the areas it leads on', href: '/outcomes?by=none&wk=12' });
	});

	it('is told over all areas where nine patients are left, but not of the depth where two are (SR-5.2)', async () => {
		expect(await headline('nine', 'by=none&wk=12&measure=LEMPERLE')).toBeCloseTo(67 / 49, 3);
		const all = await ask('nine', 'by=depth&wk=12&measure=LEMPERLE');
		expect(all.hidden.map(({ key }) => key.line)).toEqual(['0.5-1.0', '2.0-2.5']);
		const unasked = await ask('nine', 'by=depth&wk=12');
		expect(unasked.hidden).toEqual([]);
	});
});
