with "clinic" as (select *
from "clinic"
where "clinic_id" in ($1, $2)), "course_profile" as (select *
from "course_profile"
where "clinic_id" in ($3, $4)), "trajectory" as (select *
from "trajectory"
where "clinic_id" in ($5, $6)), "session" as (select *
from "session"
where "clinic_id" in ($7, $8)), "assessment" as (select *
from "assessment"
where "clinic_id" in ($9, $10)), "side_effect" as (select *
from "side_effect"
where "clinic_id" in ($11, $12))
select "p"."base", "p"."cells",
  count(*) as "patients"
from (select "c"."base", string_agg(distinct c.cell, ',' order by c.cell) as "cells"
from (select "t"."measure" as "base", "t"."clinic_id", "t"."patient_id", jsonb_build_array(case when (t.measure in ($13)
and t.area_root in ($14, $15)) or (t.measure in ($16)
and t.area_root in ($17)) or (t.measure in ($18)
and t.area_root in ($19)) or (t.measure in ($20, $21)
and t.area_root in ($22, $23, $24, $25, $26, $27, $28)) or (t.measure in ($29)
and t.area_root in ($30)) or (t.measure in ($31)
and t.area_root not in ($32)) or (t.measure in ($33)
and t.area_root in ($34, $35, $36, $37, $38, $39, $40)) or (t.measure in ($41)
and t.area_root in ($42, $43, $44, $45, $46, $47, $48)) or (t.measure in ($49)
and t.area_root in ($50, $51, $52, $53, $54, $55, $56)) or (t.measure in ($57)
and t.area_root in ($58, $59, $60, $61, $62, $63, $64)) or (t.measure in ($65)
and t.area_root in ($66, $67, $68, $69, $70, $71, $72)) then 'yes' else 'no' end, "t"."area_root", concat((("t"."window_1" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_2" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_3" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_4" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_5" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_6" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_7" is not null
and t.baseline_x100 is not null) is true)::int))::text collate "C" as "cell"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."control" = $73
and t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."measure" in ($74, $75, $76)) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells"
