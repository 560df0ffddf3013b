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
  sum("s"."patients") as "patients",
  sum("s"."courses") as "courses",
  sum("s"."without_baseline") as "without_baseline",
  sum("s"."n_4") as "n_4",
  sum("s"."patients_4") as "patients_4",
  sum("s"."sum_4") as "sum_4",
  sum("s"."sum_squares_4") as "sum_squares_4",
  sum("s"."patient_sum_squares_4") as "patient_sum_squares_4",
  sum("s"."patient_count_squares_4") as "patient_count_squares_4",
  sum("s"."patient_cross_products_4") as "patient_cross_products_4",
  sum("s"."baseline_4") as "baseline_4",
  sum("s"."baseline_squares_4") as "baseline_squares_4",
  sum("s"."baseline_cross_products_4") as "baseline_cross_products_4",
  sum("s"."responders_4") as "responders_4",
  sum("s"."responder_squares_4") as "responder_squares_4",
  sum("s"."responder_cross_products_4") as "responder_cross_products_4",
  sum("s"."responder_n_4") as "responder_n_4",
  sum("s"."responder_patients_4") as "responder_patients_4",
  sum("s"."responder_count_squares_4") as "responder_count_squares_4",
  sum("s"."due_4") as "due_4",
  sum("s"."seen_4") as "seen_4",
  sum("s"."dropped_4") as "dropped_4",
  sum("s"."not_yet_due_4") as "not_yet_due_4",
  sum("s"."n_8") as "n_8",
  sum("s"."patients_8") as "patients_8",
  sum("s"."sum_8") as "sum_8",
  sum("s"."sum_squares_8") as "sum_squares_8",
  sum("s"."patient_sum_squares_8") as "patient_sum_squares_8",
  sum("s"."patient_count_squares_8") as "patient_count_squares_8",
  sum("s"."patient_cross_products_8") as "patient_cross_products_8",
  sum("s"."baseline_8") as "baseline_8",
  sum("s"."baseline_squares_8") as "baseline_squares_8",
  sum("s"."baseline_cross_products_8") as "baseline_cross_products_8",
  sum("s"."responders_8") as "responders_8",
  sum("s"."responder_squares_8") as "responder_squares_8",
  sum("s"."responder_cross_products_8") as "responder_cross_products_8",
  sum("s"."responder_n_8") as "responder_n_8",
  sum("s"."responder_patients_8") as "responder_patients_8",
  sum("s"."responder_count_squares_8") as "responder_count_squares_8",
  sum("s"."due_8") as "due_8",
  sum("s"."seen_8") as "seen_8",
  sum("s"."dropped_8") as "dropped_8",
  sum("s"."not_yet_due_8") as "not_yet_due_8",
  sum("s"."n_12") as "n_12",
  sum("s"."patients_12") as "patients_12",
  sum("s"."sum_12") as "sum_12",
  sum("s"."sum_squares_12") as "sum_squares_12",
  sum("s"."patient_sum_squares_12") as "patient_sum_squares_12",
  sum("s"."patient_count_squares_12") as "patient_count_squares_12",
  sum("s"."patient_cross_products_12") as "patient_cross_products_12",
  sum("s"."baseline_12") as "baseline_12",
  sum("s"."baseline_squares_12") as "baseline_squares_12",
  sum("s"."baseline_cross_products_12") as "baseline_cross_products_12",
  sum("s"."responders_12") as "responders_12",
  sum("s"."responder_squares_12") as "responder_squares_12",
  sum("s"."responder_cross_products_12") as "responder_cross_products_12",
  sum("s"."responder_n_12") as "responder_n_12",
  sum("s"."responder_patients_12") as "responder_patients_12",
  sum("s"."responder_count_squares_12") as "responder_count_squares_12",
  sum("s"."due_12") as "due_12",
  sum("s"."seen_12") as "seen_12",
  sum("s"."dropped_12") as "dropped_12",
  sum("s"."not_yet_due_12") as "not_yet_due_12",
  sum("s"."n_18") as "n_18",
  sum("s"."patients_18") as "patients_18",
  sum("s"."sum_18") as "sum_18",
  sum("s"."sum_squares_18") as "sum_squares_18",
  sum("s"."patient_sum_squares_18") as "patient_sum_squares_18",
  sum("s"."patient_count_squares_18") as "patient_count_squares_18",
  sum("s"."patient_cross_products_18") as "patient_cross_products_18",
  sum("s"."baseline_18") as "baseline_18",
  sum("s"."baseline_squares_18") as "baseline_squares_18",
  sum("s"."baseline_cross_products_18") as "baseline_cross_products_18",
  sum("s"."responders_18") as "responders_18",
  sum("s"."responder_squares_18") as "responder_squares_18",
  sum("s"."responder_cross_products_18") as "responder_cross_products_18",
  sum("s"."responder_n_18") as "responder_n_18",
  sum("s"."responder_patients_18") as "responder_patients_18",
  sum("s"."responder_count_squares_18") as "responder_count_squares_18",
  sum("s"."due_18") as "due_18",
  sum("s"."seen_18") as "seen_18",
  sum("s"."dropped_18") as "dropped_18",
  sum("s"."not_yet_due_18") as "not_yet_due_18",
  sum("s"."n_26") as "n_26",
  sum("s"."patients_26") as "patients_26",
  sum("s"."sum_26") as "sum_26",
  sum("s"."sum_squares_26") as "sum_squares_26",
  sum("s"."patient_sum_squares_26") as "patient_sum_squares_26",
  sum("s"."patient_count_squares_26") as "patient_count_squares_26",
  sum("s"."patient_cross_products_26") as "patient_cross_products_26",
  sum("s"."baseline_26") as "baseline_26",
  sum("s"."baseline_squares_26") as "baseline_squares_26",
  sum("s"."baseline_cross_products_26") as "baseline_cross_products_26",
  sum("s"."responders_26") as "responders_26",
  sum("s"."responder_squares_26") as "responder_squares_26",
  sum("s"."responder_cross_products_26") as "responder_cross_products_26",
  sum("s"."responder_n_26") as "responder_n_26",
  sum("s"."responder_patients_26") as "responder_patients_26",
  sum("s"."responder_count_squares_26") as "responder_count_squares_26",
  sum("s"."due_26") as "due_26",
  sum("s"."seen_26") as "seen_26",
  sum("s"."dropped_26") as "dropped_26",
  sum("s"."not_yet_due_26") as "not_yet_due_26",
  sum("s"."n_39") as "n_39",
  sum("s"."patients_39") as "patients_39",
  sum("s"."sum_39") as "sum_39",
  sum("s"."sum_squares_39") as "sum_squares_39",
  sum("s"."patient_sum_squares_39") as "patient_sum_squares_39",
  sum("s"."patient_count_squares_39") as "patient_count_squares_39",
  sum("s"."patient_cross_products_39") as "patient_cross_products_39",
  sum("s"."baseline_39") as "baseline_39",
  sum("s"."baseline_squares_39") as "baseline_squares_39",
  sum("s"."baseline_cross_products_39") as "baseline_cross_products_39",
  sum("s"."responders_39") as "responders_39",
  sum("s"."responder_squares_39") as "responder_squares_39",
  sum("s"."responder_cross_products_39") as "responder_cross_products_39",
  sum("s"."responder_n_39") as "responder_n_39",
  sum("s"."responder_patients_39") as "responder_patients_39",
  sum("s"."responder_count_squares_39") as "responder_count_squares_39",
  sum("s"."due_39") as "due_39",
  sum("s"."seen_39") as "seen_39",
  sum("s"."dropped_39") as "dropped_39",
  sum("s"."not_yet_due_39") as "not_yet_due_39",
  sum("s"."n_52") as "n_52",
  sum("s"."patients_52") as "patients_52",
  sum("s"."sum_52") as "sum_52",
  sum("s"."sum_squares_52") as "sum_squares_52",
  sum("s"."patient_sum_squares_52") as "patient_sum_squares_52",
  sum("s"."patient_count_squares_52") as "patient_count_squares_52",
  sum("s"."patient_cross_products_52") as "patient_cross_products_52",
  sum("s"."baseline_52") as "baseline_52",
  sum("s"."baseline_squares_52") as "baseline_squares_52",
  sum("s"."baseline_cross_products_52") as "baseline_cross_products_52",
  sum("s"."responders_52") as "responders_52",
  sum("s"."responder_squares_52") as "responder_squares_52",
  sum("s"."responder_cross_products_52") as "responder_cross_products_52",
  sum("s"."responder_n_52") as "responder_n_52",
  sum("s"."responder_patients_52") as "responder_patients_52",
  sum("s"."responder_count_squares_52") as "responder_count_squares_52",
  sum("s"."due_52") as "due_52",
  sum("s"."seen_52") as "seen_52",
  sum("s"."dropped_52") as "dropped_52",
  sum("s"."not_yet_due_52") as "not_yet_due_52"
from (select "t"."measure", t.area_root as "area", "t"."depth_band" as "line",
  count(t.baseline_x100) as "patients",
  count(t.baseline_x100) as "courses",
  count(*) - count(t.baseline_x100) as "without_baseline",
  count((t.direction * ("t"."window_1" - t.baseline_x100))) as "n_4",
  count((t.direction * ("t"."window_1" - t.baseline_x100))) as "patients_4",
  coalesce(sum((t.direction * ("t"."window_1" - t.baseline_x100))), 0) as "sum_4",
  coalesce(sum((t.direction * ("t"."window_1" - t.baseline_x100))::bigint * (t.direction * ("t"."window_1" - t.baseline_x100))), 0) as "sum_squares_4",
  coalesce(sum((t.direction * ("t"."window_1" - t.baseline_x100))::bigint * (t.direction * ("t"."window_1" - t.baseline_x100))), 0) as "patient_sum_squares_4",
  count((t.direction * ("t"."window_1" - t.baseline_x100))) as "patient_count_squares_4",
  coalesce(sum((t.direction * ("t"."window_1" - t.baseline_x100))), 0) as "patient_cross_products_4",
  coalesce(sum(t.baseline_x100) filter (where "t"."window_1" is not null
and t.baseline_x100 is not null), 0) as "baseline_4", coalesce( sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_1" is not null
and t.baseline_x100 is not null), 0) as "baseline_squares_4",
  coalesce(sum(t.baseline_x100::bigint * (t.direction * ("t"."window_1" - t.baseline_x100))), 0) as "baseline_cross_products_4",
  count(*) filter (where (t.direction * ("t"."window_1" - t.baseline_x100)) >= t.responder_x100) as "responders_4",
  count(*) filter (where (t.direction * ("t"."window_1" - t.baseline_x100)) >= t.responder_x100) as "responder_squares_4",
  count(*) filter (where (t.direction * ("t"."window_1" - t.baseline_x100)) >= t.responder_x100) as "responder_cross_products_4",
  count(t.responder_x100) filter (where "t"."window_1" is not null
and t.baseline_x100 is not null) as "responder_n_4",
  count(t.responder_x100) filter (where "t"."window_1" is not null
and t.baseline_x100 is not null) as "responder_patients_4",
  count(t.responder_x100) filter (where "t"."window_1" is not null
and t.baseline_x100 is not null) as "responder_count_squares_4",
  count(*) filter (where (t.scheduled >> $19::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $20::int <= c.data_through - date '1970-01-01') as "due_4",
  count(*) filter (where (t.scheduled >> $21::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $22::int <= c.data_through - date '1970-01-01'
and "t"."window_1" is not null
and t.baseline_x100 is not null) as "seen_4",
  count(*) filter (where (t.scheduled >> $23::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $24::int <= c.data_through - date '1970-01-01'
and "t"."window_1" is null
and t.dropped_day < $25::int) as "dropped_4",
  count(*) filter (where (t.scheduled >> $26::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $27::int <= c.data_through - date '1970-01-01')) as "not_yet_due_4",
  count((t.direction * ("t"."window_2" - t.baseline_x100))) as "n_8",
  count((t.direction * ("t"."window_2" - t.baseline_x100))) as "patients_8",
  coalesce(sum((t.direction * ("t"."window_2" - t.baseline_x100))), 0) as "sum_8",
  coalesce(sum((t.direction * ("t"."window_2" - t.baseline_x100))::bigint * (t.direction * ("t"."window_2" - t.baseline_x100))), 0) as "sum_squares_8",
  coalesce(sum((t.direction * ("t"."window_2" - t.baseline_x100))::bigint * (t.direction * ("t"."window_2" - t.baseline_x100))), 0) as "patient_sum_squares_8",
  count((t.direction * ("t"."window_2" - t.baseline_x100))) as "patient_count_squares_8",
  coalesce(sum((t.direction * ("t"."window_2" - t.baseline_x100))), 0) as "patient_cross_products_8",
  coalesce(sum(t.baseline_x100) filter (where "t"."window_2" is not null
and t.baseline_x100 is not null), 0) as "baseline_8", coalesce( sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_2" is not null
and t.baseline_x100 is not null), 0) as "baseline_squares_8",
  coalesce(sum(t.baseline_x100::bigint * (t.direction * ("t"."window_2" - t.baseline_x100))), 0) as "baseline_cross_products_8",
  count(*) filter (where (t.direction * ("t"."window_2" - t.baseline_x100)) >= t.responder_x100) as "responders_8",
  count(*) filter (where (t.direction * ("t"."window_2" - t.baseline_x100)) >= t.responder_x100) as "responder_squares_8",
  count(*) filter (where (t.direction * ("t"."window_2" - t.baseline_x100)) >= t.responder_x100) as "responder_cross_products_8",
  count(t.responder_x100) filter (where "t"."window_2" is not null
and t.baseline_x100 is not null) as "responder_n_8",
  count(t.responder_x100) filter (where "t"."window_2" is not null
and t.baseline_x100 is not null) as "responder_patients_8",
  count(t.responder_x100) filter (where "t"."window_2" is not null
and t.baseline_x100 is not null) as "responder_count_squares_8",
  count(*) filter (where (t.scheduled >> $28::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $29::int <= c.data_through - date '1970-01-01') as "due_8",
  count(*) filter (where (t.scheduled >> $30::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $31::int <= c.data_through - date '1970-01-01'
and "t"."window_2" is not null
and t.baseline_x100 is not null) as "seen_8",
  count(*) filter (where (t.scheduled >> $32::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $33::int <= c.data_through - date '1970-01-01'
and "t"."window_2" is null
and t.dropped_day < $34::int) as "dropped_8",
  count(*) filter (where (t.scheduled >> $35::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $36::int <= c.data_through - date '1970-01-01')) as "not_yet_due_8",
  count((t.direction * ("t"."window_3" - t.baseline_x100))) as "n_12",
  count((t.direction * ("t"."window_3" - t.baseline_x100))) as "patients_12",
  coalesce(sum((t.direction * ("t"."window_3" - t.baseline_x100))), 0) as "sum_12",
  coalesce(sum((t.direction * ("t"."window_3" - t.baseline_x100))::bigint * (t.direction * ("t"."window_3" - t.baseline_x100))), 0) as "sum_squares_12",
  coalesce(sum((t.direction * ("t"."window_3" - t.baseline_x100))::bigint * (t.direction * ("t"."window_3" - t.baseline_x100))), 0) as "patient_sum_squares_12",
  count((t.direction * ("t"."window_3" - t.baseline_x100))) as "patient_count_squares_12",
  coalesce(sum((t.direction * ("t"."window_3" - t.baseline_x100))), 0) as "patient_cross_products_12",
  coalesce(sum(t.baseline_x100) filter (where "t"."window_3" is not null
and t.baseline_x100 is not null), 0) as "baseline_12", coalesce( sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_3" is not null
and t.baseline_x100 is not null), 0) as "baseline_squares_12",
  coalesce(sum(t.baseline_x100::bigint * (t.direction * ("t"."window_3" - t.baseline_x100))), 0) as "baseline_cross_products_12",
  count(*) filter (where (t.direction * ("t"."window_3" - t.baseline_x100)) >= t.responder_x100) as "responders_12",
  count(*) filter (where (t.direction * ("t"."window_3" - t.baseline_x100)) >= t.responder_x100) as "responder_squares_12",
  count(*) filter (where (t.direction * ("t"."window_3" - t.baseline_x100)) >= t.responder_x100) as "responder_cross_products_12",
  count(t.responder_x100) filter (where "t"."window_3" is not null
and t.baseline_x100 is not null) as "responder_n_12",
  count(t.responder_x100) filter (where "t"."window_3" is not null
and t.baseline_x100 is not null) as "responder_patients_12",
  count(t.responder_x100) filter (where "t"."window_3" is not null
and t.baseline_x100 is not null) as "responder_count_squares_12",
  count(*) filter (where (t.scheduled >> $37::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $38::int <= c.data_through - date '1970-01-01') as "due_12",
  count(*) filter (where (t.scheduled >> $39::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $40::int <= c.data_through - date '1970-01-01'
and "t"."window_3" is not null
and t.baseline_x100 is not null) as "seen_12",
  count(*) filter (where (t.scheduled >> $41::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $42::int <= c.data_through - date '1970-01-01'
and "t"."window_3" is null
and t.dropped_day < $43::int) as "dropped_12",
  count(*) filter (where (t.scheduled >> $44::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $45::int <= c.data_through - date '1970-01-01')) as "not_yet_due_12",
  count((t.direction * ("t"."window_4" - t.baseline_x100))) as "n_18",
  count((t.direction * ("t"."window_4" - t.baseline_x100))) as "patients_18",
  coalesce(sum((t.direction * ("t"."window_4" - t.baseline_x100))), 0) as "sum_18",
  coalesce(sum((t.direction * ("t"."window_4" - t.baseline_x100))::bigint * (t.direction * ("t"."window_4" - t.baseline_x100))), 0) as "sum_squares_18",
  coalesce(sum((t.direction * ("t"."window_4" - t.baseline_x100))::bigint * (t.direction * ("t"."window_4" - t.baseline_x100))), 0) as "patient_sum_squares_18",
  count((t.direction * ("t"."window_4" - t.baseline_x100))) as "patient_count_squares_18",
  coalesce(sum((t.direction * ("t"."window_4" - t.baseline_x100))), 0) as "patient_cross_products_18",
  coalesce(sum(t.baseline_x100) filter (where "t"."window_4" is not null
and t.baseline_x100 is not null), 0) as "baseline_18", coalesce( sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_4" is not null
and t.baseline_x100 is not null), 0) as "baseline_squares_18",
  coalesce(sum(t.baseline_x100::bigint * (t.direction * ("t"."window_4" - t.baseline_x100))), 0) as "baseline_cross_products_18",
  count(*) filter (where (t.direction * ("t"."window_4" - t.baseline_x100)) >= t.responder_x100) as "responders_18",
  count(*) filter (where (t.direction * ("t"."window_4" - t.baseline_x100)) >= t.responder_x100) as "responder_squares_18",
  count(*) filter (where (t.direction * ("t"."window_4" - t.baseline_x100)) >= t.responder_x100) as "responder_cross_products_18",
  count(t.responder_x100) filter (where "t"."window_4" is not null
and t.baseline_x100 is not null) as "responder_n_18",
  count(t.responder_x100) filter (where "t"."window_4" is not null
and t.baseline_x100 is not null) as "responder_patients_18",
  count(t.responder_x100) filter (where "t"."window_4" is not null
and t.baseline_x100 is not null) as "responder_count_squares_18",
  count(*) filter (where (t.scheduled >> $46::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $47::int <= c.data_through - date '1970-01-01') as "due_18",
  count(*) filter (where (t.scheduled >> $48::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $49::int <= c.data_through - date '1970-01-01'
and "t"."window_4" is not null
and t.baseline_x100 is not null) as "seen_18",
  count(*) filter (where (t.scheduled >> $50::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $51::int <= c.data_through - date '1970-01-01'
and "t"."window_4" is null
and t.dropped_day < $52::int) as "dropped_18",
  count(*) filter (where (t.scheduled >> $53::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $54::int <= c.data_through - date '1970-01-01')) as "not_yet_due_18",
  count((t.direction * ("t"."window_5" - t.baseline_x100))) as "n_26",
  count((t.direction * ("t"."window_5" - t.baseline_x100))) as "patients_26",
  coalesce(sum((t.direction * ("t"."window_5" - t.baseline_x100))), 0) as "sum_26",
  coalesce(sum((t.direction * ("t"."window_5" - t.baseline_x100))::bigint * (t.direction * ("t"."window_5" - t.baseline_x100))), 0) as "sum_squares_26",
  coalesce(sum((t.direction * ("t"."window_5" - t.baseline_x100))::bigint * (t.direction * ("t"."window_5" - t.baseline_x100))), 0) as "patient_sum_squares_26",
  count((t.direction * ("t"."window_5" - t.baseline_x100))) as "patient_count_squares_26",
  coalesce(sum((t.direction * ("t"."window_5" - t.baseline_x100))), 0) as "patient_cross_products_26",
  coalesce(sum(t.baseline_x100) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null), 0) as "baseline_26", coalesce( sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null), 0) as "baseline_squares_26",
  coalesce(sum(t.baseline_x100::bigint * (t.direction * ("t"."window_5" - t.baseline_x100))), 0) as "baseline_cross_products_26",
  count(*) filter (where (t.direction * ("t"."window_5" - t.baseline_x100)) >= t.responder_x100) as "responders_26",
  count(*) filter (where (t.direction * ("t"."window_5" - t.baseline_x100)) >= t.responder_x100) as "responder_squares_26",
  count(*) filter (where (t.direction * ("t"."window_5" - t.baseline_x100)) >= t.responder_x100) as "responder_cross_products_26",
  count(t.responder_x100) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "responder_n_26",
  count(t.responder_x100) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "responder_patients_26",
  count(t.responder_x100) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "responder_count_squares_26",
  count(*) filter (where (t.scheduled >> $55::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $56::int <= c.data_through - date '1970-01-01') as "due_26",
  count(*) filter (where (t.scheduled >> $57::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $58::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "seen_26",
  count(*) filter (where (t.scheduled >> $59::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $60::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is null
and t.dropped_day < $61::int) as "dropped_26",
  count(*) filter (where (t.scheduled >> $62::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $63::int <= c.data_through - date '1970-01-01')) as "not_yet_due_26",
  count((t.direction * ("t"."window_6" - t.baseline_x100))) as "n_39",
  count((t.direction * ("t"."window_6" - t.baseline_x100))) as "patients_39",
  coalesce(sum((t.direction * ("t"."window_6" - t.baseline_x100))), 0) as "sum_39",
  coalesce(sum((t.direction * ("t"."window_6" - t.baseline_x100))::bigint * (t.direction * ("t"."window_6" - t.baseline_x100))), 0) as "sum_squares_39",
  coalesce(sum((t.direction * ("t"."window_6" - t.baseline_x100))::bigint * (t.direction * ("t"."window_6" - t.baseline_x100))), 0) as "patient_sum_squares_39",
  count((t.direction * ("t"."window_6" - t.baseline_x100))) as "patient_count_squares_39",
  coalesce(sum((t.direction * ("t"."window_6" - t.baseline_x100))), 0) as "patient_cross_products_39",
  coalesce(sum(t.baseline_x100) filter (where "t"."window_6" is not null
and t.baseline_x100 is not null), 0) as "baseline_39", coalesce( sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_6" is not null
and t.baseline_x100 is not null), 0) as "baseline_squares_39",
  coalesce(sum(t.baseline_x100::bigint * (t.direction * ("t"."window_6" - t.baseline_x100))), 0) as "baseline_cross_products_39",
  count(*) filter (where (t.direction * ("t"."window_6" - t.baseline_x100)) >= t.responder_x100) as "responders_39",
  count(*) filter (where (t.direction * ("t"."window_6" - t.baseline_x100)) >= t.responder_x100) as "responder_squares_39",
  count(*) filter (where (t.direction * ("t"."window_6" - t.baseline_x100)) >= t.responder_x100) as "responder_cross_products_39",
  count(t.responder_x100) filter (where "t"."window_6" is not null
and t.baseline_x100 is not null) as "responder_n_39",
  count(t.responder_x100) filter (where "t"."window_6" is not null
and t.baseline_x100 is not null) as "responder_patients_39",
  count(t.responder_x100) filter (where "t"."window_6" is not null
and t.baseline_x100 is not null) as "responder_count_squares_39",
  count(*) filter (where (t.scheduled >> $64::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $65::int <= c.data_through - date '1970-01-01') as "due_39",
  count(*) filter (where (t.scheduled >> $66::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $67::int <= c.data_through - date '1970-01-01'
and "t"."window_6" is not null
and t.baseline_x100 is not null) as "seen_39",
  count(*) filter (where (t.scheduled >> $68::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $69::int <= c.data_through - date '1970-01-01'
and "t"."window_6" is null
and t.dropped_day < $70::int) as "dropped_39",
  count(*) filter (where (t.scheduled >> $71::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $72::int <= c.data_through - date '1970-01-01')) as "not_yet_due_39",
  count((t.direction * ("t"."window_7" - t.baseline_x100))) as "n_52",
  count((t.direction * ("t"."window_7" - t.baseline_x100))) as "patients_52",
  coalesce(sum((t.direction * ("t"."window_7" - t.baseline_x100))), 0) as "sum_52",
  coalesce(sum((t.direction * ("t"."window_7" - t.baseline_x100))::bigint * (t.direction * ("t"."window_7" - t.baseline_x100))), 0) as "sum_squares_52",
  coalesce(sum((t.direction * ("t"."window_7" - t.baseline_x100))::bigint * (t.direction * ("t"."window_7" - t.baseline_x100))), 0) as "patient_sum_squares_52",
  count((t.direction * ("t"."window_7" - t.baseline_x100))) as "patient_count_squares_52",
  coalesce(sum((t.direction * ("t"."window_7" - t.baseline_x100))), 0) as "patient_cross_products_52",
  coalesce(sum(t.baseline_x100) filter (where "t"."window_7" is not null
and t.baseline_x100 is not null), 0) as "baseline_52", coalesce( sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_7" is not null
and t.baseline_x100 is not null), 0) as "baseline_squares_52",
  coalesce(sum(t.baseline_x100::bigint * (t.direction * ("t"."window_7" - t.baseline_x100))), 0) as "baseline_cross_products_52",
  count(*) filter (where (t.direction * ("t"."window_7" - t.baseline_x100)) >= t.responder_x100) as "responders_52",
  count(*) filter (where (t.direction * ("t"."window_7" - t.baseline_x100)) >= t.responder_x100) as "responder_squares_52",
  count(*) filter (where (t.direction * ("t"."window_7" - t.baseline_x100)) >= t.responder_x100) as "responder_cross_products_52",
  count(t.responder_x100) filter (where "t"."window_7" is not null
and t.baseline_x100 is not null) as "responder_n_52",
  count(t.responder_x100) filter (where "t"."window_7" is not null
and t.baseline_x100 is not null) as "responder_patients_52",
  count(t.responder_x100) filter (where "t"."window_7" is not null
and t.baseline_x100 is not null) as "responder_count_squares_52",
  count(*) filter (where (t.scheduled >> $73::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $74::int <= c.data_through - date '1970-01-01') as "due_52",
  count(*) filter (where (t.scheduled >> $75::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $76::int <= c.data_through - date '1970-01-01'
and "t"."window_7" is not null
and t.baseline_x100 is not null) as "seen_52",
  count(*) filter (where (t.scheduled >> $77::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $78::int <= c.data_through - date '1970-01-01'
and "t"."window_7" is null
and t.dropped_day < $79::int) as "dropped_52",
  count(*) filter (where (t.scheduled >> $80::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $81::int <= c.data_through - date '1970-01-01')) as "not_yet_due_52", null::text as "series"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."control" = $82
and "t"."sessions_done" > $83
and ((t.measure in ($84)
and t.area_root in ($85, $86)) or (t.measure in ($87)
and t.area_root in ($88)) or (t.measure in ($89)
and t.area_root in ($90)))
and "t"."area_root" = $91
and "t"."device" = $92
group by 1, 2, 3 union all
select "p"."measure", "p"."area", "p"."line", -coalesce(sum(greatest(p.courses - 1, 0)), 0) as "patients", 0 as "courses", 0 as "without_baseline", 0 as "n_4", -coalesce(sum(greatest("p"."n_4" - 1, 0)), 0) as "patients_4", 0 as "sum_4", 0 as "sum_squares_4",
  coalesce(sum("p"."s_4"::numeric * "p"."s_4" - "p"."ss_4"), 0) as "patient_sum_squares_4",
  coalesce(sum("p"."n_4"::numeric * "p"."n_4" - "p"."n_4"), 0) as "patient_count_squares_4",
  coalesce(sum("p"."n_4"::numeric * "p"."s_4" - "p"."s_4"), 0) as "patient_cross_products_4", 0 as "baseline_4",
  coalesce(sum("p"."b_4"::numeric * "p"."b_4" - "p"."bb_4"), 0) as "baseline_squares_4",
  coalesce(sum("p"."b_4"::numeric * "p"."s_4" - "p"."bs_4"), 0) as "baseline_cross_products_4", 0 as "responders_4",
  coalesce(sum("p"."r_4"::numeric * "p"."r_4" - "p"."r_4"), 0) as "responder_squares_4",
  coalesce(sum("p"."r_4"::numeric * "p"."rn_4" - "p"."r_4"), 0) as "responder_cross_products_4", 0 as "responder_n_4", -coalesce(sum(greatest("p"."rn_4" - 1, 0)), 0) as "responder_patients_4",
  coalesce(sum("p"."rn_4"::numeric * "p"."rn_4" - "p"."rn_4"), 0) as "responder_count_squares_4", 0 as "due_4", 0 as "seen_4", 0 as "dropped_4", 0 as "not_yet_due_4", 0 as "n_8", -coalesce(sum(greatest("p"."n_8" - 1, 0)), 0) as "patients_8", 0 as "sum_8", 0 as "sum_squares_8",
  coalesce(sum("p"."s_8"::numeric * "p"."s_8" - "p"."ss_8"), 0) as "patient_sum_squares_8",
  coalesce(sum("p"."n_8"::numeric * "p"."n_8" - "p"."n_8"), 0) as "patient_count_squares_8",
  coalesce(sum("p"."n_8"::numeric * "p"."s_8" - "p"."s_8"), 0) as "patient_cross_products_8", 0 as "baseline_8",
  coalesce(sum("p"."b_8"::numeric * "p"."b_8" - "p"."bb_8"), 0) as "baseline_squares_8",
  coalesce(sum("p"."b_8"::numeric * "p"."s_8" - "p"."bs_8"), 0) as "baseline_cross_products_8", 0 as "responders_8",
  coalesce(sum("p"."r_8"::numeric * "p"."r_8" - "p"."r_8"), 0) as "responder_squares_8",
  coalesce(sum("p"."r_8"::numeric * "p"."rn_8" - "p"."r_8"), 0) as "responder_cross_products_8", 0 as "responder_n_8", -coalesce(sum(greatest("p"."rn_8" - 1, 0)), 0) as "responder_patients_8",
  coalesce(sum("p"."rn_8"::numeric * "p"."rn_8" - "p"."rn_8"), 0) as "responder_count_squares_8", 0 as "due_8", 0 as "seen_8", 0 as "dropped_8", 0 as "not_yet_due_8", 0 as "n_12", -coalesce(sum(greatest("p"."n_12" - 1, 0)), 0) as "patients_12", 0 as "sum_12", 0 as "sum_squares_12",
  coalesce(sum("p"."s_12"::numeric * "p"."s_12" - "p"."ss_12"), 0) as "patient_sum_squares_12",
  coalesce(sum("p"."n_12"::numeric * "p"."n_12" - "p"."n_12"), 0) as "patient_count_squares_12",
  coalesce(sum("p"."n_12"::numeric * "p"."s_12" - "p"."s_12"), 0) as "patient_cross_products_12", 0 as "baseline_12",
  coalesce(sum("p"."b_12"::numeric * "p"."b_12" - "p"."bb_12"), 0) as "baseline_squares_12",
  coalesce(sum("p"."b_12"::numeric * "p"."s_12" - "p"."bs_12"), 0) as "baseline_cross_products_12", 0 as "responders_12",
  coalesce(sum("p"."r_12"::numeric * "p"."r_12" - "p"."r_12"), 0) as "responder_squares_12",
  coalesce(sum("p"."r_12"::numeric * "p"."rn_12" - "p"."r_12"), 0) as "responder_cross_products_12", 0 as "responder_n_12", -coalesce(sum(greatest("p"."rn_12" - 1, 0)), 0) as "responder_patients_12",
  coalesce(sum("p"."rn_12"::numeric * "p"."rn_12" - "p"."rn_12"), 0) as "responder_count_squares_12", 0 as "due_12", 0 as "seen_12", 0 as "dropped_12", 0 as "not_yet_due_12", 0 as "n_18", -coalesce(sum(greatest("p"."n_18" - 1, 0)), 0) as "patients_18", 0 as "sum_18", 0 as "sum_squares_18",
  coalesce(sum("p"."s_18"::numeric * "p"."s_18" - "p"."ss_18"), 0) as "patient_sum_squares_18",
  coalesce(sum("p"."n_18"::numeric * "p"."n_18" - "p"."n_18"), 0) as "patient_count_squares_18",
  coalesce(sum("p"."n_18"::numeric * "p"."s_18" - "p"."s_18"), 0) as "patient_cross_products_18", 0 as "baseline_18",
  coalesce(sum("p"."b_18"::numeric * "p"."b_18" - "p"."bb_18"), 0) as "baseline_squares_18",
  coalesce(sum("p"."b_18"::numeric * "p"."s_18" - "p"."bs_18"), 0) as "baseline_cross_products_18", 0 as "responders_18",
  coalesce(sum("p"."r_18"::numeric * "p"."r_18" - "p"."r_18"), 0) as "responder_squares_18",
  coalesce(sum("p"."r_18"::numeric * "p"."rn_18" - "p"."r_18"), 0) as "responder_cross_products_18", 0 as "responder_n_18", -coalesce(sum(greatest("p"."rn_18" - 1, 0)), 0) as "responder_patients_18",
  coalesce(sum("p"."rn_18"::numeric * "p"."rn_18" - "p"."rn_18"), 0) as "responder_count_squares_18", 0 as "due_18", 0 as "seen_18", 0 as "dropped_18", 0 as "not_yet_due_18", 0 as "n_26", -coalesce(sum(greatest("p"."n_26" - 1, 0)), 0) as "patients_26", 0 as "sum_26", 0 as "sum_squares_26",
  coalesce(sum("p"."s_26"::numeric * "p"."s_26" - "p"."ss_26"), 0) as "patient_sum_squares_26",
  coalesce(sum("p"."n_26"::numeric * "p"."n_26" - "p"."n_26"), 0) as "patient_count_squares_26",
  coalesce(sum("p"."n_26"::numeric * "p"."s_26" - "p"."s_26"), 0) as "patient_cross_products_26", 0 as "baseline_26",
  coalesce(sum("p"."b_26"::numeric * "p"."b_26" - "p"."bb_26"), 0) as "baseline_squares_26",
  coalesce(sum("p"."b_26"::numeric * "p"."s_26" - "p"."bs_26"), 0) as "baseline_cross_products_26", 0 as "responders_26",
  coalesce(sum("p"."r_26"::numeric * "p"."r_26" - "p"."r_26"), 0) as "responder_squares_26",
  coalesce(sum("p"."r_26"::numeric * "p"."rn_26" - "p"."r_26"), 0) as "responder_cross_products_26", 0 as "responder_n_26", -coalesce(sum(greatest("p"."rn_26" - 1, 0)), 0) as "responder_patients_26",
  coalesce(sum("p"."rn_26"::numeric * "p"."rn_26" - "p"."rn_26"), 0) as "responder_count_squares_26", 0 as "due_26", 0 as "seen_26", 0 as "dropped_26", 0 as "not_yet_due_26", 0 as "n_39", -coalesce(sum(greatest("p"."n_39" - 1, 0)), 0) as "patients_39", 0 as "sum_39", 0 as "sum_squares_39",
  coalesce(sum("p"."s_39"::numeric * "p"."s_39" - "p"."ss_39"), 0) as "patient_sum_squares_39",
  coalesce(sum("p"."n_39"::numeric * "p"."n_39" - "p"."n_39"), 0) as "patient_count_squares_39",
  coalesce(sum("p"."n_39"::numeric * "p"."s_39" - "p"."s_39"), 0) as "patient_cross_products_39", 0 as "baseline_39",
  coalesce(sum("p"."b_39"::numeric * "p"."b_39" - "p"."bb_39"), 0) as "baseline_squares_39",
  coalesce(sum("p"."b_39"::numeric * "p"."s_39" - "p"."bs_39"), 0) as "baseline_cross_products_39", 0 as "responders_39",
  coalesce(sum("p"."r_39"::numeric * "p"."r_39" - "p"."r_39"), 0) as "responder_squares_39",
  coalesce(sum("p"."r_39"::numeric * "p"."rn_39" - "p"."r_39"), 0) as "responder_cross_products_39", 0 as "responder_n_39", -coalesce(sum(greatest("p"."rn_39" - 1, 0)), 0) as "responder_patients_39",
  coalesce(sum("p"."rn_39"::numeric * "p"."rn_39" - "p"."rn_39"), 0) as "responder_count_squares_39", 0 as "due_39", 0 as "seen_39", 0 as "dropped_39", 0 as "not_yet_due_39", 0 as "n_52", -coalesce(sum(greatest("p"."n_52" - 1, 0)), 0) as "patients_52", 0 as "sum_52", 0 as "sum_squares_52",
  coalesce(sum("p"."s_52"::numeric * "p"."s_52" - "p"."ss_52"), 0) as "patient_sum_squares_52",
  coalesce(sum("p"."n_52"::numeric * "p"."n_52" - "p"."n_52"), 0) as "patient_count_squares_52",
  coalesce(sum("p"."n_52"::numeric * "p"."s_52" - "p"."s_52"), 0) as "patient_cross_products_52", 0 as "baseline_52",
  coalesce(sum("p"."b_52"::numeric * "p"."b_52" - "p"."bb_52"), 0) as "baseline_squares_52",
  coalesce(sum("p"."b_52"::numeric * "p"."s_52" - "p"."bs_52"), 0) as "baseline_cross_products_52", 0 as "responders_52",
  coalesce(sum("p"."r_52"::numeric * "p"."r_52" - "p"."r_52"), 0) as "responder_squares_52",
  coalesce(sum("p"."r_52"::numeric * "p"."rn_52" - "p"."r_52"), 0) as "responder_cross_products_52", 0 as "responder_n_52", -coalesce(sum(greatest("p"."rn_52" - 1, 0)), 0) as "responder_patients_52",
  coalesce(sum("p"."rn_52"::numeric * "p"."rn_52" - "p"."rn_52"), 0) as "responder_count_squares_52", 0 as "due_52", 0 as "seen_52", 0 as "dropped_52", 0 as "not_yet_due_52", null::text as "series"
from (select "t"."measure", "t"."panel" as "area", "t"."clinic_id", "t"."patient_id", "t"."line",
  count(t.baseline_x100) as "courses",
  count((t.direction * ("t"."window_1" - t.baseline_x100))) as "n_4",
  sum((t.direction * ("t"."window_1" - t.baseline_x100))) as "s_4",
  sum((t.direction * ("t"."window_1" - t.baseline_x100))::bigint * (t.direction * ("t"."window_1" - t.baseline_x100))) as "ss_4",
  sum(t.baseline_x100) filter (where "t"."window_1" is not null
and t.baseline_x100 is not null) as "b_4",
  sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_1" is not null
and t.baseline_x100 is not null) as "bb_4",
  sum(t.baseline_x100::bigint * (t.direction * ("t"."window_1" - t.baseline_x100))) as "bs_4",
  count(t.responder_x100) filter (where "t"."window_1" is not null
and t.baseline_x100 is not null) as "rn_4",
  count(*) filter (where (t.direction * ("t"."window_1" - t.baseline_x100)) >= t.responder_x100) as "r_4",
  count((t.direction * ("t"."window_2" - t.baseline_x100))) as "n_8",
  sum((t.direction * ("t"."window_2" - t.baseline_x100))) as "s_8",
  sum((t.direction * ("t"."window_2" - t.baseline_x100))::bigint * (t.direction * ("t"."window_2" - t.baseline_x100))) as "ss_8",
  sum(t.baseline_x100) filter (where "t"."window_2" is not null
and t.baseline_x100 is not null) as "b_8",
  sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_2" is not null
and t.baseline_x100 is not null) as "bb_8",
  sum(t.baseline_x100::bigint * (t.direction * ("t"."window_2" - t.baseline_x100))) as "bs_8",
  count(t.responder_x100) filter (where "t"."window_2" is not null
and t.baseline_x100 is not null) as "rn_8",
  count(*) filter (where (t.direction * ("t"."window_2" - t.baseline_x100)) >= t.responder_x100) as "r_8",
  count((t.direction * ("t"."window_3" - t.baseline_x100))) as "n_12",
  sum((t.direction * ("t"."window_3" - t.baseline_x100))) as "s_12",
  sum((t.direction * ("t"."window_3" - t.baseline_x100))::bigint * (t.direction * ("t"."window_3" - t.baseline_x100))) as "ss_12",
  sum(t.baseline_x100) filter (where "t"."window_3" is not null
and t.baseline_x100 is not null) as "b_12",
  sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_3" is not null
and t.baseline_x100 is not null) as "bb_12",
  sum(t.baseline_x100::bigint * (t.direction * ("t"."window_3" - t.baseline_x100))) as "bs_12",
  count(t.responder_x100) filter (where "t"."window_3" is not null
and t.baseline_x100 is not null) as "rn_12",
  count(*) filter (where (t.direction * ("t"."window_3" - t.baseline_x100)) >= t.responder_x100) as "r_12",
  count((t.direction * ("t"."window_4" - t.baseline_x100))) as "n_18",
  sum((t.direction * ("t"."window_4" - t.baseline_x100))) as "s_18",
  sum((t.direction * ("t"."window_4" - t.baseline_x100))::bigint * (t.direction * ("t"."window_4" - t.baseline_x100))) as "ss_18",
  sum(t.baseline_x100) filter (where "t"."window_4" is not null
and t.baseline_x100 is not null) as "b_18",
  sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_4" is not null
and t.baseline_x100 is not null) as "bb_18",
  sum(t.baseline_x100::bigint * (t.direction * ("t"."window_4" - t.baseline_x100))) as "bs_18",
  count(t.responder_x100) filter (where "t"."window_4" is not null
and t.baseline_x100 is not null) as "rn_18",
  count(*) filter (where (t.direction * ("t"."window_4" - t.baseline_x100)) >= t.responder_x100) as "r_18",
  count((t.direction * ("t"."window_5" - t.baseline_x100))) as "n_26",
  sum((t.direction * ("t"."window_5" - t.baseline_x100))) as "s_26",
  sum((t.direction * ("t"."window_5" - t.baseline_x100))::bigint * (t.direction * ("t"."window_5" - t.baseline_x100))) as "ss_26",
  sum(t.baseline_x100) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "b_26",
  sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "bb_26",
  sum(t.baseline_x100::bigint * (t.direction * ("t"."window_5" - t.baseline_x100))) as "bs_26",
  count(t.responder_x100) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "rn_26",
  count(*) filter (where (t.direction * ("t"."window_5" - t.baseline_x100)) >= t.responder_x100) as "r_26",
  count((t.direction * ("t"."window_6" - t.baseline_x100))) as "n_39",
  sum((t.direction * ("t"."window_6" - t.baseline_x100))) as "s_39",
  sum((t.direction * ("t"."window_6" - t.baseline_x100))::bigint * (t.direction * ("t"."window_6" - t.baseline_x100))) as "ss_39",
  sum(t.baseline_x100) filter (where "t"."window_6" is not null
and t.baseline_x100 is not null) as "b_39",
  sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_6" is not null
and t.baseline_x100 is not null) as "bb_39",
  sum(t.baseline_x100::bigint * (t.direction * ("t"."window_6" - t.baseline_x100))) as "bs_39",
  count(t.responder_x100) filter (where "t"."window_6" is not null
and t.baseline_x100 is not null) as "rn_39",
  count(*) filter (where (t.direction * ("t"."window_6" - t.baseline_x100)) >= t.responder_x100) as "r_39",
  count((t.direction * ("t"."window_7" - t.baseline_x100))) as "n_52",
  sum((t.direction * ("t"."window_7" - t.baseline_x100))) as "s_52",
  sum((t.direction * ("t"."window_7" - t.baseline_x100))::bigint * (t.direction * ("t"."window_7" - t.baseline_x100))) as "ss_52",
  sum(t.baseline_x100) filter (where "t"."window_7" is not null
and t.baseline_x100 is not null) as "b_52",
  sum(t.baseline_x100::bigint * t.baseline_x100) filter (where "t"."window_7" is not null
and t.baseline_x100 is not null) as "bb_52",
  sum(t.baseline_x100::bigint * (t.direction * ("t"."window_7" - t.baseline_x100))) as "bs_52",
  count(t.responder_x100) filter (where "t"."window_7" is not null
and t.baseline_x100 is not null) as "rn_52",
  count(*) filter (where (t.direction * ("t"."window_7" - t.baseline_x100)) >= t.responder_x100) as "r_52"
from (select "t".*, t.area_root as "panel", "t"."depth_band" as "line",
  count(*) over (partition by t.patient_id, t.clinic_id, t.measure, t.area_root) as "in_panel",
  count(*) over (partition by t.patient_id, t.clinic_id, t.measure, t.area_root, "t"."depth_band") as "in_group"
from "trajectory" as "t"
where "t"."control" = $93
and "t"."sessions_done" > $94
and ((t.measure in ($95)
and t.area_root in ($96, $97)) or (t.measure in ($98)
and t.area_root in ($99)) or (t.measure in ($100)
and t.area_root in ($101)))
and "t"."area_root" = $102
and "t"."device" = $103
and "t"."alone" = $104) as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."in_group" > $105
group by "t"."patient_id", "t"."clinic_id", "t"."measure", "t"."panel", "t"."line") as "p"
group by "p"."measure", "p"."area", "p"."line") as "s"
group by "s"."measure", "s"."area", "s"."line"
