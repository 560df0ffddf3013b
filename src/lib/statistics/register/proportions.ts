/** Shares of patients or series, and how shares of two groups differ. */
import type { Family } from '#lib/statistics/register/method.ts';
import {
	CLOPPER_PEARSON,
	FISHER,
	FRANCO,
	KATZ,
	KISH,
	KORN_GRAUBARD,
	MANSKI,
	NEWCOMBE_INDEPENDENT,
	NEWCOMBE_PAIRED,
	NEWCOMBE_SINGLE,
	WILSON
} from '#lib/statistics/register/sources.ts';

export const PROPORTIONS = {
	id: 'family-proportions',
	name: 'Shares',
	words: 'How many of a hundred, and how sure that is.',
	methods: [
		{
			id: 'clustered-proportion',
			name: 'Share of responders, clustered by patient',
			words:
				'The share of series that responded. Series of one patient resemble each other, so the interval is that of fewer, independent ones: as many as the series are worth.',
			formula: [
				'n_{eff} = n / deff · (t_{0.975, n−1} / t_{0.975, G−1})^2, at most n',
				'deff = CR1 variance of p / (p (1 − p) / (n − 1))',
				'interval: Wilson’s for p with n_{eff}; none or all: Clopper–Pearson’s with n^2 / Σ_g n_g^2'
			],
			sources: [FRANCO, KORN_GRAUBARD, KISH],
			assumes: 'Independent patients. With one series a patient it is Wilson’s interval.',
			noAnswer: 'No data: none. One patient: the share without an interval.',
			limits:
				'A share says nothing of how far the others came: the mean change always stands beside it.',
			functions: ['clusteredProportion']
		},
		{
			id: 'wilson',
			name: 'Wilson score interval',
			words:
				'The interval of a share when each patient counts once. Good for small numbers, and never below 0 or above 100 %.',
			formula: ['(p + z^2 / 2n ± z · √(p (1 − p) / n + z^2 / 4n^2)) / (1 + z^2 / n), z = 1.96'],
			sources: [WILSON, NEWCOMBE_SINGLE],
			assumes: 'Independent patients with the same chance.',
			noAnswer: 'Nobody observed: none.',
			limits: 'Covers 95 % on average, at some shares a little less.',
			functions: ['wilsonInterval']
		},
		{
			id: 'clopper-pearson',
			name: 'Clopper–Pearson exact interval',
			words:
				'The cautious interval of a share: it covers at least as often as it says. Used for safety, and where it happened to none or to all.',
			formula: ['low = Beta_{0.025}(x, n − x + 1)', 'high = Beta_{0.975}(x + 1, n − x)'],
			sources: [CLOPPER_PEARSON, NEWCOMBE_SINGLE],
			assumes: 'Independent patients with the same chance.',
			noAnswer: 'Nobody observed: none.',
			limits: 'Wider than need be: caution is paid for with width.',
			functions: ['clopperPearsonInterval']
		},
		{
			id: 'newcombe-independent',
			name: 'Difference of two shares (Newcombe)',
			words: 'How many more of a hundred in one group than in another, different patients in each.',
			formula: [
				'p_1 − p_2, from p_1 − p_2 − √((p_1 − l_1)^2 + (u_2 − p_2)^2)',
				'to p_1 − p_2 + √((u_1 − p_1)^2 + (p_2 − l_2)^2), l and u being Wilson’s limits'
			],
			sources: [NEWCOMBE_INDEPENDENT],
			assumes: 'Independent patients.',
			noAnswer: 'An empty group: none.',
			limits: 'Several series of one patient would make it too narrow.',
			functions: ['proportionDifference']
		},
		{
			id: 'newcombe-paired',
			name: 'Difference of two shares in the same patients (Newcombe)',
			words: 'The same for patients who were asked twice, or treated on both sides of the face.',
			formula: [
				'p_1 − p_2, from p_1 − p_2 − √(a_1^2 − 2φ a_1 b_2 + b_2^2) to p_1 − p_2 + √(b_1^2 − 2φ b_1 a_2 + a_2^2)',
				'a = p − l, b = u − p from Wilson’s limits; φ: how the two answers go together',
				'φ = (yes-yes · no-no − yes-no · no-yes) / √(product of the four totals); a positive numerator is lowered by n / 2, at most to 0'
			],
			sources: [NEWCOMBE_PAIRED],
			assumes: 'Independent patients, one pair of answers each.',
			noAnswer: 'Nobody: none.',
			limits: 'Patients with one answer only are left out.',
			functions: ['pairedProportionDifference']
		},
		{
			id: 'risk-ratio',
			name: 'Risk ratio with the log interval (Katz)',
			words: 'How many times as likely an event is in one group as in another.',
			formula: ['RR = p_1 / p_2', 'RR · exp(± z · √(1 / x_1 − 1 / n_1 + 1 / x_2 − 1 / n_2))'],
			sources: [KATZ],
			assumes: 'Independent patients in numbers that are not small.',
			noAnswer: 'An empty group, or a group with no event or with nothing but events: none.',
			limits: 'Twice a rare event is still rare: the two shares stand beside it.',
			functions: ['riskRatio']
		},
		{
			id: 'fisher-exact',
			name: 'Fisher’s exact test',
			words:
				'How often chance alone would part so few events at least as unevenly between two groups.',
			formula: ['p = sum of the probabilities of all tables no more likely than the one seen'],
			sources: [FISHER],
			assumes: 'Independent patients, whole counts.',
			noAnswer: 'An empty group: none. Nobody or everybody with the event: p = 1.',
			limits: 'Cautious: with few patients it seldom calls anything a difference.',
			functions: ['fisherExact']
		},
		{
			id: 'missing-bounds',
			name: 'Bounds for missing visits',
			words:
				'What the figure would be if those who stayed away had done badly. The mean if all of them were back at baseline; the responder share if all of them failed, and if all responded.',
			formula: [
				'mean: m · seen / (seen + missing) to m',
				'share: responders / (seen + missing) to (responders + missing) / (seen + missing)'
			],
			sources: [MANSKI],
			assumes: 'Nothing about why they stayed away.',
			noAnswer: 'Mean: none when nobody was seen. Share: 0 to 1 when all are missing.',
			limits: 'Those who got worse than baseline are not thought of; nothing is filled in.',
			functions: ['meanMissingBounds', 'responderMissingBounds']
		}
	]
} as const satisfies Family;
