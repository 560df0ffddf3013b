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
select "p"."line", t.what as "what", "p"."answered", t.events as "events",
  count(*) as "patients",
  sum(p.sessions) as "sessions",
  sum(p.courses) as "courses"
from (select null::text as "line", "c"."clinic_id", "c"."patient_id",
  count(distinct c.course_id) as "courses",
  count(*) as "sessions",
  count(*) filter (where s.side_effects_asked = 'yes') as "answered",
  count(distinct x.course_id) as "e_serious",
  count(*) filter (where s.side_effects_asked = 'yes'
and $17::text = any (r.terms)) as "e_erythema",
  count(*) filter (where s.side_effects_asked = 'yes'
and $18::text = any (r.terms)) as "e_swelling",
  count(*) filter (where s.side_effects_asked = 'yes'
and $19::text = any (r.terms)) as "e_pinpoint_bleeding",
  count(*) filter (where s.side_effects_asked = 'yes'
and $20::text = any (r.terms)) as "e_bruising",
  count(*) filter (where s.side_effects_asked = 'yes'
and $21::text = any (r.terms)) as "e_pain",
  count(*) filter (where s.side_effects_asked = 'yes'
and $22::text = any (r.terms)) as "e_burning",
  count(*) filter (where s.side_effects_asked = 'yes'
and $23::text = any (r.terms)) as "e_tightness",
  count(*) filter (where s.side_effects_asked = 'yes'
and $24::text = any (r.terms)) as "e_itching",
  count(*) filter (where s.side_effects_asked = 'yes'
and $25::text = any (r.terms)) as "e_dryness_peeling",
  count(*) filter (where s.side_effects_asked = 'yes'
and $26::text = any (r.terms)) as "e_crusting",
  count(*) filter (where s.side_effects_asked = 'yes'
and $27::text = any (r.terms)) as "e_acneiform_eruption",
  count(*) filter (where s.side_effects_asked = 'yes'
and $28::text = any (r.terms)) as "e_milia",
  count(*) filter (where s.side_effects_asked = 'yes'
and $29::text = any (r.terms)) as "e_lymphadenopathy",
  count(*) filter (where s.side_effects_asked = 'yes'
and $30::text = any (r.terms)) as "e_vasovagal",
  count(*) filter (where s.side_effects_asked = 'yes'
and $31::text = any (r.terms)) as "e_post_inflammatory_hyperpigmentation",
  count(*) filter (where s.side_effects_asked = 'yes'
and $32::text = any (r.terms)) as "e_hypopigmentation",
  count(*) filter (where s.side_effects_asked = 'yes'
and $33::text = any (r.terms)) as "e_dyschromia",
  count(*) filter (where s.side_effects_asked = 'yes'
and $34::text = any (r.terms)) as "e_herpes_reactivation",
  count(*) filter (where s.side_effects_asked = 'yes'
and $35::text = any (r.terms)) as "e_infection",
  count(*) filter (where s.side_effects_asked = 'yes'
and $36::text = any (r.terms)) as "e_contact_allergy",
  count(*) filter (where s.side_effects_asked = 'yes'
and $37::text = any (r.terms)) as "e_granuloma",
  count(*) filter (where s.side_effects_asked = 'yes'
and $38::text = any (r.terms)) as "e_track_marks",
  count(*) filter (where s.side_effects_asked = 'yes'
and $39::text = any (r.terms)) as "e_scarring",
  count(*) filter (where s.side_effects_asked = 'yes'
and $40::text = any (r.terms)) as "e_other"
from "session" as "s"
inner join "course_profile" as "c" on "c"."clinic_id" = "s"."clinic_id"
and "c"."course_id" = "s"."course_id"
left join (select "e"."clinic_id", "e"."course_id", "e"."session_no",
  array_agg(distinct e.term) as "terms"
from "side_effect" as "e"
where "e"."severity" <> $41
and "e"."session_no" is not null
group by "e"."clinic_id", "e"."course_id", "e"."session_no") as "r" on "r"."clinic_id" = "s"."clinic_id"
and "r"."course_id" = "s"."course_id"
and "r"."session_no" = "s"."session_no"
left join (select distinct "e"."clinic_id", "e"."course_id"
from "side_effect" as "e"
where "e"."severity" <> $42
and (e.serious = 'yes' or e.term in ($43, $44, $45))) as "x" on "x"."clinic_id" = "s"."clinic_id"
and "x"."course_id" = "s"."course_id"
where "s"."performed" = $46
and "c"."control" = $47
and true
group by 1, "c"."clinic_id", "c"."patient_id") as "p"
inner join lateral (values ($48::text, "p"."e_erythema"), ($49::text, "p"."e_swelling"), ($50::text, "p"."e_pinpoint_bleeding"), ($51::text, "p"."e_bruising"), ($52::text, "p"."e_pain"), ($53::text, "p"."e_burning"), ($54::text, "p"."e_tightness"), ($55::text, "p"."e_itching"), ($56::text, "p"."e_dryness_peeling"), ($57::text, "p"."e_crusting"), ($58::text, "p"."e_acneiform_eruption"), ($59::text, "p"."e_milia"), ($60::text, "p"."e_lymphadenopathy"), ($61::text, "p"."e_vasovagal"), ($62::text, "p"."e_post_inflammatory_hyperpigmentation"), ($63::text, "p"."e_hypopigmentation"), ($64::text, "p"."e_dyschromia"), ($65::text, "p"."e_herpes_reactivation"), ($66::text, "p"."e_infection"), ($67::text, "p"."e_contact_allergy"), ($68::text, "p"."e_granuloma"), ($69::text, "p"."e_track_marks"), ($70::text, "p"."e_scarring"), ($71::text, "p"."e_other"), ($72::text, "p"."e_serious")) as t(what, events) on true
group by "p"."line", t.what, "p"."answered", t.events union all
select null::text as "line", case when f.ended = 1 then 'gone' else 'open' end as "what", 0 as "answered", f.day as "events",
  count(*) as "patients", 0 as "sessions", 0 as "courses"
from (select "e"."clinic_id", "e"."patient_id", "e"."course_id", "e"."session_no", case when e.lasted <= $73::int then 1 else 0 end as "ended", case when e.lasted <= $74::int then case when e.lasted <= $75::int then $76::int when e.lasted <= $77::int then $78::int when e.lasted <= $79::int then $80::int when e.lasted <= $81::int then $82::int when e.lasted <= $83::int then $84::int when e.lasted <= $85::int then $86::int when e.lasted <= $87::int then $88::int when e.lasted <= $89::int then $90::int when e.lasted <= $91::int then $92::int when e.lasted <= $93::int then $94::int when e.lasted <= $95::int then $96::int when e.lasted <= $97::int then $98::int end else case when coalesce(e.lasted, e.followed) >= $99::int then $100::int when coalesce(e.lasted, e.followed) >= $101::int then $102::int when coalesce(e.lasted, e.followed) >= $103::int then $104::int when coalesce(e.lasted, e.followed) >= $105::int then $106::int when coalesce(e.lasted, e.followed) >= $107::int then $108::int when coalesce(e.lasted, e.followed) >= $109::int then $110::int when coalesce(e.lasted, e.followed) >= $111::int then $112::int when coalesce(e.lasted, e.followed) >= $113::int then $114::int when coalesce(e.lasted, e.followed) >= $115::int then $116::int when coalesce(e.lasted, e.followed) >= $117::int then $118::int when coalesce(e.lasted, e.followed) >= $119::int then $120::int when coalesce(e.lasted, e.followed) >= $121::int then $122::int end end as "day", case when least(e.began, $123::int) <= $124::int then $125::int when least(e.began, $126::int) <= $127::int then $128::int when least(e.began, $129::int) <= $130::int then $131::int when least(e.began, $132::int) <= $133::int then $134::int when least(e.began, $135::int) <= $136::int then $137::int when least(e.began, $138::int) <= $139::int then $140::int when least(e.began, $141::int) <= $142::int then $143::int when least(e.began, $144::int) <= $145::int then $146::int when least(e.began, $147::int) <= $148::int then $149::int when least(e.began, $150::int) <= $151::int then $152::int when least(e.began, $153::int) <= $154::int then $155::int when least(e.began, $156::int) <= $157::int then $158::int end as "began"
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
where "t"."side_effects_asked" = $159 union all
select "s"."clinic_id", "s"."course_id", "s"."session_day" as "day"
from "session" as "s"
where "s"."performed" = $160
and s.side_effects_asked = 'yes') as "d"
group by "d"."clinic_id", "d"."course_id") as "a" on "a"."clinic_id" = "s"."clinic_id"
and "a"."course_id" = "s"."course_id"
where "s"."performed" = $161
and "c"."control" = $162
and s.side_effects_asked = 'yes'
and "e"."severity" <> $163
and e.term = $164::text order by "c"."clinic_id", "c"."patient_id", c.month_end + s.session_day, "c"."course_id", "s"."session_no", case when e.duration_days is not null
and e.ongoing <> 'yes' then greatest(coalesce(e.onset_day - s.session_day, 0), 0) + e.duration_days when e.ongoing = 'no' then greatest(a.last_day - s.session_day, greatest(coalesce(e.onset_day - s.session_day, 0), 0)) end desc nulls first, "e"."row_key") as "e") as "f"
inner join "course_profile" as "c" on "c"."clinic_id" = "f"."clinic_id"
and "c"."course_id" = "f"."course_id"
where true
group by 1, 2, "f"."day"
