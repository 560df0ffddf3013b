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
and t.area_root in ($74, $75, $76, $77, $78, $79, $80)) then 'yes' else 'no' end, t.contrast, "t"."area_root", concat((((t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_1" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_1" - t.second_baseline)) is not null) is true)::int, (((t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_2" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_2" - t.second_baseline)) is not null) is true)::int, (((t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_3" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_3" - t.second_baseline)) is not null) is true)::int, (((t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_4" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_4" - t.second_baseline)) is not null) is true)::int, (((t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_5" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_5" - t.second_baseline)) is not null) is true)::int, (((t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_6" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_6" - t.second_baseline)) is not null) is true)::int, (((t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_7" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_7" - t.second_baseline)) is not null) is true)::int, (((t.sessions_done > 0
and t.second_given
and t.baseline_x100 is not null
and t.second_baseline is not null)
and (t.direction * ("t"."window_5" - t.baseline_x100)) is not null
and (t.direction * ("t"."second_5" - t.second_baseline)) is not null
and t.responder_x100 is not null
and t.second_responder is not null) is true)::int))::text collate "C" as "cell"
from (select distinct on ("t"."clinic_id", "t"."patient_id", "t"."measure", "t"."area_root", case when o.control then 'untreated' else coalesce(t.protocol_id, '') || ' | ' || coalesce(o.protocol_id, '') end) "t".*, case when o.control then 'untreated' else coalesce(t.protocol_id, '') || ' | ' || coalesce(o.protocol_id, '') end as "contrast", "u"."baseline_x100" as "second_baseline", "u"."responder_x100" as "second_responder", (o.control or o.sessions_done > 0) as "second_given", "u"."window_1" as "second_1", "u"."window_2" as "second_2", "u"."window_3" as "second_3", "u"."window_4" as "second_4", "u"."window_5" as "second_5", "u"."window_6" as "second_6", "u"."window_7" as "second_7"
from "trajectory" as "t"
inner join "course_profile" as "o" on "o"."clinic_id" = "t"."clinic_id"
and "o"."pair_id" = "t"."pair_id"
and "o"."patient_id" = "t"."patient_id"
and "o"."course_id" <> "t"."course_id"
left join "trajectory" as "u" on "u"."clinic_id" = "o"."clinic_id"
and "u"."course_id" = "o"."course_id"
and "u"."measure" = "t"."measure"
where "t"."control" = $81
and (o.control or coalesce(t.protocol_id, '') < coalesce(o.protocol_id, ''))
and t.measure in ($82, $83, $84) order by "t"."clinic_id", "t"."patient_id", "t"."measure", "t"."area_root", case when o.control then 'untreated' else coalesce(t.protocol_id, '') || ' | ' || coalesce(o.protocol_id, '') end, "t"."month_end", "t"."course_id", "o"."course_id") as "t") as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
