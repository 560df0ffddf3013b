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
where "clinic_id" in ($19, $20)), "held" as (select *
from (select "c"."protocol_id" as "line", "c"."clinic_id", "c"."patient_id", "c"."area_root", "c"."concern", case c.status when 'completed' then 'completed' when 'discontinued' then 'stopped' when 'lost_to_follow_up' then 'lost' else 'ongoing' end as "standing", "c"."sessions_planned", "p"."planned_interval_days" as "interval_planned", c.status not in ('planned', 'ongoing')
and c.sessions_planned is not null as "ended", c.interval_days is not null
and p.planned_interval_days is not null as "spaced", c.sessions_done - c.sessions_planned as "fewer", (c.sessions_done >= c.sessions_planned)::int as "all_done", c.interval_days - p.planned_interval_days as "later", "k"."depth_judged", "k"."off_depth", "k"."deeper", "k"."device_judged", "k"."other_device" as "device"
from "treated_course" as "k"
inner join "course_profile" as "c" on "c"."clinic_id" = "k"."clinic_id"
and "c"."course_id" = "k"."course_id"
left join "protocol" as "p" on "p"."protocol_id" = "c"."protocol_id"
where "c"."control" = $21
and true) as "k"), "in_area" as materialized (select "a"."line", "a"."area_root",
  sum(a.courses) filter (where a.whole = 1) as "courses",
  sum(a.patients) filter (where a.whole = 1) as "patients", jsonb_agg(jsonb_build_array(a.concern, a.patients) order by a.concern) filter (where a.whole = 0) as "concerns"
from (select "one"."line", "one"."area_root", "one"."concern", "one"."whole",
  count(*) as "patients",
  sum(one.courses) as "courses"
from (select "h"."line", "h"."area_root", "h"."concern", grouping(h.concern) as "whole",
  count(*) as "courses"
from "held" as "h"
group by h.line, h.area_root, h.clinic_id, h.patient_id, grouping sets ((h.concern), ())) as "one"
group by "one"."line", "one"."area_root", "one"."concern", "one"."whole") as "a"
group by "a"."line", "a"."area_root")
select "t"."line",
  count(*) as "patients",
  sum(t.courses) as "courses",
  sum("t"."completed") as "completed",
  sum("t"."ongoing") as "ongoing",
  sum("t"."stopped") as "stopped",
  sum("t"."lost") as "lost",
  coalesce(sum("t"."sessions_planned"), 0) as "sessions_planned_total",
  coalesce(sum("t"."interval_planned"), 0) as "interval_planned_total",
  sum("t"."fewer_n") as "fewer_n",
  count(*) filter (where "t"."fewer_n" > 0) as "fewer_patients",
  sum("t"."fewer_s") as "fewer_sum",
  sum("t"."fewer_ss") as "fewer_sum_squares",
  sum("t"."fewer_s" * "t"."fewer_s") as "fewer_patient_sum_squares",
  sum("t"."fewer_n" * "t"."fewer_n") as "fewer_patient_count_squares",
  sum("t"."fewer_n" * "t"."fewer_s") as "fewer_patient_cross_products",
  sum("t"."all_done_n") as "all_done_n",
  count(*) filter (where "t"."all_done_n" > 0) as "all_done_patients",
  sum("t"."all_done_s") as "all_done_sum",
  sum("t"."all_done_ss") as "all_done_sum_squares",
  sum("t"."all_done_s" * "t"."all_done_s") as "all_done_patient_sum_squares",
  sum("t"."all_done_n" * "t"."all_done_n") as "all_done_patient_count_squares",
  sum("t"."all_done_n" * "t"."all_done_s") as "all_done_patient_cross_products",
  sum("t"."later_n") as "later_n",
  count(*) filter (where "t"."later_n" > 0) as "later_patients",
  sum("t"."later_s") as "later_sum",
  sum("t"."later_ss") as "later_sum_squares",
  sum("t"."later_s" * "t"."later_s") as "later_patient_sum_squares",
  sum("t"."later_n" * "t"."later_n") as "later_patient_count_squares",
  sum("t"."later_n" * "t"."later_s") as "later_patient_cross_products",
  sum("t"."off_depth_n") as "off_depth_n",
  count(*) filter (where "t"."off_depth_n" > 0) as "off_depth_patients",
  sum("t"."off_depth_s") as "off_depth_sum",
  sum("t"."off_depth_ss") as "off_depth_sum_squares",
  sum("t"."off_depth_s" * "t"."off_depth_s") as "off_depth_patient_sum_squares",
  sum("t"."off_depth_n" * "t"."off_depth_n") as "off_depth_patient_count_squares",
  sum("t"."off_depth_n" * "t"."off_depth_s") as "off_depth_patient_cross_products",
  sum("t"."deeper_n") as "deeper_n",
  count(*) filter (where "t"."deeper_n" > 0) as "deeper_patients",
  sum("t"."deeper_s") as "deeper_sum",
  sum("t"."deeper_ss") as "deeper_sum_squares",
  sum("t"."deeper_s" * "t"."deeper_s") as "deeper_patient_sum_squares",
  sum("t"."deeper_n" * "t"."deeper_n") as "deeper_patient_count_squares",
  sum("t"."deeper_n" * "t"."deeper_s") as "deeper_patient_cross_products",
  sum("t"."device_n") as "device_n",
  count(*) filter (where "t"."device_n" > 0) as "device_patients",
  sum("t"."device_s") as "device_sum",
  sum("t"."device_ss") as "device_sum_squares",
  sum("t"."device_s" * "t"."device_s") as "device_patient_sum_squares",
  sum("t"."device_n" * "t"."device_n") as "device_patient_count_squares",
  sum("t"."device_n" * "t"."device_s") as "device_patient_cross_products", (select jsonb_agg(jsonb_build_array(a.area_root, a.courses, a.patients, a.concerns) order by a.area_root)::text as "areas"
from "in_area" as "a"
where a.line is not distinct
from t.line) as "areas"
from (select "h"."line", "h"."clinic_id", "h"."patient_id",
  count(*) as "courses",
  count(*) filter (where h.standing = $22) as "completed",
  count(*) filter (where h.standing = $23) as "ongoing",
  count(*) filter (where h.standing = $24) as "stopped",
  count(*) filter (where h.standing = $25) as "lost",
  sum(h.sessions_planned) filter (where h.ended) as "sessions_planned",
  sum(h.interval_planned) filter (where h.spaced) as "interval_planned",
  count(*) filter (where h.ended) as "fewer_n",
  coalesce(sum("h"."fewer") filter (where h.ended), 0) as "fewer_s",
  coalesce(sum("h"."fewer" * "h"."fewer") filter (where h.ended), 0) as "fewer_ss",
  count(*) filter (where h.ended) as "all_done_n",
  coalesce(sum("h"."all_done") filter (where h.ended), 0) as "all_done_s",
  coalesce(sum("h"."all_done") filter (where h.ended), 0) as "all_done_ss",
  count(*) filter (where h.spaced) as "later_n",
  coalesce(sum("h"."later") filter (where h.spaced), 0) as "later_s",
  coalesce(sum("h"."later" * "h"."later") filter (where h.spaced), 0) as "later_ss",
  coalesce(sum(h.depth_judged), 0) as "off_depth_n",
  coalesce(sum("h"."off_depth") filter (where true), 0) as "off_depth_s",
  coalesce(sum("h"."off_depth") filter (where true), 0) as "off_depth_ss",
  coalesce(sum(h.depth_judged), 0) as "deeper_n",
  coalesce(sum("h"."deeper") filter (where true), 0) as "deeper_s",
  coalesce(sum("h"."deeper") filter (where true), 0) as "deeper_ss",
  coalesce(sum(h.device_judged), 0) as "device_n",
  coalesce(sum("h"."device") filter (where true), 0) as "device_s",
  coalesce(sum("h"."device") filter (where true), 0) as "device_ss"
from "held" as "h"
group by "h"."line", "h"."clinic_id", "h"."patient_id") as "t"
group by "t"."line"
