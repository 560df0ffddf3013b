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
select count(*) as "patients",
  sum(t.courses) as "courses",
  count(*) filter (where "t"."keloid_history" = $21) as "keloid_history_yes",
  count(*) filter (where "t"."keloid_history" = $22) as "keloid_history_no",
  count(*) filter (where "t"."keloid_history" = $23) as "keloid_history_unknown",
  count(*) filter (where "t"."isotretinoin_6m" = $24) as "isotretinoin_6m_yes",
  count(*) filter (where "t"."isotretinoin_6m" = $25) as "isotretinoin_6m_no",
  count(*) filter (where "t"."isotretinoin_6m" = $26) as "isotretinoin_6m_unknown",
  count(*) filter (where "t"."anticoagulant" = $27) as "anticoagulant_yes",
  count(*) filter (where "t"."anticoagulant" = $28) as "anticoagulant_no",
  count(*) filter (where "t"."anticoagulant" = $29) as "anticoagulant_unknown",
  count(*) filter (where "t"."pregnancy" = $30) as "pregnancy_yes",
  count(*) filter (where "t"."pregnancy" = $31) as "pregnancy_no",
  count(*) filter (where "t"."pregnancy" = $32) as "pregnancy_unknown",
  count(*) filter (where "t"."active_infection" = $33) as "active_infection_yes",
  count(*) filter (where "t"."active_infection" = $34) as "active_infection_no",
  count(*) filter (where "t"."active_infection" = $35) as "active_infection_unknown",
  count(*) filter (where "t"."immunosuppressed" = $36) as "immunosuppressed_yes",
  count(*) filter (where "t"."immunosuppressed" = $37) as "immunosuppressed_no",
  count(*) filter (where "t"."immunosuppressed" = $38) as "immunosuppressed_unknown"
from (select count(*) as "courses", "p"."keloid_history", "p"."isotretinoin_6m", "p"."anticoagulant", "p"."pregnancy", "p"."active_infection", "p"."immunosuppressed"
from "course_profile" as "c"
inner join "patient" as "p" on "p"."clinic_id" = "c"."clinic_id"
and "p"."patient_id" = "c"."patient_id"
where "c"."control" = $39
and "c"."sessions_done" > $40
and true
group by "c"."clinic_id", "c"."patient_id", "p"."keloid_history", "p"."isotretinoin_6m", "p"."anticoagulant", "p"."pregnancy", "p"."active_infection", "p"."immunosuppressed") as "t" having count(*) > 0
