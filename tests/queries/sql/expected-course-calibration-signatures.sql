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
and t.area_root in ($68, $69, $70, $71, $72, $73, $74)) then 'yes' else 'no' end, "t"."area_root", concat(((("t"."window_1" is not null
and t.baseline_x100 is not null or "t"."window_2" is not null
and t.baseline_x100 is not null or "t"."window_3" is not null
and t.baseline_x100 is not null or "t"."window_4" is not null
and t.baseline_x100 is not null or "t"."window_5" is not null
and t.baseline_x100 is not null or "t"."window_6" is not null
and t.baseline_x100 is not null or "t"."window_7" is not null
and t.baseline_x100 is not null)) is true)::int, (("t"."window_1" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_2" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_3" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_4" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_5" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_6" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_7" is not null
and t.baseline_x100 is not null) is true)::int, (("t"."window_5" is not null
and t.baseline_x100 is not null
and coalesce(null::double precision, t.responder_x100) is not null) is true)::int, ((a.first_no is not null) is true)::int))::text collate "C" as "cell"
from (select distinct on ("t"."clinic_id", "t"."patient_id", "t"."measure", "t"."area_root") "t".*
from "trajectory" as "t"
where "t"."control" = $75
and t.sessions_done > 0
and t.baseline_x100 is not null
and t.measure in ($76, $77, $78) order by "t"."clinic_id", "t"."patient_id", "t"."measure", "t"."area_root", "t"."month_end", "t"."course_id") as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
left join lateral (select "q"."first_no", case when bool_or(e.duration_days is null) filter (where e.term = 'erythema'
and e.session_no = q.first_no) then null else coalesce(max(e.duration_days) filter (where e.term = 'erythema'
and e.session_no = q.first_no), 0) end as "red_days", coalesce(bool_or(e.term = $79), false) as "darkened"
from (select min("s"."session_no") as "first_no"
from "session" as "s"
where s.clinic_id = t.clinic_id
and s.course_id = t.course_id
and "s"."performed" = $80
and "s"."side_effects_asked" = $81) as "q"
left join "side_effect" as "e" on e.clinic_id = t.clinic_id
and e.course_id = t.course_id
and "e"."severity" <> $82
and "e"."term" in ($83, $84)
group by "q"."first_no") as "a" on true) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells"
