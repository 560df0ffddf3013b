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
from (select '' as "base", "c"."clinic_id", "c"."patient_id", jsonb_build_array(concat(((s.side_effects_asked = 'yes') is true)::int, ((f.patient_id is not null) is true)::int))::text collate "C" as "cell"
from "session" as "s"
inner join "course_profile" as "c" on "c"."clinic_id" = "s"."clinic_id"
and "c"."course_id" = "s"."course_id"
left join (select "e"."clinic_id", "e"."course_id", e.session_no as "session_no",
  array_agg(distinct e.term) filter (where true) as "terms", null::text[] as "any_terms", null::text[] as "worse_terms"
from "side_effect" as "e"
where "e"."severity" <> $19
and "e"."session_no" is not null
group by "e"."clinic_id", "e"."course_id", 3) as "r" on "r"."clinic_id" = "s"."clinic_id"
and "r"."course_id" = "s"."course_id"
and r.session_no = s.session_no
left join (select "e"."clinic_id", "e"."course_id",
  bool_or((e.serious = 'yes' or e.term in ($20, $21, $22))) as "serious",
  bool_or((e.serious = 'yes' or e.term in ($23, $24, $25)) or e.term in ($26, $27, $28, $29, $30, $31)) as "unexpected"
from "side_effect" as "e"
where "e"."severity" <> $32
group by "e"."clinic_id", "e"."course_id") as "x" on "x"."clinic_id" = "s"."clinic_id"
and "x"."course_id" = "s"."course_id"
left join (select "e"."clinic_id", "e"."patient_id", "e"."course_id", "e"."session_no", case when e.lasted <= $33::int then 1 else 0 end as "ended", case when e.lasted <= $34::int then case when e.lasted <= $35::int then $36::int when e.lasted <= $37::int then $38::int when e.lasted <= $39::int then $40::int when e.lasted <= $41::int then $42::int when e.lasted <= $43::int then $44::int when e.lasted <= $45::int then $46::int when e.lasted <= $47::int then $48::int when e.lasted <= $49::int then $50::int when e.lasted <= $51::int then $52::int when e.lasted <= $53::int then $54::int when e.lasted <= $55::int then $56::int when e.lasted <= $57::int then $58::int end else case when coalesce(e.lasted, e.followed) >= $59::int then $60::int when coalesce(e.lasted, e.followed) >= $61::int then $62::int when coalesce(e.lasted, e.followed) >= $63::int then $64::int when coalesce(e.lasted, e.followed) >= $65::int then $66::int when coalesce(e.lasted, e.followed) >= $67::int then $68::int when coalesce(e.lasted, e.followed) >= $69::int then $70::int when coalesce(e.lasted, e.followed) >= $71::int then $72::int when coalesce(e.lasted, e.followed) >= $73::int then $74::int when coalesce(e.lasted, e.followed) >= $75::int then $76::int when coalesce(e.lasted, e.followed) >= $77::int then $78::int when coalesce(e.lasted, e.followed) >= $79::int then $80::int when coalesce(e.lasted, e.followed) >= $81::int then $82::int end end as "day", case when least(e.began, $83::int) <= $84::int then $85::int when least(e.began, $86::int) <= $87::int then $88::int when least(e.began, $89::int) <= $90::int then $91::int when least(e.began, $92::int) <= $93::int then $94::int when least(e.began, $95::int) <= $96::int then $97::int when least(e.began, $98::int) <= $99::int then $100::int when least(e.began, $101::int) <= $102::int then $103::int when least(e.began, $104::int) <= $105::int then $106::int when least(e.began, $107::int) <= $108::int then $109::int when least(e.began, $110::int) <= $111::int then $112::int when least(e.began, $113::int) <= $114::int then $115::int when least(e.began, $116::int) <= $117::int then $118::int end as "began"
from (select distinct on ("c"."clinic_id", "c"."patient_id") "c"."clinic_id", "c"."patient_id", "c"."course_id", "s"."session_no", greatest(coalesce(e.onset_day - s.session_day, 0), 0) as "began", case when e.duration_days is not null
and e.ongoing <> 'yes' then greatest(coalesce(e.onset_day - s.session_day, 0), 0) + e.duration_days when e.ongoing = 'no' then greatest(a.last_day - s.session_day, greatest(coalesce(e.onset_day - s.session_day, 0), 0)) end as "lasted", greatest(a.last_day - s.session_day, greatest(coalesce(e.onset_day - s.session_day, 0), 0)) as "followed"
from "session" as "s"
inner join "course_profile" as "c" on "c"."clinic_id" = "s"."clinic_id"
and "c"."course_id" = "s"."course_id"
inner join "side_effect" as "e" on "e"."clinic_id" = "s"."clinic_id"
and "e"."course_id" = "s"."course_id"
and "e"."session_no" = "s"."session_no"
left join (select "d"."clinic_id", "d"."course_id", max(d.day) as "last_day"
from (select "t"."clinic_id", "t"."course_id", "t"."contact_day" as "day"
from "contact" as "t"
where "t"."side_effects_asked" = $119 union all
select "s"."clinic_id", "s"."course_id", "s"."session_day" as "day"
from "session" as "s"
where "s"."performed" = $120
and s.side_effects_asked = 'yes') as "d"
group by "d"."clinic_id", "d"."course_id") as "a" on "a"."clinic_id" = "s"."clinic_id"
and "a"."course_id" = "s"."course_id"
where "s"."performed" = $121
and "c"."control" = $122
and s.side_effects_asked = 'yes'
and "e"."severity" <> $123
and e.term = $124::text order by "c"."clinic_id", "c"."patient_id", c.month_end + s.session_day, "c"."course_id", "s"."session_no", case when e.duration_days is not null
and e.ongoing <> 'yes' then greatest(coalesce(e.onset_day - s.session_day, 0), 0) + e.duration_days when e.ongoing = 'no' then greatest(a.last_day - s.session_day, greatest(coalesce(e.onset_day - s.session_day, 0), 0)) end desc nulls first, "e"."row_key") as "e") as "f" on "f"."clinic_id" = "s"."clinic_id"
and "f"."course_id" = "s"."course_id"
and "f"."session_no" = "s"."session_no"
where "s"."performed" = $125
and "c"."control" = $126) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
