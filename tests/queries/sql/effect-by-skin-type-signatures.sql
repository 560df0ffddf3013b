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
select "s"."base", "s"."cells",
  sum(s.patients) as "patients"
from (select "p"."base", "p"."cells",
  count(*) as "patients"
from (select "c"."base", string_agg(distinct c.cell, ',' order by c.cell) as "cells"
from (select '' as "base", "c"."clinic_id", "c"."patient_id", jsonb_build_array("c"."depth_band", "c"."skin_band", concat(((s.side_effects_asked = 'yes') is true)::int))::text collate "C" as "cell"
from "session" as "s"
inner join "course_profile" as "c" on "c"."clinic_id" = "s"."clinic_id"
and "c"."course_id" = "s"."course_id"
left join (select "e"."clinic_id", "e"."course_id", null::int as "session_no",
  array_agg(distinct e.term) filter (where true) as "terms", null::text[] as "any_terms", null::text[] as "worse_terms"
from "side_effect" as "e"
inner join "session" as "s" on "s"."clinic_id" = "e"."clinic_id"
and "s"."course_id" = "e"."course_id"
and "s"."session_no" = "e"."session_no"
and "s"."performed" = $19
and s.side_effects_asked = 'yes'
where "e"."severity" <> $20
and "e"."session_no" is not null
group by "e"."clinic_id", "e"."course_id", 3) as "r" on "r"."clinic_id" = "s"."clinic_id"
and "r"."course_id" = "s"."course_id"
and true
left join (select "e"."clinic_id", "e"."course_id",
  bool_or((e.serious = 'yes' or e.term in ($21, $22, $23))) as "serious",
  bool_or((e.serious = 'yes' or e.term in ($24, $25, $26)) or e.term in ($27, $28, $29, $30, $31, $32)) as "unexpected"
from "side_effect" as "e"
where "e"."severity" <> $33
group by "e"."clinic_id", "e"."course_id") as "x" on "x"."clinic_id" = "s"."clinic_id"
and "x"."course_id" = "s"."course_id"
where "s"."performed" = $34
and "c"."control" = $35) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
