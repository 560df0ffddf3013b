/** Comparisons of protocols that take account of what patients differed in before. */
import type { Family } from '#lib/statistics/register/method.ts';
import {
	AUSTIN,
	BREUKELEN,
	FDA,
	FLEISS_2003,
	KISH,
	LI_MORGAN_ZASLAVSKY,
	MALLINCKRODT,
	PATTERSON_THOMPSON,
	ROSENBAUM_RUBIN,
	SENN,
	STEFANSKI_BOOS,
	WALKER,
	YANG_DALTON
} from '#lib/statistics/register/sources.ts';

export const ADJUSTED = {
	id: 'family-adjusted',
	name: 'Comparisons, adjusted',
	words:
		'Two protocols side by side in care that nobody randomised. What was measured can be adjusted for; what was not stays. An association, never an effect.',
	methods: [
		{
			id: 'ancova',
			name: 'Analysis of covariance (ANCOVA)',
			words:
				'What the groups’ follow-up scores would be at one and the same baseline, and how they differ there. The plain difference of changes stands beside it, because in care that was not randomised the two may disagree (Lord’s paradox).',
			formula: [
				'follow-up = α_{group} + β · baseline + error',
				'adjusted mean = m_{group} − β · (mean baseline of the group − pooled mean baseline)',
				'± t_{0.975} with n − groups − 1 degrees of freedom'
			],
			sources: [FDA, SENN, BREUKELEN],
			assumes:
				'One series a patient, a straight relation to the baseline with one slope in all groups (tested beside it), equal spread.',
			noAnswer:
				'No data, baselines all equal within the groups, or no degree of freedom left: none. Below 10 degrees of freedom only the plain numbers are shown.',
			limits: 'Where groups began very differently it compares patients who do not exist.',
			functions: ['ancova']
		},
		{
			id: 'mmrm',
			name: 'Mixed model for repeated measures (MMRM)',
			words:
				'All visits of all patients in one model, also of those who missed some. Mean improvement of each protocol at each visit, at the same baseline.',
			formula: [
				'improvement ~ week + week × protocol + week × (baseline − mean)',
				'unstructured covariance between visits, REML, Satterthwaite’s degrees of freedom'
			],
			sources: [MALLINCKRODT, PATTERSON_THOMPSON],
			assumes:
				'One series a patient, near normal residuals, and scores missing at random: explained by protocol, baseline and the scores seen.',
			noAnswer:
				'Fewer than 10 patients of a protocol at a visit: that difference is only observed. Where the full model cannot be fitted, compound symmetry takes its place and is named.',
			limits:
				'If patients stay away because of results nobody saw, it is wrong, and nothing in the data can tell.',
			functions: ['mmrm']
		},
		{
			id: 'propensity',
			name: 'Propensity score',
			words:
				'How likely each patient was to be given the first treatment, judged by what was known before.',
			formula: ['ln(e / (1 − e)) = β_0 + β_1 z_1 + β_2 z_2 + …'],
			sources: [ROSENBAUM_RUBIN],
			assumes: 'Independent patients; the log odds are a sum of the covariates’ parts.',
			noAnswer:
				'Fewer than 10 patients in a group or for each covariate, or covariates that tell the groups apart: none.',
			limits: 'Knows only what was recorded.',
			functions: ['propensity']
		},
		{
			id: 'overlap-weights',
			name: 'Difference of means with overlap weights',
			words:
				'Each patient weighs as much as they might have been given the other treatment. So the comparison rests on patients for whom both were possible, and the weighted groups are alike in every covariate of the model.',
			formula: [
				'weight = 1 − e (first treatment), e (second)',
				'Δ = Σ w y / Σ w (first) − Σ w y / Σ w (second)',
				'n_{eff} = (Σ w)^2 / Σ w^2'
			],
			sources: [LI_MORGAN_ZASLAVSKY, STEFANSKI_BOOS, KISH],
			assumes: 'No difference that matters was left unmeasured, and the propensity model holds.',
			noAnswer:
				'Without a propensity score the plain means only, and why. Outcomes that do not vary: an interval of zero width, no p.',
			limits:
				'It speaks of patients at the overlap, not of everyone. The standard error counts that weights are estimated.',
			functions: ['overlapDifference', 'effectiveSize']
		},
		{
			id: 'overlap-proportions',
			name: 'Difference of shares with overlap weights',
			words: 'The same for what is yes or no, such as response or a side effect.',
			formula: ['as for means, with y = 1 for yes and 0 for no; limits kept to −1 and 1'],
			sources: [LI_MORGAN_ZASLAVSKY, STEFANSKI_BOOS],
			assumes: 'As for means.',
			noAnswer:
				'It happened to nobody, to everybody, or to all of one group and none of the other: no interval.',
			limits: 'The normal interval is too narrow where one group has very few events.',
			functions: ['overlapProportions']
		},
		{
			id: 'standardised-differences',
			name: 'Standardised differences (balance)',
			words:
				'How alike two groups are in each covariate, before and after weighting. Below 0.1 is commonly called alike.',
			formula: [
				'(m_1 − m_2) / √((s_1^2 + s_2^2) / 2)',
				'several levels: √(d^T S^{−1} d), d the differences of the shares'
			],
			sources: [AUSTIN, YANG_DALTON],
			assumes: 'Nothing: it describes the patients at hand.',
			noAnswer: 'An empty group, or groups that differ while nobody differs within them: none.',
			limits: 'Alike in what was recorded is not alike.',
			functions: ['standardisedDifferences']
		},
		{
			id: 'equipoise',
			name: 'Preference score and equipoise',
			words:
				'Whether the two treatments were real alternatives: the part of patients for whom neither was a foregone conclusion.',
			formula: ['ln(F / (1 − F)) = ln(e / (1 − e)) − ln(P / (1 − P))', 'share with 0.3 ≤ F ≤ 0.7'],
			sources: [WALKER],
			assumes: 'The propensity model. P is the share given the first treatment.',
			noAnswer: 'An empty group: none.',
			limits: 'A convention: half in both groups is called comparable.',
			functions: ['equipoise']
		},
		{
			id: 'direct-standardisation',
			name: 'Direct standardisation by strata',
			words:
				'The simple way to adjust: compare within strata of like patients and put the differences together in the proportions of all patients.',
			formula: [
				'Δ = Σ_s N_s / N · (m_{1s} − m_{2s})',
				'var = Σ_s (N_s / N)^2 · (s_{1s}^2 / n_{1s} + s_{2s}^2 / n_{2s})'
			],
			sources: [FLEISS_2003],
			assumes: 'Independent patients, alike within a stratum.',
			noAnswer:
				'No stratum with patients of both groups: none. A single patient in a stratum’s group, or fewer than 10 in a group: no interval.',
			limits: 'Patients of strata with one group only are left out and counted.',
			functions: ['standardisedMeans', 'standardisedProportions']
		}
	]
} as const satisfies Family;
