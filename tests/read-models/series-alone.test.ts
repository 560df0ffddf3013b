import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { seeded } from '#db/demo/random.ts';
import { up } from '#db/migrations/0008_series_alone.ts';
import { up as upApart, VALUES } from '#db/migrations/0012_series_apart.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { APART_BY } from '#lib/server/queries/series-apart.ts';
import { refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { openTestDatabase } from '../support/database.ts';
import { aCourse, apartOf, aMeasure, aPatient, aScore, given } from './records.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const MEASURES = ['GRADE', 'OTHER'];
const PATIENTS = ['p1', 'p2', 'p3'];
const COURSES = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'];
const [BY_PRACTITIONER, BY_QUARTER] = [32, 64];
const BY_BOTH = BY_PRACTITIONER + BY_QUARTER;
const random = seeded(11);
const any = <T>(values: readonly T[]) => values[random.int(0, values.length - 1)] as T; // never empty

const stored = () =>
	db.selectFrom('trajectory').selectAll().orderBy('course_id').orderBy('measure').execute();

const series = async () =>
	(await stored()).map(
		({ course_id, patient_id, measure, alone, apart, reading_1, reading_2 }) => ({
			course_id,
			patient_id,
			measure,
			alone,
			apart,
			reading_1,
			reading_2
		})
	);

/** What the columns say, worked out from the rows themselves. */
async function expected() {
	const rows = await stored();
	const scores = await db.selectFrom('assessment').selectAll().execute();
	return rows.map((row) => {
		const { course_id, patient_id, measure } = row;
		const own = rows.filter(
			(other) => other.patient_id === patient_id && other.measure === measure
		);
		const read = scores.filter(
			(score) =>
				score.course_id === course_id &&
				score.measure === measure &&
				score.value !== null &&
				score.quality === 'ok'
		);
		const pairs = [...Map.groupBy(read, (score) => `${score.assessed_day} ${score.view}`).values()]
			.filter((readings) => readings.length > 1)
			.map((readings) => {
				const inOrder = readings.toSorted((a, b) => a.replicate - b.replicate);
				return [readings[0]?.assessed_day, ...inOrder.map(({ value }) => Math.round(100 * value!))];
			})
			.toSorted(([a = 0, b = 0, c = 0], [d = 0, e = 0, f = 0]) => a - d || b - e || c - f);
		const [, one = null, two = null] = pairs[0] ?? [];
		return {
			course_id,
			patient_id,
			measure,
			alone: own.length === 1,
			apart: apartOf(row, own),
			reading_1: one,
			reading_2: two
		};
	});
}

let readings = 1;
/** Records change in some way; gives the courses that a writer would name. */
async function change(): Promise<string[]> {
	const course_id = any(COURSES);
	switch (any(['score', 'score', 'score', 'unscore', 'reject', 'patient', 'values', 'away'])) {
		case 'score': {
			const measure = any(MEASURES);
			const view = any([null, 'left'] as const);
			const day = any([0, 28, 84]);
			const score = aScore(day, any([1, 2, 3.5]), { course_id, measure, view });
			await db
				.insertInto('assessment')
				.values({ ...score, replicate: ++readings })
				.execute();
			return [course_id];
		}
		case 'unscore':
			await db
				.deleteFrom('assessment')
				.where('course_id', '=', course_id)
				.where('measure', '=', any(MEASURES))
				.execute();
			return [course_id];
		case 'reject':
			await db
				.updateTable('assessment')
				.set({ quality: 'rejected' })
				.where('course_id', '=', course_id)
				.where('measure', '=', any(MEASURES))
				.execute();
			return [course_id];
		case 'patient':
			await db
				.updateTable('course')
				.set({ patient_id: any(PATIENTS) })
				.where('course_id', '=', course_id)
				.execute();
			return [course_id];
		case 'values':
			await db
				.updateTable('course')
				.set({
					operator_code: any([null, 'A', 'B']),
					start_month: any(['2026-01', '2026-02', '2026-05'])
				})
				.where('course_id', '=', course_id)
				.execute();
			return [course_id];
		default: {
			const gone = [course_id, any(COURSES)];
			await db.deleteFrom('assessment').where('course_id', 'in', gone).execute();
			return gone;
		}
	}
}

async function someRecords() {
	await given(db, {
		measures: MEASURES.map((measure) => aMeasure({ measure })),
		patients: PATIENTS.map((patient_id) => aPatient({ patient_id })),
		courses: COURSES.map((course_id) => aCourse({ course_id, patient_id: any(PATIENTS) })),
		scores: COURSES.map((course_id) => aScore(0, 3, { course_id, measure: any(MEASURES) }))
	});
	await db.transaction().execute((tx) => refreshReadModels(tx, ['c1']));
}

test('whatever changes, each series knows whether its patient has another, and what was read twice', async () => {
	let kinds = new Set<string>();
	let apart = new Set<number>();
	for (let record = 0; record < 4; record++) {
		await someRecords();
		for (let step = 0; step < 25; step++) {
			const touched = await change();
			await db.transaction().execute((tx) => refreshReadModels(tx, ['c1'], touched));
			const rows = await series();
			expect(rows).toEqual(await expected());
			kinds = kinds.union(new Set(rows.map((row) => `${row.alone} ${row.reading_1 !== null}`)));
			apart = apart.union(new Set(rows.map((row) => row.apart)));
		}
	}
	expect([...kinds].sort()).toEqual(['false false', 'false true', 'true false', 'true true']);
	expect([...apart].sort((a, b) => a - b)).toEqual([0, BY_PRACTITIONER, BY_QUARTER, BY_BOTH]);
});

test('series of an earlier version are given the same', async () => {
	await someRecords();
	for (let step = 0; step < 25; step++) await change();
	await db.transaction().execute((tx) => refreshReadModels(tx, ['c1']));
	const rows = await series();
	await sql`alter table trajectory
		drop column alone, drop column reading_1, drop column reading_2`.execute(db);
	await db.transaction().execute((tx) => up(tx as never)); // a migration knows no tables
	expect(await series()).toEqual(rows);
	await sql`alter table trajectory drop column apart`.execute(db);
	await db.transaction().execute((tx) => upApart(tx as never));
	expect(await series()).toEqual(rows);
	expect(rows).toEqual(await expected());
});

test('and know the same values by the same bits', () => {
	expect(VALUES).toEqual(APART_BY.map((dimension) => DIMENSION_FACTS[dimension].column));
});
