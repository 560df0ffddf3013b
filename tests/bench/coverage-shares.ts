/** Intervals of shares, rates and their comparisons. */
import * as s from '#lib/statistics/index.ts';
import { holds, type Covered } from './coverage.ts';
import { ratioSums, times, type Random } from './samples.ts';

/** One to three series a patient, who is more or less likely than others to respond. */
const responses = (random: Random, patients: number) =>
	times(patients, (i) => {
		const own = random.beta(2, 3);
		return times(random.whole(1, 3), () => ({
			patient: `p${i}`,
			value: random.chance(own) ? 1 : 0
		}));
	}).flat();

/** Events of a patient in one to four sessions, more than Poisson allows for by `spread`. */
const reported = (random: Random, patients: number, rate: number, spread: number) =>
	times(patients, () => {
		const exposure = random.whole(1, 4);
		const own = spread > 0 ? random.gamma(1 / spread, spread) : 1;
		return { events: random.poisson(rate * own * exposure), exposure };
	});

/** Four in ten, and three in ten. */
const FIRST = 0.4;
const SECOND = 0.3;

export const COVERED_SHARES: readonly Covered[] = [
	{
		name: 'wilsonInterval',
		of: '40 patients, 3 in 10',
		draw: (random) => holds(s.wilsonInterval(random.binomial(40, 0.3), 40), 0.3)
	},
	{
		name: 'clopperPearsonInterval',
		of: '40 patients, 1 in 10',
		promise: 'at least',
		draw: (random) => holds(s.clopperPearsonInterval(random.binomial(40, 0.1), 40), 0.1)
	},
	{
		name: 'clusteredProportion',
		of: '60 patients, 1 to 3 series',
		draw: (random) => holds(s.clusteredProportion(s.sumsOf(responses(random, 60))).interval, 2 / 5)
	},
	{
		name: 'zeroEventsUpperBound',
		of: '60 patients, a share just above the bound',
		promise: 'at least',
		draw(random) {
			const bound = s.zeroEventsUpperBound(60) ?? 1;
			const share = bound * 1.0001;
			return random.binomial(60, share) > 0 || share <= bound;
		}
	},
	{
		name: 'clusteredRate',
		of: '80 patients, 1 to 4 sessions',
		draw(random) {
			const { x, y, xx, yy, xy } = ratioSums(
				times(80, () => {
					const sessions = random.whole(1, 4);
					return { x: random.binomial(sessions, random.beta(2, 3)), y: sessions };
				})
			);
			const rate = s.clusteredRate({
				patients: 80,
				events: x,
				exposure: y,
				eventSquares: xx,
				exposureSquares: yy,
				crossProducts: xy
			});
			return holds(rate.interval, 2 / 5);
		}
	},
	{
		name: 'garwoodInterval',
		of: '4 events expected',
		promise: 'at least',
		draw: (random) => holds(s.garwoodInterval(random.poisson(4), 20), 0.2)
	},
	{
		name: 'proportionDifference',
		of: '40 and 50 patients',
		draw: (random) =>
			holds(
				s.proportionDifference(
					{ events: random.binomial(40, FIRST), n: 40 },
					{ events: random.binomial(50, SECOND), n: 50 }
				).interval,
				FIRST - SECOND
			)
	},
	{
		name: 'pairedProportionDifference',
		of: '60 pairs',
		draw(random) {
			const pairs = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 };
			for (let i = 0; i < 60; i++) {
				const u = random.uniform();
				const which =
					u < 0.25 ? 'both' : u < 0.4 ? 'onlyFirst' : u < 0.45 ? 'onlySecond' : 'neither';
				pairs[which]++;
			}
			return holds(s.pairedProportionDifference(pairs).interval, FIRST - SECOND);
		}
	},
	{
		name: 'riskRatio',
		of: '100 and 100 patients',
		draw: (random) =>
			holds(
				s.riskRatio(
					{ events: random.binomial(100, FIRST), n: 100 },
					{ events: random.binomial(100, SECOND), n: 100 }
				).interval,
				FIRST / SECOND
			)
	},
	{
		name: 'rateRatio',
		of: '12 and 8 events expected',
		promise: 'at least',
		draw: (random) =>
			holds(
				s.rateRatio(
					{ events: random.poisson(12), exposure: 30 },
					{ events: random.poisson(8), exposure: 40 }
				).interval,
				2
			)
	},
	{
		name: 'patientRateRatio, quasi-Poisson',
		of: '60 and 60 patients, 2.5 times as varied',
		draw: (random) =>
			holds(
				s.patientRateRatio(reported(random, 60, 0.6, 1), reported(random, 60, 0.4, 1)).quasiPoisson
					.interval,
				1.5
			)
	}
];
