/** How often something follows a session, and how two rates compare. */
import type { Family } from '#lib/statistics/register/method.ts';
import {
	COCHRAN_1977,
	GARWOOD,
	HANLEY,
	MCCULLAGH_NELDER,
	PRZYBOROWSKI_WILENSKI
} from '#lib/statistics/register/sources.ts';

export const RATES = {
	id: 'family-rates',
	name: 'Rates of side effects',
	words: 'Events for each session, counted honestly where one patient has many sessions.',
	methods: [
		{
			id: 'clustered-rate',
			name: 'Rate clustered by patient (ratio estimator)',
			words:
				'Sessions with the effect over sessions that were answered. Sessions of one patient resemble each other, so the interval comes from how patients differ.',
			formula: [
				'R = Σ_g x_g / Σ_g e_g',
				'R ± t_{0.975, G−1} · s_R',
				's_R^2 = G / (G − 1) · Σ_g (x_g − R · e_g)^2 / (Σ_g e_g)^2',
				'G patients; patient g had x_g events in e_g sessions'
			],
			sources: [COCHRAN_1977],
			assumes: 'Independent patients, enough of them with an event.',
			noAnswer:
				'No session answered: none. One patient, no event, or one every time: the rate without this interval.',
			limits: 'With few events the interval is too short; marks with fewer than 5 are drawn open.',
			functions: ['clusteredRate']
		},
		{
			id: 'garwood',
			name: 'Exact Poisson interval (Garwood)',
			words: 'The interval of a rate when each event comes by itself.',
			formula: ['low = Gamma_{0.025}(x) / exposure', 'high = Gamma_{0.975}(x + 1) / exposure'],
			sources: [GARWOOD],
			assumes: 'Independent events at one rate.',
			noAnswer: 'No exposure: none.',
			limits:
				'Several events of one patient break it; then the interval clustered by patient leads.',
			functions: ['garwoodInterval']
		},
		{
			id: 'zero-events',
			name: 'Upper limit when nothing was seen (rule of three)',
			words:
				'None seen is not never. The highest chance that still fits with no event in so many patients: about 3 in n.',
			formula: ['1 − 0.05^{1/n} ≈ 3 / n'],
			sources: [HANLEY],
			assumes: 'Independent patients with the same chance; n counts patients, not sessions.',
			noAnswer: 'No patients: none.',
			limits: 'One-sided: all of the doubt is above.',
			functions: ['zeroEventsUpperBound']
		},
		{
			id: 'rate-ratio',
			name: 'Rate ratio, exact',
			words: 'How many times as often an event comes in one group as in another.',
			formula: [
				'(x_1 / e_1) / (x_2 / e_2)',
				'limits: Clopper–Pearson’s for x_1 of x_1 + x_2, as odds, times e_2 / e_1'
			],
			sources: [PRZYBOROWSKI_WILENSKI],
			assumes: 'Events that come one by one and independently.',
			noAnswer:
				'No exposure in a group, or no events at all: none. No events in the second group: the lower limit only.',
			limits: 'Several events of one patient make it too narrow: see the next entry.',
			functions: ['rateRatio']
		},
		{
			id: 'patient-rate-ratio',
			name: 'Rate ratio over patients (quasi-Poisson)',
			words:
				'The same with the spread between patients measured: where they vary by more than chance, the interval is widened by as much.',
			formula: [
				'φ = Σ_i (x_i − r e_i)^2 / (r e_i) / (patients − groups)',
				'φ > 1.2: ln RR ± t_{0.975} · √(φ (1 / x_1 + 1 / x_2)), patients − 2 degrees of freedom; else exact'
			],
			sources: [MCCULLAGH_NELDER, PRZYBOROWSKI_WILENSKI],
			assumes: 'Independent patients.',
			noAnswer: 'No events in a group: only the exact answer.',
			limits: 'With few patients the measured spread is itself unsure.',
			functions: ['patientRateRatio', 'pearsonDispersion']
		}
	]
} as const satisfies Family;
