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
select "p"."line", t.what as "what", "p"."answered", t.events as "events",
  count(*) as "patients",
  sum(p.sessions) as "sessions",
  sum(p.courses) as "courses"
from (select null::text as "line", "c"."clinic_id", "c"."patient_id",
  count(distinct c.course_id) as "courses",
  count(*) as "sessions",
  count(*) filter (where s.side_effects_asked = 'yes') as "answered",
  count(distinct c.course_id) filter (where x.serious) as "e_serious",
  count(*) filter (where s.side_effects_asked = 'yes'
and $19::text = any ("r"."terms")) as "e_erythema",
  count(*) filter (where s.side_effects_asked = 'yes'
and $20::text = any ("r"."terms")) as "e_swelling",
  count(*) filter (where s.side_effects_asked = 'yes'
and $21::text = any ("r"."terms")) as "e_pinpoint_bleeding",
  count(*) filter (where s.side_effects_asked = 'yes'
and $22::text = any ("r"."terms")) as "e_bruising",
  count(*) filter (where s.side_effects_asked = 'yes'
and $23::text = any ("r"."terms")) as "e_pain",
  count(*) filter (where s.side_effects_asked = 'yes'
and $24::text = any ("r"."terms")) as "e_burning",
  count(*) filter (where s.side_effects_asked = 'yes'
and $25::text = any ("r"."terms")) as "e_tightness",
  count(*) filter (where s.side_effects_asked = 'yes'
and $26::text = any ("r"."terms")) as "e_itching",
  count(*) filter (where s.side_effects_asked = 'yes'
and $27::text = any ("r"."terms")) as "e_dryness_peeling",
  count(*) filter (where s.side_effects_asked = 'yes'
and $28::text = any ("r"."terms")) as "e_crusting",
  count(*) filter (where s.side_effects_asked = 'yes'
and $29::text = any ("r"."terms")) as "e_acneiform_eruption",
  count(*) filter (where s.side_effects_asked = 'yes'
and $30::text = any ("r"."terms")) as "e_milia",
  count(*) filter (where s.side_effects_asked = 'yes'
and $31::text = any ("r"."terms")) as "e_lymphadenopathy",
  count(*) filter (where s.side_effects_asked = 'yes'
and $32::text = any ("r"."terms")) as "e_vasovagal",
  count(*) filter (where s.side_effects_asked = 'yes'
and $33::text = any ("r"."terms")) as "e_post_inflammatory_hyperpigmentation",
  count(*) filter (where s.side_effects_asked = 'yes'
and $34::text = any ("r"."terms")) as "e_hypopigmentation",
  count(*) filter (where s.side_effects_asked = 'yes'
and $35::text = any ("r"."terms")) as "e_dyschromia",
  count(*) filter (where s.side_effects_asked = 'yes'
and $36::text = any ("r"."terms")) as "e_herpes_reactivation",
  count(*) filter (where s.side_effects_asked = 'yes'
and $37::text = any ("r"."terms")) as "e_infection",
  count(*) filter (where s.side_effects_asked = 'yes'
and $38::text = any ("r"."terms")) as "e_contact_allergy",
  count(*) filter (where s.side_effects_asked = 'yes'
and $39::text = any ("r"."terms")) as "e_granuloma",
  count(*) filter (where s.side_effects_asked = 'yes'
and $40::text = any ("r"."terms")) as "e_track_marks",
  count(*) filter (where s.side_effects_asked = 'yes'
and $41::text = any ("r"."terms")) as "e_scarring",
  count(*) filter (where s.side_effects_asked = 'yes'
and $42::text = any ("r"."terms")) as "e_other"
from "session" as "s"
inner join "course_profile" as "c" on "c"."clinic_id" = "s"."clinic_id"
and "c"."course_id" = "s"."course_id"
left join (select "e"."clinic_id", "e"."course_id", e.session_no as "session_no",
  array_agg(distinct e.term) filter (where true) as "terms", null::text[] as "any_terms", null::text[] as "worse_terms"
from "side_effect" as "e"
where "e"."severity" <> $43
and "e"."session_no" is not null
group by "e"."clinic_id", "e"."course_id", 3) as "r" on "r"."clinic_id" = "s"."clinic_id"
and "r"."course_id" = "s"."course_id"
and r.session_no = s.session_no
left join (select "e"."clinic_id", "e"."course_id",
  bool_or((e.serious = 'yes' or e.term in ($44, $45, $46))) as "serious",
  bool_or((e.serious = 'yes' or e.term in ($47, $48, $49)) or e.term in ($50, $51, $52, $53, $54, $55)) as "unexpected"
from "side_effect" as "e"
where "e"."severity" <> $56
group by "e"."clinic_id", "e"."course_id") as "x" on "x"."clinic_id" = "s"."clinic_id"
and "x"."course_id" = "s"."course_id"
where "s"."performed" = $57
and "c"."control" = $58
and true
group by 1, "c"."clinic_id", "c"."patient_id") as "p"
inner join lateral (values ($59::text, "p"."e_erythema"), ($60::text, "p"."e_swelling"), ($61::text, "p"."e_pinpoint_bleeding"), ($62::text, "p"."e_bruising"), ($63::text, "p"."e_pain"), ($64::text, "p"."e_burning"), ($65::text, "p"."e_tightness"), ($66::text, "p"."e_itching"), ($67::text, "p"."e_dryness_peeling"), ($68::text, "p"."e_crusting"), ($69::text, "p"."e_acneiform_eruption"), ($70::text, "p"."e_milia"), ($71::text, "p"."e_lymphadenopathy"), ($72::text, "p"."e_vasovagal"), ($73::text, "p"."e_post_inflammatory_hyperpigmentation"), ($74::text, "p"."e_hypopigmentation"), ($75::text, "p"."e_dyschromia"), ($76::text, "p"."e_herpes_reactivation"), ($77::text, "p"."e_infection"), ($78::text, "p"."e_contact_allergy"), ($79::text, "p"."e_granuloma"), ($80::text, "p"."e_track_marks"), ($81::text, "p"."e_scarring"), ($82::text, "p"."e_other"), ($83::text, "p"."e_serious")) as t(what, events) on true
group by "p"."line", t.what, "p"."answered", t.events union all
select null::text as "line", case when f.ended = 1 then 'gone' else 'open' end as "what", 0 as "answered", f.day as "events",
  count(*) as "patients", 0 as "sessions", 0 as "courses"
from (select "e"."clinic_id", "e"."patient_id", "e"."course_id", "e"."session_no", case when e.lasted <= $84::int then 1 else 0 end as "ended", case when e.lasted <= $85::int then case when e.lasted <= $86::int then $87::int when e.lasted <= $88::int then $89::int when e.lasted <= $90::int then $91::int when e.lasted <= $92::int then $93::int when e.lasted <= $94::int then $95::int when e.lasted <= $96::int then $97::int when e.lasted <= $98::int then $99::int when e.lasted <= $100::int then $101::int when e.lasted <= $102::int then $103::int when e.lasted <= $104::int then $105::int when e.lasted <= $106::int then $107::int when e.lasted <= $108::int then $109::int end else case when coalesce(e.lasted, e.followed) >= $110::int then $111::int when coalesce(e.lasted, e.followed) >= $112::int then $113::int when coalesce(e.lasted, e.followed) >= $114::int then $115::int when coalesce(e.lasted, e.followed) >= $116::int then $117::int when coalesce(e.lasted, e.followed) >= $118::int then $119::int when coalesce(e.lasted, e.followed) >= $120::int then $121::int when coalesce(e.lasted, e.followed) >= $122::int then $123::int when coalesce(e.lasted, e.followed) >= $124::int then $125::int when coalesce(e.lasted, e.followed) >= $126::int then $127::int when coalesce(e.lasted, e.followed) >= $128::int then $129::int when coalesce(e.lasted, e.followed) >= $130::int then $131::int when coalesce(e.lasted, e.followed) >= $132::int then $133::int end end as "day", case when least(e.began, $134::int) <= $135::int then $136::int when least(e.began, $137::int) <= $138::int then $139::int when least(e.began, $140::int) <= $141::int then $142::int when least(e.began, $143::int) <= $144::int then $145::int when least(e.began, $146::int) <= $147::int then $148::int when least(e.began, $149::int) <= $150::int then $151::int when least(e.began, $152::int) <= $153::int then $154::int when least(e.began, $155::int) <= $156::int then $157::int when least(e.began, $158::int) <= $159::int then $160::int when least(e.began, $161::int) <= $162::int then $163::int when least(e.began, $164::int) <= $165::int then $166::int when least(e.began, $167::int) <= $168::int then $169::int end as "began"
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
where "t"."side_effects_asked" = $170 union all
select "s"."clinic_id", "s"."course_id", "s"."session_day" as "day"
from "session" as "s"
where "s"."performed" = $171
and s.side_effects_asked = 'yes') as "d"
group by "d"."clinic_id", "d"."course_id") as "a" on "a"."clinic_id" = "s"."clinic_id"
and "a"."course_id" = "s"."course_id"
where "s"."performed" = $172
and "c"."control" = $173
and s.side_effects_asked = 'yes'
and "e"."severity" <> $174
and e.term = $175::text order by "c"."clinic_id", "c"."patient_id", c.month_end + s.session_day, "c"."course_id", "s"."session_no", case when e.duration_days is not null
and e.ongoing <> 'yes' then greatest(coalesce(e.onset_day - s.session_day, 0), 0) + e.duration_days when e.ongoing = 'no' then greatest(a.last_day - s.session_day, greatest(coalesce(e.onset_day - s.session_day, 0), 0)) end desc nulls first, "e"."row_key") as "e") as "f"
inner join "course_profile" as "c" on "c"."clinic_id" = "f"."clinic_id"
and "c"."course_id" = "f"."course_id"
where true
group by 1, 2, "f"."day"
