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
and t.area_root in ($70, $71, $72, $73, $74, $75, $76)) then 'yes' else 'no' end, "t"."area_root", concat(((l.afters[$77::int] is not null
and ($78::int = 1 or l.afters[$79::int] is not null)) is true)::int, ((l.afters[$80::int] is not null
and ($81::int = 1 or l.afters[$82::int] is not null)) is true)::int, ((l.afters[$83::int] is not null
and ($84::int = 1 or l.afters[$85::int] is not null)) is true)::int, ((l.afters[$86::int] is not null
and ($87::int = 1 or l.afters[$88::int] is not null)) is true)::int, ((l.afters[$89::int] is not null
and ($90::int = 1 or l.afters[$91::int] is not null)) is true)::int, ((l.afters[$92::int] is not null
and ($93::int = 1 or l.afters[$94::int] is not null)) is true)::int, ((l.afters[$95::int] is not null
and ($96::int = 1 or l.afters[$97::int] is not null)) is true)::int, ((l.afters[$98::int] is not null
and ($99::int = 1 or l.afters[$100::int] is not null)) is true)::int))::text collate "C" as "cell"
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
and a.assessed_day between g.day + $101::int
and least(g.day + $102::int, g.next_day)
group by a.assessed_day order by a.assessed_day desc limit 1 ) order by g.nth) as "afters"
from (select "s"."session_day" as "day", row_number() over (order by s.session_day, s.session_no) as "nth", lead(s.session_day) over (order by s.session_day, s.session_no) as "next_day"
from "session" as "s"
where "s"."clinic_id" = "t"."clinic_id"
and "s"."course_id" = "t"."course_id"
and "s"."performed" = $103) as "g"
where "g"."nth" <= $104) as "l" on true
where "t"."control" = $105
and t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."measure" in ($106, $107, $108)) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells"
