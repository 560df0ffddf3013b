import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import type { Database } from '#db/schema.ts';
import { NO_CHOICES, type Choices } from '#lib/domain/clinic-choices.ts';
import { parseFilters, type Known } from '#lib/domain/filters.ts';
import type { FlatRow, Question } from '#lib/server/analysis.ts';
import { improvementOverTime } from '#lib/server/analyses/improvement-over-time.ts';
import { narrowed } from '#lib/server/cohort.ts';
import { sumsOfImprovement } from '#lib/server/queries/cube-sums.ts';
import { improvementSums } from '#lib/server/queries/improvement-sums.ts';
import { readModelFor } from '#lib/server/read-models/choose.ts';
import { rebuildCubes } from '#lib/server/read-models/cube.ts';
import { buildMissingCubes, refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { openTestDatabase } from '../support/database.ts';
import { aClinic, aCourse, aPatient, aScore, aSession, given, storedSeries } from './records.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const CLINICS = ['c1', 'c2', 'c3'];
const { accepted } = improvementOverTime;
const KNOWN: Known = {
	protocols: [],
	practitioners: [],
	clinics: CLINICS.map((value) => ({ value, label: value })),
	quarters: ['2025-Q3', '2025-Q4', '2026-Q1'],
	dataVersion: 1
};

function questionOf(query: string, choices: Choices = NO_CHOICES, clinics = CLINICS): Question {
	const { filters, problems } = parseFilters(new URLSearchParams(query), accepted, KNOWN);
	expect(problems).toEqual([]);
	const viewer = {
		role: 'director' as const,
		clinics,
		threshold: 5,
		insideClinic: true,
		operatorCode: null
	};
	return { viewer, filters, accepted, known: { ...KNOWN, choices } };
}

/** The rows in an order of their own, the columns by name. */
const plain = (rows: readonly FlatRow[]) =>
	rows
		.map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))))
		.toSorted();

async function bothAnswers(question: Question, of: Kysely<Database> = db) {
	const cohort = narrowed(of, question.viewer.clinics, question.known.choices);
	const chosen = await sumsOfImprovement(cohort, question).execute();
	const base = await improvementSums(cohort, question).execute();
	return { chosen: plain(chosen as FlatRow[]), base: plain(base as FlatRow[]) };
}

const score = fc.option(fc.integer({ min: -100_000, max: 900_000 }), { freq: 3 });
const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);

/** A row of any kind there may be: unscored, without a baseline, untreated, dropped, of several areas. */
const aSeries = fc.record({
	clinic_id: oneOf(...CLINICS),
	patient_id: fc.integer({ min: 1, max: 12 }).map((n) => `p${n}`),
	measure: oneOf('LEMPERLE', 'MERZ_HAND', 'MEXAMETER_MI', 'MMASI', 'PORE_0_4', 'VISIA_PORES_COUNT'),
	area_root: oneOf('face', 'face', 'neck', 'hands', 'other'),
	depth_band: oneOf(null, '0.25-0.5', '0.5-1.0', '1.0-1.5'),
	control: oneOf(false, false, false, true),
	sessions_done: oneOf(0, 1, 3),
	direction: oneOf(1, -1),
	scheduled: fc.integer({ min: 0, max: 127 }),
	// Days since 1970 of months before and after the last complete day.
	month_end: fc.integer({ min: 20_000, max: 20_800 }),
	dropped_day: fc.option(fc.integer({ min: 10, max: 400 })),
	baseline_x100: score,
	responder_x100: fc.option(fc.integer({ min: 1, max: 40_000 })),
	window_1: score,
	window_2: score,
	window_3: score,
	window_4: score,
	window_5: score,
	window_6: score,
	window_7: score,
	quarter: oneOf('2025-Q3', '2025-Q4', '2026-Q1'),
	device: oneOf('pen', 'roller'),
	clinic_schedule: fc.boolean()
});

async function randomRecords(seed: number): Promise<void> {
	await given(db, {});
	await fillDictionaries(db);
	await db
		.insertInto('clinic')
		.values(
			CLINICS.slice(1).map((id, i) => ({ ...aClinic(id), data_through: `202${5 + i}-07-31` }))
		)
		.execute();
	const rows = fc.sample(aSeries, { seed, numRuns: 160 }).map((row, i) => {
		const ruled = row.baseline_x100 === null ? null : row.responder_x100;
		return {
			course_id: `k${i}`,
			area: row.area_root,
			concern: 'wrinkles',
			protocol_id: null,
			spacing_band: null,
			sessions_band: null,
			adjunct: 'none',
			skin_band: null,
			age_band: null,
			sex: 'female',
			smoking: 'never',
			operator_code: null,
			pair_id: null,
			severity_band: null,
			...row,
			responder_x100: ruled
		};
	});
	await db.insertInto('trajectory').values(storedSeries(rows)).execute();
	await db.transaction().execute((tx) => rebuildCubes(tx, 'all'));
}

const aQuery = fc
	.record({
		concern: oneOf(null, 'wrinkles', 'pigmentation', 'pores'),
		measure: oneOf(null, null, null, 'LEMPERLE', 'VISIA_PORES_COUNT'),
		by: oneOf(null, null, 'none', 'clinic', 'depth', 'device', 'quarter'),
		clinic: oneOf(null, null, null, 'c1', 'c2'),
		area: oneOf(null, null, null, 'neck', 'face', 'face.cheeks'),
		device: oneOf(null, null, null, null, 'pen'),
		miss: oneOf(null, null, null, null, 'low'),
		unit: oneOf(null, null, 'responders')
	})
	.map(
		(asked) =>
			new URLSearchParams(
				Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== null)
			)
	)
	.filter((params) => {
		const { filters, problems } = parseFilters(params, accepted, KNOWN);
		const ofMeasure = { LEMPERLE: 'wrinkles', VISIA_PORES_COUNT: 'pores' };
		const concern = ofMeasure[(filters.measure ?? '') as keyof typeof ofMeasure];
		return problems.length === 0 && (!concern || !filters.concern || concern === filters.concern);
	})
	.map(String);

const CHOICES: readonly Choices[] = [
	NO_CHOICES,
	{ ...NO_CHOICES, primary: [{ concern: 'wrinkles', area: 'neck', measure: 'MERZ_HAND' }] },
	{ ...NO_CHOICES, responders: { LEMPERLE: { kind: 'points', atLeast: 2 } } },
	{ ...NO_CHOICES, visits: { c1: [12, 52] } }
];

describe('the chosen read model', () => {
	it.each([1, 2, 3, 4])(
		'gives the answer of the trajectories, number by number (records %i)',
		async (seed) => {
			await randomRecords(seed);
			const models = new Set<string>();
			const asked = fc.tuple(aQuery, oneOf(...CHOICES), fc.subarray(CLINICS, { minLength: 1 }));
			await fc.assert(
				fc.asyncProperty(asked, async ([query, choices, clinics]) => {
					const question = questionOf(query, choices, clinics);
					models.add(readModelFor(question));
					const { chosen, base } = await bothAnswers(question);
					expect(chosen).toEqual(base);
				}),
				{ seed, numRuns: 40 }
			);
			expect([...models].toSorted()).toEqual(['cube', 'trajectory']);
			const { base } = await bothAnswers(questionOf(''));
			expect(base.length).toBeGreaterThan(8);
		},
		60_000
	);

	it('adds up patients over clinics, and over areas counts a patient of two areas once', async () => {
		await given(db, {});
		await fillDictionaries(db);
		await given(db, {
			measures: await db
				.selectFrom('measure')
				.selectAll()
				.where('measure', '=', 'LEMPERLE')
				.execute(),
			courses: [aCourse(), aCourse({ course_id: 'k2', body_area: 'face' })],
			sessions: [aSession(), aSession({ course_id: 'k2' })],
			scores: ['k1', 'k2'].flatMap((course_id) => [
				aScore(0, 4, { course_id, measure: 'LEMPERLE' }),
				aScore(84, 2, { course_id, measure: 'LEMPERLE' })
			])
		});
		await db.transaction().execute((tx) => refreshReadModels(tx, ['c1']));
		const rows = await db
			.selectFrom('cube_clinic')
			.select(['area_root', 'patients', 'courses', 'n_3', 'patient_sum_squares_3'])
			.where('grouping', '=', 'none')
			.orderBy('area_root')
			.execute();
		const apart = { patients: 1, courses: 1, n_3: 1, patient_sum_squares_3: 200 ** 2 };
		const together = { patients: 1, courses: 2, n_3: 2, patient_sum_squares_3: 400 ** 2 };
		expect(rows).toEqual([
			{ area_root: 'all', ...together },
			{ area_root: 'face', ...apart },
			{ area_root: 'leading', ...together },
			{ area_root: 'neck', ...apart }
		]);
	});
});

describe('the cube is asked', () => {
	it.each([
		['', 'cube'],
		['by=none', 'cube'],
		['by=clinic', 'cube'],
		['concern=wrinkles', 'cube'],
		['concern=wrinkles&clinic=c1', 'cube'],
		['concern=wrinkles&area=neck', 'cube'],
		['measure=LEMPERLE', 'cube'],
		['unit=responders', 'cube'],
		['concern=wrinkles&area=face.cheeks', 'trajectory'],
		['by=device', 'trajectory'],
		['device=pen', 'trajectory'],
		['quarter=2025-Q4', 'trajectory'],
		['miss=low', 'trajectory'],
		['concern=wrinkles&model=on', 'trajectory']
	] as const)('for “%s”: %s', (query, model) => {
		expect(readModelFor(questionOf(query))).toBe(model);
	});

	it('never of a release, by a chosen rule or schedule, nor over areas that a choice parts', () => {
		const question = questionOf('');
		const release = { number: 1, rules: {} } as unknown as NonNullable<
			Question['viewer']['release']
		>;
		expect(readModelFor({ ...question, viewer: { ...question.viewer, release } })).toBe(
			'trajectory'
		);
		const models = (query: string) =>
			CHOICES.map((choices) => readModelFor(questionOf(query, choices)));
		expect(models('')).toEqual(['cube', 'trajectory', 'trajectory', 'trajectory']);
		expect(models('concern=wrinkles')).toEqual(['cube', 'cube', 'trajectory', 'trajectory']);
	});
});

const contents = async () =>
	plain((await db.selectFrom('cube_clinic').selectAll().execute()) as FlatRow[]);
const rebuilt = () => db.transaction().execute((tx) => rebuildCubes(tx, 'all'));

describe('a correction', () => {
	const courseIds = ['k1', 'k2', 'k3'];
	const records = async () => {
		await given(db, {
			patients: [aPatient(), aPatient({ patient_id: 'p2' })],
			courses: courseIds.map((course_id, i) =>
				aCourse({
					course_id,
					patient_id: i < 2 ? 'p1' : 'p2',
					body_area: i === 1 ? 'face' : 'neck'
				})
			),
			sessions: courseIds.map((course_id) => aSession({ course_id, depth_mm: 0.75 })),
			scores: courseIds.flatMap((course_id, i) => [
				aScore(0, 4, { course_id }),
				aScore(28, 3 - i, { course_id }),
				aScore(84, 2, { course_id })
			])
		});
		await db.transaction().execute((tx) => refreshReadModels(tx, ['c1']));
	};
	const refreshed = (ids: readonly string[]) =>
		db.transaction().execute((tx) => refreshReadModels(tx, ['c1'], ids));

	it.each([
		['a score', () => db.updateTable('assessment').set({ value: 1 }).where('course_id', '=', 'k1')],
		[
			'a course with another patient',
			() => db.updateTable('course').set({ patient_id: 'p2' }).where('course_id', '=', 'k1')
		],
		[
			'a course on another area',
			() => db.updateTable('course').set({ body_area: 'face' }).where('course_id', '=', 'k1')
		],
		[
			'a depth',
			() => db.updateTable('session').set({ depth_mm: 1.5 }).where('course_id', '=', 'k1')
		],
		['a course that is gone', () => db.deleteFrom('assessment').where('course_id', '=', 'k1')],
		['the only patient of a group', () => db.deleteFrom('assessment').where('course_id', '=', 'k3')]
	])('of one record changes the sums as a rebuild would: %s', async (_, correct) => {
		await records();
		const before = await contents();
		await correct().execute();
		await refreshed(courseIds);
		const folded = await contents();
		expect(folded).not.toEqual(before);
		await rebuilt();
		expect(folded).toEqual(await contents());
		expect(folded.length).toBeGreaterThan(3);
	});

	it('of the last complete day rebuilds what is due, without any course', async () => {
		await records();
		const before = await contents();
		await db.updateTable('clinic').set({ data_through: '2026-04-30' }).execute();
		await db.transaction().execute((tx) => refreshReadModels(tx, ['c1'], [], { otherDay: true }));
		const after = await contents();
		expect(after).not.toEqual(before);
		await rebuilt();
		expect(after).toEqual(await contents());
	});

	it('finds no sums in a database of an earlier version, and makes all of them', async () => {
		await records();
		const whole = await contents();
		await db.deleteFrom('cube_clinic').execute();
		await refreshed(['k1']);
		expect(await contents()).toEqual(whole);
		await db.deleteFrom('cube_clinic').execute();
		expect(await buildMissingCubes(db)).toEqual(['c1']);
		expect(await contents()).toEqual(whole);
		expect(await buildMissingCubes(db)).toEqual([]);
	});
});
