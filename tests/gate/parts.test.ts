import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const improved = (by: number) => ({ baseline: 4, scores: { 12: 4 - by } });

beforeAll(async () => {
	await aTreatedClinic(db, 'few', [
		...patients(27, 'a', { area: 'face.cheeks', ...improved(1) }),
		...patients(1, 'b', { area: 'face', ...improved(3) })
	]);
	await aTreatedClinic(db, 'many', [
		...patients(27, 'c', { area: 'face.cheeks', ...improved(1) }),
		...patients(9, 'd', { area: 'face', ...improved(3) })
	]);
});

const headline = async (clinic: string, query: string) => {
	const viewer = aViewer({ clinics: [clinic] });
	const { figure } = await asked(db, viewer, 'improvement-over-time', `by=none&wk=12&${query}`);
	return { value: figure.trends[0]?.headline?.value ?? null, figure };
};

describe('a course recorded on the face without its part', () => {
	it('stands beside the parts: the cheeks are hidden when one face would be left of all (SR-5.2)', async () => {
		expect((await headline('few', 'area=face')).value).toBeCloseTo(30 / 28, 3);
		const { value, figure } = await headline('few', 'area=face.cheeks');
		expect(value).toBeNull();
		expect(figure.answer.find((phrase) => phrase.href)?.text).toBe('Try the whole face');
	});

	it('hides no part where enough patients would be left', async () => {
		expect((await headline('many', 'area=face.cheeks')).value).toBe(1);
	});

	it('hides side effects and session counts of the part alike (SR-5.3)', async () => {
		for (const analysis of ['side-effects-per-session', 'session-counts']) {
			const of = (area: string) =>
				asked(db, aViewer({ clinics: ['few'] }), analysis, `by=none&area=${area}`);
			expect((await of('face')).hidden).toEqual([]);
			expect((await of('face.cheeks')).hidden).toHaveLength(1);
		}
	});
});
