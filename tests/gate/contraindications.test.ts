import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PatientTable } from '#db/schema.ts';
import { CONTRAINDICATIONS } from '#lib/domain/contraindications.ts';
import { RECORDED_FLAGS, referenceOf } from '#lib/domain/recorded-flags.ts';
import { wilsonInterval } from '#lib/statistics/index.ts';
import type { Figure } from '#lib/charts/figure.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const flagged = (count: number, prefix: string, about: Partial<PatientTable>, area = 'neck') =>
	patients(count, prefix, { about, area });

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', [
		...flagged(7, 'k', { keloid_history: 'yes' }),
		...flagged(5, 'u', { keloid_history: 'unknown' }),
		...flagged(3, 'a', { anticoagulant: 'yes' }),
		...flagged(18, 'n', {}),
		// A second course of the same patients is no second patient.
		...flagged(4, 'k', { keloid_history: 'yes' }, 'hands'),
		// Untreated: not counted.
		...patients(6, 'x', { about: { keloid_history: 'yes' }, control: true })
	]);
	await aTreatedClinic(db, 'none', patients(1, 'x', { control: true }));
});

const ask = (query = '', clinic = 'c1') =>
	asked(db, aViewer({ clinics: [clinic] }), 'contraindications-recorded', query);

const rowOf = ({ table }: Figure, flag: string) => {
	const row = table.rows.find(([code]) => code === flag);
	return (key: string) => row?.[table.columns.findIndex((column) => column.key === key)];
};

describe('contraindications on record', () => {
	it('are counted once a treated patient, unknown beside yes and no', async () => {
		const { figure } = await ask();
		const keloid = rowOf(figure, 'keloid_history');
		expect(figure.basis).toBe('33 treated patients, 37 courses');
		expect(['yes', 'no', 'unknown'].map((name) => keloid(`patients_${name}`))).toEqual([7, 21, 5]);
		expect(keloid('percent_yes')).toBe(25);
		const { low, high } = wilsonInterval(7, 28) ?? { low: NaN, high: NaN };
		expect(keloid('ci_low')).toBeCloseTo(100 * low, 1);
		expect(keloid('ci_high')).toBeCloseTo(100 * high, 1);
		expect(keloid('sources')).toContain('Exceed operating manual');
	});

	it('hides all three answers where one is of three patients, and shows nobody as 0 (SR-5.2)', async () => {
		const { figure } = await ask();
		const blood = rowOf(figure, 'anticoagulant');
		for (const key of ['patients_yes', 'patients_no', 'patients_unknown', 'percent_yes', 'ci_high'])
			expect(blood(key)).toBeNull();
		expect(blood('hidden')).toBe('hidden: too few patients');
		expect(
			figure.forests[0]?.rows.find(({ id }) => id === 'anticoagulant')?.marks[0]
		).toMatchObject({ estimate: null, few: true });
		expect(JSON.stringify(figure)).not.toMatch(/\b(3 of|30)\b/);
		expect(rowOf(figure, 'pregnancy')('patients_yes')).toBe(0);
		expect(rowOf(figure, 'pregnancy')('percent_yes')).toBe(0);
	});

	it('take one filter at most, and say so', async () => {
		const { figure, problems } = await ask('area=neck&sex=female');
		expect(problems).toHaveLength(1);
		expect(problems[0]?.message).toContain('at most 1 of filters and groupings');
		expect(
			figure.restsOn.flatMap(({ text }) => text.map((phrase) => phrase.text)).join(' ')
		).toContain('at most one filter');
		expect((await ask('by=area')).problems).toHaveLength(1);
	});

	it('are hidden on an area where the few elsewhere would follow', async () => {
		const { figure } = await ask('area=hands');
		expect(figure.answer.map(({ text }) => text).join('')).toMatch(/^Hidden/);
		expect(figure.table.rows.flat().filter((cell) => typeof cell === 'number')).toEqual([]);
	});

	it('say of nobody that nobody was treated', async () => {
		const { figure } = await ask('', 'none');
		expect(figure.answer.map(({ text }) => text).join('')).toContain('nobody was treated');
		expect(rowOf(figure, 'pregnancy')('hidden')).toBe('nobody was treated');
	});

	it('each stand for an entry of the reference list', () => {
		for (const { flag } of RECORDED_FLAGS) expect(CONTRAINDICATIONS).toContain(referenceOf(flag));
	});
});
