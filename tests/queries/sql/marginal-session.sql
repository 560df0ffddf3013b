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
where "clinic_id" in ($13, $14))
select "p"."measure", "p"."area", "p"."line",
  count(distinct (p.clinic_id, p.patient_id)) as "patients",
  count(*) as "courses", jsonb_agg( jsonb_build_array(concat_ws(' ', p.clinic_id, p.patient_id), p.steps) order by p.clinic_id, p.patient_id, p.course_id)::text as "ladders"
from (select "t"."measure", t.area_root as "area", null::text as "line", "t"."clinic_id", "t"."patient_id", "t"."course_id", (select jsonb_agg(t.direction * (after - t.baseline_x100) order by nth)
from unnest(l.afters) with ordinality as step (after, nth)) as "steps"
from "trajectory" as "t"
inner join (select "k"."clinic_id", "k"."course_id", "k"."measure",
  array_agg(k.after order by k.nth) as "afters"
from (select "x"."clinic_id", "x"."course_id", "x"."measure", "g"."nth", (array_agg(v.value order by v.day desc))[1] as "after"
from "trajectory" as "x"
inner join (select "s"."clinic_id", "s"."course_id", "s"."session_day" as "day", row_number() over (partition by s.clinic_id, s.course_id order by s.session_day, s.session_no) as "nth", lead(s.session_day) over (partition by s.clinic_id, s.course_id order by s.session_day, s.session_no) as "next_day"
from "session" as "s"
where "s"."performed" = $15) as "g" on "g"."clinic_id" = "x"."clinic_id"
and "g"."course_id" = "x"."course_id"
left join (select "a"."clinic_id", "a"."course_id", "a"."measure", "a"."assessed_day" as "day", round(avg(a.value) * 100)::int as "value"
from "assessment" as "a"
where "a"."value" is not null
and "a"."quality" <> $16
and "a"."imputed" = $17
and "a"."measure" in ($18, $19, $20)
group by "a"."clinic_id", "a"."course_id", "a"."measure", "a"."assessed_day") as "v" on "v"."clinic_id" = "x"."clinic_id"
and "v"."course_id" = "x"."course_id"
and "v"."measure" = "x"."measure"
and v.day between g.day + $21::int
and least(g.day + $22::int, g.next_day)
where "x"."measure" in ($23, $24, $25)
and "g"."nth" <= $26
group by "x"."clinic_id", "x"."course_id", "x"."measure", "g"."nth") as "k"
group by "k"."clinic_id", "k"."course_id", "k"."measure") as "l" on "l"."clinic_id" = "t"."clinic_id"
and "l"."course_id" = "t"."course_id"
and "l"."measure" = "t"."measure"
where "t"."control" = $27
and t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.measure in ($28)
and t.area_root in ($29, $30)) or (t.measure in ($31)
and t.area_root in ($32)) or (t.measure in ($33)
and t.area_root in ($34)))
and "t"."area_root" = $35) as "p"
group by "p"."measure", "p"."area", "p"."line"
