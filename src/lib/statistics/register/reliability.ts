/** How well raters agree, with each other and with themselves. */
import type { Family } from '#lib/statistics/register/method.ts';
import {
	BLAND_ALTMAN_1986,
	BLAND_ALTMAN_1999,
	COHEN,
	FLEISS_1969,
	MCGRAW_WONG,
	SHROUT_FLEISS,
	VET
} from '#lib/statistics/register/sources.ts';

export const RELIABILITY = {
	id: 'family-reliability',
	name: 'How reliable a rating is',
	words: 'Before a change is believed: what two ratings of an unchanged patient differ by.',
	methods: [
		{
			id: 'intraclass-correlation',
			name: 'Intraclass correlation, ICC(2,1) and ICC(3,1)',
			words:
				'How much of the spread of ratings comes from patients rather than raters: 1 is perfect. ICC(2,1) counts a rater who always rates higher as disagreement, ICC(3,1) does not.',
			formula: [
				'ICC(2,1) = (MS_P − MS_E) / (MS_P + (k − 1) MS_E + k (MS_R − MS_E) / n)',
				'ICC(3,1) = (MS_P − MS_E) / (MS_P + (k − 1) MS_E)'
			],
			sources: [SHROUT_FLEISS, MCGRAW_WONG],
			assumes:
				'Every rater rates every patient; errors normal and of one size. MS: mean squares of patients, raters, error.',
			noAnswer:
				'Below 10 patients, or where patients do not differ on average: no interval. One patient, one rater, or all ratings equal: none.',
			limits: 'Depends on how different the patients are: among like patients it is low.',
			functions: ['intraclassCorrelation']
		},
		{
			id: 'minimal-detectable-change',
			name: 'Minimal detectable change (MDC95)',
			words:
				'What two ratings of an unchanged patient stay within 19 times of 20. A change beyond it is more than measurement error, for that one patient.',
			formula: [
				'MDC_{95} = 1.96 · √2 · SEM',
				'SEM = √MS_E (consistency), √(MS_E + (MS_R − MS_E) / n) (agreement); a negative part counts as 0'
			],
			sources: [VET],
			assumes: 'Errors normal and of one size.',
			noAnswer: 'Without a standard error of measurement: none.',
			limits: 'A statement about one patient: the mean of a group can be clear well below it.',
			functions: ['minimalDetectableChange', 'readingError']
		},
		{
			id: 'bland-altman',
			name: 'Bland–Altman limits of agreement',
			words:
				'By how much two raters, or two methods, differ on average, and within what limits 95 of 100 differences lie.',
			formula: [
				'bias d ± t · s / √n',
				'limits d ± 1.96 s, each ± t · s · √(1 / n + 1.96^2 / (2 (n − 1)))'
			],
			sources: [BLAND_ALTMAN_1986, BLAND_ALTMAN_1999],
			assumes:
				'One pair a patient; differences near normal, of a size that does not depend on the score.',
			noAnswer: 'Below 10 patients: no intervals. One pair: the difference only.',
			limits: 'Whether the limits are narrow enough is a clinical question.',
			functions: ['blandAltman']
		},
		{
			id: 'weighted-kappa',
			name: 'Quadratic weighted kappa',
			words:
				'Agreement of two ratings on a scale of grades beyond chance; two grades apart counts four times as much as one.',
			formula: ['κ = 1 − Σ (i − j)^2 o_{ij} / Σ (i − j)^2 e_{ij}'],
			sources: [COHEN, FLEISS_1969],
			assumes: 'Independent patients, steps of equal weight. o: seen, e: expected by chance.',
			noAnswer:
				'Below 10 patients, or when one rater gives everybody the same grade: no interval. One and the same grade throughout: none.',
			limits: 'Low where nearly all patients have one grade, however well raters agree.',
			functions: ['weightedKappa']
		}
	]
} as const satisfies Family;
