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
select "t"."measure", t.area_root as "area", null::text as "line", "t"."contrast",
  count(distinct (t.clinic_id, t.patient_id)) filter (where true) as "patients",
  count(*) filter (where true) as "courses",
  count(*) filter (where true) as "recorded",
  count(*) filter (where (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)) as "with_baseline",
  count(*) filter (where (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_5" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_5" - t.second_baseline)) is not null) as "both",
  count(*) filter (where (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and ((t.direction * ("t"."window_5" - t.baseline_x100)) is null) <> ((t.direction * ("t"."second_5" - t.second_baseline)) is null)) as "one",
  count(*) filter (where (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_5" - t.baseline_x100)) is null
and (t.direction * ("t"."second_5" - t.second_baseline)) is null) as "neither",
  count(distinct (t.clinic_id, t.patient_id)) filter (where (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_1" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_1" - t.second_baseline)) is not null) as "both_4",
  count(distinct (t.clinic_id, t.patient_id)) filter (where (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_2" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_2" - t.second_baseline)) is not null) as "both_8",
  count(distinct (t.clinic_id, t.patient_id)) filter (where (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_3" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_3" - t.second_baseline)) is not null) as "both_12",
  count(distinct (t.clinic_id, t.patient_id)) filter (where (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_4" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_4" - t.second_baseline)) is not null) as "both_18",
  count(distinct (t.clinic_id, t.patient_id)) filter (where (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_5" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_5" - t.second_baseline)) is not null) as "both_26",
  count(distinct (t.clinic_id, t.patient_id)) filter (where (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_6" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_6" - t.second_baseline)) is not null) as "both_39",
  count(distinct (t.clinic_id, t.patient_id)) filter (where (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_7" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_7" - t.second_baseline)) is not null) as "both_52",
  count(distinct (t.clinic_id, t.patient_id)) filter (where (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_5" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_5" - t.second_baseline)) is not null
and t.responder_x100 is not null
and t.second_responder is not null) as "ruled", jsonb_agg(jsonb_build_array(jsonb_build_array(case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_1" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_1" - t.second_baseline)) is not null then (t.direction * ("t"."window_1" - t.baseline_x100)) end, case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_2" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_2" - t.second_baseline)) is not null then (t.direction * ("t"."window_2" - t.baseline_x100)) end, case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_3" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_3" - t.second_baseline)) is not null then (t.direction * ("t"."window_3" - t.baseline_x100)) end, case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_4" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_4" - t.second_baseline)) is not null then (t.direction * ("t"."window_4" - t.baseline_x100)) end, case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_5" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_5" - t.second_baseline)) is not null then (t.direction * ("t"."window_5" - t.baseline_x100)) end, case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_6" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_6" - t.second_baseline)) is not null then (t.direction * ("t"."window_6" - t.baseline_x100)) end, case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_7" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_7" - t.second_baseline)) is not null then (t.direction * ("t"."window_7" - t.baseline_x100)) end), jsonb_build_array(case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_1" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_1" - t.second_baseline)) is not null then (t.direction * ("t"."second_1" - t.second_baseline)) end, case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_2" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_2" - t.second_baseline)) is not null then (t.direction * ("t"."second_2" - t.second_baseline)) end, case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_3" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_3" - t.second_baseline)) is not null then (t.direction * ("t"."second_3" - t.second_baseline)) end, case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_4" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_4" - t.second_baseline)) is not null then (t.direction * ("t"."second_4" - t.second_baseline)) end, case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_5" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_5" - t.second_baseline)) is not null then (t.direction * ("t"."second_5" - t.second_baseline)) end, case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_6" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_6" - t.second_baseline)) is not null then (t.direction * ("t"."second_6" - t.second_baseline)) end, case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_7" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_7" - t.second_baseline)) is not null then (t.direction * ("t"."second_7" - t.second_baseline)) end), case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_5" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_5" - t.second_baseline)) is not null
and t.responder_x100 is not null
and t.second_responder is not null then (t.direction * ("t"."window_5" - t.baseline_x100)) >= t.responder_x100 end, case when (t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_5" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_5" - t.second_baseline)) is not null
and t.responder_x100 is not null
and t.second_responder is not null then (t.direction * ("t"."second_5" - t.second_baseline)) >= t.second_responder end ) order by t.clinic_id, t.course_id)::text as "pairs"
from (select distinct on ("t"."clinic_id", "t"."patient_id", "t"."measure", "t"."area_root", case when o.control then 'untreated' else coalesce(t.protocol_id, '') || ' | ' || coalesce(o.protocol_id, '') end) "t".*, case when o.control then 'untreated' else coalesce(t.protocol_id, '') || ' | ' || coalesce(o.protocol_id, '') end as "contrast", "u"."baseline_x100" as "second_baseline", "u"."responder_x100" as "second_responder", (o.control or o.sessions_done > 0) as "second_given", "u"."window_1" as "second_1", "u"."window_2" as "second_2", "u"."window_3" as "second_3", "u"."window_4" as "second_4", "u"."window_5" as "second_5", "u"."window_6" as "second_6", "u"."window_7" as "second_7"
from "trajectory" as "t"
inner join "course_profile" as "o" on "o"."clinic_id" = "t"."clinic_id"
and "o"."pair_id" = "t"."pair_id"
and "o"."patient_id" = "t"."patient_id"
and "o"."course_id" <> "t"."course_id"
left join "trajectory" as "u" on "u"."clinic_id" = "o"."clinic_id"
and "u"."course_id" = "o"."course_id"
and "u"."measure" = "t"."measure"
where "t"."control" = $21
and (o.control or coalesce(t.protocol_id, '') < coalesce(o.protocol_id, ''))
and ((t.measure in ($22)
and t.area_root in ($23, $24)) or (t.measure in ($25)
and t.area_root in ($26)) or (t.measure in ($27)
and t.area_root in ($28))) order by "t"."clinic_id", "t"."patient_id", "t"."measure", "t"."area_root", case when o.control then 'untreated' else coalesce(t.protocol_id, '') || ' | ' || coalesce(o.protocol_id, '') end, "t"."month_end", "t"."course_id", "o"."course_id") as "t"
where "t"."area_root" = $29
group by 1, 2, 3, 4
