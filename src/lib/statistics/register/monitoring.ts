/** Clinics beside each other, and one clinic over the months. */
import type { Family } from '#lib/statistics/register/method.ts';
import {
	LANEY,
	NHS_2018,
	NHS_2019,
	SPIEGELHALTER_FUNNEL,
	SPIEGELHALTER_SPREAD,
	WHEELER
} from '#lib/statistics/register/sources.ts';

export const MONITORING = {
	id: 'family-monitoring',
	name: 'Clinics and months',
	words: 'What is chance and what is not, without a ranking.',
	methods: [
		{
			id: 'funnel',
			name: 'Funnel plot',
			words:
				'Clinics beside a common target. The limits show how far chance alone takes a clinic of that size: wide for few patients, narrow for many. Inside them there is nothing to explain.',
			formula: [
				'exact binomial (Poisson) limits of 95 and 99.8 %, interpolated',
				'clinics differ by more than chance: target ± z · √(s^2 + τ^2)',
				'τ^2 = max(0, (I φ − (I − 1)) / (Σ w − Σ w^2 / Σ w)), φ = mean z^2, winsorised at 10 and 90 %'
			],
			sources: [SPIEGELHALTER_FUNNEL, SPIEGELHALTER_SPREAD],
			assumes: 'Independent patients; clinics that treat comparable patients.',
			noAnswer:
				'Fewer than 5 clinics, or a target of 0 or 1: no limits. Fewer than 10: no widened limits.',
			limits:
				'Outside the limits is a question, not a verdict: other patients are the first answer to rule out.',
			functions: ['proportionFunnel', 'ratioFunnel', 'proportionLimits', 'ratioLimits']
		},
		{
			id: 'proportion-chart',
			name: 'p chart and Laney’s p′ chart',
			words:
				'A share month by month, with the limits within which it moves by chance; wider when months differ by more than counting alone explains.',
			formula: [
				'p ± 3 · √(p (1 − p) / n_i), kept to 0 and 1',
				'σ_z > 1.2: reach times σ_z; σ_z = mean moving range of the z scores / 1.128'
			],
			sources: [LANEY, NHS_2018],
			assumes: 'Independent patients.',
			noAnswer:
				'Below 12 points: the share without limits. It happened never or always: no limits.',
			limits: 'Provisional below 20 points.',
			functions: ['proportionChart']
		},
		{
			id: 'individuals-chart',
			name: 'XmR chart (individuals and moving range)',
			words: 'A number month by month, with the limits within which it moves by chance.',
			formula: [
				'mean ± 2.66 · mean moving range',
				'moving ranges above 3.267 times their mean are dropped, once'
			],
			sources: [WHEELER, NHS_2018],
			assumes: 'Points one after the other, of about equal weight.',
			noAnswer: 'Below 12 points: the mean without limits. No variation: no limits.',
			limits: 'Provisional below 20 points. A known change starts new limits and is marked.',
			functions: ['individualsChart']
		},
		{
			id: 'control-icons',
			name: 'Signs of variation and assurance',
			words:
				'Two signs for a chart: has something changed, for better or worse; and will the target be met if nothing changes.',
			formula: [
				'a signal: a point outside the limits; 7 on one side; 7 rising or falling; 2 of 3 in the outer third, all three on one side',
				'assurance: always, when both limits are on the better side of the target; never, when both are on the worse'
			],
			sources: [NHS_2018, NHS_2019],
			assumes: 'What the chart assumes; better and worse come from the scale’s direction.',
			noAnswer: 'Without limits, a target or a direction: no sign.',
			limits: 'Four rules together ring falsely now and then.',
			functions: ['variationIcon', 'assuranceIcon']
		}
	]
} as const satisfies Family;
