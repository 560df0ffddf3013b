import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fillEvidence } from '#db/evidence/load.ts';
import { checked, fillDictionaries, severityCuts } from '#db/dictionaries.ts';
import { AREAS } from '#lib/domain/areas.ts';
import { CONTRAINDICATIONS } from '#lib/domain/contraindications.ts';
import { INSTRUMENTS, MEASURES, measureOf } from '#lib/domain/instruments/index.ts';
import { SIDE_EFFECTS } from '#lib/domain/side-effects.ts';
import {
	publishedRows,
	publishedSideEffects,
	publishedSources
} from '#lib/server/queries/evidence.ts';
import { register } from '../domain/register.ts';
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

describe('the published results in the database', () => {
	const count = async () => {
		const rows = [];
		for (const table of [
			'published_source',
			'published_outcome',
			'published_side_effect'
		] as const) {
			rows.push((await database.db.selectFrom(table).selectAll().execute()).length);
		}
		return rows;
	};

	it('are all there, and filling them in again changes nothing', async () => {
		await fillEvidence(database.db);
		expect(await count()).toEqual([51, 92, 39]);
		const before = await publishedRows(database.db);
		await fillEvidence(database.db);
		expect(await publishedRows(database.db)).toEqual(before);
	});

	it('come to the pages with their study, in the order of the register', async () => {
		const rows = await publishedRows(database.db);
		const neck = rows.find((row) => row.rowId === 'O001');
		expect(neck).toMatchObject({
			studyLabel: 'Alqam 2022',
			cohort: 'NCT03803059',
			area: 'neck',
			device: 'pen',
			changeMean: -0.86,
			changeSd: 0.66,
			nAnalyzed: 32,
			weeksFromFirstSession: 26,
			better: 'lower'
		});
		expect(rows).toEqual(register());
		expect(rows.map((row) => row.rowId)).toEqual(rows.map((row) => row.rowId).toSorted());
		expect(await publishedSources(database.db)).toHaveLength(51);
		const pih = await publishedSideEffects(database.db);
		expect(pih.find((row) => row.rowId === 'E005')).toMatchObject({
			term: 'post_inflammatory_hyperpigmentation',
			nAffected: 5,
			nAtRisk: null
		});
	});
});
