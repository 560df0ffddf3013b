/** Means, spreads and sizes of change. */
import type { Family } from '#lib/statistics/register/method.ts';
import {
	ALTMAN,
	BORENSTEIN,
	COCHRAN_1977,
	HEDGES_OLKIN,
	HYNDMAN_FAN,
	LIANG_ZEGER
} from '#lib/statistics/register/sources.ts';

export const MEANS = {
	id: 'family-means',
	name: 'How far scores moved',
	words: 'Means of improvement with the interval in which the true mean plausibly lies.',
	methods: [
		{
			id: 'clustered-mean',
			name: 'Mean with an interval clustered by patient',
			words:
				'The mean over all series, each counting once. A patient may have several series (face and neck, say), and those resemble each other, so the interval counts patients, not series.',
			formula: [
				'm = Σ_i x_i / n',
				'm ± t_{0.975, G−1} · s_m',
				's_m^2 = G / (G − 1) · Σ_g (S_g − n_g · m)^2 / n^2',
				'G patients; patient g has n_g series, which add up to S_g'
			],
			sources: [LIANG_ZEGER],
			assumes: 'Patients independent of each other.',
			noAnswer:
				'No data: none. One patient: the value without an interval. No variation: an interval of zero width.',
			limits:
				'With few patients who have very unequal numbers of series the interval is a little short. Change since baseline has no control group, so part of it may be regression to the mean.',
			functions: ['clusteredMean', 'sumsOf', 'addSums']
		},
		{
			id: 'mean-interval',
			name: 'Mean with the t interval',
			words:
				'The mean of one value a patient, with the interval of Student’s t distribution around it.',
			formula: ['m ± t_{0.975, n−1} · s / √n'],
			sources: [ALTMAN],
			assumes: 'One value a patient; values roughly symmetric, or many.',
			noAnswer:
				'No values: none. One value: the value only. No variation: an interval of zero width.',
			limits:
				'Too sure of itself where a patient has several values: then the clustered mean leads.',
			functions: ['meanInterval', 'meanIntervalFromSums']
		},
		{
			id: 'ratio-of-means',
			name: 'Percent improvement as a ratio of means',
			words:
				'How large the mean improvement is beside the mean baseline. It is the ratio of the two means, not the mean of each patient’s own percentage, which one low baseline can drown.',
			formula: [
				'P = 100 · (mean improvement) / (mean baseline)',
				'P ± t_{0.975, G−1} · s_P; s_P from improvement − P / 100 · baseline, added up within patients'
			],
			sources: [COCHRAN_1977],
			assumes:
				'Independent patients, a scale with a true zero, and a mean baseline well above zero.',
			noAnswer:
				'No data, or a mean baseline that is not above zero: none. One patient: the percentage without an interval.',
			limits:
				'Not for grades or percentiles: from grade 4 to grade 2 is not half as wrinkled. The page says so instead of a number.',
			functions: ['ratioOfMeans']
		},
		{
			id: 'quantile',
			name: 'Median and other quantiles, type 7',
			words:
				'The value below which a given part of the values lies; the median at one half. Between two values it goes straight from one to the other.',
			formula: ['h = (n − 1) · q', 'Q(q) = x_{⌊h⌋+1} + (h − ⌊h⌋) · (x_{⌊h⌋+2} − x_{⌊h⌋+1})'],
			sources: [HYNDMAN_FAN],
			assumes: 'Nothing: it describes the values at hand.',
			noAnswer: 'No values: none.',
			limits:
				'Other programs use other types and differ a little in small groups. Quantiles near the ends would show single patients and are hidden.',
			functions: ['quantile']
		},
		{
			id: 'paired-effect-size',
			name: 'Effect size of a change: SRM and Hedges’ g',
			words:
				'The mean change in standard deviations, so that scales can be set side by side: of the changes (standardised response mean), or of the scores before and after (g).',
			formula: [
				'SRM = d / s_d',
				'g_{av} = J(n − 1) · d / √((s_{before}^2 + s_{after}^2) / 2)',
				'J(m) = Γ(m / 2) / (√(m / 2) · Γ((m − 1) / 2))'
			],
			sources: [HEDGES_OLKIN, BORENSTEIN],
			assumes: 'One pair of scores a patient. d is the mean change.',
			noAnswer: 'Fewer than two pairs: none. No variation to divide by: that one is missing.',
			limits:
				'The two answer different questions and must not be compared with each other. A large one may be small in grades.',
			functions: ['pairedEffectSize', 'standardisedResponseMean']
		},
		{
			id: 'hedges-g',
			name: 'Hedges’ g for two groups',
			words: 'The difference of two groups’ means in pooled standard deviations.',
			formula: [
				'g = J(n_1 + n_2 − 2) · d, d = (m_1 − m_2) / s_{pooled}',
				'g ± 1.96 · √var, var = J^2 · ((n_1 + n_2) / (n_1 n_2) + d^2 / (2 (n_1 + n_2)))'
			],
			sources: [HEDGES_OLKIN, BORENSTEIN],
			assumes: 'Independent patients and one spread in both groups.',
			noAnswer: 'An empty group, a group of one, or no variation: none.',
			limits: 'Says how large a difference is beside the spread, not whether patients care.',
			functions: ['hedgesG']
		}
	]
} as const satisfies Family;
