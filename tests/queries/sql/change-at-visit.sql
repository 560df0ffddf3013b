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
select "v"."measure", "v"."area", "v"."line",
  sum("v"."patients") as "patients",
  sum("v"."courses") as "courses",
  sum("v"."patients_scored") as "patients_scored",
  sum("v"."scored") as "scored",
  sum("v"."sum") as "sum",
  sum("v"."sum_squares") as "sum_squares",
  sum("v"."patient_sum_squares") as "patient_sum_squares",
  sum("v"."patient_count_squares") as "patient_count_squares",
  sum("v"."patient_cross_products") as "patient_cross_products",
  sum("v"."baseline") as "baseline",
  sum("v"."baseline_squares") as "baseline_squares",
  sum("v"."baseline_cross_products") as "baseline_cross_products",
  sum("v"."baseline_value_squares") as "baseline_value_squares",
  sum("v"."follow_up") as "follow_up",
  sum("v"."follow_up_value_squares") as "follow_up_value_squares",
  sum("v"."improved_n") as "improved_n",
  sum("v"."improved_patients") as "improved_patients",
  sum("v"."improved_events") as "improved_events",
  sum("v"."improved_event_squares") as "improved_event_squares",
  sum("v"."improved_count_squares") as "improved_count_squares",
  sum("v"."improved_cross_products") as "improved_cross_products",
  sum("v"."responders_n") as "responders_n",
  sum("v"."responders_patients") as "responders_patients",
  sum("v"."responders_events") as "responders_events",
  sum("v"."responders_event_squares") as "responders_event_squares",
  sum("v"."responders_count_squares") as "responders_count_squares",
  sum("v"."responders_cross_products") as "responders_cross_products",
  sum("v"."detectable_n") as "detectable_n",
  sum("v"."detectable_patients") as "detectable_patients",
  sum("v"."detectable_events") as "detectable_events",
  sum("v"."detectable_event_squares") as "detectable_event_squares",
  sum("v"."detectable_count_squares") as "detectable_count_squares",
  sum("v"."detectable_cross_products") as "detectable_cross_products",
  sum("v"."seen_n") as "seen_n",
  sum("v"."seen_patients") as "seen_patients",
  sum("v"."seen_baseline") as "seen_baseline",
  sum("v"."unseen_n") as "unseen_n",
  sum("v"."unseen_patients") as "unseen_patients",
  sum("v"."unseen_baseline") as "unseen_baseline",
  sum("v"."low_n") as "low_n",
  sum("v"."low_patients") as "low_patients",
  sum("v"."low_count_squares") as "low_count_squares",
  sum("v"."low_cross_products") as "low_cross_products",
  sum("v"."recorded") as "recorded",
  sum("v"."with_session") as "with_session",
  sum("v"."with_baseline") as "with_baseline",
  sum("v"."due") as "due",
  sum("v"."seen") as "seen",
  sum("v"."dropped") as "dropped",
  sum("v"."not_yet_due") as "not_yet_due",
  sum("v"."unplanned") as "unplanned", coalesce(jsonb_agg(jsonb_build_array(v.s, v.n, v.patients_scored) order by v.s, v.n) filter (where v.n > 0), '[]')::text as "values"
from (select "p"."measure", "p"."area", "p"."line", "p"."n", "p"."s",
  count(*) filter (where "p"."with_baseline" > 0) as "patients",
  coalesce(sum("p"."with_baseline"), 0) as "courses",
  count(*) filter (where "p"."n" > 0) as "patients_scored",
  coalesce(sum("p"."n"), 0) as "scored",
  coalesce(sum("p"."s"), 0) as "sum",
  coalesce(sum("p"."ss"), 0) as "sum_squares",
  coalesce(sum("p"."s"::numeric * "p"."s"), 0) as "patient_sum_squares",
  coalesce(sum("p"."n"::numeric * "p"."n"), 0) as "patient_count_squares",
  coalesce(sum("p"."n"::numeric * "p"."s"), 0) as "patient_cross_products",
  coalesce(sum("p"."b"), 0) as "baseline",
  coalesce(sum("p"."b"::numeric * "p"."b"), 0) as "baseline_squares",
  coalesce(sum("p"."b"::numeric * "p"."s"), 0) as "baseline_cross_products",
  coalesce(sum("p"."bb"), 0) as "baseline_value_squares",
  coalesce(sum("p"."f"), 0) as "follow_up",
  coalesce(sum("p"."ff"), 0) as "follow_up_value_squares",
  coalesce(sum("p"."n"), 0) as "improved_n",
  count(*) filter (where "p"."n" > 0) as "improved_patients",
  coalesce(sum("p"."improved"), 0) as "improved_events",
  coalesce(sum("p"."improved"::numeric * "p"."improved"), 0) as "improved_event_squares",
  coalesce(sum("p"."n"::numeric * "p"."n"), 0) as "improved_count_squares",
  coalesce(sum("p"."n"::numeric * "p"."improved"), 0) as "improved_cross_products",
  coalesce(sum("p"."ruled"), 0) as "responders_n",
  count(*) filter (where "p"."ruled" > 0) as "responders_patients",
  coalesce(sum("p"."responders"), 0) as "responders_events",
  coalesce(sum("p"."responders"::numeric * "p"."responders"), 0) as "responders_event_squares",
  coalesce(sum("p"."ruled"::numeric * "p"."ruled"), 0) as "responders_count_squares",
  coalesce(sum("p"."ruled"::numeric * "p"."responders"), 0) as "responders_cross_products",
  coalesce(sum("p"."judged"), 0) as "detectable_n",
  count(*) filter (where "p"."judged" > 0) as "detectable_patients",
  coalesce(sum("p"."detectable"), 0) as "detectable_events",
  coalesce(sum("p"."detectable"::numeric * "p"."detectable"), 0) as "detectable_event_squares",
  coalesce(sum("p"."judged"::numeric * "p"."judged"), 0) as "detectable_count_squares",
  coalesce(sum("p"."judged"::numeric * "p"."detectable"), 0) as "detectable_cross_products",
  coalesce(sum("p"."seen"), 0) as "seen_n",
  count(*) filter (where "p"."seen" > 0) as "seen_patients",
  coalesce(sum("p"."seen_b"), 0) as "seen_baseline",
  coalesce(sum("p"."unseen"), 0) as "unseen_n",
  count(*) filter (where "p"."unseen" > 0) as "unseen_patients",
  coalesce(sum("p"."unseen_b"), 0) as "unseen_baseline",
  coalesce(sum((p.n + p.unseen)), 0) as "low_n",
  count(*) filter (where p.n + p.unseen > 0) as "low_patients",
  coalesce(sum((p.n + p.unseen)::numeric * (p.n + p.unseen)), 0) as "low_count_squares",
  coalesce(sum((p.n + p.unseen)::numeric * p.s), 0) as "low_cross_products",
  coalesce(sum("p"."recorded"), 0) as "recorded",
  coalesce(sum("p"."with_session"), 0) as "with_session",
  coalesce(sum("p"."with_baseline"), 0) as "with_baseline",
  coalesce(sum("p"."due"), 0) as "due",
  coalesce(sum("p"."seen"), 0) as "seen",
  coalesce(sum("p"."dropped"), 0) as "dropped",
  coalesce(sum("p"."not_yet_due"), 0) as "not_yet_due",
  coalesce(sum("p"."unplanned"), 0) as "unplanned"
from (select "t"."measure", t.area_root as "area", null::text as "line", "t"."clinic_id", "t"."patient_id",
  count(*) as "recorded",
  count(*) filter (where t.sessions_done > 0) as "with_session",
  count(*) filter (where t.sessions_done > 0
and t.baseline_x100 is not null) as "with_baseline",
  count(*) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "n",
  sum((t.direction * ("t"."window_5" - t.baseline_x100))) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "s",
  sum((t.direction * ("t"."window_5" - t.baseline_x100))::bigint * (t.direction * ("t"."window_5" - t.baseline_x100))) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "ss",
  sum(t.baseline_x100) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "b",
  sum(t.baseline_x100::bigint * t.baseline_x100) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "bb",
  sum((t.baseline_x100 + t.direction * (t.direction * ("t"."window_5" - t.baseline_x100)))) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "f",
  sum((t.baseline_x100 + t.direction * (t.direction * ("t"."window_5" - t.baseline_x100)))::bigint * (t.baseline_x100 + t.direction * (t.direction * ("t"."window_5" - t.baseline_x100)))) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "ff",
  count(*) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."window_5" is not null
and t.baseline_x100 is not null
and (t.direction * ("t"."window_5" - t.baseline_x100)) > 0) as "improved",
  count(*) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."window_5" is not null
and t.baseline_x100 is not null
and t.responder_x100 is not null) as "ruled",
  count(*) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and (t.direction * ("t"."window_5" - t.baseline_x100)) >= t.responder_x100) as "responders",
  count(*) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."window_5" is not null
and t.baseline_x100 is not null
and null::double precision is not null) as "judged",
  count(*) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."window_5" is not null
and t.baseline_x100 is not null
and abs((t.direction * ("t"."window_5" - t.baseline_x100))) > null::double precision) as "detectable",
  count(*) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and (t.scheduled >> $21::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $22::int <= c.data_through - date '1970-01-01') as "due",
  count(*) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and (t.scheduled >> $23::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $24::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "seen",
  sum(t.baseline_x100) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and (t.scheduled >> $25::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $26::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "seen_b",
  count(*) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and (t.scheduled >> $27::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $28::int <= c.data_through - date '1970-01-01'
and ("t"."window_5" is not null
and t.baseline_x100 is not null) is not true) as "unseen",
  sum(t.baseline_x100) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and (t.scheduled >> $29::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $30::int <= c.data_through - date '1970-01-01'
and ("t"."window_5" is not null
and t.baseline_x100 is not null) is not true) as "unseen_b",
  count(*) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and (t.scheduled >> $31::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $32::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is null
and t.dropped_day < $33::int) as "dropped",
  count(*) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and (t.scheduled >> $34::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $35::int <= c.data_through - date '1970-01-01')) as "not_yet_due",
  count(*) filter (where t.sessions_done > 0
and t.baseline_x100 is not null
and "t"."window_5" is not null
and t.baseline_x100 is not null
and ((t.scheduled >> $36::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $37::int <= c.data_through - date '1970-01-01') is not true) as "unplanned"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."control" = $38
and ((t.measure in ($39)
and t.area_root in ($40, $41)) or (t.measure in ($42)
and t.area_root in ($43)) or (t.measure in ($44)
and t.area_root in ($45)))
and "t"."area_root" = $46
group by 1, 2, 3, "t"."clinic_id", "t"."patient_id") as "p"
group by "p"."measure", "p"."area", "p"."line", "p"."n", "p"."s") as "v"
group by "v"."measure", "v"."area", "v"."line"
