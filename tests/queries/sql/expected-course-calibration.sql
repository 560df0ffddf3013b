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
select "t"."measure", t.area_root as "area", null::text as "line",
  count(distinct (t.clinic_id, t.patient_id)) filter (where true) as "patients",
  count(*) filter (where true) as "courses",
  count(distinct (t.clinic_id, t.patient_id)) filter (where "t"."window_1" is not null
and t.baseline_x100 is not null) as "scored_4",
  count(distinct (t.clinic_id, t.patient_id)) filter (where "t"."window_2" is not null
and t.baseline_x100 is not null) as "scored_8",
  count(distinct (t.clinic_id, t.patient_id)) filter (where "t"."window_3" is not null
and t.baseline_x100 is not null) as "scored_12",
  count(distinct (t.clinic_id, t.patient_id)) filter (where "t"."window_4" is not null
and t.baseline_x100 is not null) as "scored_18",
  count(distinct (t.clinic_id, t.patient_id)) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "scored_26",
  count(distinct (t.clinic_id, t.patient_id)) filter (where "t"."window_6" is not null
and t.baseline_x100 is not null) as "scored_39",
  count(distinct (t.clinic_id, t.patient_id)) filter (where "t"."window_7" is not null
and t.baseline_x100 is not null) as "scored_52",
  count(distinct (t.clinic_id, t.patient_id)) filter (where ("t"."window_1" is not null
and t.baseline_x100 is not null or "t"."window_2" is not null
and t.baseline_x100 is not null or "t"."window_3" is not null
and t.baseline_x100 is not null or "t"."window_4" is not null
and t.baseline_x100 is not null or "t"."window_5" is not null
and t.baseline_x100 is not null or "t"."window_6" is not null
and t.baseline_x100 is not null or "t"."window_7" is not null
and t.baseline_x100 is not null)) as "modelled",
  count(distinct (t.clinic_id, t.patient_id)) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null
and coalesce(null::double precision, t.responder_x100) is not null) as "ruled",
  count(distinct (t.clinic_id, t.patient_id)) filter (where a.first_no is not null) as "asked",
  count(*) filter (where (t.scheduled >> $21::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $22::int <= c.data_through - date '1970-01-01') as "due",
  count(*) filter (where (t.scheduled >> $23::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $24::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "seen",
  count(*) filter (where (t.scheduled >> $25::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $26::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is null
and t.dropped_day < $27::int) as "dropped",
  count(*) filter (where (t.scheduled >> $28::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $29::int <= c.data_through - date '1970-01-01')) as "not_yet_due", jsonb_agg(jsonb_build_array( t.baseline_x100, jsonb_build_array((t.direction * ("t"."window_1" - t.baseline_x100)), (t.direction * ("t"."window_2" - t.baseline_x100)), (t.direction * ("t"."window_3" - t.baseline_x100)), (t.direction * ("t"."window_4" - t.baseline_x100)), (t.direction * ("t"."window_5" - t.baseline_x100)), (t.direction * ("t"."window_6" - t.baseline_x100)), (t.direction * ("t"."window_7" - t.baseline_x100))), t.age_band, t.skin_band, t.depth_band, t.severity_band, case when "t"."window_5" is not null
and t.baseline_x100 is not null
and coalesce(null::double precision, t.responder_x100) is not null then case when null::double precision is not null then (t.direction * ("t"."window_5" - t.baseline_x100)) > null::double precision else (t.direction * ("t"."window_5" - t.baseline_x100)) >= t.responder_x100 end end, a.red_days, a.first_no is not null, coalesce(a.darkened, false) ) order by md5(t.clinic_id || ' ' || t.patient_id), t.course_id)::text as "series"
from (select distinct on ("t"."clinic_id", "t"."patient_id", "t"."measure", "t"."area_root") "t".*
from "trajectory" as "t"
where "t"."control" = $30
and t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.measure in ($31)
and t.area_root in ($32, $33)) or (t.measure in ($34)
and t.area_root in ($35)) or (t.measure in ($36)
and t.area_root in ($37))) order by "t"."clinic_id", "t"."patient_id", "t"."measure", "t"."area_root", "t"."month_end", "t"."course_id") as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
left join lateral (select "q"."first_no", case when bool_or(e.duration_days is null) filter (where e.term = 'erythema'
and e.session_no = q.first_no) then null else coalesce(max(e.duration_days) filter (where e.term = 'erythema'
and e.session_no = q.first_no), 0) end as "red_days", coalesce(bool_or(e.term = $38), false) as "darkened"
from (select min("s"."session_no") as "first_no"
from "session" as "s"
where s.clinic_id = t.clinic_id
and s.course_id = t.course_id
and "s"."performed" = $39
and "s"."side_effects_asked" = $40) as "q"
left join "side_effect" as "e" on e.clinic_id = t.clinic_id
and e.course_id = t.course_id
and "e"."severity" <> $41
and "e"."term" in ($42, $43)
group by "q"."first_no") as "a" on true
where "t"."area_root" = $44
group by 1, 2, 3
