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
from (select (t.concern || '.' || t.measure) as "base", "t"."clinic_id", "t"."patient_id", jsonb_build_array("t"."area_root", "t"."depth_band", concat((("t"."window_1" is not null
and true) is true)::int, (("t"."window_2" is not null
and true) is true)::int, (("t"."window_3" is not null
and true) is true)::int, (("t"."window_4" is not null
and true) is true)::int, (("t"."window_5" is not null
and true) is true)::int, (("t"."window_6" is not null
and true) is true)::int, (("t"."window_7" is not null
and true) is true)::int, ((((t.measure = $19
and "t"."window_5" is not null
and true
and "t"."window_5" <= $20::int) or (t.measure = $21
and "t"."window_5" is not null
and true
and "t"."window_5" <= $22::int) or (t.measure = $23
and "t"."window_5" is not null
and true
and "t"."window_5" >= $24::int) or (t.measure = $25
and "t"."window_5" is not null
and true
and "t"."window_5" >= $26::int) or (t.measure = $27
and "t"."window_5" is not null
and true
and "t"."window_5" >= $28::int))) is true)::int, ((((t.measure = $29
and "t"."window_5" is not null
and true
and "t"."window_5" <= $30::int
and not ("t"."window_5" <= $31::int)) or (t.measure = $32
and "t"."window_5" is not null
and true
and "t"."window_5" <= $33::int
and not ("t"."window_5" <= $34::int)) or (t.measure = $35
and "t"."window_5" is not null
and true
and "t"."window_5" >= $36::int
and not ("t"."window_5" >= $37::int)) or (t.measure = $38
and "t"."window_5" is not null
and true
and "t"."window_5" >= $39::int
and not ("t"."window_5" >= $40::int)) or (t.measure = $41
and "t"."window_5" is not null
and true
and "t"."window_5" >= $42::int
and not ("t"."window_5" >= $43::int)))) is true)::int, ((((t.measure = $44
and "t"."window_5" is not null
and true
and "t"."window_5" <= $45::int
and not ("t"."window_5" <= $46::int)) or (t.measure = $47
and "t"."window_5" is not null
and true
and "t"."window_5" <= $48::int
and not ("t"."window_5" <= $49::int)) or (t.measure = $50
and "t"."window_5" is not null
and true
and "t"."window_5" >= $51::int
and not ("t"."window_5" >= $52::int)) or (t.measure = $53
and "t"."window_5" is not null
and true
and "t"."window_5" >= $54::int
and not ("t"."window_5" >= $55::int)) or (t.measure = $56
and "t"."window_5" is not null
and true
and "t"."window_5" >= $57::int
and not ("t"."window_5" >= $58::int)))) is true)::int, ((((t.measure = $59
and "t"."window_5" is not null
and true
and "t"."window_5" <= $60::int
and not ("t"."window_5" <= $61::int)) or (t.measure = $62
and "t"."window_5" is not null
and true
and "t"."window_5" <= $63::int
and not ("t"."window_5" <= $64::int)) or (t.measure = $65
and "t"."window_5" is not null
and true
and "t"."window_5" >= $66::int
and not ("t"."window_5" >= $67::int)) or (t.measure = $68
and "t"."window_5" is not null
and true
and "t"."window_5" >= $69::int
and not ("t"."window_5" >= $70::int)) or (t.measure = $71
and "t"."window_5" is not null
and true
and "t"."window_5" >= $72::int
and not ("t"."window_5" >= $73::int)))) is true)::int, ((((t.measure = $74
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $75::int)) or (t.measure = $76
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $77::int)) or (t.measure = $78
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $79::int)) or (t.measure = $80
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $81::int)) or (t.measure = $82
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $83::int)))) is true)::int, ((((t.measure = $84
and "t"."window_5" is not null
and true
and "t"."window_5" <= $85::int) or (t.measure = $86
and "t"."window_5" is not null
and true
and "t"."window_5" <= $87::int) or (t.measure = $88
and "t"."window_5" is not null
and true
and "t"."window_5" >= $89::int) or (t.measure = $90
and "t"."window_5" is not null
and true
and "t"."window_5" >= $91::int) or (t.measure = $92
and "t"."window_5" is not null
and true
and "t"."window_5" >= $93::int))) is true)::int, ((((t.measure = $94
and "t"."window_5" is not null
and true
and "t"."window_5" <= $95::int
and not ("t"."window_5" <= $96::int)) or (t.measure = $97
and "t"."window_5" is not null
and true
and "t"."window_5" <= $98::int
and not ("t"."window_5" <= $99::int)) or (t.measure = $100
and "t"."window_5" is not null
and true
and "t"."window_5" >= $101::int
and not ("t"."window_5" >= $102::int)) or (t.measure = $103
and "t"."window_5" is not null
and true
and "t"."window_5" >= $104::int
and not ("t"."window_5" >= $105::int)) or (t.measure = $106
and "t"."window_5" is not null
and true
and "t"."window_5" >= $107::int
and not ("t"."window_5" >= $108::int)))) is true)::int, ((((t.measure = $109
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $110::int)) or (t.measure = $111
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $112::int)) or (t.measure = $113
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $114::int)) or (t.measure = $115
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $116::int)) or (t.measure = $117
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $118::int)))) is true)::int))::text collate "C" as "cell"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where t.control = false
and t.sessions_done > 0
and t.measure in ($119, $120, $121, $122, $123)
and t.concern = $124) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
