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
and t.area_root in ($72, $73, $74, $75, $76, $77, $78)) then 'yes' else 'no' end, "t"."area_root", "t"."protocol_id", concat((("t"."window_5" is not null
and t.baseline_x100 is not null) is true)::int, ((exists (
select from session as s
where s.clinic_id = t.clinic_id
and s.course_id = t.course_id
and s.performed = 'done'
and s.side_effects_asked = 'yes' )) is true)::int))::text collate "C" as "cell"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."alone" = $79
and "t"."control" = $80
and t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."measure" in ($81, $82, $83)) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells" union all
select "a"."base", "a"."cells", "a"."patients"
from (select "v"."base", jsonb_build_array("v"."atom_0", "v"."atom_1", "v"."atom_2", "v"."bits")::text collate "C" as "cells",
  count(*) as "patients"
from (select "t"."measure" as "base", concat((("t"."window_5" is not null
and t.baseline_x100 is not null) is true)::int, ((exists (
select from session as s
where s.clinic_id = t.clinic_id
and s.course_id = t.course_id
and s.performed = 'done'
and s.side_effects_asked = 'yes' )) is true)::int) as "bits", case when (t.measure in ($84)
and t.area_root in ($85, $86)) or (t.measure in ($87)
and t.area_root in ($88)) or (t.measure in ($89)
and t.area_root in ($90)) or (t.measure in ($91, $92)
and t.area_root in ($93, $94, $95, $96, $97, $98, $99)) or (t.measure in ($100)
and t.area_root in ($101)) or (t.measure in ($102)
and t.area_root not in ($103)) or (t.measure in ($104)
and t.area_root in ($105, $106, $107, $108, $109, $110, $111)) or (t.measure in ($112)
and t.area_root in ($113, $114, $115, $116, $117, $118, $119)) or (t.measure in ($120)
and t.area_root in ($121, $122, $123, $124, $125, $126, $127)) or (t.measure in ($128)
and t.area_root in ($129, $130, $131, $132, $133, $134, $135)) or (t.measure in ($136)
and t.area_root in ($137, $138, $139, $140, $141, $142, $143)) then 'yes' else 'no' end as "atom_0", "t"."area_root" as "atom_1", "t"."protocol_id" as "atom_2"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."alone" = $144
and "t"."control" = $145
and t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."measure" in ($146, $147, $148)) as "v"
group by "v"."base", "v"."bits", "v"."atom_0", "v"."atom_1", "v"."atom_2") as "a") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
