/** How long until something happens. */
import type { Family } from '#lib/statistics/register/method.ts';
import {
	BROOKMEYER_CROWLEY,
	CUTLER_EDERER,
	KALBFLEISCH_PRENTICE,
	KAPLAN_MEIER,
	MANTEL,
	NEWCOMBE_INDEPENDENT,
	UNO
} from '#lib/statistics/register/sources.ts';

export const TIMES = {
	id: 'family-times',
	name: 'Time to response or resolution',
	words:
		'Days or weeks until redness has passed or a response is seen, with those followed for less time counted as long as they were.',
	methods: [
		{
			id: 'kaplan-meier',
			name: 'Kaplan–Meier curve',
			words:
				'The share still without the event after each time. Patients no longer followed count until then.',
			formula: [
				'S(t) = Π_i (1 − d_i / n_i) over the event times up to t; d events, n at risk',
				'limits: S^{exp(± z · s)}, s the standard error of ln(−ln S), Greenwood'
			],
			sources: [KAPLAN_MEIER, KALBFLEISCH_PRENTICE],
			assumes: 'One time a patient; those no longer followed would have gone on as the others did.',
			noAnswer: 'No patients: none. No events: a curve at 1 without limits.',
			limits:
				'What is looked at only at visits happened some time before: the curve is late by up to a visit. Greyed where fewer than 10 are still followed.',
			functions: ['kaplanMeier', 'numberAtRisk', 'stepAt']
		},
		{
			id: 'survival-quantile',
			name: 'Median time',
			words: 'The time by which half of the patients (or another part) had the event.',
			formula: [
				'first t with S(t) ≤ 1 − q; where S is exactly 1 − q, the middle of that stretch',
				'interval: the same rule on the limits of the curve'
			],
			sources: [BROOKMEYER_CROWLEY],
			assumes: 'What the curve assumes.',
			noAnswer: 'The curve stays above: not reached.',
			limits: 'Moves in steps of the visits.',
			functions: ['survivalQuantile']
		},
		{
			id: 'log-rank',
			name: 'Log-rank test',
			words: 'Do groups have one curve? Events of each group beside those expected if so.',
			formula: ['χ^2 = (O − E)^T V^{−1} (O − E), groups − 1 degrees of freedom'],
			sources: [MANTEL],
			assumes: 'Independent patients; the end of follow-up says nothing about the event.',
			noAnswer: 'One group, no events, or never patients of two groups at risk together: none.',
			limits: 'Sees little where curves cross.',
			functions: ['logRank']
		},
		{
			id: 'survival-difference',
			name: 'Difference of two Kaplan–Meier shares at one time',
			words:
				'How many more of one group still have it after a stated day than of the other. Each share counts as many patients as tell as much: all of them where nobody left early.',
			formula: [
				'n_e = S (1 − S) / s^2, s the standard error of S (Greenwood)',
				'limits: Newcombe’s for two independent proportions, with S and n_e of each'
			],
			sources: [CUTLER_EDERER, NEWCOMBE_INDEPENDENT],
			assumes: 'What the curves assume, and independent groups.',
			noAnswer:
				'A group of nobody, or a day later than anyone of a group was followed while some have it: none.',
			limits:
				'Where a share is 0 or 1 there is no standard error; then those not lost before the day count.',
			functions: ['survivalDifference']
		},
		{
			id: 'restricted-mean',
			name: 'Restricted mean survival time (RMST)',
			words:
				'The mean time without the event up to a stated horizon, and how it differs between two groups.',
			formula: [
				'RMST(τ) = ∫_0^τ S(t) dt',
				'± 1.96 · √var, var = Σ_i A_i^2 · d_i / (n_i (n_i − d_i)), A_i the area from event i to τ'
			],
			sources: [UNO],
			assumes: 'What the curve assumes.',
			noAnswer:
				'A horizon nobody was followed to while some are without the event: none. No events: the horizon, without an interval. One patient: the value only.',
			limits: 'Another horizon, another answer: it is always named.',
			functions: ['restrictedMean', 'restrictedMeanDifference']
		}
	]
} as const satisfies Family;
