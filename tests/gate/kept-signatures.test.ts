import { afterAll, beforeAll, expect, it } from 'vitest';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import { parseFilters, type Known } from '#lib/domain/filters.ts';
import type { Question } from '#lib/server/analysis.ts';
import { improvementOverTime } from '#lib/server/analyses/improvement-over-time.ts';
import { narrowed, withCohort } from '#lib/server/cohort.ts';
import { patientsByCells } from '#lib/server/kept-signatures.ts';
import type { CellsOfPatients } from '#lib/server/packed-signatures.ts';
import { openTestDatabase } from '../support/database.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const viewer = aViewer({ clinics: ['c1', 'c2'] });
const MARKS = VISIT_WEEKS.map((week) => `scored_${week}`);

beforeAll(async () => {
	const improved = { baseline: 4, scores: { 4: 3, 12: 2 } };
	await aTreatedClinic(db, 'c1', [
		...patients(6, 'a', improved),
		...patients(4, 'b', { ...improved, area: 'face' }),
		// One patient of two areas is one patient.
		{ patient: 'a0', ...improved, area: 'hands', measure: 'MERZ_HAND', depthMm: 1.25 }
	]);
	await aTreatedClinic(db, 'c2', patients(7, 'a', improved));
});

/** In one answer: both clinics at once, or each by itself under these versions. */
function cellsOf(versions: Record<string, number> | null, epoch = 0) {
	const known: Known = {
		protocols: [],
		practitioners: [],
		clinics: [],
		quarters: [],
		dataVersion: 1
	};
	const { accepted } = improvementOverTime;
	const { filters } = parseFilters(new URLSearchParams(), accepted, known);
	const question: Question = { viewer, filters, accepted, known };
	return withCohort(db, viewer, (cohort, tx) => {
		const query = (of: typeof cohort) =>
			improvementOverTime.signatures(of, question, ['depth', 'primary'], MARKS).compile();
		const parts = versions
			? Object.entries(versions).map(([clinic, version]) => ({
					query: () => query(narrowed(tx, [clinic])),
					version,
					epoch
				}))
			: [{ query: () => query(cohort), version: null, epoch }];
		return patientsByCells(tx, parts);
	});
}

const patientsIn = async (versions: Record<string, number> | null, epoch = 0) =>
	((await cellsOf(versions, epoch)).get('LEMPERLE') ?? []).reduce(
		(sum, { patients }) => sum + patients,
		0
	);

const inOrder = (all: CellsOfPatients) =>
	[...all].map(([base, of]) => [base, of.map((one) => JSON.stringify(one)).toSorted()]).toSorted();

it('clinic by clinic are the same patients in the same cells as all at once', async () => {
	const whole = await cellsOf(null);
	expect(inOrder(await cellsOf({ c1: 1, c2: 1 }))).toEqual(inOrder(whole));
	expect(await patientsIn(null)).toBe(17);
});

it('an import into one clinic asks for that one again, and takes the other as it was', async () => {
	await patientsIn({ c1: 1, c2: 1 });
	for (const clinic of ['c1', 'c2']) {
		await db
			.deleteFrom('trajectory')
			.where('clinic_id', '=', clinic)
			.where('patient_id', '=', 'a3')
			.execute();
	}
	expect(await patientsIn({ c1: 1, c2: 1 })).toBe(17);
	expect(await patientsIn({ c1: 1, c2: 2 })).toBe(16);
	expect(await patientsIn({ c1: 2, c2: 2 })).toBe(15);
});

it('under the number of a version of another series nothing is found', async () => {
	const versions = { c1: 3, c2: 3 };
	const before = await patientsIn(versions);
	await db.deleteFrom('trajectory').where('patient_id', '=', 'a4').execute();
	expect(await patientsIn(versions)).toBe(before);
	expect(await patientsIn(versions, 1)).toBeLessThan(before);
});

it('who sees one clinic is told nothing that was kept of the other', async () => {
	const both = await asked(db, viewer, 'improvement-over-time', 'by=none&concern=wrinkles');
	const one = await asked(
		db,
		aViewer({ clinics: ['c2'] }),
		'improvement-over-time',
		'by=none&concern=wrinkles'
	);
	const areas = ({ groups }: typeof both) => groups.totals.map(({ key }) => key.area).toSorted();
	// Four faces are too few to tell; all of them are in the other clinic.
	expect([...both.hidden].map(({ key }) => key.area)).toContain('face');
	expect(areas(one)).toEqual(['neck']);
	expect(one.hidden).toEqual([]);
});
