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
select "p"."line",
  count(*) filter (where p.answered > 0) as "patients",
  count(*) as "patients_treated",
  sum(p.courses) as "courses",
  sum(p.sessions) as "sessions",
  sum(p.sessions_answered) as "sessions_answered",
  sum("p"."courses_asked") as "courses_asked",
  sum("p"."free") as "free",
  sum("p"."calm") as "calm",
  sum(p.answered) as "answered",
  sum(p.answered * p.answered) as "exposure_squares",
  sum(p.serious) as "serious",
  count(*) filter (where p.serious > 0) as "patients_with_serious",
  sum("p"."e_erythema") as "events_erythema",
  count(*) filter (where "p"."e_erythema" > 0) as "patients_with_erythema",
  sum("p"."e_erythema" * "p"."e_erythema") as "event_squares_erythema",
  sum("p"."e_erythema" * p.answered) as "cross_products_erythema",
  sum("p"."e_swelling") as "events_swelling",
  count(*) filter (where "p"."e_swelling" > 0) as "patients_with_swelling",
  sum("p"."e_swelling" * "p"."e_swelling") as "event_squares_swelling",
  sum("p"."e_swelling" * p.answered) as "cross_products_swelling",
  sum("p"."e_pinpoint_bleeding") as "events_pinpoint_bleeding",
  count(*) filter (where "p"."e_pinpoint_bleeding" > 0) as "patients_with_pinpoint_bleeding",
  sum("p"."e_pinpoint_bleeding" * "p"."e_pinpoint_bleeding") as "event_squares_pinpoint_bleeding",
  sum("p"."e_pinpoint_bleeding" * p.answered) as "cross_products_pinpoint_bleeding",
  sum("p"."e_bruising") as "events_bruising",
  count(*) filter (where "p"."e_bruising" > 0) as "patients_with_bruising",
  sum("p"."e_bruising" * "p"."e_bruising") as "event_squares_bruising",
  sum("p"."e_bruising" * p.answered) as "cross_products_bruising",
  sum("p"."e_pain") as "events_pain",
  count(*) filter (where "p"."e_pain" > 0) as "patients_with_pain",
  sum("p"."e_pain" * "p"."e_pain") as "event_squares_pain",
  sum("p"."e_pain" * p.answered) as "cross_products_pain",
  sum("p"."e_burning") as "events_burning",
  count(*) filter (where "p"."e_burning" > 0) as "patients_with_burning",
  sum("p"."e_burning" * "p"."e_burning") as "event_squares_burning",
  sum("p"."e_burning" * p.answered) as "cross_products_burning",
  sum("p"."e_tightness") as "events_tightness",
  count(*) filter (where "p"."e_tightness" > 0) as "patients_with_tightness",
  sum("p"."e_tightness" * "p"."e_tightness") as "event_squares_tightness",
  sum("p"."e_tightness" * p.answered) as "cross_products_tightness",
  sum("p"."e_itching") as "events_itching",
  count(*) filter (where "p"."e_itching" > 0) as "patients_with_itching",
  sum("p"."e_itching" * "p"."e_itching") as "event_squares_itching",
  sum("p"."e_itching" * p.answered) as "cross_products_itching",
  sum("p"."e_dryness_peeling") as "events_dryness_peeling",
  count(*) filter (where "p"."e_dryness_peeling" > 0) as "patients_with_dryness_peeling",
  sum("p"."e_dryness_peeling" * "p"."e_dryness_peeling") as "event_squares_dryness_peeling",
  sum("p"."e_dryness_peeling" * p.answered) as "cross_products_dryness_peeling",
  sum("p"."e_crusting") as "events_crusting",
  count(*) filter (where "p"."e_crusting" > 0) as "patients_with_crusting",
  sum("p"."e_crusting" * "p"."e_crusting") as "event_squares_crusting",
  sum("p"."e_crusting" * p.answered) as "cross_products_crusting",
  sum("p"."e_acneiform_eruption") as "events_acneiform_eruption",
  count(*) filter (where "p"."e_acneiform_eruption" > 0) as "patients_with_acneiform_eruption",
  sum("p"."e_acneiform_eruption" * "p"."e_acneiform_eruption") as "event_squares_acneiform_eruption",
  sum("p"."e_acneiform_eruption" * p.answered) as "cross_products_acneiform_eruption",
  sum("p"."e_milia") as "events_milia",
  count(*) filter (where "p"."e_milia" > 0) as "patients_with_milia",
  sum("p"."e_milia" * "p"."e_milia") as "event_squares_milia",
  sum("p"."e_milia" * p.answered) as "cross_products_milia",
  sum("p"."e_lymphadenopathy") as "events_lymphadenopathy",
  count(*) filter (where "p"."e_lymphadenopathy" > 0) as "patients_with_lymphadenopathy",
  sum("p"."e_lymphadenopathy" * "p"."e_lymphadenopathy") as "event_squares_lymphadenopathy",
  sum("p"."e_lymphadenopathy" * p.answered) as "cross_products_lymphadenopathy",
  sum("p"."e_vasovagal") as "events_vasovagal",
  count(*) filter (where "p"."e_vasovagal" > 0) as "patients_with_vasovagal",
  sum("p"."e_vasovagal" * "p"."e_vasovagal") as "event_squares_vasovagal",
  sum("p"."e_vasovagal" * p.answered) as "cross_products_vasovagal",
  sum("p"."e_post_inflammatory_hyperpigmentation") as "events_post_inflammatory_hyperpigmentation",
  count(*) filter (where "p"."e_post_inflammatory_hyperpigmentation" > 0) as "patients_with_post_inflammatory_hyperpigmentation",
  sum("p"."e_post_inflammatory_hyperpigmentation" * "p"."e_post_inflammatory_hyperpigmentation") as "event_squares_post_inflammatory_hyperpigmentation",
  sum("p"."e_post_inflammatory_hyperpigmentation" * p.answered) as "cross_products_post_inflammatory_hyperpigmentation",
  sum("p"."e_hypopigmentation") as "events_hypopigmentation",
  count(*) filter (where "p"."e_hypopigmentation" > 0) as "patients_with_hypopigmentation",
  sum("p"."e_hypopigmentation" * "p"."e_hypopigmentation") as "event_squares_hypopigmentation",
  sum("p"."e_hypopigmentation" * p.answered) as "cross_products_hypopigmentation",
  sum("p"."e_dyschromia") as "events_dyschromia",
  count(*) filter (where "p"."e_dyschromia" > 0) as "patients_with_dyschromia",
  sum("p"."e_dyschromia" * "p"."e_dyschromia") as "event_squares_dyschromia",
  sum("p"."e_dyschromia" * p.answered) as "cross_products_dyschromia",
  sum("p"."e_herpes_reactivation") as "events_herpes_reactivation",
  count(*) filter (where "p"."e_herpes_reactivation" > 0) as "patients_with_herpes_reactivation",
  sum("p"."e_herpes_reactivation" * "p"."e_herpes_reactivation") as "event_squares_herpes_reactivation",
  sum("p"."e_herpes_reactivation" * p.answered) as "cross_products_herpes_reactivation",
  sum("p"."e_infection") as "events_infection",
  count(*) filter (where "p"."e_infection" > 0) as "patients_with_infection",
  sum("p"."e_infection" * "p"."e_infection") as "event_squares_infection",
  sum("p"."e_infection" * p.answered) as "cross_products_infection",
  sum("p"."e_contact_allergy") as "events_contact_allergy",
  count(*) filter (where "p"."e_contact_allergy" > 0) as "patients_with_contact_allergy",
  sum("p"."e_contact_allergy" * "p"."e_contact_allergy") as "event_squares_contact_allergy",
  sum("p"."e_contact_allergy" * p.answered) as "cross_products_contact_allergy",
  sum("p"."e_granuloma") as "events_granuloma",
  count(*) filter (where "p"."e_granuloma" > 0) as "patients_with_granuloma",
  sum("p"."e_granuloma" * "p"."e_granuloma") as "event_squares_granuloma",
  sum("p"."e_granuloma" * p.answered) as "cross_products_granuloma",
  sum("p"."e_track_marks") as "events_track_marks",
  count(*) filter (where "p"."e_track_marks" > 0) as "patients_with_track_marks",
  sum("p"."e_track_marks" * "p"."e_track_marks") as "event_squares_track_marks",
  sum("p"."e_track_marks" * p.answered) as "cross_products_track_marks",
  sum("p"."e_scarring") as "events_scarring",
  count(*) filter (where "p"."e_scarring" > 0) as "patients_with_scarring",
  sum("p"."e_scarring" * "p"."e_scarring") as "event_squares_scarring",
  sum("p"."e_scarring" * p.answered) as "cross_products_scarring",
  sum("p"."e_other") as "events_other",
  count(*) filter (where "p"."e_other" > 0) as "patients_with_other",
  sum("p"."e_other" * "p"."e_other") as "event_squares_other",
  sum("p"."e_other" * p.answered) as "cross_products_other"
from (select "c"."depth_band" as "line", "c"."clinic_id", "c"."patient_id",
  count(distinct c.course_id) as "courses",
  count(*) as "sessions",
  count(*) filter (where s.side_effects_asked = 'yes') as "sessions_answered",
  count(distinct c.course_id) filter (where s.side_effects_asked = 'yes') as "courses_asked",
  count(distinct c.course_id) filter (where s.side_effects_asked = 'yes'
and x.course_id is null) as "free",
  count(distinct c.course_id) filter (where s.side_effects_asked = 'yes'
and x.unexpected is not true) as "calm",
  count(*) filter (where s.side_effects_asked = 'yes') as "answered",
  count(distinct c.course_id) filter (where x.serious) as "serious",
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
group by "p"."line"
