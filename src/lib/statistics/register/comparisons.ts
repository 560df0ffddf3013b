/** Is there a change, or a difference of two groups: tests of scores, by values and by ranks. */
import type { Family } from '#lib/statistics/register/method.ts';
import {
	HODGES_LEHMANN,
	HOLLANDER_WOLFE,
	LIANG_ZEGER,
	MANN_WHITNEY,
	WELCH,
	WILCOXON
} from '#lib/statistics/register/sources.ts';

export const COMPARISONS = {
	id: 'family-comparisons',
	name: 'Changes and differences of scores',
	words: 'Tests and intervals for one group before and after, and for two groups of patients.',
	methods: [
		{
			id: 'signed-rank',
			name: 'Wilcoxon signed-rank test',
			words:
				'Do the same patients move one way more than the other? Each change counts by its rank among all changes, so a single large one cannot decide.',
			formula: [
				'W = sum of the ranks of |d_i| with d_i > 0',
				'below 50 changes without ties or zeros: exact; else z with tie and continuity correction'
			],
			sources: [WILCOXON, HOLLANDER_WOLFE],
			assumes:
				'One change a patient; changes symmetric about their median. Changes of zero are dropped.',
			noAnswer: 'No changes, or only changes of zero: none.',
			limits: 'Says whether, not how much: the Hodges–Lehmann estimate stands beside it.',
			functions: ['signedRank']
		},
		{
			id: 'hodges-lehmann',
			name: 'Hodges–Lehmann estimate of a change',
			words:
				'The typical change: the median of the averages of all pairs of changes, with the interval that belongs to the signed-rank test.',
			formula: [
				'median of (d_i + d_j) / 2 over i ≤ j',
				'interval: k-th smallest to k-th largest average; n > 50: k = n (n + 1) / 4 − 1.96 · √(n (n + 1) (2n + 1) / 24), rounded'
			],
			sources: [HODGES_LEHMANN, HOLLANDER_WOLFE],
			assumes: 'One change a patient; changes symmetric about their median.',
			noAnswer: 'No changes: none. One: the value only.',
			limits:
				'Below 6 patients even the whole range covers less often than 95 %; the confidence reached is given.',
			functions: ['hodgesLehmann']
		},
		{
			id: 'welch',
			name: 'Welch’s t test',
			words:
				'The difference of two groups’ means with an interval, each group with a spread of its own.',
			formula: [
				'm_1 − m_2 ± t_{0.975, ν} · √(s_1^2 / n_1 + s_2^2 / n_2)',
				'ν = (a_1 + a_2)^2 / (a_1^2 / (n_1 − 1) + a_2^2 / (n_2 − 1)), a = s^2 / n'
			],
			sources: [WELCH],
			assumes: 'Different, independent patients in the two groups; means near normal.',
			noAnswer:
				'An empty group: none. A group of one: the difference only. No variation: an interval of zero width, no p.',
			limits:
				'Compares patients as they are. Groups that were not drawn by lot differ in more than what parts them.',
			functions: ['welch']
		},
		{
			id: 'clustered-difference',
			name: 'Difference of means, clustered by patient',
			words:
				'Welch’s test for groups in which a patient may have several series: every series counts in the means, but the interval counts patients.',
			formula: [
				'm_1 − m_2 ± t_{0.975, ν} · √(v_1 + v_2), v the squared error of a mean clustered by patient',
				'ν as Welch’s, with G − 1 patients for n − 1'
			],
			sources: [LIANG_ZEGER, WELCH],
			assumes: 'Different, independent patients in the two groups; means near normal.',
			noAnswer:
				'An empty group: none. A group of one patient: the difference only. No variation: an interval of zero width, no p.',
			limits:
				'A patient with series in both groups counts in each; where the two resemble each other the interval is wider than it need be. Groups that were not drawn by lot differ in more than what parts them.',
			functions: ['clusteredDifference']
		},
		{
			id: 'rank-sum',
			name: 'Wilcoxon rank-sum (Mann–Whitney) test',
			words:
				'Does a patient of one group tend to have a higher value than one of the other? Only the order of the values counts.',
			formula: [
				'U = pairs in which the first group’s value is the larger, a tie counting ½',
				'both groups below 50 without ties: exact; else z with tie and continuity correction'
			],
			sources: [WILCOXON, MANN_WHITNEY, HOLLANDER_WOLFE],
			assumes: 'Independent patients and distributions of one shape.',
			noAnswer: 'An empty group: none. All values equal: the share of pairs, no p.',
			limits: 'Where the shapes differ, a small p need not mean different medians.',
			functions: ['rankSum']
		},
		{
			id: 'hodges-lehmann-shift',
			name: 'Hodges–Lehmann shift of two groups',
			words:
				'By how much one group lies above the other: the median of all differences between a patient of one group and a patient of the other.',
			formula: [
				'median of x_i − y_j over all pairs',
				'interval: k-th smallest to k-th largest difference; a group of 50 or more: k = mn / 2 − 1.96 · √(mn (m + n + 1) / 12), rounded'
			],
			sources: [HODGES_LEHMANN, HOLLANDER_WOLFE],
			assumes: 'Independent patients and distributions of one shape.',
			noAnswer: 'An empty group: none. One value in each: the difference only.',
			limits:
				'In very small groups the interval covers less often than 95 %; the confidence reached is given.',
			functions: ['hodgesLehmannShift']
		}
	]
} as const satisfies Family;
