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
select "p"."measure", "p"."line",
  count(*) as "patients",
  sum(p.courses) as "courses",
  coalesce(sum("p"."n_4"), 0) as "n_4",
  count(*) filter (where "p"."n_4" > 0) as "patients_4",
  coalesce(sum("p"."s_4"), 0) as "sum_4",
  coalesce(sum("p"."ss_4"), 0) as "sum_squares_4",
  coalesce(sum("p"."s_4"::numeric * "p"."s_4"), 0) as "patient_sum_squares_4",
  coalesce(sum("p"."n_4"::numeric * "p"."n_4"), 0) as "patient_count_squares_4",
  coalesce(sum("p"."n_4"::numeric * "p"."s_4"), 0) as "patient_cross_products_4",
  coalesce(sum("p"."due_4"), 0) as "due_4",
  coalesce(sum("p"."seen_4"), 0) as "seen_4",
  coalesce(sum("p"."dropped_4"), 0) as "dropped_4",
  coalesce(sum("p"."not_yet_due_4"), 0) as "not_yet_due_4",
  coalesce(sum("p"."n_8"), 0) as "n_8",
  count(*) filter (where "p"."n_8" > 0) as "patients_8",
  coalesce(sum("p"."s_8"), 0) as "sum_8",
  coalesce(sum("p"."ss_8"), 0) as "sum_squares_8",
  coalesce(sum("p"."s_8"::numeric * "p"."s_8"), 0) as "patient_sum_squares_8",
  coalesce(sum("p"."n_8"::numeric * "p"."n_8"), 0) as "patient_count_squares_8",
  coalesce(sum("p"."n_8"::numeric * "p"."s_8"), 0) as "patient_cross_products_8",
  coalesce(sum("p"."due_8"), 0) as "due_8",
  coalesce(sum("p"."seen_8"), 0) as "seen_8",
  coalesce(sum("p"."dropped_8"), 0) as "dropped_8",
  coalesce(sum("p"."not_yet_due_8"), 0) as "not_yet_due_8",
  coalesce(sum("p"."n_12"), 0) as "n_12",
  count(*) filter (where "p"."n_12" > 0) as "patients_12",
  coalesce(sum("p"."s_12"), 0) as "sum_12",
  coalesce(sum("p"."ss_12"), 0) as "sum_squares_12",
  coalesce(sum("p"."s_12"::numeric * "p"."s_12"), 0) as "patient_sum_squares_12",
  coalesce(sum("p"."n_12"::numeric * "p"."n_12"), 0) as "patient_count_squares_12",
  coalesce(sum("p"."n_12"::numeric * "p"."s_12"), 0) as "patient_cross_products_12",
  coalesce(sum("p"."due_12"), 0) as "due_12",
  coalesce(sum("p"."seen_12"), 0) as "seen_12",
  coalesce(sum("p"."dropped_12"), 0) as "dropped_12",
  coalesce(sum("p"."not_yet_due_12"), 0) as "not_yet_due_12",
  coalesce(sum("p"."n_18"), 0) as "n_18",
  count(*) filter (where "p"."n_18" > 0) as "patients_18",
  coalesce(sum("p"."s_18"), 0) as "sum_18",
  coalesce(sum("p"."ss_18"), 0) as "sum_squares_18",
  coalesce(sum("p"."s_18"::numeric * "p"."s_18"), 0) as "patient_sum_squares_18",
  coalesce(sum("p"."n_18"::numeric * "p"."n_18"), 0) as "patient_count_squares_18",
  coalesce(sum("p"."n_18"::numeric * "p"."s_18"), 0) as "patient_cross_products_18",
  coalesce(sum("p"."due_18"), 0) as "due_18",
  coalesce(sum("p"."seen_18"), 0) as "seen_18",
  coalesce(sum("p"."dropped_18"), 0) as "dropped_18",
  coalesce(sum("p"."not_yet_due_18"), 0) as "not_yet_due_18",
  coalesce(sum("p"."n_26"), 0) as "n_26",
  count(*) filter (where "p"."n_26" > 0) as "patients_26",
  coalesce(sum("p"."s_26"), 0) as "sum_26",
  coalesce(sum("p"."ss_26"), 0) as "sum_squares_26",
  coalesce(sum("p"."s_26"::numeric * "p"."s_26"), 0) as "patient_sum_squares_26",
  coalesce(sum("p"."n_26"::numeric * "p"."n_26"), 0) as "patient_count_squares_26",
  coalesce(sum("p"."n_26"::numeric * "p"."s_26"), 0) as "patient_cross_products_26",
  coalesce(sum("p"."due_26"), 0) as "due_26",
  coalesce(sum("p"."seen_26"), 0) as "seen_26",
  coalesce(sum("p"."dropped_26"), 0) as "dropped_26",
  coalesce(sum("p"."not_yet_due_26"), 0) as "not_yet_due_26",
  coalesce(sum("p"."n_39"), 0) as "n_39",
  count(*) filter (where "p"."n_39" > 0) as "patients_39",
  coalesce(sum("p"."s_39"), 0) as "sum_39",
  coalesce(sum("p"."ss_39"), 0) as "sum_squares_39",
  coalesce(sum("p"."s_39"::numeric * "p"."s_39"), 0) as "patient_sum_squares_39",
  coalesce(sum("p"."n_39"::numeric * "p"."n_39"), 0) as "patient_count_squares_39",
  coalesce(sum("p"."n_39"::numeric * "p"."s_39"), 0) as "patient_cross_products_39",
  coalesce(sum("p"."due_39"), 0) as "due_39",
  coalesce(sum("p"."seen_39"), 0) as "seen_39",
  coalesce(sum("p"."dropped_39"), 0) as "dropped_39",
  coalesce(sum("p"."not_yet_due_39"), 0) as "not_yet_due_39",
  coalesce(sum("p"."n_52"), 0) as "n_52",
  count(*) filter (where "p"."n_52" > 0) as "patients_52",
  coalesce(sum("p"."s_52"), 0) as "sum_52",
  coalesce(sum("p"."ss_52"), 0) as "sum_squares_52",
  coalesce(sum("p"."s_52"::numeric * "p"."s_52"), 0) as "patient_sum_squares_52",
  coalesce(sum("p"."n_52"::numeric * "p"."n_52"), 0) as "patient_count_squares_52",
  coalesce(sum("p"."n_52"::numeric * "p"."s_52"), 0) as "patient_cross_products_52",
  coalesce(sum("p"."due_52"), 0) as "due_52",
  coalesce(sum("p"."seen_52"), 0) as "seen_52",
  coalesce(sum("p"."dropped_52"), 0) as "dropped_52",
  coalesce(sum("p"."not_yet_due_52"), 0) as "not_yet_due_52", coalesce(jsonb_agg(jsonb_build_array(p.clinic_id || '/' || p.patient_id, "p"."n_26", "p"."s_26", p.baselines, p.known) order by p.clinic_id, p.patient_id) filter (where "p"."n_26" > 0), '[]')::text as "records"
from (select "t"."measure", null::text as "line", "t"."clinic_id", "t"."patient_id",
  count(*) as "courses",
  count((t.direction * ("t"."window_1" - t.baseline_x100))) as "n_4",
  sum((t.direction * ("t"."window_1" - t.baseline_x100))) as "s_4",
  sum((t.direction * ("t"."window_1" - t.baseline_x100))::bigint * (t.direction * ("t"."window_1" - t.baseline_x100))) as "ss_4",
  count(*) filter (where (t.scheduled >> $21::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $22::int <= c.data_through - date '1970-01-01') as "due_4",
  count(*) filter (where (t.scheduled >> $23::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $24::int <= c.data_through - date '1970-01-01'
and "t"."window_1" is not null
and t.baseline_x100 is not null) as "seen_4",
  count(*) filter (where (t.scheduled >> $25::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $26::int <= c.data_through - date '1970-01-01'
and "t"."window_1" is null
and t.dropped_day < $27::int) as "dropped_4",
  count(*) filter (where (t.scheduled >> $28::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $29::int <= c.data_through - date '1970-01-01')) as "not_yet_due_4",
  count((t.direction * ("t"."window_2" - t.baseline_x100))) as "n_8",
  sum((t.direction * ("t"."window_2" - t.baseline_x100))) as "s_8",
  sum((t.direction * ("t"."window_2" - t.baseline_x100))::bigint * (t.direction * ("t"."window_2" - t.baseline_x100))) as "ss_8",
  count(*) filter (where (t.scheduled >> $30::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $31::int <= c.data_through - date '1970-01-01') as "due_8",
  count(*) filter (where (t.scheduled >> $32::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $33::int <= c.data_through - date '1970-01-01'
and "t"."window_2" is not null
and t.baseline_x100 is not null) as "seen_8",
  count(*) filter (where (t.scheduled >> $34::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $35::int <= c.data_through - date '1970-01-01'
and "t"."window_2" is null
and t.dropped_day < $36::int) as "dropped_8",
  count(*) filter (where (t.scheduled >> $37::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $38::int <= c.data_through - date '1970-01-01')) as "not_yet_due_8",
  count((t.direction * ("t"."window_3" - t.baseline_x100))) as "n_12",
  sum((t.direction * ("t"."window_3" - t.baseline_x100))) as "s_12",
  sum((t.direction * ("t"."window_3" - t.baseline_x100))::bigint * (t.direction * ("t"."window_3" - t.baseline_x100))) as "ss_12",
  count(*) filter (where (t.scheduled >> $39::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $40::int <= c.data_through - date '1970-01-01') as "due_12",
  count(*) filter (where (t.scheduled >> $41::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $42::int <= c.data_through - date '1970-01-01'
and "t"."window_3" is not null
and t.baseline_x100 is not null) as "seen_12",
  count(*) filter (where (t.scheduled >> $43::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $44::int <= c.data_through - date '1970-01-01'
and "t"."window_3" is null
and t.dropped_day < $45::int) as "dropped_12",
  count(*) filter (where (t.scheduled >> $46::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $47::int <= c.data_through - date '1970-01-01')) as "not_yet_due_12",
  count((t.direction * ("t"."window_4" - t.baseline_x100))) as "n_18",
  sum((t.direction * ("t"."window_4" - t.baseline_x100))) as "s_18",
  sum((t.direction * ("t"."window_4" - t.baseline_x100))::bigint * (t.direction * ("t"."window_4" - t.baseline_x100))) as "ss_18",
  count(*) filter (where (t.scheduled >> $48::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $49::int <= c.data_through - date '1970-01-01') as "due_18",
  count(*) filter (where (t.scheduled >> $50::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $51::int <= c.data_through - date '1970-01-01'
and "t"."window_4" is not null
and t.baseline_x100 is not null) as "seen_18",
  count(*) filter (where (t.scheduled >> $52::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $53::int <= c.data_through - date '1970-01-01'
and "t"."window_4" is null
and t.dropped_day < $54::int) as "dropped_18",
  count(*) filter (where (t.scheduled >> $55::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $56::int <= c.data_through - date '1970-01-01')) as "not_yet_due_18",
  count((t.direction * ("t"."window_5" - t.baseline_x100))) as "n_26",
  sum((t.direction * ("t"."window_5" - t.baseline_x100))) as "s_26",
  sum((t.direction * ("t"."window_5" - t.baseline_x100))::bigint * (t.direction * ("t"."window_5" - t.baseline_x100))) as "ss_26",
  count(*) filter (where (t.scheduled >> $57::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $58::int <= c.data_through - date '1970-01-01') as "due_26",
  count(*) filter (where (t.scheduled >> $59::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $60::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and t.baseline_x100 is not null) as "seen_26",
  count(*) filter (where (t.scheduled >> $61::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $62::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is null
and t.dropped_day < $63::int) as "dropped_26",
  count(*) filter (where (t.scheduled >> $64::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $65::int <= c.data_through - date '1970-01-01')) as "not_yet_due_26",
  count((t.direction * ("t"."window_6" - t.baseline_x100))) as "n_39",
  sum((t.direction * ("t"."window_6" - t.baseline_x100))) as "s_39",
  sum((t.direction * ("t"."window_6" - t.baseline_x100))::bigint * (t.direction * ("t"."window_6" - t.baseline_x100))) as "ss_39",
  count(*) filter (where (t.scheduled >> $66::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $67::int <= c.data_through - date '1970-01-01') as "due_39",
  count(*) filter (where (t.scheduled >> $68::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $69::int <= c.data_through - date '1970-01-01'
and "t"."window_6" is not null
and t.baseline_x100 is not null) as "seen_39",
  count(*) filter (where (t.scheduled >> $70::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $71::int <= c.data_through - date '1970-01-01'
and "t"."window_6" is null
and t.dropped_day < $72::int) as "dropped_39",
  count(*) filter (where (t.scheduled >> $73::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $74::int <= c.data_through - date '1970-01-01')) as "not_yet_due_39",
  count((t.direction * ("t"."window_7" - t.baseline_x100))) as "n_52",
  sum((t.direction * ("t"."window_7" - t.baseline_x100))) as "s_52",
  sum((t.direction * ("t"."window_7" - t.baseline_x100))::bigint * (t.direction * ("t"."window_7" - t.baseline_x100))) as "ss_52",
  count(*) filter (where (t.scheduled >> $75::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $76::int <= c.data_through - date '1970-01-01') as "due_52",
  count(*) filter (where (t.scheduled >> $77::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $78::int <= c.data_through - date '1970-01-01'
and "t"."window_7" is not null
and t.baseline_x100 is not null) as "seen_52",
  count(*) filter (where (t.scheduled >> $79::int) & 1 = 1
and t.baseline_x100 is not null
and t.month_end + $80::int <= c.data_through - date '1970-01-01'
and "t"."window_7" is null
and t.dropped_day < $81::int) as "dropped_52",
  count(*) filter (where (t.scheduled >> $82::int) & 1 = 1
and t.baseline_x100 is not null
and not (t.month_end + $83::int <= c.data_through - date '1970-01-01')) as "not_yet_due_52",
  sum(t.direction * t.baseline_x100) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null) as "baselines", (array_agg(jsonb_build_array("t"."age_band", "t"."skin_band", "t"."sex", "t"."smoking", "t"."severity_band", "t"."area", "t"."quarter", "t"."clinic_id", "t"."operator_code") order by t.quarter, t.course_id) filter (where "t"."window_5" is not null
and t.baseline_x100 is not null))[1] as "known"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where "t"."control" = $84
and t.sessions_done > 0
and t.baseline_x100 is not null
and ((t.measure in ($85)
and t.area_root in ($86, $87)) or (t.measure in ($88)
and t.area_root in ($89)) or (t.measure in ($90)
and t.area_root in ($91)))
and "t"."area_root" = $92
group by 1, 2, "t"."clinic_id", "t"."patient_id") as "p"
group by "p"."measure", "p"."line"
