/** The stored demo: what later pages must be able to find in it, and that it fills them. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillDictionaries } from '#db/dictionaries.ts';
import { TRUTHS } from '#db/demo/truths.ts';
import { rebuildReadModels, refreshReadModels } from '#lib/server/read-models/refresh.ts';
import { isEmpty, loadDemo } from '#lib/server/records/demo.ts';
import { openTestDatabase } from '../support/database.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

beforeAll(async () => {
	expect(await isEmpty(db)).toBe(true);
	await fillDictionaries(db);
	await loadDemo(db);
}, 120_000);

/** The rows of a question of this file. */
async function rowsOf<Row>(question: ReturnType<typeof sql<Row>>): Promise<Row[]> {
	return (await question.execute(db)).rows;
}
async function only<Row>(question: ReturnType<typeof sql<Row>>): Promise<Row> {
	const [row] = await rowsOf(question);
	if (!row) throw new Error('The question has no answer.');
	return row;
}

test('the demo has six clinics, 6,000 patients and 9,000 courses, all marked synthetic', async () => {
	expect(await isEmpty(db)).toBe(false);
	const counts = await only(sql`
		select (select count(*) from clinic where synthetic) as clinics,
			(select count(*) from patient) as patients, (select count(*) from course) as courses,
			(select count(*) from course_profile) as profiles,
			(select count(distinct operator_code) from course) as practitioners,
			(select min(start_month) from course) as first, (select max(start_month) from course) as last`);
	expect(counts).toEqual({
		clinics: 6,
		patients: 6000,
		courses: 9000,
		profiles: 9000,
		practitioners: 40,
		first: '2023-11',
		last: '2026-10'
	});
});

test('loading it a second time changes nothing', async () => {
	await loadDemo(db);
	expect(await rowsOf(sql`select version from data_version`)).toEqual([{ version: 1 }]);
}, 120_000);

test('every score lies on its scale and every concern and schedule occurs', async () => {
	const outside = await rowsOf(sql`
		select assessment.measure from assessment left join measure using (measure)
		where measure.measure is null or value < min or value > max
			or assessment.instrument_id <> measure.instrument_id limit 5`);
	expect(outside).toEqual([]);
	const { concerns, measures, devices, adjuncts } = await only<Record<string, number>>(sql`
		select count(distinct concern) as concerns, count(distinct measure) as measures,
			count(distinct device) as devices, count(distinct adjunct) as adjuncts from trajectory`);
	expect({ concerns, measures, devices, adjuncts }).toEqual({
		concerns: 8,
		measures: 14,
		devices: 4,
		adjuncts: 5
	});
	const { year } = await only<{ year: number }>(sql`
		select avg(((scheduled >> 6) & 1)::int)::float8 as year from course_profile`);
	expect(year).toBeGreaterThan(0.25);
	expect(year).toBeLessThan(0.4);
});

test('necks at 2.0 to 2.5 mm lie 0.86 grades down at week 26, as published', async () => {
	const { mean, standard_error } = await only<{ mean: number; standard_error: number }>(sql`
		select avg(window_5 - baseline_x100)::float8 / 100 as mean,
			(stddev(window_5 - baseline_x100) / sqrt(count(window_5 - baseline_x100)))::float8
				/ 100 as standard_error
		from trajectory
		where measure = 'LEMPERLE' and area = 'neck' and depth_band = '2.0-2.5' and not control`);
	expect(Math.abs(mean + 0.86)).toBeLessThan(1.96 * standard_error);
});

describe('built-in truths', () => {
	test('the crosswise protocol on necks is better by 0.35 grades and more at week 12', async () => {
		const { betterProtocol, largestClinic } = TRUTHS;
		const bands = await rowsOf<{ protocol_id: string; courses: number; improvement: number }>(sql`
			select protocol_id, count(*) as courses,
				avg(baseline_x100 - window_3)::float8 / 100 as improvement
			from trajectory
			where clinic_id = ${largestClinic} and area = ${betterProtocol.area}
				and concern = 'wrinkles' and measure = 'LEMPERLE'
				and depth_band in ('0.5-1.0', '1.5-2.0')
			group by protocol_id order by min(depth_band)`);
		const [shallow, crosswise] = bands;
		expect(bands.map(({ protocol_id }) => protocol_id)).toEqual([
			betterProtocol.against,
			betterProtocol.protocolId
		]);
		expect(shallow?.courses).toBeGreaterThanOrEqual(120);
		expect(crosswise?.courses).toBeGreaterThanOrEqual(120);
		expect((crosswise?.improvement ?? 0) - (shallow?.improvement ?? 0)).toBeGreaterThanOrEqual(
			0.35
		);
	});

	test('one clinic gets worse from a month on, the others do not', async () => {
		const { clinicId, fromMonth } = TRUTHS.gettingWorse;
		const rows = await rowsOf<{ there: boolean; ratio: number }>(sql`
			with series as (
				select clinic_id = ${clinicId} as there, measure, baseline_x100, window_3,
					month_end >= ${`${fromMonth}-01`}::date - date '1970-01-01' as later
				from trajectory
				where measure in ('LEMPERLE', 'PORE_0_4', 'MMASI', 'GB_QUANT') and not control
					and baseline_x100 is not null and window_3 is not null
			), percent as (
				select there, measure, later,
					sum(baseline_x100 - window_3)::float8 / sum(baseline_x100) as improvement
				from series group by there, measure, later
			)
			select there, avg(after.improvement / before.improvement) as ratio
			from percent as before join percent as after using (there, measure)
			where after.later and not before.later group by there order by there`);
		expect(rows.map(({ there }) => there)).toEqual([false, true]);
		expect(rows[0]?.ratio).toBeGreaterThan(0.85);
		expect(rows[1]?.ratio).toBeLessThan(0.7);
	});

	test('one clinic loses sight of its patients', async () => {
		const rows = await rowsOf<{ clinic_id: string; seen: number }>(sql`
			select trajectory.clinic_id, avg((window_5 is not null)::int)::float8 as seen
			from trajectory join clinic using (clinic_id)
			where (scheduled & 16) > 0 and measure = 'GAIS_SUBJ'
				and month_end + 30 * 7 <= clinic.data_through - date '1970-01-01'
			group by 1 order by 2`);
		expect(rows[0]?.clinic_id).toBe(TRUTHS.poorFollowUp.clinicId);
		expect(rows[0]?.seen).toBeLessThan(0.5);
		expect(rows[1]?.seen).toBeGreaterThan(0.6);
	});

	test('one clinic asks about side effects too rarely', async () => {
		const rows = await rowsOf<{ clinic_id: string; asked: number }>(sql`
			select clinic_id, avg((side_effects_asked = 'yes')::int)::float8 as asked from session
			where performed = 'done' group by 1 order by 2`);
		expect(rows[0]?.clinic_id).toBe(TRUTHS.asksTooRarely.clinicId);
		expect(rows[0]?.asked).toBeLessThan(0.4);
		expect(rows[1]?.asked).toBeGreaterThan(0.9);
	});

	test('deeper needling makes redness more frequent and longer', async () => {
		const rows = await rowsOf<{ depth_band: string; share: number; days: number }>(sql`
			select profile.depth_band, avg((effect.term is not null)::int)::float8 as share,
				avg(effect.duration_days)::float8 as days
			from session join course_profile as profile using (clinic_id, course_id)
				left join side_effect as effect on effect.clinic_id = session.clinic_id
					and effect.course_id = session.course_id and effect.session_no = session.session_no
					and effect.term = 'erythema'
			where performed = 'done' and side_effects_asked = 'yes'
			group by 1`);
		const bands = ['under-0.5', '0.5-1.0', '1.0-1.5', '1.5-2.0', '2.0-2.5'].map((band) =>
			rows.find((row) => row.depth_band === band)
		);
		for (const key of ['share', 'days'] as const) {
			const values = bands.map((row) => row?.[key] ?? NaN);
			expect(values).toEqual([...values].sort((a, b) => a - b));
		}
	});

	test('pigment change is a matter of skin types IV to VI', async () => {
		const rows = await rowsOf<{ darker: boolean; share: number }>(sql`
			select skin_type >= ${TRUTHS.pigmentChangeInDarkerSkin.fromSkinType} as darker,
				avg(exists (
					select from side_effect where side_effect.clinic_id = course.clinic_id
						and side_effect.course_id = course.course_id
						and term = 'post_inflammatory_hyperpigmentation'
				)::int)::float8 as share
			from course join patient using (clinic_id, patient_id)
			where skin_type is not null and control = 'no' group by 1 order by 1`);
		expect(rows[1]?.share).toBeGreaterThan(6 * (rows[0]?.share ?? 1));
	});

	test('patients who improve less are the ones who leave', async () => {
		const rows = await rowsOf<{ left_later: boolean; improvement: number; patients: number }>(sql`
			with series as (
				select dropped_day is not null as left_later, measure, depth_band,
					(baseline_x100 - window_2)::float8 / nullif(baseline_x100, 0) as improvement
				from trajectory
				where measure in ('MMASI', 'GB_QUANT', 'STRIAE_WIDTH') and window_2 is not null
					and not control and (dropped_day is not null or window_5 is not null)
			), expected as (
				select measure, avg(improvement) as mean from series group by measure
			)
			select left_later, 100 * avg(improvement - mean) as improvement, count(*) as patients
			from series join expected using (measure) group by 1 order by 1`);
		expect(rows.map(({ left_later }) => left_later)).toEqual([false, true]);
		expect(rows[1]?.improvement).toBeLessThan(-0.5);
		expect(rows[0]?.improvement).toBeGreaterThan(0);
	});

	test('many patients are treated on several areas', async () => {
		const { several } = await only<{ several: number }>(sql`
			select count(*) as several from (
				select from course group by clinic_id, patient_id having count(distinct body_area) > 1
			) as patients`);
		expect(several).toBeGreaterThan(1500);
	});

	test('split faces have one treated and one untreated side, and only the treated one improves', async () => {
		const pairs = await rowsOf<{ courses: number; controls: number; sides: number }>(sql`
			select count(*) as courses, count(*) filter (where control = 'yes') as controls,
				count(distinct side) as sides
			from course where pair_id is not null group by clinic_id, pair_id`);
		expect(pairs.length).toBeGreaterThan(60);
		expect(new Set(pairs.map((pair) => JSON.stringify(pair)))).toEqual(
			new Set([JSON.stringify({ courses: 2, controls: 1, sides: 2 })])
		);
		const sides = await rowsOf<{ control: boolean; percent: number }>(sql`
			select control, (100 * sum(baseline_x100 - window_5)::float8
				/ sum(baseline_x100) filter (where window_5 is not null)) as percent
			from trajectory where pair_id is not null and measure = 'GB_QUANT' group by 1 order by 1`);
		expect(sides[0]?.percent).toBeGreaterThan(30);
		expect(Math.abs(sides[1]?.percent ?? NaN)).toBeLessThan(10);
	});
});

test.each([
	['the largest clinic', [TRUTHS.largestClinic]],
	['all six', ['demo-1', 'demo-2', 'demo-3', 'demo-4', 'demo-5', 'demo-6']]
])('default pages of %s are well filled from 5 patients on', async (_, clinics) => {
	const cells = await rowsOf<{ concern: string; cells: number; at12: number; at26: number }>(sql`
		select concern, count(*) as cells, count(*) filter (where seen12 >= 5) as at12,
			count(*) filter (where seen26 >= 5) as at26
		from (
			select concern, area, depth_band,
				count(distinct (clinic_id, patient_id)) filter (where window_3 is not null) as seen12,
				count(distinct (clinic_id, patient_id)) filter (where window_5 is not null) as seen26
			from trajectory
			where not control and baseline_x100 is not null and clinic_id = any (${clinics})
				and measure in ('LEMPERLE', 'MERZ_HAND', 'MERZ_DECOLLETAGE', 'PORE_0_4', 'MMASI',
					'MEXAMETER_MI')
			group by concern, area, depth_band
		) as cell
		where concern in ('wrinkles', 'pores', 'pigmentation') group by concern`);
	expect(cells.map(({ concern }) => concern).sort()).toEqual(['pigmentation', 'pores', 'wrinkles']);
	for (const { cells: all, at12, at26 } of cells) {
		expect(all).toBeGreaterThanOrEqual(8);
		expect(at12).toBeGreaterThanOrEqual(0.9 * all);
		expect(at26).toBeGreaterThanOrEqual(0.9 * all);
	}
});

test('refreshing changed courses gives the same tables as rebuilding everything', async () => {
	const courses = await rowsOf<{ clinic_id: string; course_id: string }>(sql`
		select clinic_id, course_id from course
		where left(md5(course_id), 1) = 'a' order by clinic_id, course_id`);
	expect(courses.length).toBeGreaterThan(300);
	const ids = courses.map(({ course_id }) => course_id);
	await db.transaction().execute(async (tx) => {
		await sql`update assessment set value = greatest(0, value - 1)
			where course_id = any (${ids}) and assessed_day > 30`.execute(tx);
		await sql`update assessment set quality = 'rejected'
			where course_id = any (${ids}) and assessed_day <= 0
				and left(row_key, 1) = '0'`.execute(tx);
		await sql`update session set depth_mm = 1.25, depth_mm_min = null, depth_mm_max = null
			where course_id = any (${ids}) and session_no = 1`.execute(tx);
		await sql`update course set status = 'discontinued', end_day = 40, visit_weeks = '{8,39}'
			where course_id = any (${ids}) and left(md5(course_id), 2) = 'a1'`.execute(tx);
		await sql`delete from assessment where course_id = any (${ids})
			and left(md5(course_id), 2) = 'a2'`.execute(tx);
		for (const clinic of new Set(courses.map(({ clinic_id }) => clinic_id))) {
			const own = courses.filter(({ clinic_id }) => clinic_id === clinic);
			await refreshReadModels(
				tx,
				[clinic],
				own.map(({ course_id }) => course_id)
			);
		}
	});
	const refreshed = await fingerprints();
	await rebuildReadModels(db);
	expect(await fingerprints()).toEqual(refreshed);
});

async function fingerprints() {
	return {
		profiles: await only(sql`select count(*) as rows, md5(string_agg(row::text, ',' order by
			clinic_id, course_id)) as hash from course_profile as row`),
		trajectories: await only(sql`select count(*) as rows, md5(string_agg(row::text, ',' order by
			clinic_id, course_id, measure)) as hash from trajectory as row`)
	};
}
