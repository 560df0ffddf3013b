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
and t.area_root in ($74, $75, $76, $77, $78, $79, $80)) then 'yes' else 'no' end, "t"."area_root", concat(((t.sessions_done > 0
and t.baseline_x100 is not null
and ("t"."window_5" is not null
and t.baseline_x100 is not null)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ("t"."window_5" is not null
and t.baseline_x100 is not null
and t.responder_x100 is not null)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ("t"."window_5" is not null
and t.baseline_x100 is not null
and null::double precision is not null)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.scheduled >> $81::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $82::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and t.baseline_x100 is not null)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ("t"."window_5" is not null
and t.baseline_x100 is not null
and ((t.scheduled >> $83::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $84::int <= c.data_through - date '1970-01-01') is not true)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.scheduled >> $85::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $86::int <= c.data_through - date '1970-01-01'
and ("t"."window_5" is not null
and t.baseline_x100 is not null) is not true)) is true)::int, ((true) is true)::int))::text collate "C" as "cell"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."alone" = $87
and "t"."control" = $88
and true
and "t"."measure" in ($89, $90, $91)) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells" union all
select "a"."base", "a"."cells", "a"."patients"
from (select "v"."base", jsonb_build_array("v"."atom_0", "v"."atom_1", "v"."bits")::text collate "C" as "cells",
  count(*) as "patients"
from (select "t"."measure" as "base", concat(((t.sessions_done > 0
and t.baseline_x100 is not null
and ("t"."window_5" is not null
and t.baseline_x100 is not null)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ("t"."window_5" is not null
and t.baseline_x100 is not null
and t.responder_x100 is not null)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ("t"."window_5" is not null
and t.baseline_x100 is not null
and null::double precision is not null)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.scheduled >> $92::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $93::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and t.baseline_x100 is not null)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ("t"."window_5" is not null
and t.baseline_x100 is not null
and ((t.scheduled >> $94::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $95::int <= c.data_through - date '1970-01-01') is not true)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.scheduled >> $96::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $97::int <= c.data_through - date '1970-01-01'
and ("t"."window_5" is not null
and t.baseline_x100 is not null) is not true)) is true)::int, ((true) is true)::int) as "bits", case when (t.measure in ($98)
and t.area_root in ($99, $100)) or (t.measure in ($101)
and t.area_root in ($102)) or (t.measure in ($103)
and t.area_root in ($104)) or (t.measure in ($105, $106)
and t.area_root in ($107, $108, $109, $110, $111, $112, $113)) or (t.measure in ($114)
and t.area_root in ($115)) or (t.measure in ($116)
and t.area_root not in ($117)) or (t.measure in ($118)
and t.area_root in ($119, $120, $121, $122, $123, $124, $125)) or (t.measure in ($126)
and t.area_root in ($127, $128, $129, $130, $131, $132, $133)) or (t.measure in ($134)
and t.area_root in ($135, $136, $137, $138, $139, $140, $141)) or (t.measure in ($142)
and t.area_root in ($143, $144, $145, $146, $147, $148, $149)) or (t.measure in ($150)
and t.area_root in ($151, $152, $153, $154, $155, $156, $157)) then 'yes' else 'no' end as "atom_0", "t"."area_root" as "atom_1"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."alone" = $158
and "t"."control" = $159
and true
and "t"."measure" in ($160, $161, $162)) as "v"
group by "v"."base", "v"."bits", "v"."atom_0", "v"."atom_1") as "a") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
