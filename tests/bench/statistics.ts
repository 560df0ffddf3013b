/**
 * How long each statistic takes on ten thousand values, two models on their own sizes, beside a plain
 * loop over the same values in the same run. Over the budget by clock and by processor time fails.
 */
import * as s from '#lib/statistics/index.ts';
import { randomOf, ratioSums, times } from './samples.ts';
import type { Suite } from './suite.ts';
import { medianTimes } from './time.ts';

const N = 10_000;
const BUDGET_MS = 50;

type Work = { name: string; of?: string; budgetMs?: number; run: () => unknown };

const random = randomOf(4);
const values = times(N, () => random.normal(0.7, 1));
const others = times(N, () => random.normal(0.5, 1.2));
const grades = times(N, () => random.whole(0, 5));
const moreGrades = grades.map((grade) => Math.min(5, Math.max(0, grade + random.whole(-1, 1))));
const levels = times(N, () => random.whole(1, 6));
const patients = times(N, (i) => `p${Math.floor(i / 2)}`);
const series = values.map((value, i) => ({ patient: patients[i] ?? '', value }));
const sums = s.sumsOf(series);
const byLevel = times(6, (level) => values.filter((_, i) => levels[i] === level + 1));
const totals = ratioSums(
	times(N, () => {
		const sessions = random.whole(1, 6);
		return { x: random.binomial(sessions, 0.3), y: sessions };
	})
);
const rates = times(N, () => ({ events: random.poisson(0.6), exposure: random.whole(1, 6) }));
const events = times(N, () => ({
	time: Math.ceil(random.exponential(0.05)),
	event: random.chance(0.7)
}));
const curve = s.kaplanMeier(events);
const pValues = times(N, () => random.uniform());
const units = times(N, () => {
	const n = random.whole(10, 200);
	return { events: random.binomial(n, 0.3), patients: n };
});
const ratings = times(N, (i) => times(3, () => (grades[i] ?? 0) + random.normal(0, 0.4)));
const compared = {
	treated: times(N, () => random.chance(0.4)),
	outcome: values,
	stratum: levels.map(String)
};
const trajectories = times(N, (i) => ({
	group: `g${i % 4}`,
	baseline: grades[i] ?? 0,
	followUp: moreGrades[i] ?? 0
}));
const sessions = times(N, (i) => ({
	patient: patients[i] ?? '',
	session: 1 + (i % 6),
	before: grades[i] ?? 0,
	after: moreGrades[i] ?? 0
}));
const half = N / 2;
const share = { events: 3000, n: N };
const otherShare = { events: 3300, n: N };

/** The overlap of five thousand patients with twelve covariates, three of them in levels. */
function overlapped() {
	const n = 5000;
	const measured = times(9, (j) => ({ name: `m${j}`, values: times(n, () => random.normal()) }));
	const parted = times(3, (j) => ({
		name: `l${j}`,
		levels: times(n, () => String(random.whole(1, 3 + j)))
	}));
	const first = measured[0]?.values ?? [];
	const second = measured[1]?.values ?? [];
	return {
		treated: times(n, (i) =>
			random.chance(1 / (1 + Math.exp(-(first[i] ?? 0) - (second[i] ?? 0) / 2)))
		),
		outcome: first.map((value) => value + random.normal()),
		covariates: [...measured, ...parted]
	};
}

/** Patients at visits with a random intercept and slope, fewer at each visit. */
const visited = (n: number, visits: number, protocols: number) =>
	times(n, (i) => {
		const own = random.normal(0, 0.6);
		const slope = random.normal(0.15, 0.1);
		const baseline = random.normal(3, 0.8);
		const until = random.chance(0.3) ? random.whole(1, visits) : visits;
		return {
			protocol: `p${i % protocols}`,
			baseline,
			improvements: times(visits, (v) =>
				v >= until || random.chance(0.1)
					? null
					: own + slope * (v + 1) + 0.2 * (baseline - 3) + random.normal(0, 0.5)
			)
		};
	});

const overlap = overlapped();
const weighted = s.overlapDifference(overlap);
const followed = visited(2000, 7, 4);
const WEEKS = [4, 8, 12, 18, 26, 39, 52];

const WORK: readonly Work[] = [
	{
		name: 'mmrm',
		of: '2,000 patients x 7 visits x 4 protocols',
		budgetMs: 2000,
		run: () => s.mmrm(followed, 7)
	},
	{
		name: 'overlapDifference',
		of: '5,000 patients, 12 covariates',
		budgetMs: 1000,
		run: () => s.overlapDifference(overlap)
	},
	{
		name: 'standardisedDifferences',
		of: '5,000 patients, 12 covariates',
		run: () =>
			s.standardisedDifferences(overlap.covariates, overlap.treated, weighted.weights ?? [])
	},
	{
		name: 'expectedTrajectory',
		of: '2,000 patients x 7 visits',
		budgetMs: 2000,
		run: () => s.expectedTrajectory(followed, WEEKS)
	},
	{
		name: 'timeToPlateau',
		of: '10,000 values, 1,000 resamples',
		run: () =>
			s.timeToPlateau(
				WEEKS,
				times(Math.floor(N / 7), (i) => ({
					patient: `p${i}`,
					improvements: values.slice(7 * i, 7 * i + 7)
				}))
			)
	},
	{ name: 'sumsOf', run: () => s.sumsOf(series) },
	{ name: 'clusteredMean', run: () => s.clusteredMean(s.sumsOf(series)) },
	{ name: 'meanInterval', run: () => s.meanInterval(values) },
	{ name: 'quantile', run: () => s.quantile(values, 0.5) },
	{ name: 'signedRank', run: () => s.signedRank(values) },
	{ name: 'signedRank, grades', run: () => s.signedRank(grades.map((grade) => grade - 2)) },
	{ name: 'hodgesLehmann', run: () => s.hodgesLehmann(values) },
	{ name: 'hodgesLehmann, grades', run: () => s.hodgesLehmann(grades) },
	{
		name: 'hodgesLehmannShift',
		run: () => s.hodgesLehmannShift(values.slice(0, half), others.slice(half))
	},
	{ name: 'rankSum', run: () => s.rankSum(values.slice(0, half), others.slice(half)) },
	{ name: 'welch', run: () => s.welch(s.meanInterval(values), s.meanInterval(others)) },
	{ name: 'hedgesG', run: () => s.hedgesG(s.meanInterval(values), s.meanInterval(others)) },
	{ name: 'pairedEffectSize', run: () => s.pairedEffectSize(values, others) },
	{
		name: 'clusteredProportion',
		run: () =>
			s.clusteredProportion(
				s.sumsOf(series.map(({ patient, value }) => ({ patient, value: value > 0 ? 1 : 0 })))
			)
	},
	{
		name: 'ratioOfMeans',
		run: () =>
			s.ratioOfMeans({
				n: sums.n,
				patients: sums.patients,
				improvement: sums.sum,
				baseline: 3 * sums.n,
				improvementSquares: sums.patientSumSquares,
				baselineSquares: 9 * sums.patientCountSquares,
				crossProducts: 3 * sums.patientCrossProducts
			})
	},
	{
		name: 'clusteredRate',
		run: () =>
			s.clusteredRate({
				patients: N,
				events: totals.x,
				exposure: totals.y,
				eventSquares: totals.xx,
				exposureSquares: totals.yy,
				crossProducts: totals.xy
			})
	},
	{ name: 'wilsonInterval', run: () => s.wilsonInterval(share.events, N) },
	{ name: 'clopperPearsonInterval', run: () => s.clopperPearsonInterval(share.events, N) },
	{ name: 'garwoodInterval', run: () => s.garwoodInterval(share.events, N) },
	{ name: 'zeroEventsUpperBound', run: () => s.zeroEventsUpperBound(N) },
	{ name: 'proportionDifference', run: () => s.proportionDifference(share, otherShare) },
	{
		name: 'pairedProportionDifference',
		run: () =>
			s.pairedProportionDifference({ both: 2000, onlyFirst: 1000, onlySecond: 1300, neither: 5700 })
	},
	{ name: 'riskRatio', run: () => s.riskRatio(share, otherShare) },
	{ name: 'fisherExact', run: () => s.fisherExact(share, otherShare) },
	{
		name: 'rateRatio',
		run: () => s.rateRatio({ events: 3000, exposure: N }, { events: 3300, exposure: N })
	},
	{
		name: 'patientRateRatio',
		run: () => s.patientRateRatio(rates.slice(0, half), rates.slice(half))
	},
	{ name: 'ancova', run: () => s.ancova(trajectories) },
	{ name: 'standardisedMeans', run: () => s.standardisedMeans(compared) },
	{ name: 'linearSlope', run: () => s.linearSlope(levels, values) },
	{
		name: 'isotonic',
		run: () =>
			s.isotonic(
				values,
				times(N, () => 1)
			)
	},
	{ name: 'jonckheereTerpstra', run: () => s.jonckheereTerpstra(byLevel) },
	{
		name: 'cochranArmitage',
		run: () =>
			s.cochranArmitage(byLevel.map((level) => ({ events: level.length >> 1, n: level.length })))
	},
	{
		name: 'restrictedCubicSpline',
		run: () => s.restrictedCubicSpline(levels, values, [1, 2, 3, 4, 5, 6])
	},
	{ name: 'kaplanMeier', run: () => s.kaplanMeier(events) },
	{ name: 'logRank', run: () => s.logRank([events.slice(0, half), events.slice(half)]) },
	{ name: 'restrictedMean', run: () => s.restrictedMean(curve, 30) },
	{ name: 'survivalQuantile', run: () => s.survivalQuantile(curve) },
	{ name: 'proportionFunnel', run: () => s.proportionFunnel(units) },
	{
		name: 'ratioFunnel',
		run: () =>
			s.ratioFunnel(units.map((unit) => ({ observed: unit.events, expected: 0.3 * unit.patients })))
	},
	{ name: 'proportionChart', run: () => s.proportionChart(units) },
	{ name: 'individualsChart', run: () => s.individualsChart(values) },
	{
		name: 'intraclassCorrelation',
		of: '10,000 patients, 3 raters',
		run: () => s.intraclassCorrelation(ratings)
	},
	{ name: 'blandAltman', run: () => s.blandAltman(values, others) },
	{ name: 'weightedKappa', run: () => s.weightedKappa(grades, moreGrades) },
	{ name: 'marginalGains', run: () => s.marginalGains(sessions) },
	{ name: 'holm', run: () => s.holm(pValues) },
	{ name: 'benjaminiHochberg', run: () => s.benjaminiHochberg(pValues) },
	{
		name: 'detectableMeanDifference',
		run: () => s.detectableMeanDifference(1, { first: half, second: half }, 0.25)
	},
	{
		name: 'detectableShareDifference',
		run: () => s.detectableShareDifference(0.3, { first: half, second: half }, 0.1)
	}
];

/** Two sums over the same values: about as little as a statistic of them can do. */
function plainLoop() {
	let sum = 0;
	let squares = 0;
	for (const value of values) {
		sum += value;
		squares += value * value;
	}
	return sum + squares;
}

export const STATISTICS: Suite = {
	name: 'statistics',
	about: 'Time of each statistic, median; beside it a plain loop over ten thousand values',
	columns: ['of', 'ms', 'cpu ms', 'budget', 'loop ms', 'times'],
	cases: WORK.map(({ name, of = '10,000 values', budgetMs = BUDGET_MS, run }) => ({
		name,
		run() {
			const { ms, cpuMs, peerMs, rounds } = medianTimes(run, plainLoop);
			const ratio = peerMs === null ? null : ms / peerMs;
			return {
				suite: 'statistics',
				name,
				cells: [
					of,
					ms.toFixed(ms < 1 ? 3 : 1),
					cpuMs.toFixed(cpuMs < 1 ? 3 : 1),
					`${budgetMs}`,
					(peerMs ?? 0).toFixed(3),
					(ratio ?? 0).toFixed(1)
				],
				numbers: { of, ms, cpuMs, budgetMs, peerMs, ratio, rounds },
				ok: Math.min(ms, cpuMs) <= budgetMs
			};
		}
	}))
};
