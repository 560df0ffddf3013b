import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCsv } from '#lib/formats/csv.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

/** A score nobody else has: where it shows up, something leaked. */
const improved = (by: number) => ({ baseline: 4, scores: { 12: 4 - by } });

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', [
		...patients(12, 'a', { depthMm: 0.75, ...improved(1) }),
		...patients(8, 'b', { depthMm: 1.25, ...improved(2) }),
		// Four people: a mean of exactly 3 grades must appear nowhere.
		...patients(4, 'c', { depthMm: 2.25, ...improved(3), red: 1 }),
		...patients(3, 'd', { area: 'hands', measure: 'MERZ_HAND', ...improved(2) }),
		...patients(6, 'e', { depthMm: 0.75, baseline: null, scores: { 12: 1 } }),
		...patients(5, 'f', { depthMm: 0.75, control: true, ...improved(0) })
	]);
	await aTreatedClinic(db, 'c2', patients(20, 'z', { depthMm: 0.75, ...improved(4) }));
});

const everything = (answer: object) => JSON.stringify(answer);

describe('what the gate lets through', () => {
	it('hides the depth with four patients and the next smallest beside it (SR-5.1, SR-5.2)', async () => {
		const { figure, hidden } = await asked(db, aViewer(), 'improvement-over-time', 'wk=12');
		expect(figure.trends[0]?.series.map((line) => line.id)).toEqual(['0.5-1.0']);
		expect(hidden.filter(({ key }) => key.measure === 'LEMPERLE')).toEqual([
			expect.objectContaining({ why: 'second', key: expect.objectContaining({ line: '1.0-1.5' }) }),
			expect.objectContaining({ why: 'small', key: expect.objectContaining({ line: '2.0-2.5' }) })
		]);
	});

	it('has the same headline in every grouping, from which no group of fewer than five follows (SR-5.2)', async () => {
		for (const by of ['depth', 'none', 'sex', 'area']) {
			const query = by === 'area' ? 'concern=wrinkles&by=none&wk=12' : `by=${by}&wk=12`;
			const { figure } = await asked(db, aViewer(), 'improvement-over-time', query);
			expect(figure.trends[0]?.headline?.value).toBeCloseTo((12 * 1 + 8 * 2 + 4 * 3) / 24, 3);
			expect(figure.trends[0]?.subline).toContain('24 patients');
		}
	});

	it('lets no number of the hidden groups into page, table, file or words (SR-5.3)', async () => {
		const { figure } = await asked(db, aViewer(), 'improvement-over-time', 'wk=12');
		const csv = writeCsv(figure.table);
		expect(csv).toMatch(/2\.0–2\.5 mm,,grades,{14}fewer than 5 patients/);
		for (const trend of [...figure.trends, ...figure.others]) {
			for (const line of trend.series) {
				for (const point of line.points) expect(point.estimate?.value ?? 1).toBe(1);
			}
		}
		expect(everything(figure)).not.toMatch(/"value":(2|3)[,}]/);
	});

	it('says what is hidden, why, and what to try', async () => {
		const { figure } = await asked(db, aViewer(), 'improvement-over-time', 'wk=12');
		const phrases = figure.restsOn.find((part) => part.title === 'Hidden')?.text ?? [];
		const words = phrases.map((phrase) => phrase.text).join('');
		expect(words).toMatch(/Fewer than 5 patients: [^.]*Lemperle 0–5\) 2\.0–2\.5 mm/);
		expect(words).toMatch(/So that no small group follows from it: [^.]*1\.0–1\.5 mm/);
		expect(phrases.find((phrase) => phrase.href)).toEqual({
			text: 'Try all depths together',
			href: '/outcomes?by=none&wk=12'
		});
		const hands = figure.others.find((panel) => panel.subline.includes('Merz hand'));
		expect(hands?.hidden?.reason).toContain('fewer than 5 patients');
		expect(hands?.series).toEqual([]);
		expect(hands?.ribbon).toEqual([]);
	});

	it('shows all depths together once nobody is singled out', async () => {
		const { figure, hidden } = await asked(
			db,
			aViewer(),
			'improvement-over-time',
			'by=none&wk=12&area=neck'
		);
		expect(figure.trends[0]?.subline).toContain('24 patients');
		expect(hidden).toEqual([]);
	});

	it('leaves out untreated sides and courses without a baseline', async () => {
		const { figure } = await asked(
			db,
			aViewer(),
			'improvement-over-time',
			'by=none&wk=12&area=neck'
		);
		const point = figure.trends[0]?.series[0]?.points.find((candidate) => candidate.week === 12);
		expect(point?.patients).toBe(24);
	});

	it('hides the mean of a window with few scored, and still tells how many were seen in the clinic', async () => {
		const { figure } = await asked(
			db,
			aViewer({ threshold: 13 }),
			'improvement-over-time',
			'by=none&wk=12&area=neck&sex=female'
		);
		expect(figure.trends[0]?.headline).not.toBeNull();
		const outside = await asked(
			db,
			aViewer({ threshold: 25, insideClinic: false }),
			'improvement-over-time',
			'by=none&wk=12&area=neck'
		);
		expect(outside.figure.trends.every((panel) => panel.hidden)).toBe(true);
	});

	it('leaves no mean of three people over when the shown line is taken from the headline (SR-5.2)', async () => {
		await aTreatedClinic(db, 'c3', [
			...patients(12, 'm', { depthMm: 0.75, baseline: 4, scores: { 12: 3, 26: 3 } }),
			...patients(3, 'n', { depthMm: 1.25, baseline: 4, scores: { 12: 2, 26: 1 } }),
			...patients(6, 'o', { depthMm: 1.25, baseline: 4, scores: { 12: 2 } })
		]);
		const { figure } = await asked(db, aViewer({ clinics: ['c3'] }), 'improvement-over-time');
		const points = figure.trends[0]?.series.map((line) =>
			line.points.find(({ week }) => week === 26)
		);
		// At week 26 twelve and three people were scored: neither line is shown, their mean of 15 is.
		expect(points?.map((point) => point?.estimate)).toEqual([null, null]);
		expect(figure.trends[0]?.headline?.value).toBeCloseTo((12 * 1 + 3 * 3) / 15, 3);
		const week12 = figure.trends[0]?.series.map(
			(line) => line.points.find(({ week }) => week === 12)?.estimate?.value
		);
		expect(week12).toEqual([1, 2]);
	});

	it('never reads another clinic, and needs one to read at all (SR-2.6)', async () => {
		const { figure } = await asked(
			db,
			aViewer({ clinics: ['c2'] }),
			'improvement-over-time',
			'wk=12'
		);
		expect(figure.trends[0]?.headline?.value).toBe(4);
		const own = await asked(db, aViewer(), 'improvement-over-time', 'wk=12');
		expect(everything(own.figure)).not.toContain('"value":4');
		await expect(asked(db, aViewer({ clinics: [] }), 'improvement-over-time')).rejects.toThrow(
			'belongs to no clinic'
		);
	});

	it('hides side effects of a depth with four patients', async () => {
		const { figure } = await asked(db, aViewer(), 'side-effects-per-session');
		expect(figure.legend.map((entry) => entry.id)).toEqual(['0.5-1.0']);
		expect(everything(figure.forests)).not.toContain('2.0-2.5');
	});

	it('hides the number of sessions of three people with hands treated, and necks beside them never follow', async () => {
		const { figure, hidden } = await asked(db, aViewer(), 'session-counts');
		expect(hidden.map(({ key }) => key.line).toSorted()).toEqual(['hands', 'neck']);
		expect(figure.bars[0]?.rows.map((row) => row.label)).toEqual(['All courses']);
		expect(figure.answer.map(({ text }) => text).join('')).toContain(
			'By area every group is hidden'
		);
	});

	it('refuses one filter whose rest would be three people, and links to what can be answered (SR-5.2)', async () => {
		const { figure } = await asked(db, aViewer(), 'side-effects-per-session', 'area=neck&by=none');
		expect(figure.answer[0]?.text).toContain('so that no small group follows from it');
		expect(figure.answer.find((phrase) => phrase.href)).toEqual({
			text: 'Try all areas',
			href: '/safety?by=none'
		});
		expect(figure.forests).toEqual([]);
		expect(figure.table.rows.flat().some((cell) => typeof cell === 'number')).toBe(false);
	});

	it('answers “no data” with words, never with a number', async () => {
		const { figure } = await asked(db, aViewer(), 'improvement-over-time', 'area=abdomen');
		expect(figure.answer[0]?.text).toContain('No answer at week 26');
		expect(everything(figure)).not.toMatch(/NaN|Infinity/);
	});
});
