/** What the sessions of a course say together: figures of safety read a row a course in place of all reports. */
import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

/** As they stood when the table was made: effects are counted by their place. */
const TERMS = [
	'erythema',
	'swelling',
	'pinpoint_bleeding',
	'bruising',
	'pain',
	'burning',
	'tightness',
	'itching',
	'dryness_peeling',
	'crusting',
	'acneiform_eruption',
	'milia',
	'lymphadenopathy',
	'vasovagal',
	'post_inflammatory_hyperpigmentation',
	'hypopigmentation',
	'dyschromia',
	'herpes_reactivation',
	'infection',
	'contact_allergy',
	'granuloma',
	'track_marks',
	'scarring',
	'other'
];
const SERIOUS = `(e.serious = 'yes' or e.term in ('granuloma','track_marks','scarring'))`;
const UNEXPECTED = `(${SERIOUS} or e.term in ('post_inflammatory_hyperpigmentation', 'hypopigmentation', 'dyschromia', 'herpes_reactivation', 'infection', 'contact_allergy'))`;

const counts = (column: string, rank: number) => `
	case when bool_or(worst.rank >= ${rank}) then array[
		${TERMS.map((term) => `count(*) filter (where worst.term = '${term}' and worst.rank >= ${rank})`).join()}
	]::smallint[] end as ${column}`;

const DEPTH = `coalesce(s.depth_mm_max, s.depth_mm)`;
const SHALLOWEST = `coalesce(p.depth_mm_min, p.depth_mm_max)`;
const DEEPEST = `coalesce(p.depth_mm_max, p.depth_mm_min)`;
const ASKED = `s.side_effects_asked = 'yes'`;
const VAGUE = `(e.ongoing = 'yes' or e.duration_days is null)`;
const IN_ORDER = `order by s.session_day, s.session_no`;

/** The rows of what is on record already. */
const FILL = `insert into treated_course
	select given.clinic_id, given.course_id, given.sessions, given.sessions_asked,
		given.first_depth_mm, coalesce(whole.reported, false), coalesce(whole.unexpected, false),
		coalesce(whole.serious, false), followed.effects, followed.effects_moderate,
		followed.effects_severe,
		case when given.asked_no is null then null
			when red.vague then greatest(red.days,
				given.last_asked_day - coalesce(red.vague_since, given.asked_day), 0)
			else coalesce(red.days, 0) end,
		case when given.asked_no is not null then red.open is not true end,
		given.depth_judged, given.off_depth, given.deeper, given.device_judged, given.other_device
	from (
		select s.clinic_id, s.course_id, count(*) as sessions,
			count(*) filter (where ${ASKED}) as sessions_asked,
			(array_agg(${DEPTH} ${IN_ORDER}))[1] as first_depth_mm,
			(array_agg(s.session_no ${IN_ORDER}) filter (where ${ASKED}))[1] as asked_no,
			min(s.session_day) filter (where ${ASKED}) as asked_day,
			max(s.session_day) filter (where ${ASKED}) as last_asked_day,
			count(*) filter (where ${DEPTH} is not null and ${DEEPEST} is not null) as depth_judged,
			count(*) filter (where ${DEPTH} < ${SHALLOWEST} or ${DEPTH} > ${DEEPEST}) as off_depth,
			count(*) filter (where ${DEPTH} > ${DEEPEST}) as deeper,
			count(p.protocol_id) as device_judged,
			count(*) filter (where s.device_type <> p.device_type) as other_device
		from session as s
			join course_profile as c on c.clinic_id = s.clinic_id and c.course_id = s.course_id
			left join protocol as p on p.protocol_id = c.protocol_id
		where s.performed = 'done'
		group by s.clinic_id, s.course_id
	) as given
		left join (
			select e.clinic_id, e.course_id, true as reported,
				bool_or(${UNEXPECTED}) as unexpected, bool_or(${SERIOUS}) as serious
			from side_effect as e where e.severity <> 'none'
			group by e.clinic_id, e.course_id
		) as whole on whole.clinic_id = given.clinic_id and whole.course_id = given.course_id
		left join (
			select worst.clinic_id, worst.course_id, ${counts('effects', 1)},
				${counts('effects_moderate', 2)}, ${counts('effects_severe', 3)}
			from (
				select e.clinic_id, e.course_id, e.session_no, e.term, max(case e.severity
					when 'severe' then 3 when 'moderate' then 2 else 1 end) as rank
				from side_effect as e where e.severity <> 'none'
				group by e.clinic_id, e.course_id, e.session_no, e.term
			) as worst join session as s on s.clinic_id = worst.clinic_id
				and s.course_id = worst.course_id and s.session_no = worst.session_no
			where s.performed = 'done' and ${ASKED}
			group by worst.clinic_id, worst.course_id
		) as followed on followed.clinic_id = given.clinic_id
			and followed.course_id = given.course_id
		left join (
			select e.clinic_id, e.course_id, e.session_no, max(e.duration_days) as days,
				bool_or(${VAGUE}) as vague, bool_or(${VAGUE} and e.ongoing <> 'no') as open,
				min(e.onset_day) filter (where ${VAGUE}) as vague_since
			from side_effect as e where e.severity <> 'none' and e.term = 'erythema'
			group by e.clinic_id, e.course_id, e.session_no
		) as red on red.clinic_id = given.clinic_id and red.course_id = given.course_id
			and red.session_no = given.asked_no`;

const STATEMENTS = [
	`create table treated_course (
		clinic_id text not null,
		course_id text not null,
		sessions int not null,
		sessions_asked int not null,
		first_depth_mm double precision,
		reported boolean not null,
		unexpected boolean not null,
		serious boolean not null,
		effects smallint[],
		effects_moderate smallint[],
		effects_severe smallint[],
		red_days double precision,
		red_ended boolean,
		depth_judged int not null,
		off_depth int not null,
		deeper int not null,
		device_judged int not null,
		other_device int not null,
		primary key (clinic_id, course_id)
	)`,
	`alter table treated_course enable row level security`,
	`grant select on treated_course to stipple_reader`,
	`create policy own_clinics on treated_course for select to stipple_reader
		using (clinic_id = any (string_to_array(current_setting('app.clinics', true), ',')))`,
	FILL,
	// The embedded database never counts by itself, and would look for each course in all of them.
	`analyze treated_course`
];

export const up = (db: Kysely<unknown>): Promise<void> => runStatements(db, STATEMENTS);
