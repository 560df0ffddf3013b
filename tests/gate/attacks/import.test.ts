import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEASURED } from '#lib/privacy/measured.ts';
import { openTestDatabase } from '../../support/database.ts';
import { addCourses, asked, aTreatedClinic, aViewer, type Treated } from '../clinic.ts';
import { aPatient } from '../../read-models/records.ts';
import { everything, K, named, type Target } from './attacks.ts';
import { fortyPatients } from './forty-patients.ts';
import { SOLVED_IN_LARGEST, SOLVED_IN_SMALL } from './measured.ts';
import { isFew, patientsOf, unitsAt, unitsOf } from './records.ts';
import { attacker } from './seen.ts';

const { db, close } = await openTestDatabase();
beforeAll(() => aTreatedClinic(db, 'c1', fortyPatients()));
afterAll(close);

const look = async (): Promise<Target> => ({
	who: await attacker(db, aViewer()),
	units: await unitsOf(db, ['c1']),
	dimensions: ['area', 'depth', 'type', 'sex']
});

/** The same clinic three patients later. */
async function importThree(): Promise<void> {
	const courses: Treated[] = fortyPatients(3, 40);
	await db
		.insertInto('patient')
		.values(
			[...Map.groupBy(courses, ({ patient }) => patient)].map(([patient_id, own]) =>
				aPatient({ patient_id, ...own[0]?.about })
			)
		)
		.execute();
	await db.insertInto('data_version').values({ version: 2, reason: 'three more' }).execute();
	await db.updateTable('clinic').set({ data_version: 2 }).execute();
	await addCourses(db, 'c1', courses, 'later');
}

describe('two versions of the data, before and after three patients came', () => {
	it('the older one is refused, and what changed between both is as much as the methods page says (SR-5.2)', async () => {
		const before = await look();
		const seen = new Set((await everything(before)).map(named));
		await importThree();
		const after = await look();
		const { problems } = await asked(db, aViewer(), 'session-counts', 'data=1');
		expect(problems[0]?.message).toContain('not kept');

		const both = (await everything(after)).filter((one) => seen.has(named(one)));
		const old = new Set(before.units.map(({ patient }) => patient));
		const changed = both.filter(({ subject, place }) => {
			const units = unitsAt(after.units, subject, place, after.who.known.quarters);
			return isFew(patientsOf(units.filter(({ patient }) => !old.has(patient))), K);
		});
		const [, versions] = MEASURED;
		expect(versions?.found).toBe(`${changed.length} of ${both.length}`);
	}, 120_000);

	it('the methods page says what was measured', () => {
		const all = [...SOLVED_IN_SMALL, ...SOLVED_IN_LARGEST].map(([, , found]) => found);
		const solved = all.reduce((sum, found) => sum + found.solved, 0);
		const few = all.reduce((sum, found) => sum + found.few, 0);
		expect(MEASURED[0]?.found).toBe(`${solved} of ${few.toLocaleString('en-GB')}`);
	});
});
