import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clopperPearsonInterval } from '#lib/statistics/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';
import { addReports } from './reports.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const TERM = 'post_inflammatory_hyperpigmentation';
/** Patients by skin type and depth, and how many of them have it. */
const CELLS = [
	{ type: 2, row: 'I-II', depthMm: 0.75, column: '0.5–1.0 mm', n: 12, had: 1 },
	{ type: 2, row: 'I-II', depthMm: 1.75, column: '1.5–2.0 mm', n: 14, had: 2 },
	{ type: 4, row: 'IV', depthMm: 0.75, column: '0.5–1.0 mm', n: 10, had: 3 },
	{ type: 4, row: 'IV', depthMm: 1.75, column: '1.5–2.0 mm', n: 11, had: 7 }
];
const COURSES = CELLS.flatMap(({ type, depthMm, n }, i) =>
	patients(n, `c${i}-`, { depthMm, about: { skin_type: type } })
);
const HAD = CELLS.flatMap(({ had }, i) =>
	Array.from({ length: had }, (_, k) => ({
		patient: `c${i}-${k}`,
		course: `k${CELLS.slice(0, i).reduce((sum, { n }) => sum + n, k)}`,
		term: TERM,
		days: 60
	}))
);

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', COURSES);
	await addReports(db, 'c1', HAD);
});

const ask = (query = '', viewer = aViewer()) => asked(db, viewer, 'effect-by-skin-type', query);
type Answer = Awaited<ReturnType<typeof ask>>;
const rows = ({ figure }: Answer) =>
	figure.table.rows.map((row) =>
		Object.fromEntries(figure.table.columns.map(({ key }, i) => [key, row[i] ?? null]))
	);
const cell = (answer: Answer, type: string, group: string) =>
	rows(answer).find((row) => row.skin_type === type && row.group === group);

describe('pigment change by skin type and depth', () => {
	it.each(CELLS)(
		'is what the rows say, with an exact interval: $row at $column',
		async ({ row, column, n, had }) => {
			const told = cell(await ask(), row, column);
			const exact = clopperPearsonInterval(had, n);
			expect(told).toMatchObject({ courses_with: had, patients: n, hidden: null });
			expect(told?.per_100_courses).toBeCloseTo((100 * had) / n, 1);
			expect(told?.ci_low).toBeCloseTo(100 * (exact?.low ?? -1), 1);
			expect(told?.ci_high).toBeCloseTo(100 * (exact?.high ?? -1), 1);
		}
	);

	it('has margins that are the sums of its cells, and the grid has the numbers of the table', async () => {
		const answer = await ask();
		expect(cell(answer, 'IV', 'All depths')).toMatchObject({ courses_with: 10, patients: 21 });
		expect(cell(answer, 'all', '1.5–2.0 mm')).toMatchObject({ courses_with: 9, patients: 25 });
		expect(cell(answer, 'all', 'All depths')).toMatchObject({ courses_with: 13, patients: 47 });
		const panel = answer.figure.panels[0];
		if (panel?.kind !== 'grid') throw new Error('no grid');
		for (const { rowId, columnId, estimate } of panel.cells) {
			const group = panel.columns.find(({ id }) => id === columnId)?.label ?? '';
			expect(cell(answer, rowId, group)?.per_100_courses).toBe(estimate?.value ?? null);
		}
	});

	it('says so where nobody of a skin type was treated, and what it leads to', async () => {
		const answer = await ask();
		expect(cell(answer, 'III', 'All depths')?.per_100_courses).toBeNull();
		const said = answer.figure.answer.map(({ text }) => text).join('');
		expect(said).toContain('By skin type: 11.5 of 100 courses in skin type I–II');
		expect(said).toContain('47.6 in IV');
		const links = answer.figure.restsOn.flatMap(({ text }) =>
			text.flatMap(({ href }) => href ?? [])
		);
		expect(links).toContain('/contraindications');
	});

	it('counts skin type as one of the three dimensions', async () => {
		const { problems } = await ask('area=neck&device=pen');
		expect(problems.map(({ key }) => key)).toEqual(['device']);
	});
});

describe('small cells of the grid', () => {
	it('are hidden with others beside them, so that none follows from a margin (SR-5.2)', async () => {
		await aTreatedClinic(db, 'c2', [
			...COURSES,
			...patients(3, 'few', { depthMm: 0.75, about: { skin_type: 5 } }),
			...patients(9, 'some', { depthMm: 1.75, about: { skin_type: 5 } })
		]);
		const answer = await ask('', aViewer({ clinics: ['c2'] }));
		const small = cell(answer, 'V-VI', '0.5–1.0 mm');
		expect(small).toMatchObject({ per_100_courses: null, patients: null, courses_with: null });
		expect(small?.hidden).toContain('hidden');
		for (const hidden of [
			rows(answer).filter((row) => row.group === '0.5–1.0 mm' && row.skin_type !== 'all'),
			rows(answer).filter((row) => row.skin_type === 'V-VI' && row.group !== 'All depths')
		]) {
			expect(
				hidden.filter(({ hidden }) => hidden?.toString().startsWith('hidden')).length
			).not.toBe(1);
		}
	});

	it('are hidden over several clinics where few had it or had it not (SR-5.2)', async () => {
		await aTreatedClinic(db, 'c3', patients(20, 'x', { about: { skin_type: 3 } }));
		const answer = await ask('by=none', aViewer({ clinics: ['c1', 'c3'] }));
		expect(cell(answer, 'I-II', 'All courses')).toMatchObject({ per_100_courses: null });
		const inside = await ask('by=none');
		expect(cell(inside, 'I-II', 'All courses')).toMatchObject({ courses_with: 3 });
	});
});
