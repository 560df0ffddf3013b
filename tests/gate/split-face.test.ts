import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '#db/demo/random.ts';
import {
	clopperPearsonInterval,
	hodgesLehmann,
	meanInterval,
	pairedProportionDifference,
	signedRank,
	wilsonInterval
} from '#lib/statistics/index.ts';
import { refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { aProtocol } from '../read-models/records.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, type Treated } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

type Sides = { baseline: number; treated: number | null; untreated: number | null };

/** Improvements of both sides; of one pair the untreated side was not scored, of one neither. */
const random = seeded(11);
const SIDES: Sides[] = Array.from({ length: 16 }, (_, i) => ({
	baseline: 3,
	treated: i === 15 ? null : random.int(-1, 3),
	untreated: i >= 14 ? null : random.int(-1, 1)
}));

const pairOf = (area: string, prefix: string) =>
	SIDES.flatMap(({ baseline, treated, untreated }, i): Treated[] => {
		const patient = `${prefix}${i}`;
		const of = { patient, area, baseline, pair: `${patient}-pair` };
		const scores = (gain: number | null) => ({ 12: gain === null ? null : baseline - gain });
		return [
			{ ...of, scores: scores(treated) },
			{ ...of, scores: scores(untreated), control: true, sessions: 0 }
		];
	});

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', [
		...pairOf('face', 'p'),
		// No pair: the partner is not recorded, or somebody else's course has the same pair.
		{ patient: 'alone', area: 'face', pair: 'alone', scores: { 12: 0 } },
		{ patient: 'one', area: 'face', pair: 'shared', scores: { 12: 0 } },
		{ patient: 'two', area: 'face', pair: 'shared', scores: { 12: 3 }, control: true, sessions: 0 }
	]);
	await aTreatedClinic(db, 'c2', pairOf('neck', 'few').slice(0, 6));
});

const ask = (query: string, viewer = aViewer()) => asked(db, viewer, 'split-face-pairs', query);
const words = (answer: readonly { text: string }[]) => answer.map(({ text }) => text).join('');

async function row(query: string, id: string, viewer = aViewer()) {
	const { figure } = await ask(query, viewer);
	const at = (key: string) => figure.table.columns.findIndex((column) => column.key === key);
	const found = figure.table.rows.find(
		(each) => each[at('figure')] === id && each[at('week')] === 12
	);
	if (!found) throw new Error(`no row ${id}`);
	const of = (key: string) => found[at(key)];
	return {
		value: of('value'),
		low: of('low'),
		high: of('high'),
		pairs: of('pairs'),
		hidden: of('hidden')
	};
}

const FACE = 'concern=wrinkles&area=face&wk=12';
const both = SIDES.flatMap(({ treated, untreated }) =>
	treated === null || untreated === null ? [] : [{ treated, untreated }]
);
const differences = both.map(({ treated, untreated }) => treated - untreated);

describe('two sides of one patient', () => {
	it('have the mean difference, median and test of the statistics on the same pairs', async () => {
		const mean = meanInterval(differences);
		const difference = await row(FACE, 'difference');
		expect(difference).toMatchObject({ pairs: 14, hidden: null });
		expect(difference.value).toBeCloseTo(mean.mean ?? NaN, 2);
		expect(difference.low).toBeCloseTo(mean.interval?.low ?? NaN, 2);
		expect((await row(FACE, 'median')).value).toBeCloseTo(
			hodgesLehmann(differences).estimate ?? NaN,
			2
		);
		expect((await row(FACE, 'p')).value).toBeCloseTo(signedRank(differences).p ?? NaN, 3);
	});

	it('have the share of pairs better, and the paired difference of shares improved enough', async () => {
		const better = differences.filter((each) => each > 0).length;
		const share = await row(FACE, 'better');
		expect(share.value).toBeCloseTo((100 * better) / 14, 0);
		expect(share.low).toBeCloseTo(100 * (wilsonInterval(better, 14)?.low ?? NaN), 0);
		const of = (first: boolean, second: boolean) =>
			both.filter(({ treated, untreated }) => treated >= 1 === first && untreated >= 1 === second)
				.length;
		const expected = pairedProportionDifference({
			both: of(true, true),
			onlyFirst: of(true, false),
			onlySecond: of(false, true),
			neither: of(false, false)
		});
		const enough = await row(FACE, 'enough_difference');
		expect(enough.value).toBeCloseTo(100 * (expected.difference ?? NaN), 0);
		expect(enough.high).toBeCloseTo(100 * (expected.interval?.high ?? NaN), 0);
	});

	it('count a pair with one side missing in the flow and nowhere else', async () => {
		const flow = await Promise.all(
			['recorded', 'with_baseline', 'both', 'one', 'neither'].map(
				async (id) => (await row(FACE, id)).value
			)
		);
		expect(flow).toEqual([16, 16, 14, 1, 1]);
	});

	it('are hidden with fewer than five pairs, and a week without any says so', async () => {
		const { figure } = await ask('concern=wrinkles&area=neck&wk=12', aViewer({ clinics: ['c2'] }));
		expect(words(figure.answer)).toMatch(/^Hidden for these filters: fewer than 5 patients/);
		expect(figure.table.rows).toEqual([]);
		const later = await ask('concern=wrinkles&area=face&wk=26');
		expect(words(later.figure.answer)).toContain('no pair with both sides scored');
	});

	it('say where nobody has a pair', async () => {
		const { figure } = await ask('concern=pores');
		expect(words(figure.answer)).toContain('No pairs against pores are recorded');
	});

	it('hide the flow outside the clinic where a part of it is small (SR-5.2)', async () => {
		const outside = aViewer({ threshold: 11, insideClinic: false });
		// From the number recorded those not scored would follow.
		expect((await row(FACE, 'recorded', outside)).value).toBeNull();
		expect((await ask(FACE, outside)).figure.basis).toBe('14 pairs shown');
		expect(await row(FACE, 'one', outside)).toMatchObject({ value: null });
		expect((await row(FACE, 'difference', outside)).hidden).toBeNull();
		// How many the figures rest on is told with them.
		expect((await row(FACE, 'both', outside)).value).toBe(14);
	});
});

describe('which pairs count', () => {
	const sides = (pair: Omit<Treated, 'pair'>, name: string): Treated[] => [
		{ ...pair, pair: name, scores: { 12: 1 } },
		{ ...pair, pair: name, scores: { 12: 3 }, control: true, sessions: 0 }
	];
	const people = (count: number) => Array.from({ length: count }, (_, i) => i);

	it('decides on the same pairs as it shows, where patients have an earlier one elsewhere (SR-5.1)', async () => {
		// The measure does not lead on the hands, so that only three patients have a pair to show.
		await aTreatedClinic(db, 'c5', [
			...people(12).flatMap((i) =>
				sides({ patient: `h${i}`, area: 'hands', month: '2023-01' }, `h${i}-hands`)
			),
			...people(3).flatMap((i) =>
				sides({ patient: `h${i}`, area: 'face', month: '2024-01' }, `h${i}-face`)
			)
		]);
		const { figure, groups } = await ask(FACE, aViewer({ clinics: ['c5'] }));
		expect(groups.totals).toEqual([]);
		expect(figure.table.rows).toEqual([]);
	});

	it('leaves out two sides of the same protocol: neither is the first', async () => {
		await aTreatedClinic(
			db,
			'c6',
			people(12).flatMap((i) => {
				const side = { patient: `s${i}`, area: 'face', pair: `s${i}-pair` };
				return [
					{ ...side, scores: { 12: 1 } },
					{ ...side, scores: { 12: 2 } }
				];
			})
		);
		const { figure } = await ask(FACE, aViewer({ clinics: ['c6'] }));
		expect(words(figure.answer)).toContain('No pairs against wrinkles are recorded');
	});

	it('has no change of a second side that was to be treated and was not', async () => {
		await db
			.insertInto('protocol')
			.values([
				aProtocol({ protocol_id: 'one', name: 'One' }),
				aProtocol({ protocol_id: 'two', name: 'Two' })
			])
			.execute();
		const pairs = people(12).flatMap((i): Treated[] => {
			const side = { patient: `w${i}`, area: 'face', pair: `w${i}-pair` };
			return [
				{ ...side, scores: { 12: 1 } },
				{ ...side, scores: { 12: 3 }, sessions: i < 2 ? 0 : 1 }
			];
		});
		await aTreatedClinic(db, 'c7', pairs);
		for (const [i] of pairs.entries()) {
			await db
				.updateTable('course')
				.set({ protocol_id: i % 2 === 0 ? 'one' : 'two' })
				.where('clinic_id', '=', 'c7')
				.where('course_id', '=', `k${i}`)
				.execute();
		}
		await db.transaction().execute((tx) => refreshReadModels(tx, ['c7']));
		const viewer = aViewer({ clinics: ['c7'] });
		expect((await row(FACE, 'recorded', viewer)).value).toBe(12);
		expect((await row(FACE, 'with_baseline', viewer)).value).toBe(10);
		expect((await row(FACE, 'difference', viewer)).pairs).toBe(10);
		// All of them better: the exact interval.
		const share = await row(FACE, 'better', viewer);
		expect(share.value).toBe(100);
		expect(share.low).toBeCloseTo(100 * (clopperPearsonInterval(10, 10)?.low ?? NaN), 0);
	});

	it('outside the clinic hides shares whose interval would tell how few have it on one side alone (SR-5.2)', async () => {
		// Enough on the treated side in 20 and on the other in 19 of 40: of them on that side alone 3.
		await aTreatedClinic(
			db,
			'c8',
			people(40).flatMap((i): Treated[] => {
				const side = { patient: `j${i}`, area: 'face', pair: `j${i}-pair` };
				const [first, second] = [i < 20, i < 16 || (i >= 20 && i < 23)];
				return [
					{ ...side, scores: { 12: first ? 1 : 3 } },
					{ ...side, scores: { 12: second ? 1 : 3 }, control: true, sessions: 0 }
				];
			})
		);
		const outside = aViewer({ clinics: ['c8'], threshold: 11, insideClinic: false });
		expect((await row(FACE, 'enough_difference', outside)).hidden).toMatch(/^hidden/);
		expect((await row(FACE, 'enough_first', outside)).value).toBeNull();
		const inside = await row(FACE, 'enough_difference', aViewer({ clinics: ['c8'] }));
		expect(inside).toMatchObject({ pairs: 40, hidden: null });
	});
});
