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
  count(distinct (t.clinic_id, t.patient_id)) as "patients",
  count(*) as "courses",
  count(*) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "scored",
  count(distinct (t.clinic_id, t.patient_id)) filter (where (("t"."window_1" is not null
and t.baseline_x100 is not null)
and ("t"."window_2" is not null
and t.baseline_x100 is not null)
and ("t"."window_3" is not null
and t.baseline_x100 is not null)
and ("t"."window_5" is not null
and t.baseline_x100 is not null))) as "patients_usual", coalesce(jsonb_agg(jsonb_build_array(concat_ws(' ', t.clinic_id, t.patient_id), (t.direction * ("t"."window_1" - t.baseline_x100)), (t.direction * ("t"."window_2" - t.baseline_x100)), (t.direction * ("t"."window_3" - t.baseline_x100)), (t.direction * ("t"."window_5" - t.baseline_x100))) order by t.clinic_id, t.patient_id, t.course_id) filter (where (("t"."window_1" is not null
and t.baseline_x100 is not null)
and ("t"."window_2" is not null
and t.baseline_x100 is not null)
and ("t"."window_3" is not null
and t.baseline_x100 is not null)
and ("t"."window_5" is not null
and t.baseline_x100 is not null))), '[]')::text as "usual",
  count(distinct (t.clinic_id, t.patient_id)) filter (where (("t"."window_1" is not null
and t.baseline_x100 is not null)
and ("t"."window_2" is not null
and t.baseline_x100 is not null)
and ("t"."window_3" is not null
and t.baseline_x100 is not null)
and ("t"."window_4" is not null
and t.baseline_x100 is not null)
and ("t"."window_5" is not null
and t.baseline_x100 is not null))) as "patients_every", coalesce(jsonb_agg(jsonb_build_array(concat_ws(' ', t.clinic_id, t.patient_id), (t.direction * ("t"."window_1" - t.baseline_x100)), (t.direction * ("t"."window_2" - t.baseline_x100)), (t.direction * ("t"."window_3" - t.baseline_x100)), (t.direction * ("t"."window_4" - t.baseline_x100)), (t.direction * ("t"."window_5" - t.baseline_x100))) order by t.clinic_id, t.patient_id, t.course_id) filter (where (("t"."window_1" is not null
and t.baseline_x100 is not null)
and ("t"."window_2" is not null
and t.baseline_x100 is not null)
and ("t"."window_3" is not null
and t.baseline_x100 is not null)
and ("t"."window_4" is not null
and t.baseline_x100 is not null)
and ("t"."window_5" is not null
and t.baseline_x100 is not null))), '[]')::text as "every"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."control" = $21
and t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.measure in ($22)
and t.area_root in ($23, $24)) or (t.measure in ($25)
and t.area_root in ($26)) or (t.measure in ($27)
and t.area_root in ($28)))
and "t"."area_root" = $29
group by 1, 2, 3
