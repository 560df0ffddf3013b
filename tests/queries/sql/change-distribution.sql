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
  coalesce(sum("s"."not_yet_due"), 0) as "not_yet_due", coalesce(max("s"."gains"), '[]') as "gains", coalesce(max("s"."readings"), '[]') as "readings"
from (select "v"."measure", "v"."area", "v"."line",
  coalesce(sum("v"."patients"), 0) as "patients",
  coalesce(sum("v"."courses"), 0) as "courses",
  coalesce(sum("v"."scored"), 0) as "scored",
  coalesce(sum("v"."patients_scored"), 0) as "patients_scored",
  coalesce(sum("v"."patients_ruled"), 0) as "patients_ruled",
  coalesce(sum("v"."patients_repeated"), 0) as "patients_repeated",
  coalesce(sum("v"."due"), 0) as "due",
  coalesce(sum("v"."seen"), 0) as "seen",
  coalesce(sum("v"."dropped"), 0) as "dropped",
  coalesce(sum("v"."not_yet_due"), 0) as "not_yet_due", jsonb_agg(jsonb_build_array(v.list, v.patients_scored) order by v.list) filter (where v.list is not null)::text as "gains", null::text as "readings"
from (select "p"."measure", "p"."area", "p"."line", "p"."list",
  coalesce(sum("p"."patients"), 0) as "patients",
  coalesce(sum("p"."courses"), 0) as "courses",
  coalesce(sum("p"."scored"), 0) as "scored",
  coalesce(sum("p"."patients_scored"), 0) as "patients_scored",
  coalesce(sum("p"."patients_ruled"), 0) as "patients_ruled",
  coalesce(sum("p"."patients_repeated"), 0) as "patients_repeated",
  coalesce(sum("p"."due"), 0) as "due",
  coalesce(sum("p"."seen"), 0) as "seen",
  coalesce(sum("p"."dropped"), 0) as "dropped",
  coalesce(sum("p"."not_yet_due"), 0) as "not_yet_due"
from (select "t"."measure", t.area_root as "area", "t"."depth_band" as "line", case when (t.direction * ("t"."window_5" - t.baseline_x100)) is not null then jsonb_build_array(jsonb_build_array((t.direction * ("t"."window_5" - t.baseline_x100)), t.responder_x100)) end as "list",
  count(*) as "patients",
  count(*) as "courses",
  count((t.direction * ("t"."window_5" - t.baseline_x100))) as "scored",
  count((t.direction * ("t"."window_5" - t.baseline_x100))) as "patients_scored",
  count(*) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null
and t.responder_x100 is not null) as "patients_ruled", 0 as "patients_repeated",
  count(*) filter (where (t.scheduled >> $19::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $20::int <= c.data_through - date '1970-01-01') as "due",
  count(*) filter (where (t.scheduled >> $21::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $22::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "seen",
  count(*) filter (where (t.scheduled >> $23::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $24::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is null
and t.dropped_day < $25::int) as "dropped",
  count(*) filter (where (t.scheduled >> $26::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $27::int <= c.data_through - date '1970-01-01')) as "not_yet_due"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."control" = $28
and t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.measure in ($29)
and t.area_root in ($30, $31)) or (t.measure in ($32)
and t.area_root in ($33)) or (t.measure in ($34)
and t.area_root in ($35)))
and "t"."area_root" = $36
and "t"."alone" = $37
group by 1, 2, 3, (t.direction * ("t"."window_5" - t.baseline_x100)), "t"."responder_x100" union all
select "t"."measure", t.area_root as "area", "t"."depth_band" as "line", jsonb_agg(jsonb_build_array((t.direction * ("t"."window_5" - t.baseline_x100)), t.responder_x100) order by (t.direction * ("t"."window_5" - t.baseline_x100)), t.responder_x100) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "list", 1 as "patients",
  count(*) as "courses",
  count(*) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "scored", coalesce(bool_or("t"."window_5" is not null
and t.baseline_x100 is not null), false)::int as "patients_scored", coalesce(bool_or("t"."window_5" is not null
and t.baseline_x100 is not null
and t.responder_x100 is not null), false)::int as "patients_ruled", 0 as "patients_repeated",
  count(*) filter (where (t.scheduled >> $38::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $39::int <= c.data_through - date '1970-01-01') as "due",
  count(*) filter (where (t.scheduled >> $40::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $41::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "seen",
  count(*) filter (where (t.scheduled >> $42::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $43::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is null
and t.dropped_day < $44::int) as "dropped",
  count(*) filter (where (t.scheduled >> $45::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $46::int <= c.data_through - date '1970-01-01')) as "not_yet_due"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."control" = $47
and t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.measure in ($48)
and t.area_root in ($49, $50)) or (t.measure in ($51)
and t.area_root in ($52)) or (t.measure in ($53)
and t.area_root in ($54)))
and "t"."area_root" = $55
and "t"."alone" = $56
group by 1, 2, 3, "t"."clinic_id", "t"."patient_id") as "p"
group by "p"."measure", "p"."area", "p"."line", "p"."list") as "v"
group by "v"."measure", "v"."area", "v"."line" union all
select "v"."measure", "v"."area", "v"."line", 0 as "patients", 0 as "courses", 0 as "scored", 0 as "patients_scored", 0 as "patients_ruled",
  sum(v.patients) as "patients_repeated", 0 as "due", 0 as "seen", 0 as "dropped", 0 as "not_yet_due", null::text as "gains", jsonb_agg(jsonb_build_array(v.pair, v.patients) order by v.pair)::text as "readings"
from (select "p"."measure", "p"."area", "p"."line", "p"."pair",
  count(*) as "patients"
from (select "t"."measure", t.area_root as "area", "t"."depth_band" as "line", min(array[t.reading_1, t.reading_2]) as "pair"
from "trajectory" as "t"
where "t"."control" = $57
and t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.measure in ($58)
and t.area_root in ($59, $60)) or (t.measure in ($61)
and t.area_root in ($62)) or (t.measure in ($63)
and t.area_root in ($64)))
and "t"."area_root" = $65
and t.reading_1 is not null
group by 1, 2, 3, "t"."clinic_id", "t"."patient_id") as "p"
group by "p"."measure", "p"."area", "p"."line", "p"."pair") as "v"
group by "v"."measure", "v"."area", "v"."line") as "s"
group by "s"."measure", "s"."area", "s"."line"
