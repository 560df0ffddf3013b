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
select "p"."line", t.what as "what", "p"."answered", t.events as "events",
  count(*) as "patients",
  sum(p.sessions) as "sessions",
  sum(p.courses) as "courses"
from (select null::text as "line", "c"."clinic_id", "c"."patient_id",
  count(*) as "courses",
  sum(k.sessions) as "sessions",
  sum(k.sessions_asked) as "answered",
  count(*) filter (where k.serious) as "e_serious",
  sum(coalesce("k"."effects"[$21::int], 0)) as "e_erythema",
  sum(coalesce("k"."effects"[$22::int], 0)) as "e_swelling",
  sum(coalesce("k"."effects"[$23::int], 0)) as "e_pinpoint_bleeding",
  sum(coalesce("k"."effects"[$24::int], 0)) as "e_bruising",
  sum(coalesce("k"."effects"[$25::int], 0)) as "e_pain",
  sum(coalesce("k"."effects"[$26::int], 0)) as "e_burning",
  sum(coalesce("k"."effects"[$27::int], 0)) as "e_tightness",
  sum(coalesce("k"."effects"[$28::int], 0)) as "e_itching",
  sum(coalesce("k"."effects"[$29::int], 0)) as "e_dryness_peeling",
  sum(coalesce("k"."effects"[$30::int], 0)) as "e_crusting",
  sum(coalesce("k"."effects"[$31::int], 0)) as "e_acneiform_eruption",
  sum(coalesce("k"."effects"[$32::int], 0)) as "e_milia",
  sum(coalesce("k"."effects"[$33::int], 0)) as "e_lymphadenopathy",
  sum(coalesce("k"."effects"[$34::int], 0)) as "e_vasovagal",
  sum(coalesce("k"."effects"[$35::int], 0)) as "e_post_inflammatory_hyperpigmentation",
  sum(coalesce("k"."effects"[$36::int], 0)) as "e_hypopigmentation",
  sum(coalesce("k"."effects"[$37::int], 0)) as "e_dyschromia",
  sum(coalesce("k"."effects"[$38::int], 0)) as "e_herpes_reactivation",
  sum(coalesce("k"."effects"[$39::int], 0)) as "e_infection",
  sum(coalesce("k"."effects"[$40::int], 0)) as "e_contact_allergy",
  sum(coalesce("k"."effects"[$41::int], 0)) as "e_granuloma",
  sum(coalesce("k"."effects"[$42::int], 0)) as "e_track_marks",
  sum(coalesce("k"."effects"[$43::int], 0)) as "e_scarring",
  sum(coalesce("k"."effects"[$44::int], 0)) as "e_other"
from "treated_course" as "k"
inner join "course_profile" as "c" on "c"."clinic_id" = "k"."clinic_id"
and "c"."course_id" = "k"."course_id"
where "c"."control" = $45
and true
group by 1, "c"."clinic_id", "c"."patient_id") as "p"
inner join lateral (values ($46::text, "p"."e_erythema"), ($47::text, "p"."e_swelling"), ($48::text, "p"."e_pinpoint_bleeding"), ($49::text, "p"."e_bruising"), ($50::text, "p"."e_pain"), ($51::text, "p"."e_burning"), ($52::text, "p"."e_tightness"), ($53::text, "p"."e_itching"), ($54::text, "p"."e_dryness_peeling"), ($55::text, "p"."e_crusting"), ($56::text, "p"."e_acneiform_eruption"), ($57::text, "p"."e_milia"), ($58::text, "p"."e_lymphadenopathy"), ($59::text, "p"."e_vasovagal"), ($60::text, "p"."e_post_inflammatory_hyperpigmentation"), ($61::text, "p"."e_hypopigmentation"), ($62::text, "p"."e_dyschromia"), ($63::text, "p"."e_herpes_reactivation"), ($64::text, "p"."e_infection"), ($65::text, "p"."e_contact_allergy"), ($66::text, "p"."e_granuloma"), ($67::text, "p"."e_track_marks"), ($68::text, "p"."e_scarring"), ($69::text, "p"."e_other"), ($70::text, "p"."e_serious")) as t(what, events) on true
group by "p"."line", t.what, "p"."answered", t.events union all
select null::text as "line", case when f.ended = 1 then 'gone' else 'open' end as "what", 0 as "answered", f.day as "events",
  count(*) as "patients", 0 as "sessions", 0 as "courses"
from (select "e"."clinic_id", "e"."patient_id", "e"."course_id", "e"."session_no", case when e.lasted <= $71::int then 1 else 0 end as "ended", case when e.lasted <= $72::int then case when e.lasted <= $73::int then $74::int when e.lasted <= $75::int then $76::int when e.lasted <= $77::int then $78::int when e.lasted <= $79::int then $80::int when e.lasted <= $81::int then $82::int when e.lasted <= $83::int then $84::int when e.lasted <= $85::int then $86::int when e.lasted <= $87::int then $88::int when e.lasted <= $89::int then $90::int when e.lasted <= $91::int then $92::int when e.lasted <= $93::int then $94::int when e.lasted <= $95::int then $96::int end else case when coalesce(e.lasted, e.followed) >= $97::int then $98::int when coalesce(e.lasted, e.followed) >= $99::int then $100::int when coalesce(e.lasted, e.followed) >= $101::int then $102::int when coalesce(e.lasted, e.followed) >= $103::int then $104::int when coalesce(e.lasted, e.followed) >= $105::int then $106::int when coalesce(e.lasted, e.followed) >= $107::int then $108::int when coalesce(e.lasted, e.followed) >= $109::int then $110::int when coalesce(e.lasted, e.followed) >= $111::int then $112::int when coalesce(e.lasted, e.followed) >= $113::int then $114::int when coalesce(e.lasted, e.followed) >= $115::int then $116::int when coalesce(e.lasted, e.followed) >= $117::int then $118::int when coalesce(e.lasted, e.followed) >= $119::int then $120::int end end as "day", case when least(e.began, $121::int) <= $122::int then $123::int when least(e.began, $124::int) <= $125::int then $126::int when least(e.began, $127::int) <= $128::int then $129::int when least(e.began, $130::int) <= $131::int then $132::int when least(e.began, $133::int) <= $134::int then $135::int when least(e.began, $136::int) <= $137::int then $138::int when least(e.began, $139::int) <= $140::int then $141::int when least(e.began, $142::int) <= $143::int then $144::int when least(e.began, $145::int) <= $146::int then $147::int when least(e.began, $148::int) <= $149::int then $150::int when least(e.began, $151::int) <= $152::int then $153::int when least(e.began, $154::int) <= $155::int then $156::int end as "began"
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
where "t"."side_effects_asked" = $157 union all
select "s"."clinic_id", "s"."course_id", "s"."session_day" as "day"
from "session" as "s"
where "s"."performed" = $158
and s.side_effects_asked = 'yes') as "d"
group by "d"."clinic_id", "d"."course_id") as "a" on "a"."clinic_id" = "s"."clinic_id"
and "a"."course_id" = "s"."course_id"
where "s"."performed" = $159
and "c"."control" = $160
and s.side_effects_asked = 'yes'
and "e"."severity" <> $161
and e.term = $162::text order by "c"."clinic_id", "c"."patient_id", c.month_end + s.session_day, "c"."course_id", "s"."session_no", case when e.duration_days is not null
and e.ongoing <> 'yes' then greatest(coalesce(e.onset_day - s.session_day, 0), 0) + e.duration_days when e.ongoing = 'no' then greatest(a.last_day - s.session_day, greatest(coalesce(e.onset_day - s.session_day, 0), 0)) end desc nulls first, "e"."row_key") as "e") as "f"
inner join "course_profile" as "c" on "c"."clinic_id" = "f"."clinic_id"
and "c"."course_id" = "f"."course_id"
where true
group by 1, 2, "f"."day"
