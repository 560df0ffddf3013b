import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import { generateDemo } from '#db/demo/generate.ts';
import { MEASURED } from '#lib/privacy/measured.ts';
import { refreshStatistics } from '#lib/server/read-models/planner-statistics.ts';
import { storeRecords } from '#lib/server/records/store.ts';
import { openTestDatabase } from '../../support/database.ts';
import { aViewer } from '../clinic.ts';
import {
	differences,
	everything,
	neighbouringVisits,
	residuals,
	threshold,
	type Target
} from './attacks.ts';
import { solvable } from './linear.ts';
import { SOLVED_IN_LARGEST } from './measured.ts';
import { unitsOf } from './records.ts';
import { attacker } from './seen.ts';

const { db, embedded, close } = await openTestDatabase();
afterAll(close);
let director: Target;
/** By period as well: the sessions alone, whose questions are quick. */
let overTime: Target;

/** The records of the demo's largest clinic alone. */
async function storeLargest(): Promise<void> {
	await fillDictionaries(db);
	const all = generateDemo();
	const own = <Row extends { clinic_id: string }>(rows: Row[]) =>
		rows.filter(({ clinic_id }) => clinic_id === 'demo-1');
	const records = {
		protocols: all.protocols,
		clinics: own(all.clinics),
		patients: own(all.patients),
		courses: own(all.courses),
		sessions: own(all.sessions),
		assessments: own(all.assessments),
		sideEffects: own(all.sideEffects),
		contacts: own(all.contacts)
	};
	await db.transaction().execute((tx) =>
		storeRecords(tx, records, {
			id: 'demo',
			kind: 'demo',
			filesHash: null,
			reason: 'test',
			dataThrough: Object.fromEntries(
				records.clinics.map((clinic) => [clinic.clinic_id, clinic.data_through])
			),
			synthetic: true
		})
	);
	await refreshStatistics(db);
}

beforeAll(async () => {
	if (!embedded) return;
	await storeLargest();
	director = {
		who: await attacker(db, aViewer({ clinics: ['demo-1'] })),
		units: await unitsOf(db, ['demo-1']),
		dimensions: ['area', 'depth']
	};
	overTime = { ...director, dimensions: ['area', 'quarter'], analyses: ['session-counts'] };
}, 240_000);
// What may be told is decided outside the database: the attacks on the small clinic run on both kinds of it.
describe.runIf(embedded)('attacks on the largest clinic of the demo', () => {
	it('find no figure over 1 to 4 patients (SR-5.1)', async () => {
		expect((await everything(director)).length).toBeGreaterThan(500);
		expect((await everything(overTime)).length).toBeGreaterThan(500);
		for (const target of [director, overTime]) expect(await threshold(target)).toEqual([]);
	}, 120_000);

	it('find no two figures that differ by one filter and by 1 to 4 patients (SR-5.2)', async () => {
		for (const target of [director, overTime]) expect(await differences(target)).toEqual([]);
	}, 120_000);

	it('find no total that leaves 1 to 4 patients over when its groups are taken away (SR-5.2)', async () => {
		for (const target of [director, overTime]) expect(await residuals(target)).toEqual([]);
	}, 120_000);

	it.each(SOLVED_IN_LARGEST)(
		'solve no more small groups than the methods page says, from all answers of %s by %j (SR-5.2)',
		async (analysisId, dimensions, expected) => {
			const { few, solved } = await solvable(director, analysisId, dimensions);
			expect({ few, solved: solved.length }).toEqual(expected);
		},
		120_000
	);

	it('part as few patients from one visit to the next as often as the methods page says', async () => {
		const { few, all } = await neighbouringVisits(director);
		const [, , visits] = MEASURED;
		expect(visits?.found).toBe(`${few} of ${all}`);
	}, 120_000);
});
