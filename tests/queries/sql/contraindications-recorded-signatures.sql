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
select "s"."base", "s"."cells",
  sum(s.patients) as "patients"
from (select "p"."base", "p"."cells",
  count(*) as "patients"
from (select "c"."base", string_agg(distinct c.cell, ',' order by c.cell) as "cells"
from (select '' as "base", "c"."clinic_id", "c"."patient_id", jsonb_build_array(concat((("p"."keloid_history" = $21) is true)::int, (("p"."keloid_history" = $22) is true)::int, (("p"."keloid_history" = $23) is true)::int, (("p"."isotretinoin_6m" = $24) is true)::int, (("p"."isotretinoin_6m" = $25) is true)::int, (("p"."isotretinoin_6m" = $26) is true)::int, (("p"."anticoagulant" = $27) is true)::int, (("p"."anticoagulant" = $28) is true)::int, (("p"."anticoagulant" = $29) is true)::int, (("p"."pregnancy" = $30) is true)::int, (("p"."pregnancy" = $31) is true)::int, (("p"."pregnancy" = $32) is true)::int, (("p"."active_infection" = $33) is true)::int, (("p"."active_infection" = $34) is true)::int, (("p"."active_infection" = $35) is true)::int, (("p"."immunosuppressed" = $36) is true)::int, (("p"."immunosuppressed" = $37) is true)::int, (("p"."immunosuppressed" = $38) is true)::int))::text collate "C" as "cell"
from "course_profile" as "c"
inner join "patient" as "p" on "p"."clinic_id" = "c"."clinic_id"
and "p"."patient_id" = "c"."patient_id"
where "c"."control" = $39
and "c"."sessions_done" > $40) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
