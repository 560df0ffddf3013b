with "clinic" as not materialized (select *
from "clinic"
where "clinic_id" in ($1, $2)), "course_profile" as not materialized (select *
from "course_profile"
where "clinic_id" in ($3, $4)), "trajectory" as not materialized (select *
from "trajectory"
where "clinic_id" in ($5, $6)), "session" as not materialized (select *
from "session"
where "clinic_id" in ($7, $8)), "assessment" as not materialized (select *
from "assessment"
where "clinic_id" in ($9, $10)), "side_effect" as not materialized (select *
from "side_effect"
where "clinic_id" in ($11, $12)), "contact" as not materialized (select *
from "contact"
where "clinic_id" in ($13, $14)), "patient" as not materialized (select "clinic_id", "patient_id", "keloid_history", "isotretinoin_6m", "anticoagulant", "pregnancy", "active_infection", "immunosuppressed"
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
  count(distinct c.course_id) filter (where x.serious) as "e_serious",
  count(*) filter (where s.side_effects_asked = 'yes'
and $17::text = any ("r"."terms")) as "e_erythema",
  count(*) filter (where s.side_effects_asked = 'yes'
and $18::text = any ("r"."terms")) as "e_swelling",
  count(*) filter (where s.side_effects_asked = 'yes'
and $19::text = any ("r"."terms")) as "e_pinpoint_bleeding",
  count(*) filter (where s.side_effects_asked = 'yes'
and $20::text = any ("r"."terms")) as "e_bruising",
  count(*) filter (where s.side_effects_asked = 'yes'
and $21::text = any ("r"."terms")) as "e_pain",
  count(*) filter (where s.side_effects_asked = 'yes'
and $22::text = any ("r"."terms")) as "e_burning",
  count(*) filter (where s.side_effects_asked = 'yes'
and $23::text = any ("r"."terms")) as "e_tightness",
  count(*) filter (where s.side_effects_asked = 'yes'
and $24::text = any ("r"."terms")) as "e_itching",
  count(*) filter (where s.side_effects_asked = 'yes'
and $25::text = any ("r"."terms")) as "e_dryness_peeling",
  count(*) filter (where s.side_effects_asked = 'yes'
and $26::text = any ("r"."terms")) as "e_crusting",
  count(*) filter (where s.side_effects_asked = 'yes'
and $27::text = any ("r"."terms")) as "e_acneiform_eruption",
  count(*) filter (where s.side_effects_asked = 'yes'
and $28::text = any ("r"."terms")) as "e_milia",
  count(*) filter (where s.side_effects_asked = 'yes'
and $29::text = any ("r"."terms")) as "e_lymphadenopathy",
  count(*) filter (where s.side_effects_asked = 'yes'
and $30::text = any ("r"."terms")) as "e_vasovagal",
  count(*) filter (where s.side_effects_asked = 'yes'
and $31::text = any ("r"."terms")) as "e_post_inflammatory_hyperpigmentation",
  count(*) filter (where s.side_effects_asked = 'yes'
and $32::text = any ("r"."terms")) as "e_hypopigmentation",
  count(*) filter (where s.side_effects_asked = 'yes'
and $33::text = any ("r"."terms")) as "e_dyschromia",
  count(*) filter (where s.side_effects_asked = 'yes'
and $34::text = any ("r"."terms")) as "e_herpes_reactivation",
  count(*) filter (where s.side_effects_asked = 'yes'
and $35::text = any ("r"."terms")) as "e_infection",
  count(*) filter (where s.side_effects_asked = 'yes'
and $36::text = any ("r"."terms")) as "e_contact_allergy",
  count(*) filter (where s.side_effects_asked = 'yes'
and $37::text = any ("r"."terms")) as "e_granuloma",
  count(*) filter (where s.side_effects_asked = 'yes'
and $38::text = any ("r"."terms")) as "e_track_marks",
  count(*) filter (where s.side_effects_asked = 'yes'
and $39::text = any ("r"."terms")) as "e_scarring",
  count(*) filter (where s.side_effects_asked = 'yes'
and $40::text = any ("r"."terms")) as "e_other"
from "session" as "s"
inner join "course_profile" as "c" on "c"."clinic_id" = "s"."clinic_id"
and "c"."course_id" = "s"."course_id"
left join (select "e"."clinic_id", "e"."course_id", e.session_no as "session_no",
  array_agg(distinct e.term) filter (where true) as "terms", null::text[] as "any_terms", null::text[] as "worse_terms"
from "side_effect" as "e"
where "e"."severity" <> $41
and "e"."session_no" is not null
group by "e"."clinic_id", "e"."course_id", 3) as "r" on "r"."clinic_id" = "s"."clinic_id"
and "r"."course_id" = "s"."course_id"
and r.session_no = s.session_no
left join (select "e"."clinic_id", "e"."course_id",
  bool_or((e.serious = 'yes' or e.term in ($42, $43, $44))) as "serious",
  bool_or((e.serious = 'yes' or e.term in ($45, $46, $47)) or e.term in ($48, $49, $50, $51, $52, $53)) as "unexpected"
from "side_effect" as "e"
where "e"."severity" <> $54
group by "e"."clinic_id", "e"."course_id") as "x" on "x"."clinic_id" = "s"."clinic_id"
and "x"."course_id" = "s"."course_id"
where "s"."performed" = $55
and "c"."control" = $56
and true
group by 1, "c"."clinic_id", "c"."patient_id") as "p"
inner join lateral (values ($57::text, "p"."e_erythema"), ($58::text, "p"."e_swelling"), ($59::text, "p"."e_pinpoint_bleeding"), ($60::text, "p"."e_bruising"), ($61::text, "p"."e_pain"), ($62::text, "p"."e_burning"), ($63::text, "p"."e_tightness"), ($64::text, "p"."e_itching"), ($65::text, "p"."e_dryness_peeling"), ($66::text, "p"."e_crusting"), ($67::text, "p"."e_acneiform_eruption"), ($68::text, "p"."e_milia"), ($69::text, "p"."e_lymphadenopathy"), ($70::text, "p"."e_vasovagal"), ($71::text, "p"."e_post_inflammatory_hyperpigmentation"), ($72::text, "p"."e_hypopigmentation"), ($73::text, "p"."e_dyschromia"), ($74::text, "p"."e_herpes_reactivation"), ($75::text, "p"."e_infection"), ($76::text, "p"."e_contact_allergy"), ($77::text, "p"."e_granuloma"), ($78::text, "p"."e_track_marks"), ($79::text, "p"."e_scarring"), ($80::text, "p"."e_other"), ($81::text, "p"."e_serious")) as t(what, events) on true
group by "p"."line", t.what, "p"."answered", t.events union all
select null::text as "line", case when f.ended = 1 then 'gone' else 'open' end as "what", 0 as "answered", f.day as "events",
  count(*) as "patients", 0 as "sessions", 0 as "courses"
from (select "e"."clinic_id", "e"."patient_id", "e"."course_id", "e"."session_no", case when e.lasted <= $82::int then 1 else 0 end as "ended", case when e.lasted <= $83::int then case when e.lasted <= $84::int then $85::int when e.lasted <= $86::int then $87::int when e.lasted <= $88::int then $89::int when e.lasted <= $90::int then $91::int when e.lasted <= $92::int then $93::int when e.lasted <= $94::int then $95::int when e.lasted <= $96::int then $97::int when e.lasted <= $98::int then $99::int when e.lasted <= $100::int then $101::int when e.lasted <= $102::int then $103::int when e.lasted <= $104::int then $105::int when e.lasted <= $106::int then $107::int end else case when coalesce(e.lasted, e.followed) >= $108::int then $109::int when coalesce(e.lasted, e.followed) >= $110::int then $111::int when coalesce(e.lasted, e.followed) >= $112::int then $113::int when coalesce(e.lasted, e.followed) >= $114::int then $115::int when coalesce(e.lasted, e.followed) >= $116::int then $117::int when coalesce(e.lasted, e.followed) >= $118::int then $119::int when coalesce(e.lasted, e.followed) >= $120::int then $121::int when coalesce(e.lasted, e.followed) >= $122::int then $123::int when coalesce(e.lasted, e.followed) >= $124::int then $125::int when coalesce(e.lasted, e.followed) >= $126::int then $127::int when coalesce(e.lasted, e.followed) >= $128::int then $129::int when coalesce(e.lasted, e.followed) >= $130::int then $131::int end end as "day", case when least(e.began, $132::int) <= $133::int then $134::int when least(e.began, $135::int) <= $136::int then $137::int when least(e.began, $138::int) <= $139::int then $140::int when least(e.began, $141::int) <= $142::int then $143::int when least(e.began, $144::int) <= $145::int then $146::int when least(e.began, $147::int) <= $148::int then $149::int when least(e.began, $150::int) <= $151::int then $152::int when least(e.began, $153::int) <= $154::int then $155::int when least(e.began, $156::int) <= $157::int then $158::int when least(e.began, $159::int) <= $160::int then $161::int when least(e.began, $162::int) <= $163::int then $164::int when least(e.began, $165::int) <= $166::int then $167::int end as "began"
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
where "t"."side_effects_asked" = $168 union all
select "s"."clinic_id", "s"."course_id", "s"."session_day" as "day"
from "session" as "s"
where "s"."performed" = $169
and s.side_effects_asked = 'yes') as "d"
group by "d"."clinic_id", "d"."course_id") as "a" on "a"."clinic_id" = "s"."clinic_id"
and "a"."course_id" = "s"."course_id"
where "s"."performed" = $170
and "c"."control" = $171
and s.side_effects_asked = 'yes'
and "e"."severity" <> $172
and e.term = $173::text order by "c"."clinic_id", "c"."patient_id", c.month_end + s.session_day, "c"."course_id", "s"."session_no", case when e.duration_days is not null
and e.ongoing <> 'yes' then greatest(coalesce(e.onset_day - s.session_day, 0), 0) + e.duration_days when e.ongoing = 'no' then greatest(a.last_day - s.session_day, greatest(coalesce(e.onset_day - s.session_day, 0), 0)) end desc nulls first, "e"."row_key") as "e") as "f"
inner join "course_profile" as "c" on "c"."clinic_id" = "f"."clinic_id"
and "c"."course_id" = "f"."course_id"
where true
group by 1, 2, "f"."day"
