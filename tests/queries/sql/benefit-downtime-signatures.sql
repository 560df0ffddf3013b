with "clinic" as not materialized (select *
from "clinic"
where "clinic_id" in ($1, $2)), "course_profile" as not materialized (select *
from "course_profile"
where "clinic_id" in ($3, $4)), "trajectory" as not materialized (select *
from "trajectory"
where "clinic_id" in ($5, $6)), "session" as not materialized (select *
from "session"
where "clinic_id" in ($7, $8)), "assessment" as not materialized (select *
from "assessment"
where "clinic_id" in ($9, $10)), "side_effect" as not materialized (select *
from "side_effect"
where "clinic_id" in ($11, $12)), "contact" as not materialized (select *
from "contact"
where "clinic_id" in ($13, $14)), "patient" as not materialized (select "clinic_id", "patient_id", "keloid_history", "isotretinoin_6m", "anticoagulant", "pregnancy", "active_infection", "immunosuppressed"
from "patient"
where "clinic_id" in ($15, $16))
select "p"."base", "p"."cells",
  count(*) as "patients"
from (select "c"."base", string_agg(distinct c.cell, ',' order by c.cell) as "cells"
from (select "t"."measure" as "base", "t"."clinic_id", "t"."patient_id", jsonb_build_array(case when (t.measure in ($17)
and t.area_root in ($18, $19)) or (t.measure in ($20)
and t.area_root in ($21)) or (t.measure in ($22)
and t.area_root in ($23)) or (t.measure in ($24, $25)
and t.area_root in ($26, $27, $28, $29, $30, $31, $32)) or (t.measure in ($33)
and t.area_root in ($34)) or (t.measure in ($35)
and t.area_root not in ($36)) or (t.measure in ($37)
and t.area_root in ($38, $39, $40, $41, $42, $43, $44)) or (t.measure in ($45)
and t.area_root in ($46, $47, $48, $49, $50, $51, $52)) or (t.measure in ($53)
and t.area_root in ($54, $55, $56, $57, $58, $59, $60)) or (t.measure in ($61)
and t.area_root in ($62, $63, $64, $65, $66, $67, $68)) or (t.measure in ($69)
and t.area_root in ($70, $71, $72, $73, $74, $75, $76)) then 'yes' else 'no' end, "t"."area_root", "t"."protocol_id", concat((("t"."window_5" is not null
and t.baseline_x100 is not null) is true)::int, ((exists (
select from session as s
where s.clinic_id = t.clinic_id
and s.course_id = t.course_id
and s.performed = 'done'
and s.side_effects_asked = 'yes' )) is true)::int))::text collate "C" as "cell"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."control" = $77
and t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."measure" in ($78, $79, $80)) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells"
