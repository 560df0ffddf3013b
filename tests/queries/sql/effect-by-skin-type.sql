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
select "p"."line", p.type as "type",
  count(*) as "treated",
  sum(p.courses) as "courses",
  count(*) filter (where p.answered > 0) as "patients",
  sum(p.answered) as "answered",
  sum(p.answered * p.answered) as "exposure_squares",
  sum(p.events) as "events",
  count(*) filter (where p.events > 0) as "patients_with",
  sum(p.events * p.events) as "event_squares",
  sum(p.events * p.answered) as "cross_products"
from (select "c"."depth_band" as "line", "c"."skin_band" as "type", "c"."clinic_id", "c"."patient_id",
  count(distinct c.course_id) as "courses",
  count(distinct c.course_id) filter (where s.side_effects_asked = 'yes') as "answered",
  count(distinct c.course_id) filter (where s.side_effects_asked = 'yes'
and $19::text = any ("r"."terms")) as "events"
from "session" as "s"
inner join "course_profile" as "c" on "c"."clinic_id" = "s"."clinic_id"
and "c"."course_id" = "s"."course_id"
left join (select "e"."clinic_id", "e"."course_id", null::int as "session_no",
  array_agg(distinct e.term) filter (where true) as "terms", null::text[] as "any_terms", null::text[] as "worse_terms"
from "side_effect" as "e"
inner join "session" as "s" on "s"."clinic_id" = "e"."clinic_id"
and "s"."course_id" = "e"."course_id"
and "s"."session_no" = "e"."session_no"
and "s"."performed" = $20
and s.side_effects_asked = 'yes'
where "e"."severity" <> $21
and "e"."session_no" is not null
group by "e"."clinic_id", "e"."course_id", 3) as "r" on "r"."clinic_id" = "s"."clinic_id"
and "r"."course_id" = "s"."course_id"
and true
left join (select "e"."clinic_id", "e"."course_id",
  bool_or((e.serious = 'yes' or e.term in ($22, $23, $24))) as "serious",
  bool_or((e.serious = 'yes' or e.term in ($25, $26, $27)) or e.term in ($28, $29, $30, $31, $32, $33)) as "unexpected"
from "side_effect" as "e"
where "e"."severity" <> $34
group by "e"."clinic_id", "e"."course_id") as "x" on "x"."clinic_id" = "s"."clinic_id"
and "x"."course_id" = "s"."course_id"
where "s"."performed" = $35
and "c"."control" = $36
and true
group by 1, 2, "c"."clinic_id", "c"."patient_id") as "p"
group by "p"."line", p.type
