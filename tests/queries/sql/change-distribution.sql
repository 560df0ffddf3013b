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
select "p"."measure", "p"."area", "p"."line",
  count(*) as "patients",
  coalesce(sum("p"."courses"), 0) as "courses",
  coalesce(sum("p"."scored"), 0) as "scored",
  count(*) filter (where "p"."scored" > 0) as "patients_scored",
  count(*) filter (where "p"."ruled" > 0) as "patients_ruled",
  count(*) filter (where "p"."repeated" > 0) as "patients_repeated",
  coalesce(sum("p"."due"), 0) as "due",
  coalesce(sum("p"."seen"), 0) as "seen",
  coalesce(sum("p"."dropped"), 0) as "dropped",
  coalesce(sum("p"."not_yet_due"), 0) as "not_yet_due", coalesce(jsonb_agg("p"."series" order by "p"."series") filter (where p.scored > 0), '[]')::text as "series", coalesce(jsonb_agg("p"."repeats" order by "p"."repeats") filter (where p.repeated > 0), '[]')::text as "repeats"
from (select "t"."measure", t.area_root as "area", "t"."depth_band" as "line", "t"."clinic_id", "t"."patient_id",
  count(*) as "courses",
  count(*) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "scored",
  count(*) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null
and t.responder_x100 is not null) as "ruled",
  count(*) filter (where t.reading_1 is not null) as "repeated",
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
and not (t.month_end + $27::int <= c.data_through - date '1970-01-01')) as "not_yet_due", jsonb_agg(jsonb_build_array((t.direction * ("t"."window_5" - t.baseline_x100)), t.responder_x100) order by (t.direction * ("t"."window_5" - t.baseline_x100)), t.responder_x100) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "series", (array_agg(jsonb_build_array(t.reading_1, t.reading_2) order by jsonb_build_array(t.reading_1, t.reading_2)) filter (where t.reading_1 is not null))[1] as "repeats"
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
group by 1, 2, 3, "t"."clinic_id", "t"."patient_id") as "p"
group by "p"."measure", "p"."area", "p"."line"
