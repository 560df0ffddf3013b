import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ClinicChoice } from '#lib/domain/clinic-choices.ts';
import { CONSOLE } from '#lib/server/audit.ts';
import { choose, clinicSettings, NotTheirClinic, takeBack } from '#lib/server/clinic-settings.ts';
import { clusteredProportion } from '#lib/statistics/index.ts';
import { aCourse, aPatient, aScore, aSession } from '../read-models/records.ts';
import { openTestDatabase } from '../support/database.ts';
import { refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { asked, aTreatedClinic, aViewer, patients } from './clinic.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const improved = (by: number) => ({ baseline: 4, scores: { 12: 4 - by } });
const director = aViewer({ clinics: ['c1'] });
const ofBoth = aViewer({ clinics: ['c1', 'c2'] });
const rule = (atLeast: number): ClinicChoice => ({
	kind: 'responder',
	measure: 'LEMPERLE',
	rule: { kind: 'points', atLeast }
});
const worthwhile = (atLeast: number): ClinicChoice => ({
	kind: 'worthwhile',
	measure: 'LEMPERLE',
	atLeast
});

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', [
		...patients(12, 'a', improved(1)),
		...patients(8, 'b', improved(2)),
		...patients(9, 'r', { ...improved(1), measure: 'RATER_RHYTIDES' })
	]);
	await aTreatedClinic(db, 'c2', patients(20, 'c', improved(1)));
	// A course whose own schedule has week 12 only.
	await db
		.insertInto('patient')
		.values(aPatient({ patient_id: 'own' }))
		.execute();
	await db
		.insertInto('course')
		.values(aCourse({ course_id: 'own', patient_id: 'own', visit_weeks: [12] }))
		.execute();
	await db
		.insertInto('session')
		.values(aSession({ course_id: 'own' }))
		.execute();
	await db
		.insertInto('assessment')
		.values([
			aScore(0, 4, { course_id: 'own', instrument_id: 'LEMPERLE', measure: 'LEMPERLE' }),
			aScore(84, 3, { course_id: 'own', instrument_id: 'LEMPERLE', measure: 'LEMPERLE' })
		])
		.execute();
	await db.transaction().execute((tx) => refreshReadModels(tx, ['c1']));
});
afterEach(() => db.deleteFrom('clinic_choice').execute());

/** The share improved enough among all courses at week 12, in per cent, as the page tells it. */
async function shareOf(viewer = director, query = '') {
	const { figure } = await asked(
		db,
		viewer,
		'improvement-over-time',
		`unit=responders&by=none&wk=12${query}`
	);
	const panel = figure.trends.find(({ id }) => id === 'LEMPERLE');
	return { share: panel?.headline?.value ?? null, figure };
}

const latest = async () =>
	(
		await db
			.selectFrom('data_version')
			.select((eb) => eb.fn.max('version').as('version'))
			.executeTakeFirstOrThrow()
	).version;

describe('a responder rule of the clinic', () => {
	it('holds at once, equals the statistics on the same rows, and is named on the page', async () => {
		expect((await shareOf()).share).toBe(100);
		await choose(director, 'c1', rule(2), CONSOLE, db);
		const { share, figure } = await shareOf();
		const same = clusteredProportion({
			n: 21,
			patients: 21,
			sum: 8,
			sumSquares: 8,
			patientSumSquares: 8,
			patientCountSquares: 21,
			patientCrossProducts: 8
		});
		expect(share).toBeCloseTo(100 * (same.share ?? 0), 1);
		expect(figure.notes.join(' ')).toContain('better by 2 grades or more is improved enough');
		const { figure: table } = await asked(db, director, 'change-at-visit', 'wk=12');
		expect(JSON.stringify(table.twins)).toMatch(/38/);
		expect(table.notes.join(' ')).toContain('Lemperle 0–5: better by 2 grades or more');
	});

	it('is taken back, and what was published holds again', async () => {
		await choose(director, 'c1', rule(2), CONSOLE, db);
		await takeBack(director, 'c1', { kind: 'responder', subject: 'LEMPERLE' }, CONSOLE, db);
		const { share, figure } = await shareOf();
		expect(share).toBe(100);
		expect(figure.notes.join(' ')).not.toContain('Chosen by the clinic');
	});

	it('does not hold over clinics that did not all choose it, and the page says so', async () => {
		await choose(director, 'c1', rule(2), CONSOLE, db);
		const apart = await shareOf(ofBoth);
		expect(apart.share).toBe(100);
		expect(apart.figure.notes.join(' ')).toContain('Your clinics chose differently');
		// Not even of one of them alone: the rule does not change with a filter.
		expect((await shareOf(ofBoth, '&clinic=c1')).share).toBe(100);
		await choose(ofBoth, 'c2', rule(2), CONSOLE, db);
		const { share, figure } = await shareOf(ofBoth);
		expect(share).toBeCloseTo((100 * 8) / 41, 0);
		expect(figure.notes.join(' ')).not.toContain('differently');
	});

	it('does not hold beside other clinics, which go by what was published', async () => {
		await choose(director, 'c1', rule(2), CONSOLE, db);
		expect((await shareOf(director, '&network=on')).share).toBe(100);
	});

	it('makes a share of the baseline count where the measure has a true zero', async () => {
		await aTreatedClinic(
			db,
			'c3',
			patients(10, 'm', {
				baseline: 20,
				scores: { 12: 15 },
				measure: 'MMASI',
				area: 'face',
				concern: 'pigmentation'
			})
		);
		const viewer = aViewer({ clinics: ['c3'] });
		const share = async () => {
			const { figure } = await asked(
				db,
				viewer,
				'improvement-over-time',
				'unit=responders&by=none&wk=12'
			);
			return figure.trends.find(({ id }) => id === 'MMASI')?.headline?.value;
		};
		for (const [atLeast, expected] of [
			[25, 100],
			[26, 0]
		] as const) {
			const choice: ClinicChoice = {
				kind: 'responder',
				measure: 'MMASI',
				rule: { kind: 'percent_of_baseline', atLeast }
			};
			await choose(viewer, 'c3', choice, CONSOLE, db);
			expect(await share()).toBe(expected);
		}
	});
});

it('a smallest worthwhile difference of the clinic decides the verdict', async () => {
	const verdict = async () => {
		const { figure } = await asked(db, director, 'improvement-over-time', 'by=none&wk=12');
		return figure.trends.find(({ id }) => id === 'LEMPERLE');
	};
	expect((await verdict())?.verdict).toBe('clear');
	await choose(director, 'c1', worthwhile(2), CONSOLE, db);
	expect(await verdict()).toMatchObject({
		verdict: 'clear but small',
		worthwhile: { value: 2, label: 'worthwhile 2' }
	});
});

it('a measure of the clinic leads, and the published one is a choice beside it', async () => {
	const ids = async (query: string) => {
		const { figure } = await asked(db, director, 'improvement-over-time', query);
		return figure.trends.map(({ id }) => id);
	};
	expect(await ids('concern=wrinkles&by=none')).toEqual(['LEMPERLE.neck']);
	await choose(
		director,
		'c1',
		{ kind: 'primary', concern: 'wrinkles', area: 'neck', measure: 'RATER_RHYTIDES' },
		CONSOLE,
		db
	);
	expect(await ids('concern=wrinkles&by=none')).toEqual(['RATER_RHYTIDES.neck']);
	expect(await ids('concern=wrinkles&by=none&measure=LEMPERLE')).toEqual(['LEMPERLE.neck']);
	expect(await ids('by=none')).toEqual(['RATER_RHYTIDES']);
});

it('visits of the clinic decide who is due, but for a course that names its own', async () => {
	const due = async (week: number) => {
		const { groups } = await asked(db, director, 'improvement-over-time', 'by=none');
		return groups.totals.find(({ key }) => key.measure === 'LEMPERLE')?.counts[week]?.due;
	};
	expect([await due(8), await due(12)]).toEqual([20, 21]);
	await choose(director, 'c1', { kind: 'visits', weeks: [18] }, CONSOLE, db);
	expect([await due(8), await due(12), await due(18)]).toEqual([0, 1, 20]);
});

describe('a change of the clinic', () => {
	it('raises the data version and has its audit entry with old and new value (SR-6.1)', async () => {
		const before = await latest();
		await choose(director, 'c1', worthwhile(1), { ...CONSOLE, actor: 'p1', role: 'director' }, db);
		await choose(director, 'c1', worthwhile(1.5), CONSOLE, db);
		// The same again changes nothing and is no entry.
		await choose(director, 'c1', worthwhile(1.5), CONSOLE, db);
		expect(await latest()).toBe(before + 2);
		const clinic = await db
			.selectFrom('clinic')
			.select('data_version')
			.where('clinic_id', '=', 'c1')
			.executeTakeFirst();
		expect(clinic?.data_version).toBe(before + 2);
		const entries = await db
			.selectFrom('audit_entry')
			.select(['actor', 'clinic', 'action', 'object', 'detail'])
			.orderBy('entry_no', 'desc')
			.limit(2)
			.execute();
		const entry = {
			clinic: 'c1',
			action: 'clinic-setting-changed',
			object: 'Smallest worthwhile difference on Lemperle 0–5'
		};
		expect(entries).toEqual([
			{
				...entry,
				actor: 'console',
				detail: { was: '1 grade', is: '1.5 grades', dataVersion: before + 2 }
			},
			{
				...entry,
				actor: 'p1',
				detail: { was: '0.5 grades', is: '1 grade', dataVersion: before + 1 }
			}
		]);
	});

	it.each([
		['a practitioner', aViewer({ role: 'practitioner', clinics: ['c1'] })],
		['a director of another clinic', aViewer({ clinics: ['c2'] })]
	])('SR-2.1 is not made by %s, and nothing is stored', async (_, viewer) => {
		const before = await latest();
		await expect(choose(viewer, 'c1', rule(2), CONSOLE, db)).rejects.toThrow(NotTheirClinic);
		await expect(
			takeBack(viewer, 'c1', { kind: 'visits', subject: '' }, CONSOLE, db)
		).rejects.toThrow(NotTheirClinic);
		expect(await latest()).toBe(before);
		expect(await db.selectFrom('clinic_choice').selectAll().execute()).toEqual([]);
	});

	it('SR-2.6 is made in the role of the server, which reaches no choice of another clinic', async () => {
		await choose(aViewer({ clinics: ['c2'] }), 'c2', rule(3), CONSOLE, db);
		await db.transaction().execute(async (tx) => {
			await sql`set local role stipple_app`.execute(tx);
			await sql`select set_config('app.clinics', 'c1', true)`.execute(tx);
			expect(await tx.selectFrom('clinic_choice').selectAll().execute()).toEqual([]);
			await tx.deleteFrom('clinic_choice').execute();
			await tx.updateTable('clinic').set({ data_version: 9_999 }).execute();
			await tx
				.insertInto('clinic_choice')
				.values({
					clinic_id: 'c1',
					kind: 'visits',
					subject: '',
					value: sql`'{"weeks":[12]}'::jsonb`,
					decided_by: 'p1'
				})
				.execute();
		});
		const { made } = await clinicSettings(aViewer({ clinics: ['c2'] }), null, db);
		expect(made.map(({ choice }) => choice)).toEqual([rule(3)]);
		const untouched = await db
			.selectFrom('clinic')
			.select('clinic_id')
			.where('data_version', '=', 9_999)
			.execute();
		expect(untouched).toEqual([{ clinic_id: 'c1' }]);
		const foreign = db.transaction().execute(async (tx) => {
			await sql`set local role stipple_app`.execute(tx);
			await sql`select set_config('app.clinics', 'c1', true)`.execute(tx);
			await sql`insert into clinic_choice (clinic_id, kind, subject, value, decided_by)
				values ('c2', 'visits', '', '{"weeks":[12]}', 'p1')`.execute(tx);
		});
		await expect(foreign).rejects.toThrow(/row-level security/);
	});
});
