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
where "clinic_id" in ($11, $12)), "contact" as (select *
from "contact"
where "clinic_id" in ($13, $14))
select "p"."base", "p"."cells",
  count(*) as "patients"
from (select "c"."base", string_agg(distinct c.cell, ',' order by c.cell) as "cells"
from (select "t"."measure" as "base", "t"."clinic_id", "t"."patient_id", jsonb_build_array(case when (t.measure in ($15)
and t.area_root in ($16, $17)) or (t.measure in ($18)
and t.area_root in ($19)) or (t.measure in ($20)
and t.area_root in ($21)) or (t.measure in ($22, $23)
and t.area_root in ($24, $25, $26, $27, $28, $29, $30)) or (t.measure in ($31)
and t.area_root in ($32)) or (t.measure in ($33)
and t.area_root not in ($34)) or (t.measure in ($35)
and t.area_root in ($36, $37, $38, $39, $40, $41, $42)) or (t.measure in ($43)
and t.area_root in ($44, $45, $46, $47, $48, $49, $50)) or (t.measure in ($51)
and t.area_root in ($52, $53, $54, $55, $56, $57, $58)) or (t.measure in ($59)
and t.area_root in ($60, $61, $62, $63, $64, $65, $66)) or (t.measure in ($67)
and t.area_root in ($68, $69, $70, $71, $72, $73, $74)) then 'yes' else 'no' end, "t"."area_root", "t"."depth_band", concat((("t"."window_5" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_5" is not null
and t.baseline_x100 is not null
and t.responder_x100 is not null) is true)::int, (((t.clinic_id, t.course_id, t.measure) in (
select clinic_id, course_id, measure
from assessment
where value is not null
and quality <> 'rejected'
and imputed = 'none'
group by clinic_id, course_id, measure, assessed_day, body_area, side, view having count(*) > 1 )) is true)::int))::text collate "C" as "cell"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."control" = $75
and t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."measure" in ($76, $77, $78)) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells"
