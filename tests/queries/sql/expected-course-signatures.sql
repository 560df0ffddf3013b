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
from (select "t"."measure" as "base", "t"."clinic_id", "t"."patient_id", jsonb_build_array(case when (t.measure in ($21)
and t.area_root in ($22, $23)) or (t.measure in ($24)
and t.area_root in ($25)) or (t.measure in ($26)
and t.area_root in ($27)) or (t.measure in ($28, $29)
and t.area_root in ($30, $31, $32, $33, $34, $35, $36)) or (t.measure in ($37)
and t.area_root in ($38)) or (t.measure in ($39)
and t.area_root not in ($40)) or (t.measure in ($41)
and t.area_root in ($42, $43, $44, $45, $46, $47, $48)) or (t.measure in ($49)
and t.area_root in ($50, $51, $52, $53, $54, $55, $56)) or (t.measure in ($57)
and t.area_root in ($58, $59, $60, $61, $62, $63, $64)) or (t.measure in ($65)
and t.area_root in ($66, $67, $68, $69, $70, $71, $72)) or (t.measure in ($73)
and t.area_root in ($74, $75, $76, $77, $78, $79, $80)) then 'yes' else 'no' end, "t"."area_root", concat(((("t"."window_1" is not null
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
where "t"."control" = $81
and t.sessions_done > 0
and t.baseline_x100 is not null
and t.measure in ($82, $83, $84) order by "t"."clinic_id", "t"."patient_id", "t"."measure", "t"."area_root", "t"."month_end", "t"."course_id") as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
left join lateral (select "q"."first_no", case when bool_or(e.duration_days is null) filter (where e.term = 'erythema'
and e.session_no = q.first_no) then null else coalesce(max(e.duration_days) filter (where e.term = 'erythema'
and e.session_no = q.first_no), 0) end as "red_days", coalesce(bool_or(e.term = $85), false) as "darkened"
from (select min("s"."session_no") as "first_no"
from "session" as "s"
where s.clinic_id = t.clinic_id
and s.course_id = t.course_id
and "s"."performed" = $86
and "s"."side_effects_asked" = $87) as "q"
left join "side_effect" as "e" on e.clinic_id = t.clinic_id
and e.course_id = t.course_id
and "e"."severity" <> $88
and "e"."term" in ($89, $90)
group by "q"."first_no") as "a" on true) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
