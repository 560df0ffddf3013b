with "clinic" as not materialized (select *
from "clinic"
where "clinic_id" in ($1, $2)), "course_profile" as not materialized (select *
from "course_profile"
where "clinic_id" in ($3, $4)), "treated_course" as not materialized (select *
from "treated_course"
where "clinic_id" in ($5, $6)), "trajectory" as not materialized (select *
from "trajectory"
where "clinic_id" in ($7, $8)), "cube_clinic" as not materialized (select *
from "cube_clinic"
where "clinic_id" in ($9, $10)), "session" as not materialized (select *
from "session"
where "clinic_id" in ($11, $12)), "assessment" as not materialized (select *
from "assessment"
where "clinic_id" in ($13, $14)), "side_effect" as not materialized (select *
from "side_effect"
where "clinic_id" in ($15, $16)), "contact" as not materialized (select *
from "contact"
where "clinic_id" in ($17, $18)), "patient" as not materialized (select "clinic_id", "patient_id", "keloid_history", "isotretinoin_6m", "anticoagulant", "pregnancy", "active_infection", "immunosuppressed"
from "patient"
where "clinic_id" in ($19, $20))
select "p"."measure", "p"."area", "p"."line",
  count(distinct (p.clinic_id, p.patient_id)) as "patients",
  count(*) as "courses", jsonb_agg( jsonb_build_array(concat_ws(' ', p.clinic_id, p.patient_id), p.steps) order by p.clinic_id, p.patient_id, p.course_id)::text as "ladders"
from (select "t"."measure", t.area_root as "area", null::text as "line", "t"."clinic_id", "t"."patient_id", "t"."course_id", (select jsonb_agg(t.direction * (after - t.baseline_x100) order by nth)
from unnest(l.afters) with ordinality as step (after, nth)) as "steps"
from "trajectory" as "t"
inner join lateral (select array_agg((
select round(avg(a.value) * 100)::int
from assessment as a
where a.clinic_id = t.clinic_id
and a.course_id = t.course_id
and a.measure = t.measure
and a.value is not null
and a.quality <> 'rejected'
and a.imputed = 'none'
and a.assessed_day between g.day + $21::int
and least(g.day + $22::int, g.next_day)
group by a.assessed_day order by a.assessed_day desc limit 1 ) order by g.nth) as "afters"
from (select "s"."session_day" as "day", row_number() over (order by s.session_day, s.session_no) as "nth", lead(s.session_day) over (order by s.session_day, s.session_no) as "next_day"
from "session" as "s"
where "s"."clinic_id" = "t"."clinic_id"
and "s"."course_id" = "t"."course_id"
and "s"."performed" = $23) as "g"
where "g"."nth" <= $24) as "l" on true
where "t"."control" = $25
and t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.measure in ($26)
and t.area_root in ($27, $28)) or (t.measure in ($29)
and t.area_root in ($30)) or (t.measure in ($31)
and t.area_root in ($32)))
and "t"."area_root" = $33) as "p"
group by "p"."measure", "p"."area", "p"."line"
