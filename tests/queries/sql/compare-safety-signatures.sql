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
where "clinic_id" in ($13, $14)), "patient" as (select "clinic_id", "patient_id", "keloid_history", "isotretinoin_6m", "anticoagulant", "pregnancy", "active_infection", "immunosuppressed"
from "patient"
where "clinic_id" in ($15, $16))
select "p"."base", "p"."cells",
  count(*) as "patients"
from (select "c"."base", string_agg(distinct c.cell, ',' order by c.cell) as "cells"
from (select '' as "base", "c"."clinic_id", "c"."patient_id", jsonb_build_array(concat(((s.side_effects_asked = 'yes') is true)::int, ((f.patient_id is not null) is true)::int))::text collate "C" as "cell"
from "session" as "s"
inner join "course_profile" as "c" on "c"."clinic_id" = "s"."clinic_id"
and "c"."course_id" = "s"."course_id"
left join (select "e"."clinic_id", "e"."course_id", "e"."session_no",
  array_agg(distinct e.term) as "terms"
from "side_effect" as "e"
where "e"."severity" <> $17
and "e"."session_no" is not null
group by "e"."clinic_id", "e"."course_id", "e"."session_no") as "r" on "r"."clinic_id" = "s"."clinic_id"
and "r"."course_id" = "s"."course_id"
and "r"."session_no" = "s"."session_no"
left join (select distinct "e"."clinic_id", "e"."course_id"
from "side_effect" as "e"
where "e"."severity" <> $18
and (e.serious = 'yes' or e.term in ($19, $20, $21))) as "x" on "x"."clinic_id" = "s"."clinic_id"
and "x"."course_id" = "s"."course_id"
left join (select "e"."clinic_id", "e"."patient_id", "e"."course_id", "e"."session_no", case when e.lasted <= $22::int then 1 else 0 end as "ended", case when e.lasted <= $23::int then case when e.lasted <= $24::int then $25::int when e.lasted <= $26::int then $27::int when e.lasted <= $28::int then $29::int when e.lasted <= $30::int then $31::int when e.lasted <= $32::int then $33::int when e.lasted <= $34::int then $35::int when e.lasted <= $36::int then $37::int when e.lasted <= $38::int then $39::int when e.lasted <= $40::int then $41::int when e.lasted <= $42::int then $43::int when e.lasted <= $44::int then $45::int when e.lasted <= $46::int then $47::int end else case when coalesce(e.lasted, e.followed) >= $48::int then $49::int when coalesce(e.lasted, e.followed) >= $50::int then $51::int when coalesce(e.lasted, e.followed) >= $52::int then $53::int when coalesce(e.lasted, e.followed) >= $54::int then $55::int when coalesce(e.lasted, e.followed) >= $56::int then $57::int when coalesce(e.lasted, e.followed) >= $58::int then $59::int when coalesce(e.lasted, e.followed) >= $60::int then $61::int when coalesce(e.lasted, e.followed) >= $62::int then $63::int when coalesce(e.lasted, e.followed) >= $64::int then $65::int when coalesce(e.lasted, e.followed) >= $66::int then $67::int when coalesce(e.lasted, e.followed) >= $68::int then $69::int when coalesce(e.lasted, e.followed) >= $70::int then $71::int end end as "day", case when least(e.began, $72::int) <= $73::int then $74::int when least(e.began, $75::int) <= $76::int then $77::int when least(e.began, $78::int) <= $79::int then $80::int when least(e.began, $81::int) <= $82::int then $83::int when least(e.began, $84::int) <= $85::int then $86::int when least(e.began, $87::int) <= $88::int then $89::int when least(e.began, $90::int) <= $91::int then $92::int when least(e.began, $93::int) <= $94::int then $95::int when least(e.began, $96::int) <= $97::int then $98::int when least(e.began, $99::int) <= $100::int then $101::int when least(e.began, $102::int) <= $103::int then $104::int when least(e.began, $105::int) <= $106::int then $107::int end as "began"
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
where "t"."side_effects_asked" = $108 union all
select "s"."clinic_id", "s"."course_id", "s"."session_day" as "day"
from "session" as "s"
where "s"."performed" = $109
and s.side_effects_asked = 'yes') as "d"
group by "d"."clinic_id", "d"."course_id") as "a" on "a"."clinic_id" = "s"."clinic_id"
and "a"."course_id" = "s"."course_id"
where "s"."performed" = $110
and "c"."control" = $111
and s.side_effects_asked = 'yes'
and "e"."severity" <> $112
and e.term = $113::text order by "c"."clinic_id", "c"."patient_id", c.month_end + s.session_day, "c"."course_id", "s"."session_no", case when e.duration_days is not null
and e.ongoing <> 'yes' then greatest(coalesce(e.onset_day - s.session_day, 0), 0) + e.duration_days when e.ongoing = 'no' then greatest(a.last_day - s.session_day, greatest(coalesce(e.onset_day - s.session_day, 0), 0)) end desc nulls first, "e"."row_key") as "e") as "f" on "f"."clinic_id" = "s"."clinic_id"
and "f"."course_id" = "s"."course_id"
and "f"."session_no" = "s"."session_no"
where "s"."performed" = $114
and "c"."control" = $115) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells"
