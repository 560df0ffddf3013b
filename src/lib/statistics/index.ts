/**
 * Statistics: numbers in, numbers out. One method a file; nothing here knows records, pages or who
 * asks. To add a method: its file, its line below, its test in `tests/statistics/`, and an R script
 * in `tests/reference/` that wrote the numbers the test compares with.
 */
export { addSums, sumsOf, type ClusterSums } from '#lib/statistics/cluster-sums.ts';
export {
	ancova,
	type AdjustedDifference,
	type AdjustedMean,
	type Ancova,
	type SlopeTest,
	type Trajectory
} from '#lib/statistics/ancova.ts';
export { blandAltman, type BlandAltman } from '#lib/statistics/bland-altman.ts';
export { clopperPearsonInterval } from '#lib/statistics/clopper-pearson.ts';
export { clusteredDifference } from '#lib/statistics/clustered-difference.ts';
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
export { cochranArmitage } from '#lib/statistics/cochran-armitage.ts';
export {
	detectableMeanDifference,
	detectableShareDifference,
	type DetectableMeans,
	type DetectableShares,
	type Sizes
} from '#lib/statistics/detectable-difference.ts';
export { fisherExact } from '#lib/statistics/fisher-exact.ts';
export {
	assuranceIcon,
	variationIcon,
	type Assurance,
	type Direction,
	type Variation
} from '#lib/statistics/control-icons.ts';
export type { ControlRule, Signal } from '#lib/statistics/control-rules.ts';
export type {
	ControlOptions,
	ControlPoint,
	ControlStretch
} from '#lib/statistics/control-chart.ts';
export type { Covariate } from '#lib/statistics/covariates.ts';
export {
	standardisedMeans,
	standardisedProportions,
	type StandardisedComparison,
	type StratifiedPatients
} from '#lib/statistics/direct-standardisation.ts';
export {
	proportionFunnel,
	proportionLimits,
	ratioFunnel,
	ratioLimits,
	type Funnel,
	type FunnelLimits,
	type FunnelUnit
} from '#lib/statistics/funnel.ts';
export {
	expectedTrajectory,
	type ExpectedTrajectory,
	type TrajectoryOptions,
	type TrajectoryPatient,
	type TrajectoryPoint
} from '#lib/statistics/expected-trajectory.ts';
export { garwoodInterval } from '#lib/statistics/garwood.ts';
export { hedgesG, type HedgesG } from '#lib/statistics/hedges-g.ts';
export { hodgesLehmann, type HodgesLehmann } from '#lib/statistics/hodges-lehmann.ts';
export { hodgesLehmannShift } from '#lib/statistics/hodges-lehmann-shift.ts';
export { individualsChart, type IndividualsChart } from '#lib/statistics/individuals-chart.ts';
export {
	intraclassCorrelation,
	minimalDetectableChange,
	type IntraclassCorrelation
} from '#lib/statistics/intraclass-correlation.ts';
export type { Interval } from '#lib/statistics/interval.ts';
export {
	kaplanMeier,
	numberAtRisk,
	stepAt,
	type SurvivalCurve,
	type SurvivalStep,
	type TimeToEvent
} from '#lib/statistics/kaplan-meier.ts';
export { isotonic, type IsotonicFit } from '#lib/statistics/isotonic.ts';
export { jonckheereTerpstra, type TrendTest } from '#lib/statistics/jonckheere-terpstra.ts';
export { linearSlope, type LinearSlope } from '#lib/statistics/linear-slope.ts';
export {
	marginalGains,
	type AroundSession,
	type MarginalGain
} from '#lib/statistics/marginal-gain.ts';
export {
	meanInterval,
	meanIntervalFromSums,
	type MeanWithInterval,
	type ValueSums
} from '#lib/statistics/mean-interval.ts';
export { logRank, type LogRank } from '#lib/statistics/log-rank.ts';
export { meanMissingBounds, responderMissingBounds } from '#lib/statistics/missing-bounds.ts';
export {
	mmrm,
	type Mmrm,
	type MmrmDifference,
	type MmrmMean,
	type MmrmOptions,
	type MmrmPatient
} from '#lib/statistics/mmrm.ts';
export { benjaminiHochberg, holm } from '#lib/statistics/multiplicity.ts';
export {
	pairedProportionDifference,
	proportionDifference,
	type Pairs,
	type ProportionDifference,
	type Share
} from '#lib/statistics/newcombe.ts';
export { noAnswers, type NoAnswer } from '#lib/statistics/no-answer.ts';
export { overlapProportions, type ComparedAnswers } from '#lib/statistics/overlap-proportions.ts';
export {
	effectiveSize,
	overlapDifference,
	type ComparedPatients,
	type OverlapArm,
	type OverlapDifference
} from '#lib/statistics/overlap-weights.ts';
export {
	pairedEffectSize,
	standardisedResponseMean,
	type PairedEffectSize
} from '#lib/statistics/paired-effect-size.ts';
export {
	patientRateRatio,
	pearsonDispersion,
	type PatientRateRatio,
	type QuasiPoissonRatio
} from '#lib/statistics/patient-rate-ratio.ts';
export { equipoise, type Equipoise } from '#lib/statistics/preference-score.ts';
export { propensity, type Propensity } from '#lib/statistics/propensity.ts';
export { proportionChart, type ProportionChart } from '#lib/statistics/proportion-chart.ts';
export { quantile } from '#lib/statistics/quantile.ts';
export { rankSum, type RankSum } from '#lib/statistics/rank-sum.ts';
export { rateRatio, type EventRate, type RateRatio } from '#lib/statistics/rate-ratio.ts';
export {
	ratioOfMeans,
	type ImprovementSums,
	type RatioOfMeans
} from '#lib/statistics/ratio-of-means.ts';
export { readingError, type ReadingSums } from '#lib/statistics/reading-error.ts';
export {
	restrictedMean,
	restrictedMeanDifference,
	type RestrictedMean
} from '#lib/statistics/restricted-mean.ts';
export {
	restrictedCubicSpline,
	type Knots,
	type SplineFit,
	type SplinePoint
} from '#lib/statistics/restricted-cubic-spline.ts';
export { riskRatio, type RiskRatio } from '#lib/statistics/risk-ratio.ts';
export { signedRank, type SignedRank } from '#lib/statistics/signed-rank.ts';
export {
	standardisedDifferences,
	type StandardisedDifference
} from '#lib/statistics/standardised-differences.ts';
export {
	survivalDifference,
	type SurvivalDifference
} from '#lib/statistics/survival-difference.ts';
export { survivalQuantile, type SurvivalQuantile } from '#lib/statistics/survival-quantile.ts';
export { timeToPlateau, type Course, type TimeToPlateau } from '#lib/statistics/time-to-plateau.ts';
export {
	trajectoryCalibration,
	type CalibrationOptions,
	type TrajectoryCalibration
} from '#lib/statistics/trajectory-calibration.ts';
export { verdictOf, verdicts, type Verdict } from '#lib/statistics/verdict.ts';
export { weightedKappa, type WeightedKappa } from '#lib/statistics/weighted-kappa.ts';
export { welch, type MeanDifference, type Sample } from '#lib/statistics/welch.ts';
export { wilsonInterval } from '#lib/statistics/wilson.ts';
export { zeroEventsUpperBound } from '#lib/statistics/zero-events.ts';
