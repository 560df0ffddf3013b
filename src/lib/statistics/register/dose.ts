/** How improvement goes with depth, and with one more session. */
import type { Family } from '#lib/statistics/register/method.ts';
import {
	ALTMAN,
	ARMITAGE,
	BARLOW,
	COCHRAN_1954,
	EFRON_TIBSHIRANI,
	HARRELL,
	HOLLANDER_WOLFE,
	JONCKHEERE,
	LIANG_ZEGER,
	TERPSTRA
} from '#lib/statistics/register/sources.ts';

export const DOSE = {
	id: 'family-dose',
	name: 'Depth, sessions and when it levels off',
	words:
		'Does more bring more? Depth and number of sessions are chosen for the patient, so these too are associations.',
	methods: [
		{
			id: 'jonckheere-terpstra',
			name: 'Jonckheere–Terpstra test for trend',
			words:
				'Do scores rise from depth to depth? Of all pairs of patients from two depths, how often the deeper one improved more.',
			formula: ['J = Σ_{i<j} U_{ij}, z = (J − E J) / √(var J), with ties'],
			sources: [JONCKHEERE, TERPSTRA, HOLLANDER_WOLFE],
			assumes: 'Independent patients; the order of the groups is given beforehand.',
			noAnswer: 'Fewer than two groups with patients: none. All values equal: no p.',
			limits: 'Says whether there is a trend, not its shape.',
			functions: ['jonckheereTerpstra']
		},
		{
			id: 'isotonic',
			name: 'Isotonic fit (pool adjacent violators)',
			words:
				'The means in the order of depth, smoothed only as far as needed so that none falls below the one before.',
			formula: ['least Σ_i w_i (m_i − f_i)^2 with f_1 ≤ f_2 ≤ …'],
			sources: [BARLOW],
			assumes: 'The direction: it is not a test of it.',
			noAnswer: 'No levels: nothing fitted.',
			limits: 'Looks rising whatever the data: the trend test stands beside it.',
			functions: ['isotonic']
		},
		{
			id: 'linear-slope',
			name: 'Linear slope',
			words: 'How much more improvement with each millimetre, if the relation were straight.',
			formula: ['b = Σ (x − m_x)(y − m_y) / Σ (x − m_x)^2', 'b ± t_{0.975, n−2} · s_b'],
			sources: [ALTMAN],
			assumes: 'Independent patients, a straight relation, the same spread along it.',
			noAnswer: 'No points, or all at one depth: none. Two points: the line only.',
			limits: 'Not to be drawn beyond the depths that were used.',
			functions: ['linearSlope']
		},
		{
			id: 'restricted-cubic-spline',
			name: 'Restricted cubic spline',
			words: 'A smooth curve with one bend, straight at both ends, for five depths and more.',
			formula: [
				'y = a + b x + c · k(x), k cubic between the knots, straight outside',
				'knots at the 10th, 50th and 90th percentile; pointwise t_{n−3} intervals'
			],
			sources: [HARRELL],
			assumes: 'Independent patients and the same spread along the curve.',
			noAnswer: 'Fewer than 5 different depths, or no more than 3 patients: none.',
			limits: 'Nothing is drawn outside the depths seen.',
			functions: ['restrictedCubicSpline']
		},
		{
			id: 'cochran-armitage',
			name: 'Cochran–Armitage test for trend',
			words: 'Does a share, of responders or of sessions with a side effect, rise with depth?',
			formula: ['z = Σ s (x − n p) / √(p (1 − p) · (Σ n s^2 − (Σ n s)^2 / N))'],
			sources: [COCHRAN_1954, ARMITAGE],
			assumes: 'Independent patients in numbers that are not small. s is the level’s score.',
			noAnswer: 'Nobody, or all at one level: none. Nobody or everybody with the event: no p.',
			limits: 'Says whether there is a trend, not how steep.',
			functions: ['cochranArmitage']
		},
		{
			id: 'marginal-gain',
			name: 'Gain with one more session',
			words:
				'The mean further improvement with the first, second, third session: after less before in the same series.',
			formula: ['as the clustered mean, of (score after − score before) at each session'],
			sources: [LIANG_ZEGER],
			assumes:
				'Independent patients and, to be read as the session’s work, that nothing else would have changed.',
			noAnswer: 'No scores on both sides of a session: none.',
			limits:
				'Those who go on are not those who stopped: the rows are not compared with each other.',
			functions: ['marginalGains']
		},
		{
			id: 'time-to-plateau',
			name: 'Time to plateau',
			words:
				'The week by which four fifths of the gain at the last visit were there, on the curve of visit means.',
			formula: [
				'first week w with m(w) ≥ 0.8 · m(last), straight lines between visits',
				'interval: 2.5th and 97.5th percentile of 1000 bootstrap samples of patients'
			],
			sources: [EFRON_TIBSHIRANI],
			assumes: 'The same patients at all visits, independent of each other.',
			noAnswer:
				'No patients, or no gain at the last visit: none. One patient, or a gain that is not clear: no interval.',
			limits: 'If scores still rise at the last visit, the true plateau is later.',
			functions: ['timeToPlateau']
		}
	]
} as const satisfies Family;
