/**
 * Statistics: numbers in, numbers out. One method a file; nothing here knows records, pages or who
 * asks. To add a method: its file, its line below, its test in `tests/statistics/`, and an R script
 * in `tests/reference/` that wrote the numbers the test compares with.
 */
export { addSums, sumsOf, type ClusterSums } from '#lib/statistics/cluster-sums.ts';
export { clopperPearsonInterval } from '#lib/statistics/clopper-pearson.ts';
export { clusteredMean, type ClusteredMean } from '#lib/statistics/clustered-mean.ts';
export {
	clusteredProportion,
	type ClusteredProportion
} from '#lib/statistics/clustered-proportion.ts';
export {
	clusteredRate,
	type ClusteredRate,
	type RateSums
} from '#lib/statistics/clustered-rate.ts';
export { garwoodInterval } from '#lib/statistics/garwood.ts';
export { hodgesLehmann, type HodgesLehmann } from '#lib/statistics/hodges-lehmann.ts';
export { hodgesLehmannShift } from '#lib/statistics/hodges-lehmann-shift.ts';
export type { Interval } from '#lib/statistics/interval.ts';
export {
	meanInterval,
	meanIntervalFromSums,
	type MeanWithInterval,
	type ValueSums
} from '#lib/statistics/mean-interval.ts';
export { meanMissingBounds, responderMissingBounds } from '#lib/statistics/missing-bounds.ts';
export { noAnswers, type NoAnswer } from '#lib/statistics/no-answer.ts';
export { quantile } from '#lib/statistics/quantile.ts';
export { rankSum, type RankSum } from '#lib/statistics/rank-sum.ts';
export {
	ratioOfMeans,
	type ImprovementSums,
	type RatioOfMeans
} from '#lib/statistics/ratio-of-means.ts';
export { signedRank, type SignedRank } from '#lib/statistics/signed-rank.ts';
export { verdictOf, verdicts, type Verdict } from '#lib/statistics/verdict.ts';
export { wilsonInterval } from '#lib/statistics/wilson.ts';
export { zeroEventsUpperBound } from '#lib/statistics/zero-events.ts';
