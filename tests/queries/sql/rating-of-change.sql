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
  sum(p.courses) as "courses",
  coalesce(sum("p"."n_4"), 0) as "n_4",
  count(*) filter (where "p"."n_4" > 0) as "patients_4",
  coalesce(sum("p"."s_4"), 0) as "sum_4",
  coalesce(sum("p"."ss_4"), 0) as "sum_squares_4",
  coalesce(sum("p"."s_4"::numeric * "p"."s_4"), 0) as "patient_sum_squares_4",
  coalesce(sum("p"."n_4"::numeric * "p"."n_4"), 0) as "patient_count_squares_4",
  coalesce(sum("p"."n_4"::numeric * "p"."s_4"), 0) as "patient_cross_products_4",
  coalesce(sum("p"."improved_4"), 0) as "improved_4",
  coalesce(sum("p"."improved_4"::numeric * "p"."improved_4"), 0) as "improved_squares_4",
  coalesce(sum("p"."n_4"::numeric * "p"."improved_4"), 0) as "improved_cross_products_4",
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
  coalesce(sum("p"."improved_8"), 0) as "improved_8",
  coalesce(sum("p"."improved_8"::numeric * "p"."improved_8"), 0) as "improved_squares_8",
  coalesce(sum("p"."n_8"::numeric * "p"."improved_8"), 0) as "improved_cross_products_8",
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
  coalesce(sum("p"."improved_12"), 0) as "improved_12",
  coalesce(sum("p"."improved_12"::numeric * "p"."improved_12"), 0) as "improved_squares_12",
  coalesce(sum("p"."n_12"::numeric * "p"."improved_12"), 0) as "improved_cross_products_12",
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
  coalesce(sum("p"."improved_18"), 0) as "improved_18",
  coalesce(sum("p"."improved_18"::numeric * "p"."improved_18"), 0) as "improved_squares_18",
  coalesce(sum("p"."n_18"::numeric * "p"."improved_18"), 0) as "improved_cross_products_18",
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
  coalesce(sum("p"."improved_26"), 0) as "improved_26",
  coalesce(sum("p"."improved_26"::numeric * "p"."improved_26"), 0) as "improved_squares_26",
  coalesce(sum("p"."n_26"::numeric * "p"."improved_26"), 0) as "improved_cross_products_26",
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
  coalesce(sum("p"."improved_39"), 0) as "improved_39",
  coalesce(sum("p"."improved_39"::numeric * "p"."improved_39"), 0) as "improved_squares_39",
  coalesce(sum("p"."n_39"::numeric * "p"."improved_39"), 0) as "improved_cross_products_39",
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
  coalesce(sum("p"."improved_52"), 0) as "improved_52",
  coalesce(sum("p"."improved_52"::numeric * "p"."improved_52"), 0) as "improved_squares_52",
  coalesce(sum("p"."n_52"::numeric * "p"."improved_52"), 0) as "improved_cross_products_52",
  coalesce(sum("p"."due_52"), 0) as "due_52",
  coalesce(sum("p"."seen_52"), 0) as "seen_52",
  coalesce(sum("p"."dropped_52"), 0) as "dropped_52",
  coalesce(sum("p"."not_yet_due_52"), 0) as "not_yet_due_52",
  sum("p"."fine_1") as "fine_1",
  sum("p"."fine_2") as "fine_2",
  sum("p"."fine_3") as "fine_3",
  sum("p"."fine_4") as "fine_4",
  sum("p"."fine_5") as "fine_5",
  sum("p"."coarse_1") as "coarse_1",
  sum("p"."coarse_2") as "coarse_2",
  sum("p"."coarse_3") as "coarse_3"
from (select (t.concern || '.' || t.measure) as "measure", t.area_root as "area", "t"."depth_band" as "line", "t"."clinic_id", "t"."patient_id",
  count(*) as "courses",
  count(*) filter (where "t"."window_1" is not null
and true) as "n_4",
  coalesce(sum("t"."window_1"), 0) as "s_4",
  coalesce(sum("t"."window_1"::bigint * "t"."window_1"), 0) as "ss_4",
  count(*) filter (where ((t.measure = $21
and "t"."window_1" <= $22::int) or (t.measure = $23
and "t"."window_1" <= $24::int) or (t.measure = $25
and "t"."window_1" >= $26::int) or (t.measure = $27
and "t"."window_1" >= $28::int) or (t.measure = $29
and "t"."window_1" >= $30::int))) as "improved_4",
  count(*) filter (where (t.scheduled >> $31::int) & 1 = 1
and true
and t.month_end + $32::int <= c.data_through - date '1970-01-01') as "due_4",
  count(*) filter (where (t.scheduled >> $33::int) & 1 = 1
and true
and t.month_end + $34::int <= c.data_through - date '1970-01-01'
and "t"."window_1" is not null
and true) as "seen_4",
  count(*) filter (where (t.scheduled >> $35::int) & 1 = 1
and true
and t.month_end + $36::int <= c.data_through - date '1970-01-01'
and "t"."window_1" is null
and t.dropped_day < $37::int) as "dropped_4",
  count(*) filter (where (t.scheduled >> $38::int) & 1 = 1
and true
and not (t.month_end + $39::int <= c.data_through - date '1970-01-01')) as "not_yet_due_4",
  count(*) filter (where "t"."window_2" is not null
and true) as "n_8",
  coalesce(sum("t"."window_2"), 0) as "s_8",
  coalesce(sum("t"."window_2"::bigint * "t"."window_2"), 0) as "ss_8",
  count(*) filter (where ((t.measure = $40
and "t"."window_2" <= $41::int) or (t.measure = $42
and "t"."window_2" <= $43::int) or (t.measure = $44
and "t"."window_2" >= $45::int) or (t.measure = $46
and "t"."window_2" >= $47::int) or (t.measure = $48
and "t"."window_2" >= $49::int))) as "improved_8",
  count(*) filter (where (t.scheduled >> $50::int) & 1 = 1
and true
and t.month_end + $51::int <= c.data_through - date '1970-01-01') as "due_8",
  count(*) filter (where (t.scheduled >> $52::int) & 1 = 1
and true
and t.month_end + $53::int <= c.data_through - date '1970-01-01'
and "t"."window_2" is not null
and true) as "seen_8",
  count(*) filter (where (t.scheduled >> $54::int) & 1 = 1
and true
and t.month_end + $55::int <= c.data_through - date '1970-01-01'
and "t"."window_2" is null
and t.dropped_day < $56::int) as "dropped_8",
  count(*) filter (where (t.scheduled >> $57::int) & 1 = 1
and true
and not (t.month_end + $58::int <= c.data_through - date '1970-01-01')) as "not_yet_due_8",
  count(*) filter (where "t"."window_3" is not null
and true) as "n_12",
  coalesce(sum("t"."window_3"), 0) as "s_12",
  coalesce(sum("t"."window_3"::bigint * "t"."window_3"), 0) as "ss_12",
  count(*) filter (where ((t.measure = $59
and "t"."window_3" <= $60::int) or (t.measure = $61
and "t"."window_3" <= $62::int) or (t.measure = $63
and "t"."window_3" >= $64::int) or (t.measure = $65
and "t"."window_3" >= $66::int) or (t.measure = $67
and "t"."window_3" >= $68::int))) as "improved_12",
  count(*) filter (where (t.scheduled >> $69::int) & 1 = 1
and true
and t.month_end + $70::int <= c.data_through - date '1970-01-01') as "due_12",
  count(*) filter (where (t.scheduled >> $71::int) & 1 = 1
and true
and t.month_end + $72::int <= c.data_through - date '1970-01-01'
and "t"."window_3" is not null
and true) as "seen_12",
  count(*) filter (where (t.scheduled >> $73::int) & 1 = 1
and true
and t.month_end + $74::int <= c.data_through - date '1970-01-01'
and "t"."window_3" is null
and t.dropped_day < $75::int) as "dropped_12",
  count(*) filter (where (t.scheduled >> $76::int) & 1 = 1
and true
and not (t.month_end + $77::int <= c.data_through - date '1970-01-01')) as "not_yet_due_12",
  count(*) filter (where "t"."window_4" is not null
and true) as "n_18",
  coalesce(sum("t"."window_4"), 0) as "s_18",
  coalesce(sum("t"."window_4"::bigint * "t"."window_4"), 0) as "ss_18",
  count(*) filter (where ((t.measure = $78
and "t"."window_4" <= $79::int) or (t.measure = $80
and "t"."window_4" <= $81::int) or (t.measure = $82
and "t"."window_4" >= $83::int) or (t.measure = $84
and "t"."window_4" >= $85::int) or (t.measure = $86
and "t"."window_4" >= $87::int))) as "improved_18",
  count(*) filter (where (t.scheduled >> $88::int) & 1 = 1
and true
and t.month_end + $89::int <= c.data_through - date '1970-01-01') as "due_18",
  count(*) filter (where (t.scheduled >> $90::int) & 1 = 1
and true
and t.month_end + $91::int <= c.data_through - date '1970-01-01'
and "t"."window_4" is not null
and true) as "seen_18",
  count(*) filter (where (t.scheduled >> $92::int) & 1 = 1
and true
and t.month_end + $93::int <= c.data_through - date '1970-01-01'
and "t"."window_4" is null
and t.dropped_day < $94::int) as "dropped_18",
  count(*) filter (where (t.scheduled >> $95::int) & 1 = 1
and true
and not (t.month_end + $96::int <= c.data_through - date '1970-01-01')) as "not_yet_due_18",
  count(*) filter (where "t"."window_5" is not null
and true) as "n_26",
  coalesce(sum("t"."window_5"), 0) as "s_26",
  coalesce(sum("t"."window_5"::bigint * "t"."window_5"), 0) as "ss_26",
  count(*) filter (where ((t.measure = $97
and "t"."window_5" <= $98::int) or (t.measure = $99
and "t"."window_5" <= $100::int) or (t.measure = $101
and "t"."window_5" >= $102::int) or (t.measure = $103
and "t"."window_5" >= $104::int) or (t.measure = $105
and "t"."window_5" >= $106::int))) as "improved_26",
  count(*) filter (where (t.scheduled >> $107::int) & 1 = 1
and true
and t.month_end + $108::int <= c.data_through - date '1970-01-01') as "due_26",
  count(*) filter (where (t.scheduled >> $109::int) & 1 = 1
and true
and t.month_end + $110::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and true) as "seen_26",
  count(*) filter (where (t.scheduled >> $111::int) & 1 = 1
and true
and t.month_end + $112::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is null
and t.dropped_day < $113::int) as "dropped_26",
  count(*) filter (where (t.scheduled >> $114::int) & 1 = 1
and true
and not (t.month_end + $115::int <= c.data_through - date '1970-01-01')) as "not_yet_due_26",
  count(*) filter (where "t"."window_6" is not null
and true) as "n_39",
  coalesce(sum("t"."window_6"), 0) as "s_39",
  coalesce(sum("t"."window_6"::bigint * "t"."window_6"), 0) as "ss_39",
  count(*) filter (where ((t.measure = $116
and "t"."window_6" <= $117::int) or (t.measure = $118
and "t"."window_6" <= $119::int) or (t.measure = $120
and "t"."window_6" >= $121::int) or (t.measure = $122
and "t"."window_6" >= $123::int) or (t.measure = $124
and "t"."window_6" >= $125::int))) as "improved_39",
  count(*) filter (where (t.scheduled >> $126::int) & 1 = 1
and true
and t.month_end + $127::int <= c.data_through - date '1970-01-01') as "due_39",
  count(*) filter (where (t.scheduled >> $128::int) & 1 = 1
and true
and t.month_end + $129::int <= c.data_through - date '1970-01-01'
and "t"."window_6" is not null
and true) as "seen_39",
  count(*) filter (where (t.scheduled >> $130::int) & 1 = 1
and true
and t.month_end + $131::int <= c.data_through - date '1970-01-01'
and "t"."window_6" is null
and t.dropped_day < $132::int) as "dropped_39",
  count(*) filter (where (t.scheduled >> $133::int) & 1 = 1
and true
and not (t.month_end + $134::int <= c.data_through - date '1970-01-01')) as "not_yet_due_39",
  count(*) filter (where "t"."window_7" is not null
and true) as "n_52",
  coalesce(sum("t"."window_7"), 0) as "s_52",
  coalesce(sum("t"."window_7"::bigint * "t"."window_7"), 0) as "ss_52",
  count(*) filter (where ((t.measure = $135
and "t"."window_7" <= $136::int) or (t.measure = $137
and "t"."window_7" <= $138::int) or (t.measure = $139
and "t"."window_7" >= $140::int) or (t.measure = $141
and "t"."window_7" >= $142::int) or (t.measure = $143
and "t"."window_7" >= $144::int))) as "improved_52",
  count(*) filter (where (t.scheduled >> $145::int) & 1 = 1
and true
and t.month_end + $146::int <= c.data_through - date '1970-01-01') as "due_52",
  count(*) filter (where (t.scheduled >> $147::int) & 1 = 1
and true
and t.month_end + $148::int <= c.data_through - date '1970-01-01'
and "t"."window_7" is not null
and true) as "seen_52",
  count(*) filter (where (t.scheduled >> $149::int) & 1 = 1
and true
and t.month_end + $150::int <= c.data_through - date '1970-01-01'
and "t"."window_7" is null
and t.dropped_day < $151::int) as "dropped_52",
  count(*) filter (where (t.scheduled >> $152::int) & 1 = 1
and true
and not (t.month_end + $153::int <= c.data_through - date '1970-01-01')) as "not_yet_due_52",
  count(*) filter (where ((t.measure = $154
and "t"."window_5" is not null
and true
and "t"."window_5" <= $155::int) or (t.measure = $156
and "t"."window_5" is not null
and true
and "t"."window_5" <= $157::int) or (t.measure = $158
and "t"."window_5" is not null
and true
and "t"."window_5" >= $159::int) or (t.measure = $160
and "t"."window_5" is not null
and true
and "t"."window_5" >= $161::int) or (t.measure = $162
and "t"."window_5" is not null
and true
and "t"."window_5" >= $163::int))) as "fine_1",
  count(*) filter (where ((t.measure = $164
and "t"."window_5" is not null
and true
and "t"."window_5" <= $165::int
and not ("t"."window_5" <= $166::int)) or (t.measure = $167
and "t"."window_5" is not null
and true
and "t"."window_5" <= $168::int
and not ("t"."window_5" <= $169::int)) or (t.measure = $170
and "t"."window_5" is not null
and true
and "t"."window_5" >= $171::int
and not ("t"."window_5" >= $172::int)) or (t.measure = $173
and "t"."window_5" is not null
and true
and "t"."window_5" >= $174::int
and not ("t"."window_5" >= $175::int)) or (t.measure = $176
and "t"."window_5" is not null
and true
and "t"."window_5" >= $177::int
and not ("t"."window_5" >= $178::int)))) as "fine_2",
  count(*) filter (where ((t.measure = $179
and "t"."window_5" is not null
and true
and "t"."window_5" <= $180::int
and not ("t"."window_5" <= $181::int)) or (t.measure = $182
and "t"."window_5" is not null
and true
and "t"."window_5" <= $183::int
and not ("t"."window_5" <= $184::int)) or (t.measure = $185
and "t"."window_5" is not null
and true
and "t"."window_5" >= $186::int
and not ("t"."window_5" >= $187::int)) or (t.measure = $188
and "t"."window_5" is not null
and true
and "t"."window_5" >= $189::int
and not ("t"."window_5" >= $190::int)) or (t.measure = $191
and "t"."window_5" is not null
and true
and "t"."window_5" >= $192::int
and not ("t"."window_5" >= $193::int)))) as "fine_3",
  count(*) filter (where ((t.measure = $194
and "t"."window_5" is not null
and true
and "t"."window_5" <= $195::int
and not ("t"."window_5" <= $196::int)) or (t.measure = $197
and "t"."window_5" is not null
and true
and "t"."window_5" <= $198::int
and not ("t"."window_5" <= $199::int)) or (t.measure = $200
and "t"."window_5" is not null
and true
and "t"."window_5" >= $201::int
and not ("t"."window_5" >= $202::int)) or (t.measure = $203
and "t"."window_5" is not null
and true
and "t"."window_5" >= $204::int
and not ("t"."window_5" >= $205::int)) or (t.measure = $206
and "t"."window_5" is not null
and true
and "t"."window_5" >= $207::int
and not ("t"."window_5" >= $208::int)))) as "fine_4",
  count(*) filter (where ((t.measure = $209
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $210::int)) or (t.measure = $211
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $212::int)) or (t.measure = $213
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $214::int)) or (t.measure = $215
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $216::int)) or (t.measure = $217
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $218::int)))) as "fine_5",
  count(*) filter (where ((t.measure = $219
and "t"."window_5" is not null
and true
and "t"."window_5" <= $220::int) or (t.measure = $221
and "t"."window_5" is not null
and true
and "t"."window_5" <= $222::int) or (t.measure = $223
and "t"."window_5" is not null
and true
and "t"."window_5" >= $224::int) or (t.measure = $225
and "t"."window_5" is not null
and true
and "t"."window_5" >= $226::int) or (t.measure = $227
and "t"."window_5" is not null
and true
and "t"."window_5" >= $228::int))) as "coarse_1",
  count(*) filter (where ((t.measure = $229
and "t"."window_5" is not null
and true
and "t"."window_5" <= $230::int
and not ("t"."window_5" <= $231::int)) or (t.measure = $232
and "t"."window_5" is not null
and true
and "t"."window_5" <= $233::int
and not ("t"."window_5" <= $234::int)) or (t.measure = $235
and "t"."window_5" is not null
and true
and "t"."window_5" >= $236::int
and not ("t"."window_5" >= $237::int)) or (t.measure = $238
and "t"."window_5" is not null
and true
and "t"."window_5" >= $239::int
and not ("t"."window_5" >= $240::int)) or (t.measure = $241
and "t"."window_5" is not null
and true
and "t"."window_5" >= $242::int
and not ("t"."window_5" >= $243::int)))) as "coarse_2",
  count(*) filter (where ((t.measure = $244
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $245::int)) or (t.measure = $246
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $247::int)) or (t.measure = $248
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $249::int)) or (t.measure = $250
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $251::int)) or (t.measure = $252
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $253::int)))) as "coarse_3"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where t.control = false
and t.sessions_done > 0
and t.measure in ($254, $255, $256, $257, $258)
and t.concern = $259
and "t"."area_root" = $260
group by 1, 2, 3, "t"."clinic_id", "t"."patient_id") as "p"
group by "p"."measure", "p"."area", "p"."line"
