import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';
import { addReports } from './reports.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

beforeAll(async () => {
	const scored = { baseline: 4, scores: { 12: 2 } };
	await aTreatedClinic(db, 'c1', [
		...patients(18, 'a', scored),
		// Three who were due and not seen, two who did not improve.
		...patients(3, 'b', { baseline: 4 }),
		...patients(2, 'c', { baseline: 4, scores: { 12: 4 } })
	]);
	await aTreatedClinic(db, 'c2', [...patients(20, 'd', { ...scored, red: 1 })]);
});
const one = aViewer({ clinics: ['c1'] });
const both = aViewer({ clinics: ['c1', 'c2'] });
const point = ({ figure }: Awaited<ReturnType<typeof asked>>) =>
	figure.trends[0]?.series[0]?.points.find(({ week }) => week === 12);

describe('small counts within a large group', () => {
	it('are told inside one clinic: three of 23 were not seen', async () => {
		const seen = point(await asked(db, one, 'improvement-over-time', 'by=none&wk=12'));
		expect(seen).toMatchObject({ due: 23, seen: 20, scored: 20 });
	});

	it('are hidden over several clinics with all that they follow from (SR-5.2)', async () => {
		const answer = await asked(db, both, 'improvement-over-time', 'by=none&wk=12');
		expect(point(answer)).toMatchObject({ due: null, seen: null, scored: null });
		expect(point(answer)?.estimate?.value).toBeCloseTo((38 * 2 + 2 * 0) / 40, 3);
		expect(answer.figure.trends[0]?.ribbon.map(({ week }) => week)).not.toContain(12);
	});

	it('hide how many were scored at all visits where that tells how few were not (SR-5.2)', async () => {
		const throughout = { baseline: 4, scores: { 4: 3, 8: 3, 12: 2, 26: 2 } };
		await aTreatedClinic(db, 'p1', [
			...patients(20, 'p', throughout),
			...patients(3, 'q', { baseline: 4, scores: { 26: 3 } })
		]);
		await aTreatedClinic(db, 'p2', patients(20, 'r', throughout));
		const rests = async (clinics: string[]) => {
			const { figure } = await asked(db, aViewer({ clinics }), 'plateau', 'concern=wrinkles');
			return JSON.stringify(figure);
		};
		expect(await rests(['p1'])).toContain('20 series of 23');
		const both = await rests(['p1', 'p2']);
		expect(both).not.toContain('40 series of 43');
		expect(both).toContain('idden');
	});

	it('count patients, and hide a share that would tell how few did not improve (SR-5.2)', async () => {
		const query = 'by=none&wk=12&unit=responders';
		const inside = point(await asked(db, one, 'improvement-over-time', query));
		expect(inside?.estimate?.value).toBe(90);
		const outside = point(await asked(db, both, 'improvement-over-time', query));
		expect(outside?.estimate).toBeNull();
		expect(outside?.why).toContain('hidden');
	});

	it('say the same of side effects: a clinic alone is told, two together are not for whom few had it', async () => {
		await aTreatedClinic(db, 'c3', [...patients(20, 'e', {}), ...patients(2, 'f', { red: 1 })]);
		const redness = async (clinics: string[]) => {
			const viewer = aViewer({ clinics });
			const { figure } = await asked(db, viewer, 'side-effects-per-session', 'by=none');
			return figure.forests[0]?.rows.find(({ id }) => id === 'erythema')?.marks[0]?.estimate;
		};
		expect((await redness(['c3']))?.value).toBeCloseTo((100 * 2) / 22, 2);
		expect((await redness(['c1', 'c3'])) ?? null).toBeNull();
		expect((await redness(['c1', 'c2', 'c3']))?.value).toBeCloseTo((100 * 22) / 65, 1);
	});

	it('hide a side effect that all but one had, and in files the sessions with it beside hidden ones asked (SR-5.2)', async () => {
		await aTreatedClinic(db, 'c4', patients(7, 'g', { red: 1 }));
		await aTreatedClinic(db, 'c5', [...patients(5, 'h', { red: 1 }), ...patients(1, 'i', {})]);
		const ask = (...clinics: string[]) =>
			asked(db, aViewer({ clinics }), 'side-effects-per-session', 'by=none');
		const row = ({ figure }: Awaited<ReturnType<typeof ask>>) => {
			const { columns, rows } = figure.table;
			const found = rows.find(([term]) => term === 'erythema') ?? [];
			return Object.fromEntries(columns.map(({ key }, i) => [key, found[i] ?? null]));
		};
		const inside = row(await ask('c4'));
		expect(inside).toMatchObject({ per_100_sessions: 100, sessions_with: 7 });
		const both = await ask('c4', 'c5');
		expect(both.figure.forests.flatMap(({ rows }) => rows)).toEqual([]);
		expect(JSON.stringify(both.figure)).not.toMatch(/92\.[0-9]/);

		await aTreatedClinic(db, 'c6', [
			...patients(20, 'j', { red: 1 }),
			...patients(20, 'k', {}),
			...patients(2, 'l', { asked: 'no' })
		]);
		const few = await ask('c4', 'c6');
		expect(row(few)).toMatchObject({ per_100_sessions: 57.44, sessions_answered: null });
		expect(row(few).sessions_with).toBeNull();
		expect(JSON.stringify(few.figure)).not.toContain('27 sessions');
	});

	it('say how many still had a side effect inside one clinic only, where they are few (SR-5.2)', async () => {
		await aTreatedClinic(db, 'c7', patients(22, 'm', {}));
		await aTreatedClinic(db, 'c8', patients(12, 'n', {}));
		const red = (many: number, first: number) =>
			Array.from({ length: many }, (_, i) => ({
				patient: `m${first + i}`,
				course: `k${first + i}`
			}));
		await addReports(db, 'c7', [
			...red(10, 0).map((each) => ({ ...each, days: 2 })),
			...red(2, 10).map((each) => ({ ...each, days: null }))
		]);
		const words = async (...clinics: string[]) => {
			const viewer = aViewer({ clinics });
			const { figure } = await asked(db, viewer, 'time-to-resolution', 'by=none');
			return figure.answer.map(({ text }) => text).join('');
		};
		expect(await words('c7')).toContain('2 patients had it when last asked');
		const together = await words('c7', 'c8');
		expect(together).toContain('is gone by day 2');
		expect(together).not.toContain('when last asked');
	});
});
