with "clinic" as not materialized (select *
from "clinic"
where "clinic_id" in ($1, $2)), "course_profile" as not materialized (select *
from "course_profile"
where "clinic_id" in ($3, $4)), "trajectory" as not materialized (select *
from "trajectory"
where "clinic_id" in ($5, $6)), "session" as not materialized (select *
from "session"
where "clinic_id" in ($7, $8)), "assessment" as not materialized (select *
from "assessment"
where "clinic_id" in ($9, $10)), "side_effect" as not materialized (select *
from "side_effect"
where "clinic_id" in ($11, $12)), "contact" as not materialized (select *
from "contact"
where "clinic_id" in ($13, $14)), "patient" as not materialized (select "clinic_id", "patient_id", "keloid_history", "isotretinoin_6m", "anticoagulant", "pregnancy", "active_infection", "immunosuppressed"
from "patient"
where "clinic_id" in ($15, $16))
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
  count(*) filter (where ((t.measure = $17
and "t"."window_1" <= $18::int) or (t.measure = $19
and "t"."window_1" <= $20::int) or (t.measure = $21
and "t"."window_1" >= $22::int) or (t.measure = $23
and "t"."window_1" >= $24::int) or (t.measure = $25
and "t"."window_1" >= $26::int))) as "improved_4",
  count(*) filter (where (t.scheduled >> $27::int) & 1 = 1
and true
and t.month_end + $28::int <= c.data_through - date '1970-01-01') as "due_4",
  count(*) filter (where (t.scheduled >> $29::int) & 1 = 1
and true
and t.month_end + $30::int <= c.data_through - date '1970-01-01'
and "t"."window_1" is not null
and true) as "seen_4",
  count(*) filter (where (t.scheduled >> $31::int) & 1 = 1
and true
and t.month_end + $32::int <= c.data_through - date '1970-01-01'
and "t"."window_1" is null
and t.dropped_day < $33::int) as "dropped_4",
  count(*) filter (where (t.scheduled >> $34::int) & 1 = 1
and true
and not (t.month_end + $35::int <= c.data_through - date '1970-01-01')) as "not_yet_due_4",
  count(*) filter (where "t"."window_2" is not null
and true) as "n_8",
  coalesce(sum("t"."window_2"), 0) as "s_8",
  coalesce(sum("t"."window_2"::bigint * "t"."window_2"), 0) as "ss_8",
  count(*) filter (where ((t.measure = $36
and "t"."window_2" <= $37::int) or (t.measure = $38
and "t"."window_2" <= $39::int) or (t.measure = $40
and "t"."window_2" >= $41::int) or (t.measure = $42
and "t"."window_2" >= $43::int) or (t.measure = $44
and "t"."window_2" >= $45::int))) as "improved_8",
  count(*) filter (where (t.scheduled >> $46::int) & 1 = 1
and true
and t.month_end + $47::int <= c.data_through - date '1970-01-01') as "due_8",
  count(*) filter (where (t.scheduled >> $48::int) & 1 = 1
and true
and t.month_end + $49::int <= c.data_through - date '1970-01-01'
and "t"."window_2" is not null
and true) as "seen_8",
  count(*) filter (where (t.scheduled >> $50::int) & 1 = 1
and true
and t.month_end + $51::int <= c.data_through - date '1970-01-01'
and "t"."window_2" is null
and t.dropped_day < $52::int) as "dropped_8",
  count(*) filter (where (t.scheduled >> $53::int) & 1 = 1
and true
and not (t.month_end + $54::int <= c.data_through - date '1970-01-01')) as "not_yet_due_8",
  count(*) filter (where "t"."window_3" is not null
and true) as "n_12",
  coalesce(sum("t"."window_3"), 0) as "s_12",
  coalesce(sum("t"."window_3"::bigint * "t"."window_3"), 0) as "ss_12",
  count(*) filter (where ((t.measure = $55
and "t"."window_3" <= $56::int) or (t.measure = $57
and "t"."window_3" <= $58::int) or (t.measure = $59
and "t"."window_3" >= $60::int) or (t.measure = $61
and "t"."window_3" >= $62::int) or (t.measure = $63
and "t"."window_3" >= $64::int))) as "improved_12",
  count(*) filter (where (t.scheduled >> $65::int) & 1 = 1
and true
and t.month_end + $66::int <= c.data_through - date '1970-01-01') as "due_12",
  count(*) filter (where (t.scheduled >> $67::int) & 1 = 1
and true
and t.month_end + $68::int <= c.data_through - date '1970-01-01'
and "t"."window_3" is not null
and true) as "seen_12",
  count(*) filter (where (t.scheduled >> $69::int) & 1 = 1
and true
and t.month_end + $70::int <= c.data_through - date '1970-01-01'
and "t"."window_3" is null
and t.dropped_day < $71::int) as "dropped_12",
  count(*) filter (where (t.scheduled >> $72::int) & 1 = 1
and true
and not (t.month_end + $73::int <= c.data_through - date '1970-01-01')) as "not_yet_due_12",
  count(*) filter (where "t"."window_4" is not null
and true) as "n_18",
  coalesce(sum("t"."window_4"), 0) as "s_18",
  coalesce(sum("t"."window_4"::bigint * "t"."window_4"), 0) as "ss_18",
  count(*) filter (where ((t.measure = $74
and "t"."window_4" <= $75::int) or (t.measure = $76
and "t"."window_4" <= $77::int) or (t.measure = $78
and "t"."window_4" >= $79::int) or (t.measure = $80
and "t"."window_4" >= $81::int) or (t.measure = $82
and "t"."window_4" >= $83::int))) as "improved_18",
  count(*) filter (where (t.scheduled >> $84::int) & 1 = 1
and true
and t.month_end + $85::int <= c.data_through - date '1970-01-01') as "due_18",
  count(*) filter (where (t.scheduled >> $86::int) & 1 = 1
and true
and t.month_end + $87::int <= c.data_through - date '1970-01-01'
and "t"."window_4" is not null
and true) as "seen_18",
  count(*) filter (where (t.scheduled >> $88::int) & 1 = 1
and true
and t.month_end + $89::int <= c.data_through - date '1970-01-01'
and "t"."window_4" is null
and t.dropped_day < $90::int) as "dropped_18",
  count(*) filter (where (t.scheduled >> $91::int) & 1 = 1
and true
and not (t.month_end + $92::int <= c.data_through - date '1970-01-01')) as "not_yet_due_18",
  count(*) filter (where "t"."window_5" is not null
and true) as "n_26",
  coalesce(sum("t"."window_5"), 0) as "s_26",
  coalesce(sum("t"."window_5"::bigint * "t"."window_5"), 0) as "ss_26",
  count(*) filter (where ((t.measure = $93
and "t"."window_5" <= $94::int) or (t.measure = $95
and "t"."window_5" <= $96::int) or (t.measure = $97
and "t"."window_5" >= $98::int) or (t.measure = $99
and "t"."window_5" >= $100::int) or (t.measure = $101
and "t"."window_5" >= $102::int))) as "improved_26",
  count(*) filter (where (t.scheduled >> $103::int) & 1 = 1
and true
and t.month_end + $104::int <= c.data_through - date '1970-01-01') as "due_26",
  count(*) filter (where (t.scheduled >> $105::int) & 1 = 1
and true
and t.month_end + $106::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and true) as "seen_26",
  count(*) filter (where (t.scheduled >> $107::int) & 1 = 1
and true
and t.month_end + $108::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is null
and t.dropped_day < $109::int) as "dropped_26",
  count(*) filter (where (t.scheduled >> $110::int) & 1 = 1
and true
and not (t.month_end + $111::int <= c.data_through - date '1970-01-01')) as "not_yet_due_26",
  count(*) filter (where "t"."window_6" is not null
and true) as "n_39",
  coalesce(sum("t"."window_6"), 0) as "s_39",
  coalesce(sum("t"."window_6"::bigint * "t"."window_6"), 0) as "ss_39",
  count(*) filter (where ((t.measure = $112
and "t"."window_6" <= $113::int) or (t.measure = $114
and "t"."window_6" <= $115::int) or (t.measure = $116
and "t"."window_6" >= $117::int) or (t.measure = $118
and "t"."window_6" >= $119::int) or (t.measure = $120
and "t"."window_6" >= $121::int))) as "improved_39",
  count(*) filter (where (t.scheduled >> $122::int) & 1 = 1
and true
and t.month_end + $123::int <= c.data_through - date '1970-01-01') as "due_39",
  count(*) filter (where (t.scheduled >> $124::int) & 1 = 1
and true
and t.month_end + $125::int <= c.data_through - date '1970-01-01'
and "t"."window_6" is not null
and true) as "seen_39",
  count(*) filter (where (t.scheduled >> $126::int) & 1 = 1
and true
and t.month_end + $127::int <= c.data_through - date '1970-01-01'
and "t"."window_6" is null
and t.dropped_day < $128::int) as "dropped_39",
  count(*) filter (where (t.scheduled >> $129::int) & 1 = 1
and true
and not (t.month_end + $130::int <= c.data_through - date '1970-01-01')) as "not_yet_due_39",
  count(*) filter (where "t"."window_7" is not null
and true) as "n_52",
  coalesce(sum("t"."window_7"), 0) as "s_52",
  coalesce(sum("t"."window_7"::bigint * "t"."window_7"), 0) as "ss_52",
  count(*) filter (where ((t.measure = $131
and "t"."window_7" <= $132::int) or (t.measure = $133
and "t"."window_7" <= $134::int) or (t.measure = $135
and "t"."window_7" >= $136::int) or (t.measure = $137
and "t"."window_7" >= $138::int) or (t.measure = $139
and "t"."window_7" >= $140::int))) as "improved_52",
  count(*) filter (where (t.scheduled >> $141::int) & 1 = 1
and true
and t.month_end + $142::int <= c.data_through - date '1970-01-01') as "due_52",
  count(*) filter (where (t.scheduled >> $143::int) & 1 = 1
and true
and t.month_end + $144::int <= c.data_through - date '1970-01-01'
and "t"."window_7" is not null
and true) as "seen_52",
  count(*) filter (where (t.scheduled >> $145::int) & 1 = 1
and true
and t.month_end + $146::int <= c.data_through - date '1970-01-01'
and "t"."window_7" is null
and t.dropped_day < $147::int) as "dropped_52",
  count(*) filter (where (t.scheduled >> $148::int) & 1 = 1
and true
and not (t.month_end + $149::int <= c.data_through - date '1970-01-01')) as "not_yet_due_52",
  count(*) filter (where ((t.measure = $150
and "t"."window_5" is not null
and true
and "t"."window_5" <= $151::int) or (t.measure = $152
and "t"."window_5" is not null
and true
and "t"."window_5" <= $153::int) or (t.measure = $154
and "t"."window_5" is not null
and true
and "t"."window_5" >= $155::int) or (t.measure = $156
and "t"."window_5" is not null
and true
and "t"."window_5" >= $157::int) or (t.measure = $158
and "t"."window_5" is not null
and true
and "t"."window_5" >= $159::int))) as "fine_1",
  count(*) filter (where ((t.measure = $160
and "t"."window_5" is not null
and true
and "t"."window_5" <= $161::int
and not ("t"."window_5" <= $162::int)) or (t.measure = $163
and "t"."window_5" is not null
and true
and "t"."window_5" <= $164::int
and not ("t"."window_5" <= $165::int)) or (t.measure = $166
and "t"."window_5" is not null
and true
and "t"."window_5" >= $167::int
and not ("t"."window_5" >= $168::int)) or (t.measure = $169
and "t"."window_5" is not null
and true
and "t"."window_5" >= $170::int
and not ("t"."window_5" >= $171::int)) or (t.measure = $172
and "t"."window_5" is not null
and true
and "t"."window_5" >= $173::int
and not ("t"."window_5" >= $174::int)))) as "fine_2",
  count(*) filter (where ((t.measure = $175
and "t"."window_5" is not null
and true
and "t"."window_5" <= $176::int
and not ("t"."window_5" <= $177::int)) or (t.measure = $178
and "t"."window_5" is not null
and true
and "t"."window_5" <= $179::int
and not ("t"."window_5" <= $180::int)) or (t.measure = $181
and "t"."window_5" is not null
and true
and "t"."window_5" >= $182::int
and not ("t"."window_5" >= $183::int)) or (t.measure = $184
and "t"."window_5" is not null
and true
and "t"."window_5" >= $185::int
and not ("t"."window_5" >= $186::int)) or (t.measure = $187
and "t"."window_5" is not null
and true
and "t"."window_5" >= $188::int
and not ("t"."window_5" >= $189::int)))) as "fine_3",
  count(*) filter (where ((t.measure = $190
and "t"."window_5" is not null
and true
and "t"."window_5" <= $191::int
and not ("t"."window_5" <= $192::int)) or (t.measure = $193
and "t"."window_5" is not null
and true
and "t"."window_5" <= $194::int
and not ("t"."window_5" <= $195::int)) or (t.measure = $196
and "t"."window_5" is not null
and true
and "t"."window_5" >= $197::int
and not ("t"."window_5" >= $198::int)) or (t.measure = $199
and "t"."window_5" is not null
and true
and "t"."window_5" >= $200::int
and not ("t"."window_5" >= $201::int)) or (t.measure = $202
and "t"."window_5" is not null
and true
and "t"."window_5" >= $203::int
and not ("t"."window_5" >= $204::int)))) as "fine_4",
  count(*) filter (where ((t.measure = $205
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $206::int)) or (t.measure = $207
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $208::int)) or (t.measure = $209
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $210::int)) or (t.measure = $211
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $212::int)) or (t.measure = $213
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $214::int)))) as "fine_5",
  count(*) filter (where ((t.measure = $215
and "t"."window_5" is not null
and true
and "t"."window_5" <= $216::int) or (t.measure = $217
and "t"."window_5" is not null
and true
and "t"."window_5" <= $218::int) or (t.measure = $219
and "t"."window_5" is not null
and true
and "t"."window_5" >= $220::int) or (t.measure = $221
and "t"."window_5" is not null
and true
and "t"."window_5" >= $222::int) or (t.measure = $223
and "t"."window_5" is not null
and true
and "t"."window_5" >= $224::int))) as "coarse_1",
  count(*) filter (where ((t.measure = $225
and "t"."window_5" is not null
and true
and "t"."window_5" <= $226::int
and not ("t"."window_5" <= $227::int)) or (t.measure = $228
and "t"."window_5" is not null
and true
and "t"."window_5" <= $229::int
and not ("t"."window_5" <= $230::int)) or (t.measure = $231
and "t"."window_5" is not null
and true
and "t"."window_5" >= $232::int
and not ("t"."window_5" >= $233::int)) or (t.measure = $234
and "t"."window_5" is not null
and true
and "t"."window_5" >= $235::int
and not ("t"."window_5" >= $236::int)) or (t.measure = $237
and "t"."window_5" is not null
and true
and "t"."window_5" >= $238::int
and not ("t"."window_5" >= $239::int)))) as "coarse_2",
  count(*) filter (where ((t.measure = $240
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $241::int)) or (t.measure = $242
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $243::int)) or (t.measure = $244
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $245::int)) or (t.measure = $246
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $247::int)) or (t.measure = $248
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $249::int)))) as "coarse_3"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where t.control = false
and t.sessions_done > 0
and t.measure in ($250, $251, $252, $253, $254)
and t.concern = $255
and "t"."area_root" = $256
group by 1, 2, 3, "t"."clinic_id", "t"."patient_id") as "p"
group by "p"."measure", "p"."area", "p"."line"
