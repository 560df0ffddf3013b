import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checked, fillDictionaries, severityCuts } from '#db/dictionaries.ts';
import { AREAS } from '#lib/domain/areas.ts';
import { CONTRAINDICATIONS } from '#lib/domain/contraindications.ts';
import { INSTRUMENTS, MEASURES, measureOf } from '#lib/domain/instruments/index.ts';
import { SIDE_EFFECTS } from '#lib/domain/side-effects.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await openTestDatabase();
	await fillDictionaries(database.db);
});
afterAll(() => database.close());

const TABLES = ['area', 'side_effect_term', 'contraindication', 'instrument', 'measure'] as const;

async function everything() {
	const rows = [];
	for (const table of TABLES) {
		const all = await database.db.selectFrom(table).selectAll().execute();
		rows.push(all.map((row) => JSON.stringify(row)).toSorted());
	}
	return rows;
}

const anyMeasure = () =>
	database.db.selectFrom('measure').selectAll().limit(1).executeTakeFirstOrThrow();

describe('the dictionaries in the database', () => {
	it('hold every entry of the code', async () => {
		const counts = (await everything()).map((rows) => rows.length);
		expect(counts).toEqual(
			[AREAS, SIDE_EFFECTS, CONTRAINDICATIONS, INSTRUMENTS, MEASURES].map((list) => list.length)
		);
	});

	it('stay the same when they are filled in again', async () => {
		const before = await everything();
		await fillDictionaries(database.db);
		expect(await everything()).toEqual(before);
	});

	it('leave a measure that a clinic has added', async () => {
		const own = { ...(await anyMeasure()), measure: 'OWN_SCORE', labels: null };
		await database.db.insertInto('measure').values(own).execute();
		await fillDictionaries(database.db);
		const kept = database.db
			.selectFrom('measure')
			.select('name')
			.where('measure', '=', 'OWN_SCORE');
		expect(await kept.execute()).toEqual([{ name: own.name }]);
		await database.db.deleteFrom('measure').where('measure', '=', 'OWN_SCORE').execute();
	});

	it('carry the responder rule and the cut points that the trajectories are made with', async () => {
		const rows = await database.db
			.selectFrom('measure')
			.select([
				'measure',
				'instrument_id',
				'better',
				'responder_points',
				'responder_percent',
				'severity_cut_1',
				'severity_cut_2',
				'labels'
			])
			.where('measure', 'in', ['GB_QUANT', 'MMASI', 'VISIA_PORES_COUNT', 'GAIS_SUBJ'])
			.orderBy('measure')
			.execute();
		expect(rows).toEqual([
			{
				measure: 'GAIS_SUBJ',
				instrument_id: 'GAIS',
				better: 'lower',
				responder_points: null,
				responder_percent: null,
				severity_cut_1: null,
				severity_cut_2: null,
				labels: measureOf('GAIS_SUBJ')?.labels
			},
			{
				measure: 'GB_QUANT',
				instrument_id: 'GB',
				better: 'lower',
				responder_points: 4,
				responder_percent: null,
				severity_cut_1: 28,
				severity_cut_2: 56,
				labels: null
			},
			{
				measure: 'MMASI',
				instrument_id: 'MASI',
				better: 'lower',
				responder_points: null,
				responder_percent: 20,
				severity_cut_1: 8,
				severity_cut_2: 16,
				labels: null
			},
			{
				measure: 'VISIA_PORES_COUNT',
				instrument_id: 'VISIA',
				better: 'lower',
				responder_points: null,
				responder_percent: null,
				severity_cut_1: null,
				severity_cut_2: null,
				labels: null
			}
		]);
	});

	it('keep the tree of areas', async () => {
		const face = await database.db
			.selectFrom('area')
			.select(['area_code', 'usual_depth_mm_max'])
			.where('parent_code', '=', 'face')
			.where('area_code', '=', 'face.periorbital')
			.execute();
		expect(face).toEqual([{ area_code: 'face.periorbital', usual_depth_mm_max: 0.5 }]);
	});
});

it('names the row of a dictionary that is wrong', () => {
	const schema = z.strictObject({ term: z.string(), days: z.int().min(0) });
	expect(() =>
		checked('side_effect_term', schema, [
			{ term: 'pain', days: 1 },
			{ term: 'milia', days: -1 }
		])
	).toThrow(/^Row 2 of the dictionary side_effect_term \(.*milia.*\) is wrong: days: /);
});

it('parts mild, moderate and severe at the thirds of the range', () => {
	const lemperle = measureOf('LEMPERLE');
	if (!lemperle) throw new Error('LEMPERLE is missing');
	expect(severityCuts(lemperle)).toEqual([5 / 3, 10 / 3]);
	expect(severityCuts({ ...lemperle, severityCuts: [2, 4] })).toEqual([2, 4]);
	expect(severityCuts({ ...lemperle, max: null })).toBeNull();
});
