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
from (select (t.concern || '.' || t.measure) as "base", "t"."clinic_id", "t"."patient_id", jsonb_build_array("t"."area_root", "t"."depth_band", concat((("t"."window_1" is not null
and true) is true)::int, (("t"."window_2" is not null
and true) is true)::int, (("t"."window_3" is not null
and true) is true)::int, (("t"."window_4" is not null
and true) is true)::int, (("t"."window_5" is not null
and true) is true)::int, (("t"."window_6" is not null
and true) is true)::int, (("t"."window_7" is not null
and true) is true)::int, ((((t.measure = $21
and "t"."window_5" is not null
and true
and "t"."window_5" <= $22::int) or (t.measure = $23
and "t"."window_5" is not null
and true
and "t"."window_5" <= $24::int) or (t.measure = $25
and "t"."window_5" is not null
and true
and "t"."window_5" >= $26::int) or (t.measure = $27
and "t"."window_5" is not null
and true
and "t"."window_5" >= $28::int) or (t.measure = $29
and "t"."window_5" is not null
and true
and "t"."window_5" >= $30::int))) is true)::int, ((((t.measure = $31
and "t"."window_5" is not null
and true
and "t"."window_5" <= $32::int
and not ("t"."window_5" <= $33::int)) or (t.measure = $34
and "t"."window_5" is not null
and true
and "t"."window_5" <= $35::int
and not ("t"."window_5" <= $36::int)) or (t.measure = $37
and "t"."window_5" is not null
and true
and "t"."window_5" >= $38::int
and not ("t"."window_5" >= $39::int)) or (t.measure = $40
and "t"."window_5" is not null
and true
and "t"."window_5" >= $41::int
and not ("t"."window_5" >= $42::int)) or (t.measure = $43
and "t"."window_5" is not null
and true
and "t"."window_5" >= $44::int
and not ("t"."window_5" >= $45::int)))) is true)::int, ((((t.measure = $46
and "t"."window_5" is not null
and true
and "t"."window_5" <= $47::int
and not ("t"."window_5" <= $48::int)) or (t.measure = $49
and "t"."window_5" is not null
and true
and "t"."window_5" <= $50::int
and not ("t"."window_5" <= $51::int)) or (t.measure = $52
and "t"."window_5" is not null
and true
and "t"."window_5" >= $53::int
and not ("t"."window_5" >= $54::int)) or (t.measure = $55
and "t"."window_5" is not null
and true
and "t"."window_5" >= $56::int
and not ("t"."window_5" >= $57::int)) or (t.measure = $58
and "t"."window_5" is not null
and true
and "t"."window_5" >= $59::int
and not ("t"."window_5" >= $60::int)))) is true)::int, ((((t.measure = $61
and "t"."window_5" is not null
and true
and "t"."window_5" <= $62::int
and not ("t"."window_5" <= $63::int)) or (t.measure = $64
and "t"."window_5" is not null
and true
and "t"."window_5" <= $65::int
and not ("t"."window_5" <= $66::int)) or (t.measure = $67
and "t"."window_5" is not null
and true
and "t"."window_5" >= $68::int
and not ("t"."window_5" >= $69::int)) or (t.measure = $70
and "t"."window_5" is not null
and true
and "t"."window_5" >= $71::int
and not ("t"."window_5" >= $72::int)) or (t.measure = $73
and "t"."window_5" is not null
and true
and "t"."window_5" >= $74::int
and not ("t"."window_5" >= $75::int)))) is true)::int, ((((t.measure = $76
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $77::int)) or (t.measure = $78
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $79::int)) or (t.measure = $80
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $81::int)) or (t.measure = $82
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $83::int)) or (t.measure = $84
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $85::int)))) is true)::int, ((((t.measure = $86
and "t"."window_5" is not null
and true
and "t"."window_5" <= $87::int) or (t.measure = $88
and "t"."window_5" is not null
and true
and "t"."window_5" <= $89::int) or (t.measure = $90
and "t"."window_5" is not null
and true
and "t"."window_5" >= $91::int) or (t.measure = $92
and "t"."window_5" is not null
and true
and "t"."window_5" >= $93::int) or (t.measure = $94
and "t"."window_5" is not null
and true
and "t"."window_5" >= $95::int))) is true)::int, ((((t.measure = $96
and "t"."window_5" is not null
and true
and "t"."window_5" <= $97::int
and not ("t"."window_5" <= $98::int)) or (t.measure = $99
and "t"."window_5" is not null
and true
and "t"."window_5" <= $100::int
and not ("t"."window_5" <= $101::int)) or (t.measure = $102
and "t"."window_5" is not null
and true
and "t"."window_5" >= $103::int
and not ("t"."window_5" >= $104::int)) or (t.measure = $105
and "t"."window_5" is not null
and true
and "t"."window_5" >= $106::int
and not ("t"."window_5" >= $107::int)) or (t.measure = $108
and "t"."window_5" is not null
and true
and "t"."window_5" >= $109::int
and not ("t"."window_5" >= $110::int)))) is true)::int, ((((t.measure = $111
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $112::int)) or (t.measure = $113
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $114::int)) or (t.measure = $115
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $116::int)) or (t.measure = $117
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $118::int)) or (t.measure = $119
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $120::int)))) is true)::int))::text collate "C" as "cell"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where t.control = false
and t.sessions_done > 0
and t.measure in ($121, $122, $123, $124, $125)
and t.concern = $126) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
