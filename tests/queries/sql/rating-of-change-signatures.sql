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
from (select (t.concern || '.' || t.measure) as "base", "t"."clinic_id", "t"."patient_id", jsonb_build_array("t"."area_root", "t"."depth_band", concat((("t"."window_1" is not null
and true) is true)::int, (("t"."window_2" is not null
and true) is true)::int, (("t"."window_3" is not null
and true) is true)::int, (("t"."window_4" is not null
and true) is true)::int, (("t"."window_5" is not null
and true) is true)::int, (("t"."window_6" is not null
and true) is true)::int, (("t"."window_7" is not null
and true) is true)::int, ((((t.measure = $15
and "t"."window_5" is not null
and true
and "t"."window_5" <= $16::int) or (t.measure = $17
and "t"."window_5" is not null
and true
and "t"."window_5" <= $18::int) or (t.measure = $19
and "t"."window_5" is not null
and true
and "t"."window_5" >= $20::int) or (t.measure = $21
and "t"."window_5" is not null
and true
and "t"."window_5" >= $22::int) or (t.measure = $23
and "t"."window_5" is not null
and true
and "t"."window_5" >= $24::int))) is true)::int, ((((t.measure = $25
and "t"."window_5" is not null
and true
and "t"."window_5" <= $26::int
and not ("t"."window_5" <= $27::int)) or (t.measure = $28
and "t"."window_5" is not null
and true
and "t"."window_5" <= $29::int
and not ("t"."window_5" <= $30::int)) or (t.measure = $31
and "t"."window_5" is not null
and true
and "t"."window_5" >= $32::int
and not ("t"."window_5" >= $33::int)) or (t.measure = $34
and "t"."window_5" is not null
and true
and "t"."window_5" >= $35::int
and not ("t"."window_5" >= $36::int)) or (t.measure = $37
and "t"."window_5" is not null
and true
and "t"."window_5" >= $38::int
and not ("t"."window_5" >= $39::int)))) is true)::int, ((((t.measure = $40
and "t"."window_5" is not null
and true
and "t"."window_5" <= $41::int
and not ("t"."window_5" <= $42::int)) or (t.measure = $43
and "t"."window_5" is not null
and true
and "t"."window_5" <= $44::int
and not ("t"."window_5" <= $45::int)) or (t.measure = $46
and "t"."window_5" is not null
and true
and "t"."window_5" >= $47::int
and not ("t"."window_5" >= $48::int)) or (t.measure = $49
and "t"."window_5" is not null
and true
and "t"."window_5" >= $50::int
and not ("t"."window_5" >= $51::int)) or (t.measure = $52
and "t"."window_5" is not null
and true
and "t"."window_5" >= $53::int
and not ("t"."window_5" >= $54::int)))) is true)::int, ((((t.measure = $55
and "t"."window_5" is not null
and true
and "t"."window_5" <= $56::int
and not ("t"."window_5" <= $57::int)) or (t.measure = $58
and "t"."window_5" is not null
and true
and "t"."window_5" <= $59::int
and not ("t"."window_5" <= $60::int)) or (t.measure = $61
and "t"."window_5" is not null
and true
and "t"."window_5" >= $62::int
and not ("t"."window_5" >= $63::int)) or (t.measure = $64
and "t"."window_5" is not null
and true
and "t"."window_5" >= $65::int
and not ("t"."window_5" >= $66::int)) or (t.measure = $67
and "t"."window_5" is not null
and true
and "t"."window_5" >= $68::int
and not ("t"."window_5" >= $69::int)))) is true)::int, ((((t.measure = $70
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $71::int)) or (t.measure = $72
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $73::int)) or (t.measure = $74
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $75::int)) or (t.measure = $76
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $77::int)) or (t.measure = $78
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $79::int)))) is true)::int, ((((t.measure = $80
and "t"."window_5" is not null
and true
and "t"."window_5" <= $81::int) or (t.measure = $82
and "t"."window_5" is not null
and true
and "t"."window_5" <= $83::int) or (t.measure = $84
and "t"."window_5" is not null
and true
and "t"."window_5" >= $85::int) or (t.measure = $86
and "t"."window_5" is not null
and true
and "t"."window_5" >= $87::int) or (t.measure = $88
and "t"."window_5" is not null
and true
and "t"."window_5" >= $89::int))) is true)::int, ((((t.measure = $90
and "t"."window_5" is not null
and true
and "t"."window_5" <= $91::int
and not ("t"."window_5" <= $92::int)) or (t.measure = $93
and "t"."window_5" is not null
and true
and "t"."window_5" <= $94::int
and not ("t"."window_5" <= $95::int)) or (t.measure = $96
and "t"."window_5" is not null
and true
and "t"."window_5" >= $97::int
and not ("t"."window_5" >= $98::int)) or (t.measure = $99
and "t"."window_5" is not null
and true
and "t"."window_5" >= $100::int
and not ("t"."window_5" >= $101::int)) or (t.measure = $102
and "t"."window_5" is not null
and true
and "t"."window_5" >= $103::int
and not ("t"."window_5" >= $104::int)))) is true)::int, ((((t.measure = $105
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $106::int)) or (t.measure = $107
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $108::int)) or (t.measure = $109
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $110::int)) or (t.measure = $111
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $112::int)) or (t.measure = $113
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $114::int)))) is true)::int))::text collate "C" as "cell"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where t.control = false
and t.sessions_done > 0
and t.measure in ($115, $116, $117, $118, $119)
and t.concern = $120) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells"
