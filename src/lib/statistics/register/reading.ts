/** What an answer is called, what to expect, and what the data could have shown. */
import type { Family } from '#lib/statistics/register/method.ts';
import {
	BENJAMINI_HOCHBERG,
	FLEISS_1981,
	GUENTHER,
	HARRELL,
	HOLM,
	JAESCHKE,
	LAIRD_WARE,
	PATTERSON_THOMPSON,
	STONE
} from '#lib/statistics/register/sources.ts';

export const READING = {
	id: 'family-reading',
	name: 'Reading an answer',
	words: 'The words of a verdict, the course to expect, and what so many patients can show at all.',
	methods: [
		{
			id: 'verdict',
			name: 'Verdict by smallest worthwhile difference',
			words:
				'The words clear, clear but small, not clear and too few to say, by rule from the estimate, its interval and the smallest difference that is worth having.',
			formula: [
				'clear: 0 outside the interval and |estimate| ≥ smallest worthwhile difference',
				'clear but small: 0 outside the interval only',
				'not clear: 0 inside the interval',
				'too few to say: fewer than 5 patients, or no interval'
			],
			sources: [JAESCHKE],
			assumes:
				'A smallest worthwhile difference is known; else half of the minimal important one, for shares 10 points.',
			noAnswer: 'No smallest worthwhile difference known for the measure: no word.',
			limits:
				'The words are Stipple’s own. They say how sure, not which way, and nothing about the cause.',
			functions: ['verdictOf']
		},
		{
			id: 'expected-trajectory',
			name: 'Expected course with prediction bands',
			words:
				'What a new patient with this baseline, and with whatever else is said of the patient, can expect week by week: the mean course, and the bands in which half and four fifths of such patients lie.',
			formula: [
				'improvement ~ week + week × (baseline − mean) + week × (covariate − mean), REML',
				'expected ± t_ν · √(variance of one score + variance of the mean)'
			],
			sources: [LAIRD_WARE, PATTERSON_THOMPSON],
			assumes:
				'One series a patient, scores missing at random, near normal residuals, a baseline within those seen.',
			noAnswer:
				'Fewer than 50 patients, a week outside the visits, no fit, or another baseline or covariate where all patients have one and the same: none.',
			limits: 'Skewed scores make the bands too wide; no promise for any one patient.',
			functions: ['expectedTrajectory']
		},
		{
			id: 'trajectory-calibration',
			name: 'Calibration of expected courses',
			words:
				'Whether such predictions come true: each patient is predicted from the others, then the predictions are held beside the scores seen, in groups of like predictions. How many scores lay within the bands is counted.',
			formula: [
				'predicted for fold f: the expected course fitted to all folds but f',
				'band of 50 %: share of patients with low ≤ seen ≤ high'
			],
			sources: [STONE, HARRELL],
			assumes:
				'What the expected course assumes; folds that say nothing of the scores. Patients without a score at the week are not judged.',
			noAnswer: 'Fewer than 50 patients with a score at the week, or no fit: none.',
			limits:
				'Within the same clinics and years: it does not say how well patients elsewhere or later are predicted.',
			functions: ['trajectoryCalibration']
		},
		{
			id: 'detectable-means',
			name: 'Detectable difference of means',
			words:
				'How small a difference these patients could have shown, four times of five, and about how many more it would take. So that nobody reads “no difference” into too few.',
			formula: [
				'Δ = (z_{0.975} + z_{0.8}) · s · √(2 / (n − z_{0.975}^2 / 4)), n harmonic mean of the groups'
			],
			sources: [GUENTHER],
			assumes: 'One spread for both groups.',
			noAnswer: 'Fewer than two patients in a group, or no variation: none.',
			limits: 'For planning: from spread and numbers alone, not from the difference seen.',
			functions: ['detectableMeanDifference']
		},
		{
			id: 'detectable-shares',
			name: 'Detectable difference of shares',
			words: 'The same for shares: the nearest share that could have been told from this one.',
			formula: [
				'|p_2 − p_1| = z_{0.975} · √(p q (1 / n_1 + 1 / n_2)) + z_{0.8} · √(p_1 q_1 / n_1 + p_2 q_2 / n_2)'
			],
			sources: [FLEISS_1981],
			assumes: 'Independent patients. p is the pooled share, q = 1 − p.',
			noAnswer: 'An empty group, or not even 0 or 100 % could be told apart: none.',
			limits: 'For planning, without continuity correction.',
			functions: ['detectableShareDifference']
		},
		{
			id: 'holm',
			name: 'Holm’s adjustment',
			words:
				'For a few planned contrasts: the chance of even one false alarm stays at 5 %. Raw and adjusted p are both shown.',
			formula: ['p_{(i)} · (m − i + 1), not below the one before, at most 1'],
			sources: [HOLM],
			assumes: 'Nothing about how the tests hang together.',
			noAnswer: 'A test without p stays without and is not counted.',
			limits: 'Strict where there are many tests.',
			functions: ['holm']
		},
		{
			id: 'benjamini-hochberg',
			name: 'Benjamini–Hochberg adjustment',
			words:
				'For tables one looks through: of what is called a difference, the share of false alarms expected stays at 5 %.',
			formula: ['p_{(i)} · m / i, not above the one after'],
			sources: [BENJAMINI_HOCHBERG],
			assumes: 'Independent or positively dependent tests.',
			noAnswer: 'A test without p stays without and is not counted.',
			limits: 'One in twenty of the findings may still be false.',
			functions: ['benjaminiHochberg']
		}
	]
} as const satisfies Family;
