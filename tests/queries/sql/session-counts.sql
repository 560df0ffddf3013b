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
select "p"."line",
  count(*) as "patients",
  sum(p.courses) as "courses",
  sum(p.done) as "done",
  sum(p.done_squares) as "done_squares",
  sum(p.done * p.done) as "patient_done_squares",
  sum(p.courses * p.courses) as "patient_course_squares",
  sum(p.courses * p.done) as "patient_cross_products",
  count(*) filter (where p.ended > 0) as "patients_ended",
  sum(p.ended) as "ended",
  sum(p.ended_done) as "ended_done",
  sum(p.ended_planned) as "ended_planned",
  sum(p.ended_complete) as "ended_complete",
  count(*) filter (where p.intervals > 0) as "patients_interval",
  sum(p.intervals) as "intervals",
  sum(p.interval_days) as "interval_days",
  count(*) filter (where p.paced > 0) as "patients_paced",
  sum(p.paced) as "paced",
  sum(p.paced_days) as "paced_days",
  sum(p.paced_planned) as "paced_planned",
  sum("p"."b_0") as "b_0",
  count(*) filter (where "p"."b_0" > 0) as "patients_b_0",
  sum("p"."b_1") as "b_1",
  count(*) filter (where "p"."b_1" > 0) as "patients_b_1",
  sum("p"."b_2") as "b_2",
  count(*) filter (where "p"."b_2" > 0) as "patients_b_2",
  sum("p"."b_3") as "b_3",
  count(*) filter (where "p"."b_3" > 0) as "patients_b_3",
  sum("p"."b_4") as "b_4",
  count(*) filter (where "p"."b_4" > 0) as "patients_b_4"
from (select "c"."area_root" as "line", "c"."clinic_id", "c"."patient_id",
  count(*) as "courses",
  sum(c.sessions_done) as "done",
  sum(c.sessions_done * c.sessions_done) as "done_squares",
  count(*) filter (where c.status not in ('planned', 'ongoing')
and c.sessions_planned is not null) as "ended",
  sum(c.sessions_done) filter (where c.status not in ('planned', 'ongoing')
and c.sessions_planned is not null) as "ended_done",
  sum(c.sessions_planned) filter (where c.status not in ('planned', 'ongoing')
and c.sessions_planned is not null) as "ended_planned",
  count(*) filter (where c.status not in ('planned', 'ongoing')
and c.sessions_planned is not null
and c.sessions_done >= c.sessions_planned) as "ended_complete",
  count(c.interval_days) as "intervals",
  sum(c.interval_days) as "interval_days",
  count(*) filter (where c.interval_days is not null
and protocol.planned_interval_days is not null) as "paced",
  sum(c.interval_days) filter (where c.interval_days is not null
and protocol.planned_interval_days is not null) as "paced_days",
  sum(protocol.planned_interval_days) filter (where c.interval_days is not null
and protocol.planned_interval_days is not null) as "paced_planned",
  count(*) filter (where c.sessions_band = $21) as "b_0",
  count(*) filter (where c.sessions_band = $22) as "b_1",
  count(*) filter (where c.sessions_band = $23) as "b_2",
  count(*) filter (where c.sessions_band = $24) as "b_3",
  count(*) filter (where c.sessions_band = $25) as "b_4"
from "course_profile" as "c"
left join "protocol" on "protocol"."protocol_id" = "c"."protocol_id"
where "c"."control" = $26
and "c"."sessions_done" > $27
and true
group by 1, "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."line"
