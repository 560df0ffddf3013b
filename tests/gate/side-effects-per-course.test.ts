import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clopperPearsonInterval, clusteredRate } from '#lib/statistics/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';
import { addReports } from './reports.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

type Severity = 'mild' | 'moderate' | 'severe' | 'unknown' | 'none';
type Reported = { term: string; severity: Severity; session: number | null };

/** Thirty patients, the first ten with two courses; five whose sessions nobody asked about. */
const COURSES = [
	...Array.from({ length: 30 }, (_, i) => ({ patient: `p${i}`, sessions: 3 })),
	...Array.from({ length: 10 }, (_, i) => ({ patient: `p${i}`, sessions: 2 })),
	...Array.from({ length: 5 }, (_, i) => ({ patient: `u${i}`, sessions: 2, asked: 'no' as const }))
];
const BAD = ['mild', 'moderate', 'severe', 'unknown', 'none'] as const;
/** What was reported of the course: by its number, so that each kind of report is there. */
const reportsOf = (i: number): Reported[] => [
	...(i % 2 === 0 ? [{ term: 'erythema', severity: BAD[i % 5] ?? 'mild', session: 1 }] : []),
	...(i % 4 === 0 ? [{ term: 'erythema', severity: 'mild' as const, session: 2 }] : []),
	...(i % 7 === 0 ? [{ term: 'track_marks', severity: 'moderate' as const, session: 2 }] : []),
	// Names no session: in no rate, and yet not a course without any.
	...(i === 9 ? [{ term: 'swelling', severity: 'mild' as const, session: null }] : [])
];
const ASKED = COURSES.slice(0, 40).map((course, i) => ({ ...course, reports: reportsOf(i) }));
const there = ({ severity }: Reported) => severity !== 'none';
const enough: Record<string, (severity: Severity) => boolean> = {
	any: (severity) => severity !== 'none',
	moderate: (severity) => severity === 'moderate' || severity === 'severe',
	severe: (severity) => severity === 'severe'
};

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', COURSES);
	await addReports(
		db,
		'c1',
		COURSES.flatMap(({ patient }, i) =>
			reportsOf(i).map((report) => ({ patient, course: `k${i}`, days: 2, ...report }))
		)
	);
});

const ask = (query: string, viewer = aViewer()) =>
	asked(db, viewer, 'side-effects-per-session', query);
type Answer = Awaited<ReturnType<typeof ask>>;
const row = ({ figure }: Answer, term: string) => {
	const { columns, rows } = figure.table;
	const found = rows.find((one) => one[0] === term && one[3] === 'all courses') ?? [];
	return Object.fromEntries(columns.map(({ key }, i) => [key, found[i] ?? null]));
};
const said = ({ figure }: Answer) => figure.answer.map(({ text }) => text).join('');

describe('side effects per course', () => {
	it.each(['any', 'moderate', 'severe'])(
		'are courses with the effect after a session asked about, recomputed from the rows: %s',
		async (least) => {
			const told = row(await ask(`per=course&by=none&least=${least}`), 'erythema');
			const withIt = ASKED.filter(({ reports }) =>
				reports.some(({ term, severity }) => term === 'erythema' && enough[least]?.(severity))
			);
			const of = new Map<string, { events: number; exposure: number }>();
			for (const course of ASKED) {
				const own = of.get(course.patient) ?? { events: 0, exposure: 0 };
				const events = own.events + (withIt.includes(course) ? 1 : 0);
				of.set(course.patient, { events, exposure: own.exposure + 1 });
			}
			const sum = (of_: (own: { events: number; exposure: number }) => number) =>
				[...of.values()].reduce((total, own) => total + of_(own), 0);
			const { rate, interval } = clusteredRate(
				{
					patients: of.size,
					events: withIt.length,
					exposure: ASKED.length,
					eventSquares: sum(({ events }) => events ** 2),
					exposureSquares: sum(({ exposure }) => exposure ** 2),
					crossProducts: sum(({ events, exposure }) => events * exposure)
				},
				{ share: true }
			);
			const exact = clopperPearsonInterval(withIt.length, ASKED.length);
			expect(told.courses_with).toBe(withIt.length);
			expect(told.per_100_courses).toBeCloseTo(100 * (rate ?? -1), 0);
			expect(told.ci_low).toBeCloseTo(100 * (interval?.low ?? -1), 0);
			expect(told.ci_high).toBeCloseTo(100 * (interval?.high ?? -1), 0);
			expect(told.exact_low).toBeCloseTo(100 * (exact?.low ?? -1), 0);
			expect(told.exact_high).toBeCloseTo(100 * (exact?.high ?? -1), 0);
		}
	);

	it('counts the courses with none on record, and with none serious or unexpected', async () => {
		const answer = await ask('per=course&by=none&least=severe');
		const free = ASKED.filter(({ reports }) => !reports.some(there)).length;
		const calm = ASKED.filter(
			({ reports }) => !reports.some((one) => there(one) && one.term === 'track_marks')
		).length;
		expect(row(answer, 'erythema')).toMatchObject({
			courses_asked: ASKED.length,
			courses_free: free,
			courses_calm: calm
		});
		expect(said(answer)).toContain(`${free} of ${ASKED.length} courses asked about had none`);
	});

	it('per session it counts each session, from a severity on', async () => {
		for (const least of ['any', 'moderate', 'severe']) {
			const told = row(await ask(`by=none&least=${least}`), 'erythema');
			const sessions = ASKED.flatMap(({ reports }) => [
				...new Set(
					reports
						.filter(({ term, severity }) => term === 'erythema' && enough[least]?.(severity))
						.map(({ session }) => session)
				)
			]);
			expect(told.sessions_with).toBe(sessions.length);
			expect(told.sessions_answered).toBe(30 * 3 + 10 * 2);
		}
	});

	// One of them in a course that nobody was asked about.
	it('tells serious and unexpected effects first, in words, panels and tables', async () => {
		const answer = await ask('by=none');
		expect(said(answer)).toMatch(/^Serious effects are on record in 7 courses/);
		expect(answer.figure.forests.map(({ id }) => id)).toEqual(['unexpected', 'expected']);
		expect(answer.figure.table.rows.map(([term]) => term)).toEqual(['track_marks', 'erythema']);
		expect(answer.figure.twins[0]?.rows.map(({ cells }) => cells[0])).toEqual([
			'Track marks (tram-track scarring)',
			'Redness',
			'Courses with none recorded'
		]);
	});
});

describe('small numbers of courses and severities', () => {
	it('hide a group of four patients in each of the ways of counting (SR-5.2)', async () => {
		await aTreatedClinic(db, 'c2', [
			...patients(20, 'a', { red: 1 }),
			...patients(4, 'b', { red: 1, depthMm: 1.75 })
		]);
		for (const query of ['per=course', 'per=course&least=moderate', 'least=severe']) {
			const viewer = aViewer({ clinics: ['c2'] });
			const alone = await ask(`${query}&depth=1.5-2.0&by=none`, viewer);
			expect(alone.groups.totals).toEqual([]);
			const { figure } = await ask(query, viewer);
			expect(figure.legend.map(({ label }) => label)).not.toContain('1.5–2.0 mm');
		}
	});

	it('over several clinics hide what a severity leaves of any, and courses with none that few had (SR-5.2)', async () => {
		// Of thirty with redness three had it mildly only; of the courses two had none.
		await aTreatedClinic(db, 'c3', [...patients(30, 'c', {}), ...patients(2, 'd', {})]);
		await aTreatedClinic(db, 'c4', patients(12, 'e', {}));
		await addReports(
			db,
			'c3',
			Array.from({ length: 30 }, (_, i) => ({
				patient: `c${i}`,
				course: `k${i}`,
				days: 2,
				severity: i < 3 ? ('mild' as const) : ('moderate' as const)
			}))
		);
		const together = aViewer({ clinics: ['c3', 'c4'] });
		const any = row(await ask('by=none&per=course', together), 'erythema');
		expect(any.per_100_courses).toBeCloseTo((100 * 30) / 44, 1);
		const moderate = await ask('by=none&per=course&least=moderate', together);
		expect(row(moderate, 'erythema').per_100_courses ?? null).toBeNull();
		expect(JSON.stringify(moderate.figure)).not.toMatch(/61\.4|61\.36/);
		const inside = await ask('by=none&per=course&least=moderate', aViewer({ clinics: ['c3'] }));
		expect(row(inside, 'erythema').courses_with).toBe(27);

		const few = await ask('by=none&per=course', aViewer({ clinics: ['c3', 'c2'] }));
		expect(few.groups.totals[0]?.counts.courses).toEqual({ asked: null, free: null, calm: null });
		expect(said(few)).not.toContain('had none recorded');
	});

	it('over several clinics hide what courses with none leave of those without a serious one (SR-5.2)', async () => {
		// Twenty with none, twenty with track marks, three with redness only.
		await aTreatedClinic(db, 'c5', patients(43, 'f', {}));
		await aTreatedClinic(db, 'c6', patients(1, 'g', {}));
		const of = (from: number, count: number, term: string, serious: 'yes' | 'no') =>
			Array.from({ length: count }, (_, i) => ({
				patient: `f${from + i}`,
				course: `k${from + i}`,
				days: 2,
				term,
				serious
			}));
		await addReports(db, 'c5', [...of(0, 20, 'track_marks', 'no'), ...of(20, 3, 'erythema', 'no')]);
		const none = { asked: null, free: null, calm: null };
		const outside = aViewer({ clinics: ['c5', 'c6'] });
		const answer = await ask('by=none&per=course', outside);
		expect(answer.groups.totals[0]?.counts.courses).toEqual(none);

		// Of twenty that are not calm eighteen are serious: the two others would follow.
		await aTreatedClinic(db, 'c9', patients(43, 'f', {}));
		await addReports(db, 'c9', [
			...of(0, 18, 'track_marks', 'yes'),
			...of(18, 2, 'hypopigmentation', 'no')
		]);
		const serious = await ask('by=none&per=course', aViewer({ clinics: ['c9', 'c6'] }));
		expect(serious.groups.totals[0]?.counts.courses).toEqual(none);
	});
});
