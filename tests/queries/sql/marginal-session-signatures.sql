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
and t.area_root in ($68, $69, $70, $71, $72, $73, $74)) then 'yes' else 'no' end, "t"."area_root", concat(((l.afters[$75::int] is not null
and ($76::int = 1 or l.afters[$77::int] is not null)) is true)::int, ((l.afters[$78::int] is not null
and ($79::int = 1 or l.afters[$80::int] is not null)) is true)::int, ((l.afters[$81::int] is not null
and ($82::int = 1 or l.afters[$83::int] is not null)) is true)::int, ((l.afters[$84::int] is not null
and ($85::int = 1 or l.afters[$86::int] is not null)) is true)::int, ((l.afters[$87::int] is not null
and ($88::int = 1 or l.afters[$89::int] is not null)) is true)::int, ((l.afters[$90::int] is not null
and ($91::int = 1 or l.afters[$92::int] is not null)) is true)::int, ((l.afters[$93::int] is not null
and ($94::int = 1 or l.afters[$95::int] is not null)) is true)::int, ((l.afters[$96::int] is not null
and ($97::int = 1 or l.afters[$98::int] is not null)) is true)::int))::text collate "C" as "cell"
from "trajectory" as "t"
inner join lateral (select array_agg((
select round(avg(a.value) * 100)::int
from assessment as a
where a.clinic_id = t.clinic_id
and a.course_id = t.course_id
and a.measure = t.measure
and a.value is not null
and a.quality <> 'rejected'
and a.imputed = 'none'
and a.assessed_day between g.day + $99::int
and least(g.day + $100::int, g.next_day)
group by a.assessed_day order by a.assessed_day desc limit 1 ) order by g.nth) as "afters"
from (select "s"."session_day" as "day", row_number() over (order by s.session_day, s.session_no) as "nth", lead(s.session_day) over (order by s.session_day, s.session_no) as "next_day"
from "session" as "s"
where "s"."clinic_id" = "t"."clinic_id"
and "s"."course_id" = "t"."course_id"
and "s"."performed" = $101) as "g"
where "g"."nth" <= $102) as "l" on true
where "t"."control" = $103
and t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."measure" in ($104, $105, $106)) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells"
