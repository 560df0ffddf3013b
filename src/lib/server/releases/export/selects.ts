/**
 * The tables of a bundle as selects over a release's rows, in the order of their keys. Every one joins
 * `export_course`, which holds the courses that are asked for: COPY takes no parameters, so nothing but
 * this file's text and constants of the domain stands in them.
 */
import { DEPTH_ENDS } from '#lib/domain/depth-ends.ts';
import { INSTRUMENTS } from '#lib/domain/instruments/index.ts';
import { usualRater } from '#lib/domain/usual-rater.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { TableName } from '#lib/formats/release/tables.ts';

/**
 * The courses of an export: ids in an order of bytes that no locale changes, and once more as the release's
 * own keys spell them, so that a plan which walks them one by one finds each by its key.
 */
export const EXPORT_COURSE = `create temporary table export_course (
	release_no integer not null,
	clinic text not null,
	course text not null,
	clinic_id text collate "C" not null,
	course_id text collate "C" not null,
	patient_id text collate "C" not null
) on commit drop`;

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Rows of `alias` that belong to a course of the export. */
export const OF_COURSE = (alias: string) =>
	`${alias}.release_no = e.release_no and ${alias}.clinic_id = e.clinic
		and ${alias}.course_id = e.course`;

/** A text that a spreadsheet would run as a formula gets an apostrophe. Ids that we made need none. */
const safe = (column: string) =>
	`case when ${column} ~ '^[=+@\\-\\t\\r\\n＝＋－＠]' then '''' || ${column} else ${column} end`;

/** Hundredths as the shortest decimal number. */
const decimal = (hundredths: string) => `trim_scale((${hundredths}) * 0.01)`;

const cases = (of: string, pairs: readonly (readonly [string, string])[]) =>
	`case ${of} ${pairs.map(([when, then]) => `when ${literal(when)} then ${then}`).join(' ')} end`;

/** The bands of `alias`, named as in the files. */
const bands = (alias: string, leaveOut: readonly string[] = []) =>
	(
		[
			['area', 'body_area'],
			['area_root', 'area_root'],
			['concern', 'concern'],
			['depth_band', 'depth_band'],
			['device', 'device'],
			['protocol_id', 'protocol_id'],
			['spacing_band', 'spacing_band'],
			['sessions_band', 'sessions_band'],
			['adjunct', 'adjunct'],
			['skin_band', 'skin_type_band'],
			['age_band', 'age_band'],
			['sex', 'sex'],
			['smoking', 'smoking'],
			['year', 'start_year']
		] as const
	)
		.filter(([, name]) => !leaveOut.includes(name))
		.map(([column, name]) =>
			column === 'protocol_id'
				? `${safe(`${alias}.protocol_id`)} as protocol_id`
				: `${alias}.${column} as ${name}`
		)
		.join(', ');

/** Bit 0 is the first visit window. */
const WEEKS = `concat_ws(';', ${VISIT_WINDOWS.map(
	({ week }, index) => `case when (c.scheduled >> ${index}) & 1 = 1 then '${week}' end`
).join(', ')})`;

const MEASURES_OF = INSTRUMENTS.flatMap(({ id, measures }) =>
	measures.map((measure) => ({ id, measure }))
);
/** In memory and small: the dictionary of this version, so that no other table is asked. */
const DICTIONARY = `(values ${MEASURES_OF.map(
	({ id, measure }) => `(${literal(measure.code)}, ${literal(id)}, ${literal(usualRater(measure))})`
).join(', ')}) as m (measure, instrument_id, rater_type)`;

const VISITS = VISIT_WINDOWS.map(
	({ week }, index) => `(${week}, ${week * 7}, t.window_${index + 1}, 'Week ${week}', 'follow_up')`
).join(', ');

const assessments = `select e.clinic_id, e.course_id, v.day, v.timepoint, v.label, m.instrument_id,
		t.measure, ${decimal('v.score')}, m.rater_type
	from export_course as e
		join release_trajectory as t on ${OF_COURSE('t')}
		left join ${DICTIONARY} on m.measure = t.measure
		cross join lateral (values (0, 0, t.baseline_x100, 'Baseline', 'baseline'), ${VISITS})
			as v (week, day, score, label, timepoint)
	where v.score is not null
	order by e.clinic_id, e.course_id, t.measure collate "C", v.day`;

const analysisLong = `select e.clinic_id, e.course_id, e.patient_id, ${bands('c')}, c.control::text,
		${safe('c.pair_id')}, c.sessions_done, m.instrument_id, t.measure, v.week,
		${decimal('t.baseline_x100')}, ${decimal('v.score')}, ${decimal('v.score - t.baseline_x100')},
		${decimal('t.direction * (v.score - t.baseline_x100)')},
		(t.direction * (v.score - t.baseline_x100) >= t.responder_x100)::text
	from export_course as e
		join release_course as c on ${OF_COURSE('c')}
		join release_trajectory as t on ${OF_COURSE('t')}
		left join ${DICTIONARY} on m.measure = t.measure
		cross join lateral (values ${VISITS}) as v (week, day, score, label, timepoint)
	where v.score is not null
	order by e.clinic_id, e.course_id, t.measure collate "C", v.week`;

/** The selects of the tables that rows of the release fill; `flow` is counted elsewhere. */
export const SELECTS: Record<Exclude<TableName, 'flow'>, string> = {
	clinics: `select e.clinic_id, null from export_course as e group by 1 order by 1`,
	patients: `select p.clinic_id, p.patient_id, p.sex, null, p.age_band, null, p.skin_band, p.smoking,
			p.keloid_history, p.isotretinoin_6m, p.anticoagulant, p.pregnancy, p.active_infection,
			p.immunosuppressed, 'yes'
		from (
			select distinct on (e.clinic_id, e.patient_id) e.clinic_id, e.patient_id, c.sex, c.age_band,
				c.skin_band,
				c.smoking, c.keloid_history, c.isotretinoin_6m, c.anticoagulant, c.pregnancy,
				c.active_infection, c.immunosuppressed
			from export_course as e join release_course as c on ${OF_COURSE('c')}
			order by e.clinic_id, e.patient_id, e.course_id
		) as p order by p.clinic_id, p.patient_id`,
	protocols: `select ${safe('p.protocol_id')}, ${safe('p.name')}, p.device_type,
			${safe('p.device_model')}, p.depth_mm_min, p.depth_mm_max, p.needle_count, p.passes,
			p.planned_sessions, p.planned_interval_days, p.visit_weeks, p.adjuncts
		from release_protocol as p
		where exists (
			select from export_course as e join release_course as c on ${OF_COURSE('c')}
			where c.release_no = p.release_no and c.protocol_id = p.protocol_id
		)
		order by p.protocol_id collate "C"`,
	courses: `select e.clinic_id, e.course_id, e.patient_id, ${safe('c.protocol_id')}, c.area,
			${safe('c.pair_id')}, c.concern, null, c.status, c.dropped_day, nullif(${WEEKS}, ''),
			case when c.control then 'yes' else 'no' end,
			case when c.status = 'discontinued' then 'unknown' end,
			${bands('c', ['protocol_id', 'body_area'])}, c.sessions_done, c.sessions_planned,
			c.interval_days
		from export_course as e join release_course as c on ${OF_COURSE('c')}
		order by e.clinic_id, e.course_id`,
	sessions: `select e.clinic_id, e.course_id, s.session_no, s.session_day, 'done',
			${(['min', 'max'] as const)
				.map(
					(end) =>
						`case when s.session_no = min(s.session_no) over (partition by e.clinic_id, e.course_id)
							then ${cases(
								'c.depth_band',
								Object.entries(DEPTH_ENDS).map(([band, ends]) => [band, String(ends[end])] as const)
							)} end`
				)
				.join(', ')},
			c.device, nullif(nullif(c.adjunct, 'none'), 'several'), s.endpoint, s.side_effects_asked
		from export_course as e
			join release_course as c on ${OF_COURSE('c')}
			join release_session as s on ${OF_COURSE('s')}
		order by e.clinic_id, e.course_id, s.session_no`,
	assessments,
	course_measures: `select e.clinic_id, e.course_id, t.measure, t.concern,
			case when t.direction > 0 then 'higher' else 'lower' end, ${decimal('t.responder_x100')}
		from export_course as e join release_trajectory as t on ${OF_COURSE('t')}
		order by e.clinic_id, e.course_id, t.measure collate "C"`,
	side_effects: `select e.clinic_id, x.row_key, e.patient_id, e.course_id, x.session_no, x.term,
			x.severity, x.grade, x.onset_day, trim_scale(x.duration_days), x.ongoing, x.serious,
			x.solicited, x.relatedness, x.outcome
		from export_course as e join release_side_effect as x on ${OF_COURSE('x')}
		order by e.clinic_id, e.course_id, x.row_key collate "C"`,
	contacts: `select e.clinic_id, e.course_id, x.contact_day, x.kind, x.side_effects_asked
		from export_course as e join release_contact as x on ${OF_COURSE('x')}
		order by e.clinic_id, e.course_id, x.contact_day`,
	analysis_long: analysisLong
};
