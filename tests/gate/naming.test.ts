import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
beforeAll(() => aTreatedClinic(db, 'c1', patients(20, 'a', { scores: { 12: 2 } })));
afterAll(close);

const practitioner = aViewer({ role: 'practitioner', operatorCode: 'P01' });
const researcher = aViewer({ role: 'researcher', threshold: 11, insideClinic: false });

describe('who may see colleagues and clinics by name (SR-2.4)', () => {
	it.each([
		['a practitioner, colleague against colleague', practitioner, 'by=practitioner'],
		['a researcher, practitioner against practitioner', researcher, 'by=practitioner'],
		['a researcher, clinic against clinic', researcher, 'by=clinic']
	])('is not %s', async (_, viewer, query) => {
		for (const analysis of [
			'improvement-over-time',
			'side-effects-per-session',
			'session-counts'
		]) {
			await expect(asked(db, viewer, analysis, query)).rejects.toThrow('not open to your role');
		}
	});

	it('is a director', async () => {
		for (const query of ['by=practitioner', 'by=clinic']) {
			const { problems } = await asked(db, aViewer(), 'session-counts', query);
			expect(problems).toEqual([]);
		}
	});

	it('lets a practitioner set the own courses against the rest', async () => {
		const { figure, problems } = await asked(
			db,
			practitioner,
			'improvement-over-time',
			'practitioner=rest&by=none&wk=12'
		);
		expect(problems).toEqual([]);
		expect(figure.trends[0]?.headline?.value).toBe(1);
	});
});
