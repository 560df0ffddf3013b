/**
 * Writes the records of fifty invented clinics inside the database itself, as many as are asked for and
 * the same every time, and lets the product build its read models from them. Side effects, contacts and
 * pairs are left out: no figure of the bench reads them.
 */
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { withClient } from '#db/connect.server.ts';
import type { Database } from '#db/schema.ts';
import { areaRoot, type AreaCode } from '#lib/domain/areas.ts';
import { instrumentOf, measureOf } from '#lib/domain/instruments/index.ts';
import type { Concern } from '#lib/domain/measure.ts';
import { primaryPairs } from '#lib/domain/primary-measures.ts';
import { rebuildReadModels } from '#lib/server/read-models/refresh.ts';
import { part, pick, quoted, unit } from './hash-sql.ts';

export const CLINICS = 50;
/** The last day with records, and the month in which the first courses began. */
const THROUGH = '2026-10-31';
const FIRST_MONTH = '2021-01-01';
const MONTHS = 70;
/** As many as make 21 scores a course and 1.39 courses a patient. */
const PATIENTS_PER_ASSESSMENT = 0.0343;
const MOST_COURSES = 4;
const MOST_SCORES = 512;

/** The areas with their weights, and what is treated there. */
const AREAS: readonly { code: AreaCode; weight: number; concerns: readonly Concern[] }[] = [
	...(
		[
			['face', 28],
			['face.cheeks', 10],
			['face.periorbital', 8],
			['face.forehead', 5],
			['face.perioral', 4]
		] as const
	).map(([code, weight]) => ({
		code,
		weight,
		concerns: [
			'wrinkles',
			'pores',
			'pigmentation',
			'texture',
			'acne_scars',
			'laxity',
			'puffiness'
		] as const
	})),
	{ code: 'neck', weight: 16, concerns: ['wrinkles', 'laxity', 'texture', 'pigmentation'] },
	{ code: 'decolletage', weight: 9, concerns: ['wrinkles', 'texture', 'pigmentation', 'laxity'] },
	{ code: 'hands', weight: 8, concerns: ['wrinkles', 'texture', 'pigmentation', 'laxity'] },
	{ code: 'abdomen', weight: 7, concerns: ['stretch_marks', 'laxity', 'texture'] },
	{ code: 'thighs', weight: 5, concerns: ['stretch_marks', 'laxity', 'texture', 'pigmentation'] }
];

/** Upper ends of scales that have none. */
const HIGHEST: Readonly<Record<string, number>> = { VISIA_PORES_COUNT: 1400, STRIAE_WIDTH: 9 };

const weighted = <T extends { code: string; weight: number }>(list: readonly T[]) =>
	Object.fromEntries(list.map(({ code, weight }) => [quoted(code), weight]));

const PROTOCOLS = `insert into protocol (protocol_id, name, device_type, depth_mm_min, depth_mm_max,
		planned_sessions, planned_interval_days, adjuncts, batch_id, content_hash)
	select 'protocol-' || n, 'Protocol ' || n,
		(array['pen', 'pen', 'pen', 'stamp', 'roller', 'rf_needling'])[1 + n % 6],
		0.25 + 0.25 * (n % 6), 0.5 + 0.25 * (n % 6), 3 + n % 4, 21 + 7 * (n % 3),
		case when n % 4 = 0 then array['prp'] when n % 4 = 1 then array['hyaluronic_acid']
			else '{}'::text[] end, 'bench', md5('protocol' || n)
	from generate_series(1, 12) as n`;

const CLINIC_ROWS = `insert into clinic (clinic_id, label, visit_weeks, data_through, data_version, synthetic)
	select 'c' || lpad(n::text, 2, '0'), 'Bench clinic ' || n,
		case when n % 2 = 0 then array[4, 8, 12, 18, 26, 39, 52] else array[4, 8, 12, 26] end,
		'${THROUGH}', 1, true
	from generate_series(1, ${CLINICS}) as n`;

/** A few clinics are large: the share of a clinic falls with its number. */
const patients = (count: number) => `create temporary table g_patient as
	select i, 'c' || lpad((1 + floor(${CLINICS} * ${unit('i', 1)} ^ 1.6))::text, 2, '0') as clinic_id,
		left(md5('patient ' || i), 26) as patient_id,
		${pick(unit('i', 2), { '1': 72, '2': 20, '3': 6, '4': 2 })} as courses
	from generate_series(1, ${count}) as g (n), lateral (select n::bigint as i) as row`;

const PATIENT_ROWS = `insert into patient (clinic_id, patient_id, key_version, birth_year, sex, skin_type,
		smoking, keloid_history, isotretinoin_6m, anticoagulant, pregnancy, active_infection,
		immunosuppressed, research_consent, batch_id, content_hash)
	select clinic_id, patient_id, 1, 1950 + floor(54 * (${unit('i', 3)} + ${unit('i', 4)}) / 2)::int,
		${pick(unit('i', 5), { "'female'": 86, "'male'": 13, "'other'": 1 })},
		${pick(unit('i', 6), { '1': 4, '2': 24, '3': 34, '4': 22, '5': 11, '6': 3, 'null::int': 2 })},
		${pick(unit('i', 7), { "'never'": 62, "'former'": 18, "'current'": 14, "'unknown'": 6 })},
		'no', 'no', 'no', 'unknown', 'no', 'no',
		${pick(unit('i', 8), { "'yes'": 80, "'no'": 20 })}, 'bench', md5('patient ' || i)
	from g_patient order by clinic_id, patient_id`;

/** A later course is of the first one's area as often as not. */
const COURSES = `create temporary table g_course as
	select c.*, split_part(c.code, ' ', 1) as area, split_part(c.code, ' ', 2) as root,
		left(md5('course ' || no), 26) as course_id,
		(date '${FIRST_MONTH}' + make_interval(months => month))::date
			+ floor(27 * ${unit('no', 11)})::int as began,
		case when ${unit('no', 12)} < 0.24 then 21 + floor(340 * ${unit('no', 13)})::int end as dropped,
		${pick(unit('no', 14), { '0.25': 10, '0.5': 22, '0.75': 12, '1.0': 20, '1.5': 18, '2.0': 9, '2.5': 6, '3.0': 3 })} as depth,
		1 + floor(12 * ${unit('no', 15)})::int as protocol,
		2 + floor(3 * ${unit('no', 16)})::int as concerns,
		clinic.visit_weeks
	from (
		select p.i, p.clinic_id, p.patient_id, ${part('p.i', 'k', MOST_COURSES)} as no,
			floor(${MONTHS} * ${unit(part('p.i', 'k', MOST_COURSES), 10)} ^ 0.8)::int as month,
			case when k > 0 and ${unit(part('p.i', 'k', MOST_COURSES), 17)} < 0.5
				then ${pick(unit(part('p.i', 'k', MOST_COURSES), 18), weighted(withRoots()))}
				else ${pick(unit('p.i', 19), weighted(withRoots()))} end as code
		from g_patient as p cross join lateral generate_series(0, p.courses - 1) as k
	) as c join clinic using (clinic_id)`;

function withRoots() {
	return AREAS.map(({ code, weight }) => ({ code: `${code} ${areaRoot(code)}`, weight }));
}

const TREATED = `create temporary table g_treated as
	select c.no, (array_agg(a.concern order by hashint8extended(c.no, 20 + a.place)))[1:c.concerns] as list
	from g_course as c join (values ${AREAS.flatMap(({ code, concerns }) =>
		concerns.map((concern, place) => `(${quoted(code)}, ${quoted(concern)}, ${place})`)
	).join(', ')}) as a (area, concern, place) on a.area = c.area
	group by c.no, c.concerns`;

const COURSE_ROWS = `insert into course (clinic_id, course_id, patient_id, protocol_id, body_area, side,
		concerns, start_month, status, end_day, operator_code, control, stop_reason, batch_id, content_hash)
	select c.clinic_id, c.course_id, c.patient_id,
		case when ${unit('c.no', 30)} < 0.9 then 'protocol-' || c.protocol end, c.area, 'both', t.list,
		to_char(c.began, 'YYYY-MM'),
		case when c.began + c.dropped <= date '${THROUGH}'
				then ${pick(unit('c.no', 31), { "'lost_to_follow_up'": 7, "'discontinued'": 3 })}
			when c.began > date '${THROUGH}' - 180 then 'ongoing' else 'completed' end,
		case when c.began + c.dropped <= date '${THROUGH}' then c.dropped end,
		'op' || 1 + floor(4 * ${unit('c.no', 32)})::int,
		case when ${unit('c.no', 33)} < 0.015 then 'yes' else 'no' end,
		case when c.began + c.dropped <= date '${THROUGH}' then 'unknown' end, 'bench',
		md5('course ' || c.no)
	from g_course as c join g_treated as t using (no) order by c.clinic_id, c.course_id`;

const SESSION_ROWS = `insert into session (clinic_id, course_id, session_no, session_day, performed,
		depth_mm, device_type, adjuncts, operator_code, side_effects_asked, batch_id, content_hash)
	select c.clinic_id, c.course_id, s, day,
		case when s > 1 and ${unit(part('c.no', 's', 8), 40)} < 0.05 then 'no_show' else 'done' end,
		case when ${unit('c.no', 41)} < 0.96 then c.depth end, null,
		case when ${unit('c.no', 42)} < 0.8 then '{}'::text[] else array['vitamin_c'] end,
		null, 'yes', 'bench', md5('session ' || ${part('c.no', 's', 8)})
	from g_course as c
		cross join lateral generate_series(1, 3 + c.protocol % 4) as s
		cross join lateral (select (s - 1) * (21 + 7 * (c.protocol % 3))
			+ case when s > 1 then floor(8 * ${unit(part('c.no', 's', 8), 43)})::int else 0 end as day) as d
	where (s = 1 or d.day < coalesce(c.dropped, 9999)) and c.began + d.day <= date '${THROUGH}'
	order by c.clinic_id, c.course_id, s`;

/** What is scored for a concern on an area: its leading measures and what is shown beside them. */
const MEASURES = () => {
	const roots = [...new Set(AREAS.map(({ code }) => areaRoot(code)))];
	const numbers = new Map<string, number>();
	const rows = primaryPairs().flatMap(({ concern, measure, companions, areaRoots, except }) =>
		roots
			.filter((root) => areaRoots?.includes(root) ?? !except.includes(root))
			.flatMap((root) =>
				[measure, ...companions].map((code) => {
					const known = measureOf(code);
					if (!known) throw new Error(`no measure ${code}`);
					if (!numbers.has(code)) numbers.set(code, numbers.size);
					const { min, max, step } = known;
					return `(${numbers.get(code)}, ${quoted(concern)}, ${quoted(root)}, ${quoted(code)},
						${quoted(instrumentOf(code)?.id ?? code)}, ${min ?? 0}, ${max ?? HIGHEST[code] ?? 100},
						${step ?? 1})`;
				})
			)
	);
	return `create temporary table g_measure as
		select * from (values ${rows.join(', ')})
			as m (no, concern, root, measure, instrument_id, low, high, step)`;
};

/** The row's number among the course's: measure, visit, rater. */
const SCORE = part('c.no', '(m.no * 8 + v.place) * 2 + r', MOST_SCORES);
const SERIES = part('c.no', 'm.no', MOST_SCORES);
const VISIT = part('c.no', 'v.place', 8);

const ASSESSMENT_ROWS = `insert into assessment (clinic_id, course_id, row_key, assessed_day, timepoint,
		instrument_id, measure, value, missing_reason, rater_type, rater_code, replicate, quality, imputed,
		batch_id, content_hash)
	select c.clinic_id, c.course_id, md5('score ' || ${SCORE}), d.day,
		case when v.week = 0 then 'baseline' else 'follow_up' end, m.instrument_id, m.measure,
		case when ${unit(SCORE, 50)} > 0.01
			then (least(m.high, greatest(m.low, round(x.score / m.step) * m.step)))::numeric end,
		case when ${unit(SCORE, 50)} <= 0.01 then 'not_done' end,
		'clinician', 'r' || r, 1,
		case when ${unit(SCORE, 51)} < 0.01 then 'rejected' else 'ok' end,
		case when ${unit(SCORE, 52)} < 0.005 then 'locf' else 'none' end,
		'bench', md5('content ' || ${SCORE})
	from g_course as c
		join g_treated as t using (no)
		cross join lateral unnest(t.list) as treated (concern)
		join g_measure as m on m.concern = treated.concern and m.root = c.root
		cross join lateral (
			select 0, 0 union all select place, week from unnest(c.visit_weeks) with ordinality as w (week, place)
		) as v (place, week)
		cross join generate_series(0, 1) as r
		cross join lateral (
			select case when v.week = 0 then -floor(10 * ${unit(VISIT, 53)})::int
				else v.week * 7 + floor(24 * (${unit(VISIT, 53)} - 0.5))::int end as day
		) as d
		cross join lateral (
			select m.low + (m.high - m.low) * (0.3 + 0.55 * ${unit(SERIES, 54)}) as baseline,
				(0.05 + 0.3 * ${unit('c.i', 55)} + 0.12 * least(c.depth, 1.5))
					* (1 - exp(-v.week / 14.0)) as gain
		) as b
		cross join lateral (
			select b.baseline - (b.baseline - m.low) * b.gain
				+ (m.step + 0.06 * (m.high - m.low)) * (${unit(SCORE, 56)} - 0.5) as score
		) as x
	where c.began + d.day <= date '${THROUGH}'
		and d.day < coalesce(c.dropped, 9999)
		and ${unit(VISIT, 57)} < case when v.week = 0 then 0.98 else 0.9 end
		and ${unit(SERIES, 58)} < 0.99
		and (r = 0 or ${unit(SERIES, 59)} < 0.285)
	order by c.clinic_id, c.course_id`;

/** Fills an empty, migrated database. Gives how many rows each table has. */
export async function generate(
	db: Kysely<Database>,
	assessments: number
): Promise<Record<string, number>> {
	await withClient(db, async (client) => {
		await client.query('begin');
		// The rows are right as they are made, and a million look-ups of their keys would be most of the time.
		await client.query(`set local session_replication_role = replica`);
		for (const text of [
			`insert into data_version (version, reason) values (1, 'bench')`,
			PROTOCOLS,
			CLINIC_ROWS,
			patients(Math.round(assessments * PATIENTS_PER_ASSESSMENT)),
			PATIENT_ROWS,
			COURSES,
			TREATED,
			MEASURES(),
			`analyze g_course, g_treated, g_measure`,
			COURSE_ROWS,
			SESSION_ROWS,
			`alter table assessment drop constraint assessment_pkey`,
			ASSESSMENT_ROWS,
			`alter table assessment add primary key (clinic_id, course_id, row_key)`,
			`drop table g_patient, g_course, g_treated, g_measure`
		]) {
			await client.query(text);
		}
		await client.query('commit');
		await client.query('vacuum analyze');
	});
	await rebuildReadModels(db);
	return withClient(db, async (client) => {
		// A rebuilt table is read as one that a server has looked after for a while.
		await client.query('vacuum analyze course_profile, treated_course, trajectory, cube_clinic');
		return counts(client);
	});
}

export async function counts(client: pg.PoolClient): Promise<Record<string, number>> {
	const { rows } = await client.query(`select
		(select count(*) from clinic) as clinics, (select count(*) from patient) as patients,
		(select count(*) from course) as courses, (select count(*) from session) as sessions,
		(select count(*) from assessment) as assessments, (select count(*) from trajectory) as series`);
	return rows[0];
}
