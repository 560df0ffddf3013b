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
select "s"."measure", "s"."area", "s"."line",
  coalesce(sum("s"."patients"), 0) as "patients",
  coalesce(sum("s"."courses"), 0) as "courses",
  coalesce(sum("s"."scored"), 0) as "scored",
  coalesce(sum("s"."patients_scored"), 0) as "patients_scored",
  coalesce(sum("s"."patients_ruled"), 0) as "patients_ruled",
  coalesce(sum("s"."patients_repeated"), 0) as "patients_repeated",
  coalesce(sum("s"."due"), 0) as "due",
  coalesce(sum("s"."seen"), 0) as "seen",
  coalesce(sum("s"."dropped"), 0) as "dropped",
  coalesce(sum("s"."not_yet_due"), 0) as "not_yet_due",
  coalesce(sum("s"."difference"), 0) as "difference",
  coalesce(sum("s"."difference_squares"), 0) as "difference_squares",
  coalesce(sum("s"."both"), 0) as "both",
  coalesce(sum("s"."both_squares"), 0) as "both_squares", coalesce( sum(s.patients_repeated) * sum(s.both_squares) <> sum(s.both) * sum(s.both), false)::int as "readings_differ", coalesce(max("s"."gains"), '[]') as "gains", coalesce(max("s"."several"), '[]') as "several"
from (select "v"."measure", "v"."area", "v"."line",
  sum(v.courses) as "patients",
  sum(v.courses) as "courses",
  sum(v.courses) filter (where v.gain is not null) as "scored",
  sum(v.courses) filter (where v.gain is not null) as "patients_scored",
  sum(v.courses) filter (where v.gain is not null
and v.rule is not null) as "patients_ruled",
  sum("v"."patients_repeated") as "patients_repeated",
  sum(v.courses) filter (where v.visit < 4) as "due",
  sum(v.courses) filter (where v.visit = 1) as "seen",
  sum(v.courses) filter (where v.visit = 2) as "dropped",
  sum(v.courses) filter (where v.visit = 4) as "not_yet_due",
  sum("v"."difference") as "difference",
  sum("v"."difference_squares") as "difference_squares",
  sum("v"."both") as "both",
  sum("v"."both_squares") as "both_squares", json_agg(json_build_array(v.gain, v.rule, v.courses) order by v.gain, v.rule, v.visit) filter (where v.gain is not null)::text as "gains", null::text as "several"
from (select "t"."measure", t.area_root as "area", "t"."depth_band" as "line", (t.direction * ("t"."window_5" - t.baseline_x100)) as "gain", "t"."responder_x100" as "rule", case when (t.scheduled >> $21::int) & 1 = 1
and t.baseline_x100 is not null then case when t.month_end + $22::int <= c.data_through - date '1970-01-01' then case when "t"."window_5" is not null then 1 when t.dropped_day < $23::int then 2 else 3 end when not (t.month_end + $24::int <= c.data_through - date '1970-01-01') then 4 end end as "visit",
  count(*) as "courses",
  count(*) filter (where t.reading_1 is not null) as "patients_repeated",
  sum((t.reading_1 - t.reading_2)) filter (where t.reading_1 is not null) as "difference",
  sum((t.reading_1 - t.reading_2)::bigint * (t.reading_1 - t.reading_2)) filter (where t.reading_1 is not null) as "difference_squares",
  sum((t.reading_1 + t.reading_2)) filter (where t.reading_1 is not null) as "both",
  sum((t.reading_1 + t.reading_2)::bigint * (t.reading_1 + t.reading_2)) filter (where t.reading_1 is not null) as "both_squares"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."control" = $25
and t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.measure in ($26)
and t.area_root in ($27, $28)) or (t.measure in ($29)
and t.area_root in ($30)) or (t.measure in ($31)
and t.area_root in ($32)))
and "t"."area_root" = $33
group by 1, 2, 3, 4, 5, 6) as "v"
group by "v"."measure", "v"."area", "v"."line" union all
select "p"."measure", "p"."area", "p"."line", -coalesce(sum(greatest(p.courses - 1, 0)), 0) as "patients", 0 as "courses", 0 as "scored", -coalesce(sum(greatest(cardinality(p.gains) - 1, 0)), 0) as "patients_scored", -coalesce(sum(greatest(cardinality(array_remove(p.rules, null)) - 1, 0)), 0) as "patients_ruled", -coalesce(sum(greatest(p.pairs - 1, 0)), 0) as "patients_repeated", 0 as "due", 0 as "seen", 0 as "dropped", 0 as "not_yet_due",
  sum((p.pair[1] - p.pair[2]) - "p"."difference") as "difference",
  sum((p.pair[1] - p.pair[2])::bigint * (p.pair[1] - p.pair[2]) - "p"."difference_squares") as "difference_squares",
  sum((p.pair[1] + p.pair[2]) - "p"."both") as "both",
  sum((p.pair[1] + p.pair[2])::bigint * (p.pair[1] + p.pair[2]) - "p"."both_squares") as "both_squares", null::text as "gains", json_agg(json_build_array(p.gains, p.rules)) filter (where cardinality(p.gains) > 1)::text as "several"
from (select "t"."measure", "t"."area", "t"."line",
  count(*) as "courses", coalesce(array_agg(t.gain) filter (where t.gain is not null), '{}') as "gains", coalesce(array_agg(t.rule) filter (where t.gain is not null), '{}') as "rules",
  count(*) filter (where t.reading_1 is not null) as "pairs", min(array[t.reading_1, t.reading_2]) filter (where t.reading_1 is not null) as "pair",
  sum((t.reading_1 - t.reading_2)) as "difference",
  sum((t.reading_1 - t.reading_2)::bigint * (t.reading_1 - t.reading_2)) as "difference_squares",
  sum((t.reading_1 + t.reading_2)) as "both",
  sum((t.reading_1 + t.reading_2)::bigint * (t.reading_1 + t.reading_2)) as "both_squares"
from (select "t"."measure", t.area_root as "area", "t"."depth_band" as "line", "t"."clinic_id", "t"."patient_id", "t"."reading_1", "t"."reading_2", (t.direction * ("t"."window_5" - t.baseline_x100)) as "gain", "t"."responder_x100" as "rule"
from "trajectory" as "t"
where "t"."control" = $34
and t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.measure in ($35)
and t.area_root in ($36, $37)) or (t.measure in ($38)
and t.area_root in ($39)) or (t.measure in ($40)
and t.area_root in ($41)))
and "t"."area_root" = $42
and not t.alone
and t.apart & $43::int < 1) as "t"
group by "t"."patient_id", "t"."clinic_id", "t"."measure", "t"."area", "t"."line" having count(*) > 1) as "p"
group by "p"."measure", "p"."area", "p"."line") as "s"
group by "s"."measure", "s"."area", "s"."line"
