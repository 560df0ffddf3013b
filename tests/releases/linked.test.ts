/** Releases that link the courses of a patient: both sides of a pair are told, and whole sets are shared. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RELEASE_COLUMN_NAMES } from '#lib/domain/release-columns.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { makeRelease } from '#lib/server/releases/make.ts';
import { previewRelease } from '#lib/server/releases/preview.ts';
import { verifyRelease } from '#lib/server/releases/verify.ts';
import { aTreatedClinic, type Treated } from '../gate/clinic.ts';
import { nextState, openServing, type Serving } from './serving.ts';

let serving: Serving;
const director = { id: 'p-1', name: 'Ada Field', clinics: ['c1', 'c2'] };
const choices = (linked: boolean) => ({ order: RELEASE_COLUMN_NAMES, linked });

/** Patients treated on one cheek, with the other left alone, and in the half of cases a neck besides. */
const PEOPLE = Array.from({ length: 30 }, (_, i): Treated[] => {
	const patient = `p${i}`;
	const cheek = { patient, area: 'face.cheeks', pair: 'pair', scores: { 12: 2 } };
	return [
		{ ...cheek, sessions: 2 },
		{ ...cheek, sessions: 0, control: true },
		...(i % 2 === 0 ? [{ patient, area: 'neck', sessions: 3, scores: { 12: 1 } }] : [])
	];
}).flat();
/** Nobody has the same as anybody else. */
const SCATTERED = Array.from({ length: 15 }, (_, i): Treated[] =>
	Array.from({ length: i + 1 }, () => ({ patient: `s${i}`, area: 'neck' }))
).flat();

beforeAll(async () => {
	serving = await openServing();
	await serving.asOwner(async (db) => {
		await aTreatedClinic(db, 'c1', PEOPLE);
		await aTreatedClinic(db, 'c2', SCATTERED);
		await nextState(db);
	});
});
afterAll(() => serving.close());

test('unlinked courses share nothing, and untreated sides stay out', async () => {
	const asked = { title: 'Courses', description: '', ethicsReference: '', requestNo: null };
	const { report } = await makeRelease(
		serving.app,
		director,
		{ ...asked, choices: choices(false), clinics: ['c1'] },
		CONSOLE
	);
	expect(report).toMatchObject({ patients: 30, courses: 45, linked: false });
	expect(report.leftOut.untreated).toBe(33);
	const rows = await serving.app.selectFrom('release_course').selectAll().execute();
	expect(new Set(rows.map(({ patient_id }) => patient_id)).size).toBe(45);
	expect(rows.some(({ control, pair_id }) => control || pair_id !== null)).toBe(false);
});

test('linked, a patient has one id, a pair has one, and every set of courses is shared by eleven', async () => {
	const asked = { title: 'Patients', description: '', ethicsReference: '', requestNo: null };
	const { releaseNo, report } = await makeRelease(
		serving.app,
		director,
		{ ...asked, choices: choices(true), clinics: ['c1'] },
		CONSOLE
	);
	expect(report).toMatchObject({ patients: 30, courses: 75, linked: true });
	const rows = await serving.app
		.selectFrom('release_course')
		.selectAll()
		.where('release_no', '=', releaseNo)
		.execute();
	const people = [...Map.groupBy(rows, ({ patient_id }) => patient_id).values()];
	expect(people).toHaveLength(30);
	for (const own of people) {
		const pair = own.filter(({ pair_id }) => pair_id !== null);
		expect(pair.map(({ control }) => control).sort()).toEqual([false, true]);
		expect(new Set(pair.map(({ pair_id }) => pair_id)).size).toBe(1);
	}
	const sets = people.map((own) =>
		own
			.map((row) => `${row.area} ${row.control}`)
			.sort()
			.join()
	);
	for (const [, alike] of Map.groupBy(sets, (set) => set)) {
		expect(alike.length).toBeGreaterThan(10);
	}
	expect(await verifyRelease(serving.app, releaseNo)).toMatchObject({ faults: [] });
});

test('where sets of courses are too different, trying it out says to release them unlinked', async () => {
	const tried = await previewRelease(serving.app, director, ['c2'], choices(true));
	expect(tried.verdict).toBe('CHANGE');
	expect(tried.words.join(' ')).toContain('Release the courses unlinked');
	expect(tried.costs).toMatchObject([{ choices: { linked: false }, refused: null, patients: 15 }]);
});
