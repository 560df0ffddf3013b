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
from (select '' as "base", "c"."clinic_id", "c"."patient_id", jsonb_build_array("c"."depth_band", concat(((f.patient_id is not null) is true)::int, ((s.side_effects_asked = 'yes') is true)::int))::text collate "C" as "cell"
from "session" as "s"
inner join "course_profile" as "c" on "c"."clinic_id" = "s"."clinic_id"
and "c"."course_id" = "s"."course_id"
left join (select "e"."clinic_id", "e"."course_id", "e"."session_no", max(case e.severity when $21 then $22::int when $23 then $24::int when $25 then $26::int when $27 then $28::int end) as "worst"
from "side_effect" as "e"
where "e"."severity" <> $29
and "e"."session_no" is not null
and e.term = $30::text
group by "e"."clinic_id", "e"."course_id", "e"."session_no") as "w" on "w"."clinic_id" = "s"."clinic_id"
and "w"."course_id" = "s"."course_id"
and "w"."session_no" = "s"."session_no"
left join (select "e"."clinic_id", "e"."patient_id", "e"."course_id", "e"."session_no", case when e.lasted <= $31::int then 1 else 0 end as "ended", case when e.lasted <= $32::int then case when e.lasted <= $33::int then $34::int when e.lasted <= $35::int then $36::int when e.lasted <= $37::int then $38::int when e.lasted <= $39::int then $40::int when e.lasted <= $41::int then $42::int when e.lasted <= $43::int then $44::int when e.lasted <= $45::int then $46::int when e.lasted <= $47::int then $48::int when e.lasted <= $49::int then $50::int when e.lasted <= $51::int then $52::int when e.lasted <= $53::int then $54::int when e.lasted <= $55::int then $56::int end else case when coalesce(e.lasted, e.followed) >= $57::int then $58::int when coalesce(e.lasted, e.followed) >= $59::int then $60::int when coalesce(e.lasted, e.followed) >= $61::int then $62::int when coalesce(e.lasted, e.followed) >= $63::int then $64::int when coalesce(e.lasted, e.followed) >= $65::int then $66::int when coalesce(e.lasted, e.followed) >= $67::int then $68::int when coalesce(e.lasted, e.followed) >= $69::int then $70::int when coalesce(e.lasted, e.followed) >= $71::int then $72::int when coalesce(e.lasted, e.followed) >= $73::int then $74::int when coalesce(e.lasted, e.followed) >= $75::int then $76::int when coalesce(e.lasted, e.followed) >= $77::int then $78::int when coalesce(e.lasted, e.followed) >= $79::int then $80::int end end as "day", case when least(e.began, $81::int) <= $82::int then $83::int when least(e.began, $84::int) <= $85::int then $86::int when least(e.began, $87::int) <= $88::int then $89::int when least(e.began, $90::int) <= $91::int then $92::int when least(e.began, $93::int) <= $94::int then $95::int when least(e.began, $96::int) <= $97::int then $98::int when least(e.began, $99::int) <= $100::int then $101::int when least(e.began, $102::int) <= $103::int then $104::int when least(e.began, $105::int) <= $106::int then $107::int when least(e.began, $108::int) <= $109::int then $110::int when least(e.began, $111::int) <= $112::int then $113::int when least(e.began, $114::int) <= $115::int then $116::int end as "began"
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
where "t"."side_effects_asked" = $117 union all
select "s"."clinic_id", "s"."course_id", "s"."session_day" as "day"
from "session" as "s"
where "s"."performed" = $118
and s.side_effects_asked = 'yes') as "d"
group by "d"."clinic_id", "d"."course_id") as "a" on "a"."clinic_id" = "s"."clinic_id"
and "a"."course_id" = "s"."course_id"
where "s"."performed" = $119
and "c"."control" = $120
and s.side_effects_asked = 'yes'
and "e"."severity" <> $121
and e.term = $122::text order by "c"."clinic_id", "c"."patient_id", c.month_end + s.session_day, "c"."course_id", "s"."session_no", case when e.duration_days is not null
and e.ongoing <> 'yes' then greatest(coalesce(e.onset_day - s.session_day, 0), 0) + e.duration_days when e.ongoing = 'no' then greatest(a.last_day - s.session_day, greatest(coalesce(e.onset_day - s.session_day, 0), 0)) end desc nulls first, "e"."row_key") as "e") as "f" on "f"."clinic_id" = "s"."clinic_id"
and "f"."course_id" = "s"."course_id"
and "f"."session_no" = "s"."session_no"
where "s"."performed" = $123
and "c"."control" = $124) as "c"
group by "c"."base", "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."base", "p"."cells") as "s"
group by "s"."base", "s"."cells" order by "s"."base", "s"."cells"
