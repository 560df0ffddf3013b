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
select "p"."measure", "p"."area", "p"."line",
  count(*) as "patients",
  coalesce(sum("p"."courses"), 0) as "courses",
  count(*) filter (where p.n > 0) as "patients_scored",
  count(p.red_days) as "patients_asked",
  coalesce(sum("p"."n"), 0) as "n",
  coalesce(sum("p"."s"), 0) as "sum",
  coalesce(sum("p"."ss"), 0) as "sum_squares",
  coalesce(sum("p"."s"::numeric * "p"."s"), 0) as "patient_sum_squares",
  coalesce(sum("p"."n"::numeric * "p"."n"), 0) as "patient_count_squares",
  coalesce(sum("p"."n"::numeric * "p"."s"), 0) as "patient_cross_products",
  coalesce(sum("p"."dn"), 0) as "depth_n",
  coalesce(sum("p"."d"), 0) as "depth_sum",
  coalesce(sum("p"."due"), 0) as "due",
  coalesce(sum("p"."seen"), 0) as "seen",
  coalesce(sum("p"."dropped"), 0) as "dropped",
  coalesce(sum("p"."not_yet_due"), 0) as "not_yet_due", coalesce(jsonb_agg( jsonb_build_array(concat_ws(' ', p.clinic_id, p.patient_id), p.n, p.s, p.dn, coalesce(p.d, 0)) order by p.clinic_id, p.patient_id) filter (where p.n > 0), '[]')::text as "gains", coalesce(jsonb_agg(jsonb_build_array(p.red_days, p.red_ended) order by p.red_days, p.red_ended) filter (where p.red_days is not null), '[]')::text as "reds"
from (select "t"."measure", t.area_root as "area", "t"."depth_band" as "line", "t"."clinic_id", "t"."patient_id",
  count(*) as "courses",
  count(*) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "n",
  sum((t.direction * ("t"."window_5" - t.baseline_x100))) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "s",
  sum((t.direction * ("t"."window_5" - t.baseline_x100))::bigint * (t.direction * ("t"."window_5" - t.baseline_x100))) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "ss",
  count(round(coalesce(k.first_depth_mm, coalesce("protocol"."depth_mm_max", "protocol"."depth_mm_min"))::numeric * 100)) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "dn",
  sum(round(coalesce(k.first_depth_mm, coalesce("protocol"."depth_mm_max", "protocol"."depth_mm_min"))::numeric * 100)) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "d",
  count(*) filter (where (t.scheduled >> $21::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $22::int <= c.data_through - date '1970-01-01') as "due",
  count(*) filter (where (t.scheduled >> $23::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $24::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "seen",
  count(*) filter (where (t.scheduled >> $25::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $26::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is null
and t.dropped_day < $27::int) as "dropped",
  count(*) filter (where (t.scheduled >> $28::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $29::int <= c.data_through - date '1970-01-01')) as "not_yet_due", (array_agg(k.red_days order by t.month_end, t.course_id) filter (where k.red_days is not null))[1] as "red_days", (array_agg(k.red_ended::int order by t.month_end, t.course_id) filter (where k.red_days is not null))[1] as "red_ended"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
left join "protocol" on "protocol"."protocol_id" = "t"."protocol_id"
left join "treated_course" as "k" on "k"."clinic_id" = "t"."clinic_id"
and "k"."course_id" = "t"."course_id"
where "t"."control" = $30
and t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.measure in ($31)
and t.area_root in ($32, $33)) or (t.measure in ($34)
and t.area_root in ($35)) or (t.measure in ($36)
and t.area_root in ($37)))
and "t"."area_root" = $38
group by 1, 2, 3, "t"."clinic_id", "t"."patient_id") as "p"
group by "p"."measure", "p"."area", "p"."line"
