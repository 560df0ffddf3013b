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
  count(*) filter (where ((t.measure = $19
and "t"."window_1" <= $20::int) or (t.measure = $21
and "t"."window_1" <= $22::int) or (t.measure = $23
and "t"."window_1" >= $24::int) or (t.measure = $25
and "t"."window_1" >= $26::int) or (t.measure = $27
and "t"."window_1" >= $28::int))) as "improved_4",
  count(*) filter (where (t.scheduled >> $29::int) & 1 = 1
and true
and t.month_end + $30::int <= c.data_through - date '1970-01-01') as "due_4",
  count(*) filter (where (t.scheduled >> $31::int) & 1 = 1
and true
and t.month_end + $32::int <= c.data_through - date '1970-01-01'
and "t"."window_1" is not null
and true) as "seen_4",
  count(*) filter (where (t.scheduled >> $33::int) & 1 = 1
and true
and t.month_end + $34::int <= c.data_through - date '1970-01-01'
and "t"."window_1" is null
and t.dropped_day < $35::int) as "dropped_4",
  count(*) filter (where (t.scheduled >> $36::int) & 1 = 1
and true
and not (t.month_end + $37::int <= c.data_through - date '1970-01-01')) as "not_yet_due_4",
  count(*) filter (where "t"."window_2" is not null
and true) as "n_8",
  coalesce(sum("t"."window_2"), 0) as "s_8",
  coalesce(sum("t"."window_2"::bigint * "t"."window_2"), 0) as "ss_8",
  count(*) filter (where ((t.measure = $38
and "t"."window_2" <= $39::int) or (t.measure = $40
and "t"."window_2" <= $41::int) or (t.measure = $42
and "t"."window_2" >= $43::int) or (t.measure = $44
and "t"."window_2" >= $45::int) or (t.measure = $46
and "t"."window_2" >= $47::int))) as "improved_8",
  count(*) filter (where (t.scheduled >> $48::int) & 1 = 1
and true
and t.month_end + $49::int <= c.data_through - date '1970-01-01') as "due_8",
  count(*) filter (where (t.scheduled >> $50::int) & 1 = 1
and true
and t.month_end + $51::int <= c.data_through - date '1970-01-01'
and "t"."window_2" is not null
and true) as "seen_8",
  count(*) filter (where (t.scheduled >> $52::int) & 1 = 1
and true
and t.month_end + $53::int <= c.data_through - date '1970-01-01'
and "t"."window_2" is null
and t.dropped_day < $54::int) as "dropped_8",
  count(*) filter (where (t.scheduled >> $55::int) & 1 = 1
and true
and not (t.month_end + $56::int <= c.data_through - date '1970-01-01')) as "not_yet_due_8",
  count(*) filter (where "t"."window_3" is not null
and true) as "n_12",
  coalesce(sum("t"."window_3"), 0) as "s_12",
  coalesce(sum("t"."window_3"::bigint * "t"."window_3"), 0) as "ss_12",
  count(*) filter (where ((t.measure = $57
and "t"."window_3" <= $58::int) or (t.measure = $59
and "t"."window_3" <= $60::int) or (t.measure = $61
and "t"."window_3" >= $62::int) or (t.measure = $63
and "t"."window_3" >= $64::int) or (t.measure = $65
and "t"."window_3" >= $66::int))) as "improved_12",
  count(*) filter (where (t.scheduled >> $67::int) & 1 = 1
and true
and t.month_end + $68::int <= c.data_through - date '1970-01-01') as "due_12",
  count(*) filter (where (t.scheduled >> $69::int) & 1 = 1
and true
and t.month_end + $70::int <= c.data_through - date '1970-01-01'
and "t"."window_3" is not null
and true) as "seen_12",
  count(*) filter (where (t.scheduled >> $71::int) & 1 = 1
and true
and t.month_end + $72::int <= c.data_through - date '1970-01-01'
and "t"."window_3" is null
and t.dropped_day < $73::int) as "dropped_12",
  count(*) filter (where (t.scheduled >> $74::int) & 1 = 1
and true
and not (t.month_end + $75::int <= c.data_through - date '1970-01-01')) as "not_yet_due_12",
  count(*) filter (where "t"."window_4" is not null
and true) as "n_18",
  coalesce(sum("t"."window_4"), 0) as "s_18",
  coalesce(sum("t"."window_4"::bigint * "t"."window_4"), 0) as "ss_18",
  count(*) filter (where ((t.measure = $76
and "t"."window_4" <= $77::int) or (t.measure = $78
and "t"."window_4" <= $79::int) or (t.measure = $80
and "t"."window_4" >= $81::int) or (t.measure = $82
and "t"."window_4" >= $83::int) or (t.measure = $84
and "t"."window_4" >= $85::int))) as "improved_18",
  count(*) filter (where (t.scheduled >> $86::int) & 1 = 1
and true
and t.month_end + $87::int <= c.data_through - date '1970-01-01') as "due_18",
  count(*) filter (where (t.scheduled >> $88::int) & 1 = 1
and true
and t.month_end + $89::int <= c.data_through - date '1970-01-01'
and "t"."window_4" is not null
and true) as "seen_18",
  count(*) filter (where (t.scheduled >> $90::int) & 1 = 1
and true
and t.month_end + $91::int <= c.data_through - date '1970-01-01'
and "t"."window_4" is null
and t.dropped_day < $92::int) as "dropped_18",
  count(*) filter (where (t.scheduled >> $93::int) & 1 = 1
and true
and not (t.month_end + $94::int <= c.data_through - date '1970-01-01')) as "not_yet_due_18",
  count(*) filter (where "t"."window_5" is not null
and true) as "n_26",
  coalesce(sum("t"."window_5"), 0) as "s_26",
  coalesce(sum("t"."window_5"::bigint * "t"."window_5"), 0) as "ss_26",
  count(*) filter (where ((t.measure = $95
and "t"."window_5" <= $96::int) or (t.measure = $97
and "t"."window_5" <= $98::int) or (t.measure = $99
and "t"."window_5" >= $100::int) or (t.measure = $101
and "t"."window_5" >= $102::int) or (t.measure = $103
and "t"."window_5" >= $104::int))) as "improved_26",
  count(*) filter (where (t.scheduled >> $105::int) & 1 = 1
and true
and t.month_end + $106::int <= c.data_through - date '1970-01-01') as "due_26",
  count(*) filter (where (t.scheduled >> $107::int) & 1 = 1
and true
and t.month_end + $108::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and true) as "seen_26",
  count(*) filter (where (t.scheduled >> $109::int) & 1 = 1
and true
and t.month_end + $110::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is null
and t.dropped_day < $111::int) as "dropped_26",
  count(*) filter (where (t.scheduled >> $112::int) & 1 = 1
and true
and not (t.month_end + $113::int <= c.data_through - date '1970-01-01')) as "not_yet_due_26",
  count(*) filter (where "t"."window_6" is not null
and true) as "n_39",
  coalesce(sum("t"."window_6"), 0) as "s_39",
  coalesce(sum("t"."window_6"::bigint * "t"."window_6"), 0) as "ss_39",
  count(*) filter (where ((t.measure = $114
and "t"."window_6" <= $115::int) or (t.measure = $116
and "t"."window_6" <= $117::int) or (t.measure = $118
and "t"."window_6" >= $119::int) or (t.measure = $120
and "t"."window_6" >= $121::int) or (t.measure = $122
and "t"."window_6" >= $123::int))) as "improved_39",
  count(*) filter (where (t.scheduled >> $124::int) & 1 = 1
and true
and t.month_end + $125::int <= c.data_through - date '1970-01-01') as "due_39",
  count(*) filter (where (t.scheduled >> $126::int) & 1 = 1
and true
and t.month_end + $127::int <= c.data_through - date '1970-01-01'
and "t"."window_6" is not null
and true) as "seen_39",
  count(*) filter (where (t.scheduled >> $128::int) & 1 = 1
and true
and t.month_end + $129::int <= c.data_through - date '1970-01-01'
and "t"."window_6" is null
and t.dropped_day < $130::int) as "dropped_39",
  count(*) filter (where (t.scheduled >> $131::int) & 1 = 1
and true
and not (t.month_end + $132::int <= c.data_through - date '1970-01-01')) as "not_yet_due_39",
  count(*) filter (where "t"."window_7" is not null
and true) as "n_52",
  coalesce(sum("t"."window_7"), 0) as "s_52",
  coalesce(sum("t"."window_7"::bigint * "t"."window_7"), 0) as "ss_52",
  count(*) filter (where ((t.measure = $133
and "t"."window_7" <= $134::int) or (t.measure = $135
and "t"."window_7" <= $136::int) or (t.measure = $137
and "t"."window_7" >= $138::int) or (t.measure = $139
and "t"."window_7" >= $140::int) or (t.measure = $141
and "t"."window_7" >= $142::int))) as "improved_52",
  count(*) filter (where (t.scheduled >> $143::int) & 1 = 1
and true
and t.month_end + $144::int <= c.data_through - date '1970-01-01') as "due_52",
  count(*) filter (where (t.scheduled >> $145::int) & 1 = 1
and true
and t.month_end + $146::int <= c.data_through - date '1970-01-01'
and "t"."window_7" is not null
and true) as "seen_52",
  count(*) filter (where (t.scheduled >> $147::int) & 1 = 1
and true
and t.month_end + $148::int <= c.data_through - date '1970-01-01'
and "t"."window_7" is null
and t.dropped_day < $149::int) as "dropped_52",
  count(*) filter (where (t.scheduled >> $150::int) & 1 = 1
and true
and not (t.month_end + $151::int <= c.data_through - date '1970-01-01')) as "not_yet_due_52",
  count(*) filter (where ((t.measure = $152
and "t"."window_5" is not null
and true
and "t"."window_5" <= $153::int) or (t.measure = $154
and "t"."window_5" is not null
and true
and "t"."window_5" <= $155::int) or (t.measure = $156
and "t"."window_5" is not null
and true
and "t"."window_5" >= $157::int) or (t.measure = $158
and "t"."window_5" is not null
and true
and "t"."window_5" >= $159::int) or (t.measure = $160
and "t"."window_5" is not null
and true
and "t"."window_5" >= $161::int))) as "fine_1",
  count(*) filter (where ((t.measure = $162
and "t"."window_5" is not null
and true
and "t"."window_5" <= $163::int
and not ("t"."window_5" <= $164::int)) or (t.measure = $165
and "t"."window_5" is not null
and true
and "t"."window_5" <= $166::int
and not ("t"."window_5" <= $167::int)) or (t.measure = $168
and "t"."window_5" is not null
and true
and "t"."window_5" >= $169::int
and not ("t"."window_5" >= $170::int)) or (t.measure = $171
and "t"."window_5" is not null
and true
and "t"."window_5" >= $172::int
and not ("t"."window_5" >= $173::int)) or (t.measure = $174
and "t"."window_5" is not null
and true
and "t"."window_5" >= $175::int
and not ("t"."window_5" >= $176::int)))) as "fine_2",
  count(*) filter (where ((t.measure = $177
and "t"."window_5" is not null
and true
and "t"."window_5" <= $178::int
and not ("t"."window_5" <= $179::int)) or (t.measure = $180
and "t"."window_5" is not null
and true
and "t"."window_5" <= $181::int
and not ("t"."window_5" <= $182::int)) or (t.measure = $183
and "t"."window_5" is not null
and true
and "t"."window_5" >= $184::int
and not ("t"."window_5" >= $185::int)) or (t.measure = $186
and "t"."window_5" is not null
and true
and "t"."window_5" >= $187::int
and not ("t"."window_5" >= $188::int)) or (t.measure = $189
and "t"."window_5" is not null
and true
and "t"."window_5" >= $190::int
and not ("t"."window_5" >= $191::int)))) as "fine_3",
  count(*) filter (where ((t.measure = $192
and "t"."window_5" is not null
and true
and "t"."window_5" <= $193::int
and not ("t"."window_5" <= $194::int)) or (t.measure = $195
and "t"."window_5" is not null
and true
and "t"."window_5" <= $196::int
and not ("t"."window_5" <= $197::int)) or (t.measure = $198
and "t"."window_5" is not null
and true
and "t"."window_5" >= $199::int
and not ("t"."window_5" >= $200::int)) or (t.measure = $201
and "t"."window_5" is not null
and true
and "t"."window_5" >= $202::int
and not ("t"."window_5" >= $203::int)) or (t.measure = $204
and "t"."window_5" is not null
and true
and "t"."window_5" >= $205::int
and not ("t"."window_5" >= $206::int)))) as "fine_4",
  count(*) filter (where ((t.measure = $207
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $208::int)) or (t.measure = $209
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $210::int)) or (t.measure = $211
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $212::int)) or (t.measure = $213
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $214::int)) or (t.measure = $215
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $216::int)))) as "fine_5",
  count(*) filter (where ((t.measure = $217
and "t"."window_5" is not null
and true
and "t"."window_5" <= $218::int) or (t.measure = $219
and "t"."window_5" is not null
and true
and "t"."window_5" <= $220::int) or (t.measure = $221
and "t"."window_5" is not null
and true
and "t"."window_5" >= $222::int) or (t.measure = $223
and "t"."window_5" is not null
and true
and "t"."window_5" >= $224::int) or (t.measure = $225
and "t"."window_5" is not null
and true
and "t"."window_5" >= $226::int))) as "coarse_1",
  count(*) filter (where ((t.measure = $227
and "t"."window_5" is not null
and true
and "t"."window_5" <= $228::int
and not ("t"."window_5" <= $229::int)) or (t.measure = $230
and "t"."window_5" is not null
and true
and "t"."window_5" <= $231::int
and not ("t"."window_5" <= $232::int)) or (t.measure = $233
and "t"."window_5" is not null
and true
and "t"."window_5" >= $234::int
and not ("t"."window_5" >= $235::int)) or (t.measure = $236
and "t"."window_5" is not null
and true
and "t"."window_5" >= $237::int
and not ("t"."window_5" >= $238::int)) or (t.measure = $239
and "t"."window_5" is not null
and true
and "t"."window_5" >= $240::int
and not ("t"."window_5" >= $241::int)))) as "coarse_2",
  count(*) filter (where ((t.measure = $242
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $243::int)) or (t.measure = $244
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $245::int)) or (t.measure = $246
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $247::int)) or (t.measure = $248
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $249::int)) or (t.measure = $250
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $251::int)))) as "coarse_3"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where t.control = false
and t.sessions_done > 0
and t.measure in ($252, $253, $254, $255, $256)
and t.concern = $257
and "t"."area_root" = $258
group by 1, 2, 3, "t"."clinic_id", "t"."patient_id") as "p"
group by "p"."measure", "p"."area", "p"."line"
