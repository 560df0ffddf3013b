with "clinic" as not materialized (select *
from "clinic"
where "clinic_id" in ($1, $2)), "course_profile" as not materialized (select *
from "course_profile"
where "clinic_id" in ($3, $4)), "trajectory" as not materialized (select *
from "trajectory"
where "clinic_id" in ($5, $6)), "cube_clinic" as not materialized (select *
from "cube_clinic"
where "clinic_id" in ($7, $8)), "session" as not materialized (select *
from "session"
where "clinic_id" in ($9, $10)), "assessment" as not materialized (select *
from "assessment"
where "clinic_id" in ($11, $12)), "side_effect" as not materialized (select *
from "side_effect"
where "clinic_id" in ($13, $14)), "contact" as not materialized (select *
from "contact"
where "clinic_id" in ($15, $16)), "patient" as not materialized (select "clinic_id", "patient_id", "keloid_history", "isotretinoin_6m", "anticoagulant", "pregnancy", "active_infection", "immunosuppressed"
from "patient"
where "clinic_id" in ($17, $18))
select count(*) as "patients",
  sum(t.courses) as "courses",
  count(*) filter (where "t"."keloid_history" = $19) as "keloid_history_yes",
  count(*) filter (where "t"."keloid_history" = $20) as "keloid_history_no",
  count(*) filter (where "t"."keloid_history" = $21) as "keloid_history_unknown",
  count(*) filter (where "t"."isotretinoin_6m" = $22) as "isotretinoin_6m_yes",
  count(*) filter (where "t"."isotretinoin_6m" = $23) as "isotretinoin_6m_no",
  count(*) filter (where "t"."isotretinoin_6m" = $24) as "isotretinoin_6m_unknown",
  count(*) filter (where "t"."anticoagulant" = $25) as "anticoagulant_yes",
  count(*) filter (where "t"."anticoagulant" = $26) as "anticoagulant_no",
  count(*) filter (where "t"."anticoagulant" = $27) as "anticoagulant_unknown",
  count(*) filter (where "t"."pregnancy" = $28) as "pregnancy_yes",
  count(*) filter (where "t"."pregnancy" = $29) as "pregnancy_no",
  count(*) filter (where "t"."pregnancy" = $30) as "pregnancy_unknown",
  count(*) filter (where "t"."active_infection" = $31) as "active_infection_yes",
  count(*) filter (where "t"."active_infection" = $32) as "active_infection_no",
  count(*) filter (where "t"."active_infection" = $33) as "active_infection_unknown",
  count(*) filter (where "t"."immunosuppressed" = $34) as "immunosuppressed_yes",
  count(*) filter (where "t"."immunosuppressed" = $35) as "immunosuppressed_no",
  count(*) filter (where "t"."immunosuppressed" = $36) as "immunosuppressed_unknown"
from (select count(*) as "courses", "p"."keloid_history", "p"."isotretinoin_6m", "p"."anticoagulant", "p"."pregnancy", "p"."active_infection", "p"."immunosuppressed"
from "course_profile" as "c"
inner join "patient" as "p" on "p"."clinic_id" = "c"."clinic_id"
and "p"."patient_id" = "c"."patient_id"
where "c"."control" = $37
and "c"."sessions_done" > $38
and true
group by "c"."clinic_id", "c"."patient_id", "p"."keloid_history", "p"."isotretinoin_6m", "p"."anticoagulant", "p"."pregnancy", "p"."active_infection", "p"."immunosuppressed") as "t" having count(*) > 0
