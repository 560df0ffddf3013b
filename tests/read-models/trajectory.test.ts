import { afterAll, expect, test } from 'vitest';
import type { TrajectoryTable } from '#db/schema.ts';
import { rebuildReadModels, refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { openTestDatabase } from '../support/database.ts';
import { aCourse, aMeasure, aScore, given, type Given } from './records.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

async function trajectoriesOf(records: Given): Promise<TrajectoryTable[]> {
	await given(db, records);
	await db.transaction().execute((tx) => refreshReadModels(tx, ['c1'], ['k1']));
	return db.selectFrom('trajectory').selectAll().orderBy('measure').execute();
}

test('the baseline is the last score on day 0 or before, averaged over its raters', async () => {
	const [row] = await trajectoriesOf({
		scores: [
			aScore(-30, 5),
			aScore(-2, 3),
			aScore(-2, 4, { rater_type: 'blinded_clinician' }),
			aScore(-2, 4, { replicate: 2 }),
			aScore(0, 1, { quality: 'rejected' }),
			aScore(0, 1, { imputed: 'locf' }),
			aScore(0, null),
			aScore(84, 2)
		]
	});
	expect(row).toMatchObject({
		measure: 'GRADE',
		concern: 'wrinkles',
		area_root: 'neck',
		direction: -1,
		baseline_x100: 367,
		severity_band: 'moderate',
		responder_x100: 100,
		window_1: null,
		window_3: 200
	});
});

test('each visit window holds the score nearest its week', async () => {
	const [row] = await trajectoriesOf({
		scores: [
			aScore(0, 5),
			aScore(13, 0),
			aScore(14, 4),
			aScore(30, 3),
			aScore(42, 2),
			aScore(48, 1.5),
			aScore(64, 1),
			aScore(182, 0),
			aScore(500, 0)
		]
	});
	expect([row?.window_1, row?.window_2, row?.window_3, row?.window_4, row?.window_5]).toEqual([
		300,
		150,
		null,
		null,
		0
	]);
});

test('a score before treatment is never a follow-up and one after it never a baseline', async () => {
	const [row] = await trajectoriesOf({ scores: [aScore(28, 3)] });
	expect(row).toMatchObject({
		baseline_x100: null,
		severity_band: null,
		responder_x100: null,
		window_1: 300
	});
});

test.each([
	[1.9, 'mild'],
	[2, 'moderate'],
	[4, 'severe']
])('a baseline of %s on a scale cut at 2 and 4 is %s', async (value, severity) => {
	const [row] = await trajectoriesOf({ scores: [aScore(0, value)] });
	expect(row?.severity_band).toBe(severity);
});

test.each([
	[5, 'mild'],
	[4, 'moderate'],
	[2, 'severe']
])('where higher is better, %s on the same scale is %s', async (value, severity) => {
	const [row] = await trajectoriesOf({
		measures: [aMeasure({ better: 'higher' })],
		scores: [aScore(0, value)]
	});
	expect(row).toMatchObject({ severity_band: severity, direction: 1 });
});

test('a responder by percentage needs that share of the own baseline, rounded up', async () => {
	const percent = aMeasure({ responder_points: null, responder_percent: 50, severity_cut_1: null });
	const [row] = await trajectoriesOf({ measures: [percent], scores: [aScore(0, 6.05)] });
	expect(row).toMatchObject({ baseline_x100: 605, responder_x100: 303 });
	const [none] = await trajectoriesOf({ measures: [percent], scores: [aScore(0, 0)] });
	expect(none).toMatchObject({ baseline_x100: 0, responder_x100: null });
});

test('a rating of change has no baseline and counts under the concern of the course', async () => {
	const [row] = await trajectoriesOf({
		measures: [aMeasure({ concern: 'any', has_baseline: false })],
		courses: [aCourse({ concerns: ['pores', 'texture'] })],
		scores: [aScore(0, 4), aScore(28, 3)]
	});
	expect(row).toMatchObject({
		concern: 'pores',
		baseline_x100: null,
		severity_band: null,
		responder_x100: null,
		window_1: 300
	});
});

test('measures outside the dictionary are left out', async () => {
	expect(await trajectoriesOf({ scores: [aScore(0, 4, { measure: 'OWN_SCALE' })] })).toEqual([]);
});

test('an untreated side keeps its scores and is marked', async () => {
	const [row] = await trajectoriesOf({
		courses: [aCourse({ control: 'yes', pair_id: 'pair1' })],
		scores: [aScore(0, 4), aScore(84, 4)]
	});
	expect(row).toMatchObject({ control: true, pair_id: 'pair1', window_3: 400 });
});

test('refreshing one course leaves the others alone', async () => {
	await given(db, {
		courses: [aCourse(), aCourse({ course_id: 'k2' })],
		scores: [aScore(0, 4), aScore(0, 2, { course_id: 'k2' })]
	});
	await rebuildReadModels(db);
	await db.updateTable('assessment').set({ value: 3 }).execute();
	await db.transaction().execute((tx) => refreshReadModels(tx, ['c1'], ['k1']));
	const rows = await db
		.selectFrom('trajectory')
		.select(['course_id', 'baseline_x100'])
		.orderBy('course_id')
		.execute();
	expect(rows).toEqual([
		{ course_id: 'k1', baseline_x100: 300 },
		{ course_id: 'k2', baseline_x100: 200 }
	]);
});
