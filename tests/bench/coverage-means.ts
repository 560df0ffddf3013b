/** Intervals of means, medians, sizes of effects and agreement. */
import * as s from '#lib/statistics/index.ts';
import type { Covered } from './coverage.ts';
import { holds } from './coverage.ts';
import { add, times, type Random } from './samples.ts';

/** One to three series a patient, who have something in common. */
const clustered = (random: Random, patients: number, mean: number) =>
	times(patients, (i) => {
		const own = random.normal(mean, 0.6);
		return times(random.whole(1, 3), () => ({
			patient: `p${i}`,
			value: random.normal(own, 0.5)
		}));
	}).flat();

/** Logistic, so that it is symmetric and not normal. */
const logistic = (random: Random, middle: number) => {
	const u = Math.min(1 - 1e-12, Math.max(1e-12, random.uniform()));
	return middle + Math.log(u / (1 - u)) / 2;
};

export const COVERED_MEANS: readonly Covered[] = [
	{
		name: 'meanInterval',
		of: '12 normal values',
		draw: (random) => holds(s.meanInterval(times(12, () => random.normal(0.7))).interval, 0.7)
	},
	{
		name: 'clusteredMean',
		of: '40 patients, 1 to 3 series',
		draw: (random) => holds(s.clusteredMean(s.sumsOf(clustered(random, 40, 0.7))).interval, 0.7)
	},
	{
		name: 'clusteredMean, few unequal patients',
		of: '8 patients, one with 12 series',
		exception: 'few patients with very unequal numbers of series: the interval is a little short',
		draw(random) {
			const series = times(8, (i) => {
				const own = random.normal(0.7, 0.6);
				return times(i === 0 ? 12 : 2, () => ({
					patient: `p${i}`,
					value: random.normal(own, 0.5)
				}));
			}).flat();
			return holds(s.clusteredMean(s.sumsOf(series)).interval, 0.7);
		}
	},
	{
		name: 'marginalGains',
		of: '40 patients, 1 to 3 series',
		draw(random) {
			const sessions = clustered(random, 40, 0.3).map(({ patient, value }) => {
				const before = random.normal(3, 0.5);
				return { patient, session: 1, before, after: before + value };
			});
			return holds(s.marginalGains(sessions)[0]?.interval ?? null, 0.3);
		}
	},
	{
		name: 'ratioOfMeans',
		of: '60 patients, 1 to 3 series',
		draw(random) {
			const patients = times(60, () => {
				const series = times(random.whole(1, 3), () => {
					const baseline = random.gamma(9, 1 / 3);
					return { baseline, gain: 0.25 * baseline + random.normal(0, 0.5) };
				});
				const baseline = series.map((one) => one.baseline).reduce(add, 0);
				const gain = series.map((one) => one.gain).reduce(add, 0);
				return { n: series.length, baseline, gain };
			});
			const sum = (of: (one: (typeof patients)[number]) => number) =>
				patients.map(of).reduce(add, 0);
			const { interval } = s.ratioOfMeans({
				n: sum(({ n }) => n),
				patients: patients.length,
				improvement: sum(({ gain }) => gain),
				baseline: sum(({ baseline }) => baseline),
				improvementSquares: sum(({ gain }) => gain ** 2),
				baselineSquares: sum(({ baseline }) => baseline ** 2),
				crossProducts: sum(({ gain, baseline }) => gain * baseline)
			});
			return holds(interval, 25);
		}
	},
	...[20, 120].map((n): Covered => ({
		name: 'hodgesLehmann',
		of: `${n} logistic differences`,
		...(n <= 50 ? { promise: 'at least' as const } : {}),
		draw: (random) => holds(s.hodgesLehmann(times(n, () => logistic(random, 0.5))).interval, 0.5)
	})),
	{
		name: 'hodgesLehmannShift',
		of: '15 and 18 logistic values',
		promise: 'at least',
		draw: (random) =>
			holds(
				s.hodgesLehmannShift(
					times(15, () => logistic(random, 1)),
					times(18, () => logistic(random, 0.4))
				).interval,
				0.6
			)
	},
	{
		name: 'welch',
		of: '12 and 25 normal values, SD 1 and 2',
		draw(random) {
			const first = s.meanInterval(times(12, () => random.normal(1, 1)));
			const second = s.meanInterval(times(25, () => random.normal(0.5, 2)));
			return holds(s.welch(first, second).interval, 0.5);
		}
	},
	{
		name: 'hedgesG',
		of: '20 and 25 normal values',
		draw(random) {
			const first = s.meanInterval(times(20, () => random.normal(0.5)));
			const second = s.meanInterval(times(25, () => random.normal()));
			return holds(s.hedgesG(first, second).interval, 0.5);
		}
	},
	...(['agreement', 'consistency'] as const).map((kind): Covered => ({
		name: `intraclassCorrelation, ${kind}`,
		of: '40 patients, 3 raters',
		draw(random) {
			const raters = times(3, () => random.normal(0, Math.sqrt(0.1)));
			const ratings = times(40, () => {
				const own = random.normal();
				return raters.map((rater) => own + rater + random.normal(0, Math.sqrt(0.4)));
			});
			const truth = kind === 'agreement' ? 1 / 1.5 : 1 / 1.4;
			return holds(s.intraclassCorrelation(ratings)[kind].interval, truth);
		}
	})),
	{
		name: 'blandAltman, bias',
		of: '40 pairs of readings',
		draw(random) {
			const first = times(40, () => random.normal(3));
			const second = first.map((value) => value - 0.2 + random.normal(0, 0.4));
			return holds(s.blandAltman(first, second).biasInterval, 0.2);
		}
	},
	{
		name: 'blandAltman, upper limit',
		of: '40 pairs of readings',
		draw(random) {
			const first = times(40, () => random.normal(3));
			const second = first.map((value) => value - 0.2 + random.normal(0, 0.4));
			return holds(s.blandAltman(first, second).upperLimitInterval, 0.2 + 1.96 * 0.4);
		}
	},
	...[80, 20].map((n): Covered => ({
		name: n < 30 ? 'weightedKappa, few patients' : 'weightedKappa',
		of: `${n} patients, grades 0 to 3`,
		...(n < 30
			? { exception: 'an interval for many patients: below 30 it comes with a warning' }
			: {}),
		draw(random) {
			const first = times(n, () => random.whole(0, 3));
			// The other rater agrees with half, and gives any grade to the rest.
			const second = first.map((grade) => (random.chance(0.5) ? grade : random.whole(0, 3)));
			return holds(s.weightedKappa(first, second).interval, 0.5);
		}
	}))
];
