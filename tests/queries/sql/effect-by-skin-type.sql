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
select "p"."line", p.type as "type",
  count(*) as "treated",
  sum(p.courses) as "courses",
  count(*) filter (where p.answered > 0) as "patients",
  sum(p.answered) as "answered",
  sum(p.answered * p.answered) as "exposure_squares",
  sum(p.events) as "events",
  count(*) filter (where p.events > 0) as "patients_with",
  sum(p.events * p.events) as "event_squares",
  sum(p.events * p.answered) as "cross_products"
from (select "c"."depth_band" as "line", "c"."skin_band" as "type", "c"."clinic_id", "c"."patient_id",
  count(*) as "courses",
  count(*) filter (where k.sessions_asked > 0) as "answered",
  count(*) filter (where coalesce("k"."effects"[$21::int], 0) > 0) as "events"
from "treated_course" as "k"
inner join "course_profile" as "c" on "c"."clinic_id" = "k"."clinic_id"
and "c"."course_id" = "k"."course_id"
where "c"."control" = $22
and true
group by 1, 2, "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."line", p.type
