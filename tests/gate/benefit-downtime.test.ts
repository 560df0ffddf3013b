import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontierOf } from '#lib/server/analyses/depth/frontier.ts';
import type { Line } from '#lib/server/analyses/depth/lines.ts';
import { kaplanMeier, meanInterval, survivalQuantile } from '#lib/statistics/index.ts';
import { told } from '#lib/server/analyses/told.ts';
import { refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';
import { addReports } from './reports.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

/** So many patients of each protocol, their grades gained by week 12 and days of redness. */
const PROTOCOLS = [
	{ id: 'gentle', n: 24, gain: (i: number) => i % 2, days: 1 },
	{ id: 'strong', n: 24, gain: (i: number) => 1 + (i % 3), days: 3 },
	{ id: 'beaten', n: 24, gain: (i: number) => i % 2, days: 2 },
	{ id: 'thin', n: 12, gain: () => 3, days: 1 },
	{ id: 'rare', n: 3, gain: () => 3, days: 1 },
	{ id: 'scarce', n: 3, gain: () => 3, days: 1 }
] as const;

beforeAll(async () => {
	await aTreatedClinic(
		db,
		'c1',
		PROTOCOLS.flatMap(({ id, n, gain }) =>
			Array.from({ length: n }, (_, i) => ({
				patient: `${id}${i}`,
				depthMm: 0.75,
				scores: { 12: 3 - gain(i) }
			}))
		)
	);
	await db
		.insertInto('protocol')
		.values(
			PROTOCOLS.map(({ id }) => ({
				protocol_id: id,
				name: `The ${id} one`,
				device_type: 'pen' as const,
				device_model: null,
				depth_mm_min: 0.75,
				depth_mm_max: 0.75,
				needle_count: 12,
				passes: 2,
				planned_sessions: 4,
				planned_interval_days: 28,
				visit_weeks: null,
				adjuncts: [],
				batch_id: 'b1',
				content_hash: 'h'
			}))
		)
		.execute();
	let course = 0;
	for (const { id, n, days } of PROTOCOLS) {
		const own = Array.from({ length: n }, (_, i) => ({
			patient: `${id}${i}`,
			course: `k${course++}`,
			days: days + (i % 2) / 10
		}));
		await db
			.updateTable('course')
			.set({ protocol_id: id })
			.where(
				'course_id',
				'in',
				own.map((each) => each.course)
			)
			.execute();
		await addReports(db, 'c1', own);
	}
	await db.transaction().execute((tx) => refreshReadModels(tx, ['c1']));
	await aTreatedClinic(db, 'one', patients(1, 'n', { scores: { 12: 2 } }));
	await aTreatedClinic(db, 'plain', patients(30, 'p', { scores: { 12: 2 } }));
});

const ask = (clinic = 'c1', query = 'concern=wrinkles&wk=12') =>
	asked(db, aViewer({ clinics: [clinic] }), 'benefit-downtime', query);
type Answer = Awaited<ReturnType<typeof ask>>;
const rowOf = ({ figure }: Answer, protocol: string) => {
	const rows = figure.table.rows.map((row) =>
		Object.fromEntries(figure.table.columns.map(({ key }, i) => [key, row[i] ?? null]))
	);
	return rows.find((row) => row.protocol === protocol);
};
const wordsOf = ({ figure }: Answer) => figure.answer.map(({ text }) => text).join('');

describe('what protocols gain against the days of redness they cost', () => {
	it('tells of each the mean and the median that the statistics give for the same patients', async () => {
		const answer = await ask();
		for (const { id, n, gain, days } of PROTOCOLS.slice(0, 3)) {
			const each = Array.from({ length: n }, (_, i) => i);
			const { mean, interval } = meanInterval(each.map(gain));
			const { time } = survivalQuantile(
				kaplanMeier(each.map((i) => ({ time: days + (i % 2) / 10, event: true })))
			);
			expect(rowOf(answer, id)).toMatchObject({
				improvement: told(mean ?? 0, 2),
				ci_low: told(interval?.low ?? 0, 2),
				patients: n,
				days_red: told(time ?? 0, 1),
				patients_asked: n
			});
		}
	});

	it('finds those that no other beats, and lets few patients neither win nor take others off', async () => {
		const answer = await ask();
		const places = ['gentle', 'strong', 'beaten', 'thin'].map((id) => rowOf(answer, id)?.frontier);
		expect(places).toEqual(['yes', 'yes', 'no', 'few patients']);
		expect(wordsOf(answer)).toContain(
			'2 protocols are not beaten on necks by week 12: The gentle one'
		);
		const [panel] = answer.figure.panels;
		if (panel?.kind !== 'frontier') throw new Error('no frontier');
		expect(panel.marks.filter(({ onFrontier }) => onFrontier).map(({ id }) => id)).toEqual([
			'gentle',
			'strong'
		]);
		expect(panel.marks.find(({ id }) => id === 'thin')?.few).toBe(true);
	});

	it('names hidden protocols with the reason and none of their numbers', async () => {
		const [panel] = (await ask()).figure.panels;
		if (panel?.kind !== 'frontier') throw new Error('no frontier');
		expect(
			panel.marks.filter(({ x, y }) => !x && !y).map(({ label, why }) => [label, why])
		).toEqual([
			['The rare one', 'hidden: fewer than 5 patients'],
			['The scarce one', 'hidden: fewer than 5 patients']
		]);
	});

	it('leads from each protocol to a comparison with the one most used beside it', async () => {
		const [panel] = (await ask()).figure.panels;
		if (panel?.kind !== 'frontier') throw new Error('no frontier');
		const { href } = panel.marks.find(({ id }) => id === 'strong') ?? {};
		const query = new URLSearchParams(href?.split('?')[1]);
		expect(Object.fromEntries(query)).toEqual({
			'a.protocol': 'strong',
			'b.protocol': 'beaten',
			area: 'neck',
			concern: 'wrinkles',
			wk: '12'
		});
	});

	it('has words for one patient, nobody and no named protocol', async () => {
		expect(wordsOf(await ask('one'))).toMatch(/^Hidden for these filters/);
		expect(wordsOf(await ask('c1', 'concern=wrinkles&wk=52'))).toMatch(/nobody was scored/);
		expect(wordsOf(await ask('plain'))).toMatch(/No answer|Too few to say/);
	});

	it('keeps both of two protocols that are alike, and drops one that is only as good in one of the two', () => {
		const line = (days: number, gain: number) =>
			({
				few: false,
				gain: { value: gain, low: null, high: null },
				redness: { few: false, days: { value: days, low: null, high: null } },
				group: { key: { line: 'x' } }
			}) as unknown as Line; // only what the frontier reads
		const lines = [line(1, 1), line(1, 1), line(1, 0.5), line(2, 1), line(3, 2)];
		expect(frontierOf(lines)).toEqual([lines[0], lines[1], lines[4]]);
	});
});
