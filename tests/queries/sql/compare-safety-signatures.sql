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
from (select '' as "base", "c"."clinic_id", "c"."patient_id", jsonb_build_array(concat(((k.sessions_asked > 0) is true)::int, ((f.patient_id is not null) is true)::int))::text collate "C" as "cell"
from "treated_course" as "k"
inner join "course_profile" as "c" on "c"."clinic_id" = "k"."clinic_id"
and "c"."course_id" = "k"."course_id"
left join (select "e"."clinic_id", "e"."patient_id", "e"."course_id", "e"."session_no", case when e.lasted <= $21::int then 1 else 0 end as "ended", case when e.lasted <= $22::int then case when e.lasted <= $23::int then $24::int when e.lasted <= $25::int then $26::int when e.lasted <= $27::int then $28::int when e.lasted <= $29::int then $30::int when e.lasted <= $31::int then $32::int when e.lasted <= $33::int then $34::int when e.lasted <= $35::int then $36::int when e.lasted <= $37::int then $38::int when e.lasted <= $39::int then $40::int when e.lasted <= $41::int then $42::int when e.lasted <= $43::int then $44::int when e.lasted <= $45::int then $46::int end else case when coalesce(e.lasted, e.followed) >= $47::int then $48::int when coalesce(e.lasted, e.followed) >= $49::int then $50::int when coalesce(e.lasted, e.followed) >= $51::int then $52::int when coalesce(e.lasted, e.followed) >= $53::int then $54::int when coalesce(e.lasted, e.followed) >= $55::int then $56::int when coalesce(e.lasted, e.followed) >= $57::int then $58::int when coalesce(e.lasted, e.followed) >= $59::int then $60::int when coalesce(e.lasted, e.followed) >= $61::int then $62::int when coalesce(e.lasted, e.followed) >= $63::int then $64::int when coalesce(e.lasted, e.followed) >= $65::int then $66::int when coalesce(e.lasted, e.followed) >= $67::int then $68::int when coalesce(e.lasted, e.followed) >= $69::int then $70::int end end as "day", case when least(e.began, $71::int) <= $72::int then $73::int when least(e.began, $74::int) <= $75::int then $76::int when least(e.began, $77::int) <= $78::int then $79::int when least(e.began, $80::int) <= $81::int then $82::int when least(e.began, $83::int) <= $84::int then $85::int when least(e.began, $86::int) <= $87::int then $88::int when least(e.began, $89::int) <= $90::int then $91::int when least(e.began, $92::int) <= $93::int then $94::int when least(e.began, $95::int) <= $96::int then $97::int when least(e.began, $98::int) <= $99::int then $100::int when least(e.began, $101::int) <= $102::int then $103::int when least(e.began, $104::int) <= $105::int then $106::int end as "began"
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
where "t"."side_effects_asked" = $107 union all
select "s"."clinic_id", "s"."course_id", "s"."session_day" as "day"
from "session" as "s"
where "s"."performed" = $108
and s.side_effects_asked = 'yes') as "d"
group by "d"."clinic_id", "d"."course_id") as "a" on "a"."clinic_id" = "s"."clinic_id"
and "a"."course_id" = "s"."course_id"
where "s"."performed" = $109
and "c"."control" = $110
and s.side_effects_asked = 'yes'
and "e"."severity" <> $111
and e.term = $112::text order by "c"."clinic_id", "c"."patient_id", c.month_end + s.session_day, "c"."course_id", "s"."session_no", case when e.duration_days is not null
and e.ongoing <> 'yes' then greatest(coalesce(e.onset_day - s.session_day, 0), 0) + e.duration_days when e.ongoing = 'no' then greatest(a.last_day - s.session_day, greatest(coalesce(e.onset_day - s.session_day, 0), 0)) end desc nulls first, "e"."row_key") as "e") as "f" on "f"."clinic_id" = "k"."clinic_id"
and "f"."course_id" = "k"."course_id"
where "c"."control" = $113) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
