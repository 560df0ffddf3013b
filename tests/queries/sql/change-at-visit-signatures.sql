with "clinic" as (select *
from "clinic"
where "clinic_id" in ($1, $2)), "course_profile" as (select *
from "course_profile"
where "clinic_id" in ($3, $4)), "trajectory" as (select *
from "trajectory"
where "clinic_id" in ($5, $6)), "session" as (select *
from "session"
where "clinic_id" in ($7, $8)), "side_effect" as (select *
from "side_effect"
where "clinic_id" in ($9, $10))
select "p"."base", "p"."cells",
  count(*) as "patients"
from (select "c"."base", string_agg(distinct c.cell, ',' order by c.cell) as "cells"
from (select "t"."measure" as "base", "t"."clinic_id", "t"."patient_id", jsonb_build_array(case when (t.measure in ($11)
and t.area_root in ($12, $13)) or (t.measure in ($14)
and t.area_root in ($15)) or (t.measure in ($16)
and t.area_root in ($17)) or (t.measure in ($18, $19)
and t.area_root in ($20, $21, $22, $23, $24, $25, $26)) or (t.measure in ($27)
and t.area_root in ($28)) or (t.measure in ($29)
and t.area_root not in ($30)) or (t.measure in ($31)
and t.area_root in ($32, $33, $34, $35, $36, $37, $38)) or (t.measure in ($39)
and t.area_root in ($40, $41, $42, $43, $44, $45, $46)) or (t.measure in ($47)
and t.area_root in ($48, $49, $50, $51, $52, $53, $54)) or (t.measure in ($55)
and t.area_root in ($56, $57, $58, $59, $60, $61, $62)) or (t.measure in ($63)
and t.area_root in ($64, $65, $66, $67, $68, $69, $70)) then 'yes' else 'no' end, "t"."area_root", concat(((t.sessions_done > 0
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
and ((t.scheduled >> $71::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $72::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and t.baseline_x100 is not null)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ("t"."window_5" is not null
and t.baseline_x100 is not null
and ((t.scheduled >> $73::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $74::int <= c.data_through - date '1970-01-01') is not true)) is true)::int, ((t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.scheduled >> $75::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $76::int <= c.data_through - date '1970-01-01'
and ("t"."window_5" is not null
and t.baseline_x100 is not null) is not true)) is true)::int, ((true) is true)::int))::text collate "C" as "cell"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."control" = $77
and true
and "t"."measure" in ($78, $79, $80)) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells"
