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
from (select '' as "base", "c"."clinic_id", "c"."patient_id", jsonb_build_array("c"."protocol_id", "c"."area_root", concat(((c.status not in ('planned', 'ongoing')
and c.sessions_planned is not null) is true)::int, ((c.interval_days is not null
and p.planned_interval_days is not null) is true)::int, ((k.depth_judged > 0) is true)::int, ((k.device_judged > 0) is true)::int))::text collate "C" as "cell"
from "treated_course" as "k"
inner join "course_profile" as "c" on "c"."clinic_id" = "k"."clinic_id"
and "c"."course_id" = "k"."course_id"
left join "protocol" as "p" on "p"."protocol_id" = "c"."protocol_id"
where "c"."control" = $21) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
