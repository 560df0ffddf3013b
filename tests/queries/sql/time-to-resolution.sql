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
select "p"."line", 'treated' as "what",
  count(*) as "patients",
  sum(p.courses) as "courses",
  sum(p.sessions) as "sessions",
  sum(p.answered) as "answered",
  count(*) filter (where p.answered > 0) as "asked",
  sum("p"."unknown") as "unknown",
  sum("p"."mild") as "mild",
  sum("p"."moderate") as "moderate",
  sum("p"."severe") as "severe", 0 as "ended", 0 as "day", 0 as "began"
from (select "c"."depth_band" as "line", "c"."clinic_id", "c"."patient_id",
  count(distinct c.course_id) as "courses",
  count(*) as "sessions",
  count(*) filter (where s.side_effects_asked = 'yes') as "answered",
  count(*) filter (where s.side_effects_asked = 'yes'
and w.worst = $21::int) as "unknown",
  count(*) filter (where s.side_effects_asked = 'yes'
and w.worst = $22::int) as "mild",
  count(*) filter (where s.side_effects_asked = 'yes'
and w.worst = $23::int) as "moderate",
  count(*) filter (where s.side_effects_asked = 'yes'
and w.worst = $24::int) as "severe"
from "session" as "s"
inner join "course_profile" as "c" on "c"."clinic_id" = "s"."clinic_id"
and "c"."course_id" = "s"."course_id"
left join (select "e"."clinic_id", "e"."course_id", "e"."session_no", max(case e.severity when $25 then $26::int when $27 then $28::int when $29 then $30::int when $31 then $32::int end) as "worst"
from "side_effect" as "e"
where "e"."severity" <> $33
and "e"."session_no" is not null
and e.term = $34::text
group by "e"."clinic_id", "e"."course_id", "e"."session_no") as "w" on "w"."clinic_id" = "s"."clinic_id"
and "w"."course_id" = "s"."course_id"
and "w"."session_no" = "s"."session_no"
where "s"."performed" = $35
and "c"."control" = $36
and true
group by 1, "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."line" union all
select "c"."depth_band" as "line", 'episode' as "what",
  count(*) as "patients", 0 as "courses", 0 as "sessions", 0 as "answered", 0 as "asked", 0 as "unknown", 0 as "mild", 0 as "moderate", 0 as "severe", "f"."ended", "f"."day", "f"."began"
from (select "e"."clinic_id", "e"."patient_id", "e"."course_id", "e"."session_no", case when e.lasted <= $37::int then 1 else 0 end as "ended", case when e.lasted <= $38::int then case when e.lasted <= $39::int then $40::int when e.lasted <= $41::int then $42::int when e.lasted <= $43::int then $44::int when e.lasted <= $45::int then $46::int when e.lasted <= $47::int then $48::int when e.lasted <= $49::int then $50::int when e.lasted <= $51::int then $52::int when e.lasted <= $53::int then $54::int when e.lasted <= $55::int then $56::int when e.lasted <= $57::int then $58::int when e.lasted <= $59::int then $60::int when e.lasted <= $61::int then $62::int end else case when coalesce(e.lasted, e.followed) >= $63::int then $64::int when coalesce(e.lasted, e.followed) >= $65::int then $66::int when coalesce(e.lasted, e.followed) >= $67::int then $68::int when coalesce(e.lasted, e.followed) >= $69::int then $70::int when coalesce(e.lasted, e.followed) >= $71::int then $72::int when coalesce(e.lasted, e.followed) >= $73::int then $74::int when coalesce(e.lasted, e.followed) >= $75::int then $76::int when coalesce(e.lasted, e.followed) >= $77::int then $78::int when coalesce(e.lasted, e.followed) >= $79::int then $80::int when coalesce(e.lasted, e.followed) >= $81::int then $82::int when coalesce(e.lasted, e.followed) >= $83::int then $84::int when coalesce(e.lasted, e.followed) >= $85::int then $86::int end end as "day", case when least(e.began, $87::int) <= $88::int then $89::int when least(e.began, $90::int) <= $91::int then $92::int when least(e.began, $93::int) <= $94::int then $95::int when least(e.began, $96::int) <= $97::int then $98::int when least(e.began, $99::int) <= $100::int then $101::int when least(e.began, $102::int) <= $103::int then $104::int when least(e.began, $105::int) <= $106::int then $107::int when least(e.began, $108::int) <= $109::int then $110::int when least(e.began, $111::int) <= $112::int then $113::int when least(e.began, $114::int) <= $115::int then $116::int when least(e.began, $117::int) <= $118::int then $119::int when least(e.began, $120::int) <= $121::int then $122::int end as "began"
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
where "t"."side_effects_asked" = $123 union all
select "s"."clinic_id", "s"."course_id", "s"."session_day" as "day"
from "session" as "s"
where "s"."performed" = $124
and s.side_effects_asked = 'yes') as "d"
group by "d"."clinic_id", "d"."course_id") as "a" on "a"."clinic_id" = "s"."clinic_id"
and "a"."course_id" = "s"."course_id"
where "s"."performed" = $125
and "c"."control" = $126
and s.side_effects_asked = 'yes'
and "e"."severity" <> $127
and e.term = $128::text order by "c"."clinic_id", "c"."patient_id", c.month_end + s.session_day, "c"."course_id", "s"."session_no", case when e.duration_days is not null
and e.ongoing <> 'yes' then greatest(coalesce(e.onset_day - s.session_day, 0), 0) + e.duration_days when e.ongoing = 'no' then greatest(a.last_day - s.session_day, greatest(coalesce(e.onset_day - s.session_day, 0), 0)) end desc nulls first, "e"."row_key") as "e") as "f"
inner join "course_profile" as "c" on "c"."clinic_id" = "f"."clinic_id"
and "c"."course_id" = "f"."course_id"
where true
group by 1, "f"."ended", "f"."day", "f"."began"
