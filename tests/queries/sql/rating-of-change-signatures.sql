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
from (select (t.concern || '.' || t.measure) as "base", "t"."clinic_id", "t"."patient_id", jsonb_build_array("t"."area_root", "t"."depth_band", concat((("t"."window_1" is not null
and true) is true)::int, (("t"."window_2" is not null
and true) is true)::int, (("t"."window_3" is not null
and true) is true)::int, (("t"."window_4" is not null
and true) is true)::int, (("t"."window_5" is not null
and true) is true)::int, (("t"."window_6" is not null
and true) is true)::int, (("t"."window_7" is not null
and true) is true)::int, ((((t.measure = $17
and "t"."window_5" is not null
and true
and "t"."window_5" <= $18::int) or (t.measure = $19
and "t"."window_5" is not null
and true
and "t"."window_5" <= $20::int) or (t.measure = $21
and "t"."window_5" is not null
and true
and "t"."window_5" >= $22::int) or (t.measure = $23
and "t"."window_5" is not null
and true
and "t"."window_5" >= $24::int) or (t.measure = $25
and "t"."window_5" is not null
and true
and "t"."window_5" >= $26::int))) is true)::int, ((((t.measure = $27
and "t"."window_5" is not null
and true
and "t"."window_5" <= $28::int
and not ("t"."window_5" <= $29::int)) or (t.measure = $30
and "t"."window_5" is not null
and true
and "t"."window_5" <= $31::int
and not ("t"."window_5" <= $32::int)) or (t.measure = $33
and "t"."window_5" is not null
and true
and "t"."window_5" >= $34::int
and not ("t"."window_5" >= $35::int)) or (t.measure = $36
and "t"."window_5" is not null
and true
and "t"."window_5" >= $37::int
and not ("t"."window_5" >= $38::int)) or (t.measure = $39
and "t"."window_5" is not null
and true
and "t"."window_5" >= $40::int
and not ("t"."window_5" >= $41::int)))) is true)::int, ((((t.measure = $42
and "t"."window_5" is not null
and true
and "t"."window_5" <= $43::int
and not ("t"."window_5" <= $44::int)) or (t.measure = $45
and "t"."window_5" is not null
and true
and "t"."window_5" <= $46::int
and not ("t"."window_5" <= $47::int)) or (t.measure = $48
and "t"."window_5" is not null
and true
and "t"."window_5" >= $49::int
and not ("t"."window_5" >= $50::int)) or (t.measure = $51
and "t"."window_5" is not null
and true
and "t"."window_5" >= $52::int
and not ("t"."window_5" >= $53::int)) or (t.measure = $54
and "t"."window_5" is not null
and true
and "t"."window_5" >= $55::int
and not ("t"."window_5" >= $56::int)))) is true)::int, ((((t.measure = $57
and "t"."window_5" is not null
and true
and "t"."window_5" <= $58::int
and not ("t"."window_5" <= $59::int)) or (t.measure = $60
and "t"."window_5" is not null
and true
and "t"."window_5" <= $61::int
and not ("t"."window_5" <= $62::int)) or (t.measure = $63
and "t"."window_5" is not null
and true
and "t"."window_5" >= $64::int
and not ("t"."window_5" >= $65::int)) or (t.measure = $66
and "t"."window_5" is not null
and true
and "t"."window_5" >= $67::int
and not ("t"."window_5" >= $68::int)) or (t.measure = $69
and "t"."window_5" is not null
and true
and "t"."window_5" >= $70::int
and not ("t"."window_5" >= $71::int)))) is true)::int, ((((t.measure = $72
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $73::int)) or (t.measure = $74
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $75::int)) or (t.measure = $76
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $77::int)) or (t.measure = $78
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $79::int)) or (t.measure = $80
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $81::int)))) is true)::int, ((((t.measure = $82
and "t"."window_5" is not null
and true
and "t"."window_5" <= $83::int) or (t.measure = $84
and "t"."window_5" is not null
and true
and "t"."window_5" <= $85::int) or (t.measure = $86
and "t"."window_5" is not null
and true
and "t"."window_5" >= $87::int) or (t.measure = $88
and "t"."window_5" is not null
and true
and "t"."window_5" >= $89::int) or (t.measure = $90
and "t"."window_5" is not null
and true
and "t"."window_5" >= $91::int))) is true)::int, ((((t.measure = $92
and "t"."window_5" is not null
and true
and "t"."window_5" <= $93::int
and not ("t"."window_5" <= $94::int)) or (t.measure = $95
and "t"."window_5" is not null
and true
and "t"."window_5" <= $96::int
and not ("t"."window_5" <= $97::int)) or (t.measure = $98
and "t"."window_5" is not null
and true
and "t"."window_5" >= $99::int
and not ("t"."window_5" >= $100::int)) or (t.measure = $101
and "t"."window_5" is not null
and true
and "t"."window_5" >= $102::int
and not ("t"."window_5" >= $103::int)) or (t.measure = $104
and "t"."window_5" is not null
and true
and "t"."window_5" >= $105::int
and not ("t"."window_5" >= $106::int)))) is true)::int, ((((t.measure = $107
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $108::int)) or (t.measure = $109
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $110::int)) or (t.measure = $111
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $112::int)) or (t.measure = $113
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $114::int)) or (t.measure = $115
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $116::int)))) is true)::int))::text collate "C" as "cell"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where t.control = false
and t.sessions_done > 0
and t.measure in ($117, $118, $119, $120, $121)
and t.concern = $122) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells"
