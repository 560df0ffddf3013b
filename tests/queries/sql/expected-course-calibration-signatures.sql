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
from (select "t"."measure" as "base", "t"."clinic_id", "t"."patient_id", jsonb_build_array(case when (t.measure in ($19)
and t.area_root in ($20, $21)) or (t.measure in ($22)
and t.area_root in ($23)) or (t.measure in ($24)
and t.area_root in ($25)) or (t.measure in ($26, $27)
and t.area_root in ($28, $29, $30, $31, $32, $33, $34)) or (t.measure in ($35)
and t.area_root in ($36)) or (t.measure in ($37)
and t.area_root not in ($38)) or (t.measure in ($39)
and t.area_root in ($40, $41, $42, $43, $44, $45, $46)) or (t.measure in ($47)
and t.area_root in ($48, $49, $50, $51, $52, $53, $54)) or (t.measure in ($55)
and t.area_root in ($56, $57, $58, $59, $60, $61, $62)) or (t.measure in ($63)
and t.area_root in ($64, $65, $66, $67, $68, $69, $70)) or (t.measure in ($71)
and t.area_root in ($72, $73, $74, $75, $76, $77, $78)) then 'yes' else 'no' end, "t"."area_root", concat(((("t"."window_1" is not null
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
where "t"."control" = $79
and t.sessions_done > 0
and t.baseline_x100 is not null
and t.measure in ($80, $81, $82) order by "t"."clinic_id", "t"."patient_id", "t"."measure", "t"."area_root", "t"."month_end", "t"."course_id") as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
left join lateral (select "q"."first_no", case when bool_or(e.duration_days is null) filter (where e.term = 'erythema'
and e.session_no = q.first_no) then null else coalesce(max(e.duration_days) filter (where e.term = 'erythema'
and e.session_no = q.first_no), 0) end as "red_days", coalesce(bool_or(e.term = $83), false) as "darkened"
from (select min("s"."session_no") as "first_no"
from "session" as "s"
where s.clinic_id = t.clinic_id
and s.course_id = t.course_id
and "s"."performed" = $84
and "s"."side_effects_asked" = $85) as "q"
left join "side_effect" as "e" on e.clinic_id = t.clinic_id
and e.course_id = t.course_id
and "e"."severity" <> $86
and "e"."term" in ($87, $88)
group by "q"."first_no") as "a" on true) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
