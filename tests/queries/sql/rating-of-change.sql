with "clinic" as (select *
from "clinic"
where "clinic_id" in ($1, $2)), "course_profile" as (select *
from "course_profile"
where "clinic_id" in ($3, $4)), "trajectory" as (select *
from "trajectory"
where "clinic_id" in ($5, $6)), "session" as (select *
from "session"
where "clinic_id" in ($7, $8)), "assessment" as (select *
from "assessment"
where "clinic_id" in ($9, $10)), "side_effect" as (select *
from "side_effect"
where "clinic_id" in ($11, $12)), "contact" as (select *
from "contact"
where "clinic_id" in ($13, $14))
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
  count(*) filter (where ((t.measure = $15
and "t"."window_1" <= $16::int) or (t.measure = $17
and "t"."window_1" <= $18::int) or (t.measure = $19
and "t"."window_1" >= $20::int) or (t.measure = $21
and "t"."window_1" >= $22::int) or (t.measure = $23
and "t"."window_1" >= $24::int))) as "improved_4",
  count(*) filter (where (t.scheduled >> $25::int) & 1 = 1
and true
and t.month_end + $26::int <= c.data_through - date '1970-01-01') as "due_4",
  count(*) filter (where (t.scheduled >> $27::int) & 1 = 1
and true
and t.month_end + $28::int <= c.data_through - date '1970-01-01'
and "t"."window_1" is not null
and true) as "seen_4",
  count(*) filter (where (t.scheduled >> $29::int) & 1 = 1
and true
and t.month_end + $30::int <= c.data_through - date '1970-01-01'
and "t"."window_1" is null
and t.dropped_day < $31::int) as "dropped_4",
  count(*) filter (where (t.scheduled >> $32::int) & 1 = 1
and true
and not (t.month_end + $33::int <= c.data_through - date '1970-01-01')) as "not_yet_due_4",
  count(*) filter (where "t"."window_2" is not null
and true) as "n_8",
  coalesce(sum("t"."window_2"), 0) as "s_8",
  coalesce(sum("t"."window_2"::bigint * "t"."window_2"), 0) as "ss_8",
  count(*) filter (where ((t.measure = $34
and "t"."window_2" <= $35::int) or (t.measure = $36
and "t"."window_2" <= $37::int) or (t.measure = $38
and "t"."window_2" >= $39::int) or (t.measure = $40
and "t"."window_2" >= $41::int) or (t.measure = $42
and "t"."window_2" >= $43::int))) as "improved_8",
  count(*) filter (where (t.scheduled >> $44::int) & 1 = 1
and true
and t.month_end + $45::int <= c.data_through - date '1970-01-01') as "due_8",
  count(*) filter (where (t.scheduled >> $46::int) & 1 = 1
and true
and t.month_end + $47::int <= c.data_through - date '1970-01-01'
and "t"."window_2" is not null
and true) as "seen_8",
  count(*) filter (where (t.scheduled >> $48::int) & 1 = 1
and true
and t.month_end + $49::int <= c.data_through - date '1970-01-01'
and "t"."window_2" is null
and t.dropped_day < $50::int) as "dropped_8",
  count(*) filter (where (t.scheduled >> $51::int) & 1 = 1
and true
and not (t.month_end + $52::int <= c.data_through - date '1970-01-01')) as "not_yet_due_8",
  count(*) filter (where "t"."window_3" is not null
and true) as "n_12",
  coalesce(sum("t"."window_3"), 0) as "s_12",
  coalesce(sum("t"."window_3"::bigint * "t"."window_3"), 0) as "ss_12",
  count(*) filter (where ((t.measure = $53
and "t"."window_3" <= $54::int) or (t.measure = $55
and "t"."window_3" <= $56::int) or (t.measure = $57
and "t"."window_3" >= $58::int) or (t.measure = $59
and "t"."window_3" >= $60::int) or (t.measure = $61
and "t"."window_3" >= $62::int))) as "improved_12",
  count(*) filter (where (t.scheduled >> $63::int) & 1 = 1
and true
and t.month_end + $64::int <= c.data_through - date '1970-01-01') as "due_12",
  count(*) filter (where (t.scheduled >> $65::int) & 1 = 1
and true
and t.month_end + $66::int <= c.data_through - date '1970-01-01'
and "t"."window_3" is not null
and true) as "seen_12",
  count(*) filter (where (t.scheduled >> $67::int) & 1 = 1
and true
and t.month_end + $68::int <= c.data_through - date '1970-01-01'
and "t"."window_3" is null
and t.dropped_day < $69::int) as "dropped_12",
  count(*) filter (where (t.scheduled >> $70::int) & 1 = 1
and true
and not (t.month_end + $71::int <= c.data_through - date '1970-01-01')) as "not_yet_due_12",
  count(*) filter (where "t"."window_4" is not null
and true) as "n_18",
  coalesce(sum("t"."window_4"), 0) as "s_18",
  coalesce(sum("t"."window_4"::bigint * "t"."window_4"), 0) as "ss_18",
  count(*) filter (where ((t.measure = $72
and "t"."window_4" <= $73::int) or (t.measure = $74
and "t"."window_4" <= $75::int) or (t.measure = $76
and "t"."window_4" >= $77::int) or (t.measure = $78
and "t"."window_4" >= $79::int) or (t.measure = $80
and "t"."window_4" >= $81::int))) as "improved_18",
  count(*) filter (where (t.scheduled >> $82::int) & 1 = 1
and true
and t.month_end + $83::int <= c.data_through - date '1970-01-01') as "due_18",
  count(*) filter (where (t.scheduled >> $84::int) & 1 = 1
and true
and t.month_end + $85::int <= c.data_through - date '1970-01-01'
and "t"."window_4" is not null
and true) as "seen_18",
  count(*) filter (where (t.scheduled >> $86::int) & 1 = 1
and true
and t.month_end + $87::int <= c.data_through - date '1970-01-01'
and "t"."window_4" is null
and t.dropped_day < $88::int) as "dropped_18",
  count(*) filter (where (t.scheduled >> $89::int) & 1 = 1
and true
and not (t.month_end + $90::int <= c.data_through - date '1970-01-01')) as "not_yet_due_18",
  count(*) filter (where "t"."window_5" is not null
and true) as "n_26",
  coalesce(sum("t"."window_5"), 0) as "s_26",
  coalesce(sum("t"."window_5"::bigint * "t"."window_5"), 0) as "ss_26",
  count(*) filter (where ((t.measure = $91
and "t"."window_5" <= $92::int) or (t.measure = $93
and "t"."window_5" <= $94::int) or (t.measure = $95
and "t"."window_5" >= $96::int) or (t.measure = $97
and "t"."window_5" >= $98::int) or (t.measure = $99
and "t"."window_5" >= $100::int))) as "improved_26",
  count(*) filter (where (t.scheduled >> $101::int) & 1 = 1
and true
and t.month_end + $102::int <= c.data_through - date '1970-01-01') as "due_26",
  count(*) filter (where (t.scheduled >> $103::int) & 1 = 1
and true
and t.month_end + $104::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is not null
and true) as "seen_26",
  count(*) filter (where (t.scheduled >> $105::int) & 1 = 1
and true
and t.month_end + $106::int <= c.data_through - date '1970-01-01'
and "t"."window_5" is null
and t.dropped_day < $107::int) as "dropped_26",
  count(*) filter (where (t.scheduled >> $108::int) & 1 = 1
and true
and not (t.month_end + $109::int <= c.data_through - date '1970-01-01')) as "not_yet_due_26",
  count(*) filter (where "t"."window_6" is not null
and true) as "n_39",
  coalesce(sum("t"."window_6"), 0) as "s_39",
  coalesce(sum("t"."window_6"::bigint * "t"."window_6"), 0) as "ss_39",
  count(*) filter (where ((t.measure = $110
and "t"."window_6" <= $111::int) or (t.measure = $112
and "t"."window_6" <= $113::int) or (t.measure = $114
and "t"."window_6" >= $115::int) or (t.measure = $116
and "t"."window_6" >= $117::int) or (t.measure = $118
and "t"."window_6" >= $119::int))) as "improved_39",
  count(*) filter (where (t.scheduled >> $120::int) & 1 = 1
and true
and t.month_end + $121::int <= c.data_through - date '1970-01-01') as "due_39",
  count(*) filter (where (t.scheduled >> $122::int) & 1 = 1
and true
and t.month_end + $123::int <= c.data_through - date '1970-01-01'
and "t"."window_6" is not null
and true) as "seen_39",
  count(*) filter (where (t.scheduled >> $124::int) & 1 = 1
and true
and t.month_end + $125::int <= c.data_through - date '1970-01-01'
and "t"."window_6" is null
and t.dropped_day < $126::int) as "dropped_39",
  count(*) filter (where (t.scheduled >> $127::int) & 1 = 1
and true
and not (t.month_end + $128::int <= c.data_through - date '1970-01-01')) as "not_yet_due_39",
  count(*) filter (where "t"."window_7" is not null
and true) as "n_52",
  coalesce(sum("t"."window_7"), 0) as "s_52",
  coalesce(sum("t"."window_7"::bigint * "t"."window_7"), 0) as "ss_52",
  count(*) filter (where ((t.measure = $129
and "t"."window_7" <= $130::int) or (t.measure = $131
and "t"."window_7" <= $132::int) or (t.measure = $133
and "t"."window_7" >= $134::int) or (t.measure = $135
and "t"."window_7" >= $136::int) or (t.measure = $137
and "t"."window_7" >= $138::int))) as "improved_52",
  count(*) filter (where (t.scheduled >> $139::int) & 1 = 1
and true
and t.month_end + $140::int <= c.data_through - date '1970-01-01') as "due_52",
  count(*) filter (where (t.scheduled >> $141::int) & 1 = 1
and true
and t.month_end + $142::int <= c.data_through - date '1970-01-01'
and "t"."window_7" is not null
and true) as "seen_52",
  count(*) filter (where (t.scheduled >> $143::int) & 1 = 1
and true
and t.month_end + $144::int <= c.data_through - date '1970-01-01'
and "t"."window_7" is null
and t.dropped_day < $145::int) as "dropped_52",
  count(*) filter (where (t.scheduled >> $146::int) & 1 = 1
and true
and not (t.month_end + $147::int <= c.data_through - date '1970-01-01')) as "not_yet_due_52",
  count(*) filter (where ((t.measure = $148
and "t"."window_5" is not null
and true
and "t"."window_5" <= $149::int) or (t.measure = $150
and "t"."window_5" is not null
and true
and "t"."window_5" <= $151::int) or (t.measure = $152
and "t"."window_5" is not null
and true
and "t"."window_5" >= $153::int) or (t.measure = $154
and "t"."window_5" is not null
and true
and "t"."window_5" >= $155::int) or (t.measure = $156
and "t"."window_5" is not null
and true
and "t"."window_5" >= $157::int))) as "fine_1",
  count(*) filter (where ((t.measure = $158
and "t"."window_5" is not null
and true
and "t"."window_5" <= $159::int
and not ("t"."window_5" <= $160::int)) or (t.measure = $161
and "t"."window_5" is not null
and true
and "t"."window_5" <= $162::int
and not ("t"."window_5" <= $163::int)) or (t.measure = $164
and "t"."window_5" is not null
and true
and "t"."window_5" >= $165::int
and not ("t"."window_5" >= $166::int)) or (t.measure = $167
and "t"."window_5" is not null
and true
and "t"."window_5" >= $168::int
and not ("t"."window_5" >= $169::int)) or (t.measure = $170
and "t"."window_5" is not null
and true
and "t"."window_5" >= $171::int
and not ("t"."window_5" >= $172::int)))) as "fine_2",
  count(*) filter (where ((t.measure = $173
and "t"."window_5" is not null
and true
and "t"."window_5" <= $174::int
and not ("t"."window_5" <= $175::int)) or (t.measure = $176
and "t"."window_5" is not null
and true
and "t"."window_5" <= $177::int
and not ("t"."window_5" <= $178::int)) or (t.measure = $179
and "t"."window_5" is not null
and true
and "t"."window_5" >= $180::int
and not ("t"."window_5" >= $181::int)) or (t.measure = $182
and "t"."window_5" is not null
and true
and "t"."window_5" >= $183::int
and not ("t"."window_5" >= $184::int)) or (t.measure = $185
and "t"."window_5" is not null
and true
and "t"."window_5" >= $186::int
and not ("t"."window_5" >= $187::int)))) as "fine_3",
  count(*) filter (where ((t.measure = $188
and "t"."window_5" is not null
and true
and "t"."window_5" <= $189::int
and not ("t"."window_5" <= $190::int)) or (t.measure = $191
and "t"."window_5" is not null
and true
and "t"."window_5" <= $192::int
and not ("t"."window_5" <= $193::int)) or (t.measure = $194
and "t"."window_5" is not null
and true
and "t"."window_5" >= $195::int
and not ("t"."window_5" >= $196::int)) or (t.measure = $197
and "t"."window_5" is not null
and true
and "t"."window_5" >= $198::int
and not ("t"."window_5" >= $199::int)) or (t.measure = $200
and "t"."window_5" is not null
and true
and "t"."window_5" >= $201::int
and not ("t"."window_5" >= $202::int)))) as "fine_4",
  count(*) filter (where ((t.measure = $203
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $204::int)) or (t.measure = $205
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $206::int)) or (t.measure = $207
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $208::int)) or (t.measure = $209
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $210::int)) or (t.measure = $211
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $212::int)))) as "fine_5",
  count(*) filter (where ((t.measure = $213
and "t"."window_5" is not null
and true
and "t"."window_5" <= $214::int) or (t.measure = $215
and "t"."window_5" is not null
and true
and "t"."window_5" <= $216::int) or (t.measure = $217
and "t"."window_5" is not null
and true
and "t"."window_5" >= $218::int) or (t.measure = $219
and "t"."window_5" is not null
and true
and "t"."window_5" >= $220::int) or (t.measure = $221
and "t"."window_5" is not null
and true
and "t"."window_5" >= $222::int))) as "coarse_1",
  count(*) filter (where ((t.measure = $223
and "t"."window_5" is not null
and true
and "t"."window_5" <= $224::int
and not ("t"."window_5" <= $225::int)) or (t.measure = $226
and "t"."window_5" is not null
and true
and "t"."window_5" <= $227::int
and not ("t"."window_5" <= $228::int)) or (t.measure = $229
and "t"."window_5" is not null
and true
and "t"."window_5" >= $230::int
and not ("t"."window_5" >= $231::int)) or (t.measure = $232
and "t"."window_5" is not null
and true
and "t"."window_5" >= $233::int
and not ("t"."window_5" >= $234::int)) or (t.measure = $235
and "t"."window_5" is not null
and true
and "t"."window_5" >= $236::int
and not ("t"."window_5" >= $237::int)))) as "coarse_2",
  count(*) filter (where ((t.measure = $238
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $239::int)) or (t.measure = $240
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" <= $241::int)) or (t.measure = $242
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $243::int)) or (t.measure = $244
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $245::int)) or (t.measure = $246
and "t"."window_5" is not null
and true
and true
and not ("t"."window_5" >= $247::int)))) as "coarse_3"
from "trajectory" as "t"
inner join "clinic" as "c" on "c"."clinic_id" = "t"."clinic_id"
where t.control = false
and t.sessions_done > 0
and t.measure in ($248, $249, $250, $251, $252)
and t.concern = $253
and "t"."area_root" = $254
group by 1, 2, 3, "t"."clinic_id", "t"."patient_id") as "p"
group by "p"."measure", "p"."area", "p"."line"
