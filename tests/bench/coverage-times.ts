/** Intervals of curves over time: shares still free of an event, their quantiles and means; the plateau. */
import * as s from '#lib/statistics/index.ts';
import { holds, type Covered } from './coverage.ts';
import { times, type Random } from './samples.ts';

/** Half still free of the event at week 10; followed for up to 25 weeks. */
const RATE = Math.log(2) / 10;
const curveOf = (random: Random, rate = RATE) =>
	s.kaplanMeier(
		times(80, () => {
			const time = random.exponential(rate);
			const followed = 5 + 20 * random.uniform();
			return { time: Math.min(time, followed), event: time <= followed };
		})
	);
const meanUntil = (horizon: number, rate: number) => (1 - Math.exp(-rate * horizon)) / rate;

const WEEKS = [4, 8, 12, 26, 52];
/** 80 % of the gain of 1 is reached at week 17. */
const MEANS = [0.3, 0.5, 0.65, 1.065, 1];

export const COVERED_TIMES: readonly Covered[] = [
	{
		name: 'kaplanMeier',
		of: '80 patients, a third censored, at week 10',
		draw: (random) => holds(s.stepAt(curveOf(random), 10)?.interval ?? null, 0.5)
	},
	{
		name: 'survivalQuantile',
		of: '80 patients, median',
		draw(random) {
			const { low, high } = s.survivalQuantile(curveOf(random)).interval;
			return holds({ low: low ?? 0, high: high ?? Infinity }, 10);
		}
	},
	{
		name: 'restrictedMean',
		of: '80 patients, to week 15',
		draw: (random) => holds(s.restrictedMean(curveOf(random), 15).interval, meanUntil(15, RATE))
	},
	{
		name: 'restrictedMeanDifference',
		of: '80 and 80 patients, to week 15',
		draw: (random) =>
			holds(
				s.restrictedMeanDifference(curveOf(random, RATE / 2), curveOf(random), 15).interval,
				meanUntil(15, RATE / 2) - meanUntil(15, RATE)
			)
	},
	{
		name: 'timeToPlateau',
		of: '60 patients, 5 visits, 300 resamples',
		draw(random) {
			const courses = times(60, (i) => {
				const own = random.normal(0, 0.3);
				return {
					patient: `p${i}`,
					improvements: MEANS.map((mean) => mean + own + random.normal(0, 0.3))
				};
			});
			// On the line from week 12 to 26, where 0.8 is.
			const truth = 12 + ((0.8 - 0.65) / (1.065 - 0.65)) * 14;
			return holds(s.timeToPlateau(WEEKS, courses, { resamples: 300 }).interval, truth);
		}
	}
];
