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
and t.area_root in ($72, $73, $74, $75, $76, $77, $78)) then 'yes' else 'no' end, "t"."area_root", concat(((t.sessions_done > 0
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
and ((t.scheduled >> $79::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $80::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and t.baseline_x100 is not null)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ("t"."window_5" is not null
and t.baseline_x100 is not null
and ((t.scheduled >> $81::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $82::int <= c.data_through - date '1970-01-01') is not true)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.scheduled >> $83::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $84::int <= c.data_through - date '1970-01-01'
and ("t"."window_5" is not null
and t.baseline_x100 is not null) is not true)) is true)::int, ((true) is true)::int))::text collate "C" as "cell"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."alone" = $85
and "t"."control" = $86
and true
and "t"."measure" in ($87, $88, $89)) as "c"
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
and ((t.scheduled >> $90::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $91::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and t.baseline_x100 is not null)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ("t"."window_5" is not null
and t.baseline_x100 is not null
and ((t.scheduled >> $92::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $93::int <= c.data_through - date '1970-01-01') is not true)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.scheduled >> $94::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $95::int <= c.data_through - date '1970-01-01'
and ("t"."window_5" is not null
and t.baseline_x100 is not null) is not true)) is true)::int, ((true) is true)::int) as "bits", case when (t.measure in ($96)
and t.area_root in ($97, $98)) or (t.measure in ($99)
and t.area_root in ($100)) or (t.measure in ($101)
and t.area_root in ($102)) or (t.measure in ($103, $104)
and t.area_root in ($105, $106, $107, $108, $109, $110, $111)) or (t.measure in ($112)
and t.area_root in ($113)) or (t.measure in ($114)
and t.area_root not in ($115)) or (t.measure in ($116)
and t.area_root in ($117, $118, $119, $120, $121, $122, $123)) or (t.measure in ($124)
and t.area_root in ($125, $126, $127, $128, $129, $130, $131)) or (t.measure in ($132)
and t.area_root in ($133, $134, $135, $136, $137, $138, $139)) or (t.measure in ($140)
and t.area_root in ($141, $142, $143, $144, $145, $146, $147)) or (t.measure in ($148)
and t.area_root in ($149, $150, $151, $152, $153, $154, $155)) then 'yes' else 'no' end as "atom_0", "t"."area_root" as "atom_1"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."alone" = $156
and "t"."control" = $157
and true
and "t"."measure" in ($158, $159, $160)) as "v"
group by "v"."base", "v"."bits", "v"."atom_0", "v"."atom_1") as "a") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
