/**
 * The register of published results. It holds nothing of the clinics, so everybody who is signed in may
 * read it, and no cohort narrows it.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type {
	PublishedRow,
	PublishedSideEffectRow,
	PublishedSource
} from '#lib/domain/published.ts';

/** Every published outcome with its study, in the order in which they were entered. */
export function publishedRows(db: Kysely<Database>): Promise<PublishedRow[]> {
	return db
		.selectFrom('published_outcome as o')
		.innerJoin('published_source as s', 's.study_id', 'o.study_id')
		.select([
			'o.row_id as rowId',
			'o.study_id as studyId',
			'o.arm_id as armId',
			'o.arm_role as armRole',
			'o.area',
			'o.concern',
			'o.instrument',
			'o.instrument_as_reported as instrumentAsReported',
			'o.scale_min as scaleMin',
			'o.scale_max as scaleMax',
			'o.better',
			'o.depth_mm_min as depthMmMin',
			'o.depth_mm_max as depthMmMax',
			'o.device_model as deviceModel',
			'o.device',
			'o.sessions',
			'o.session_interval_weeks as sessionIntervalWeeks',
			'o.adjunct',
			'o.n_arm as nArm',
			'o.n_analyzed as nAnalyzed',
			'o.time_point_reported as timePointReported',
			'o.weeks_from_first_session as weeksFromFirstSession',
			'o.weeks_after_last_session as weeksAfterLastSession',
			'o.weeks_basis as weeksBasis',
			'o.measure_type as measureType',
			'o.baseline_mean as baselineMean',
			'o.baseline_sd as baselineSd',
			'o.followup_mean as followupMean',
			'o.followup_sd as followupSd',
			'o.change_mean as changeMean',
			'o.change_sd as changeSd',
			'o.change_ci_low as changeCiLow',
			'o.change_ci_high as changeCiHigh',
			'o.ci_level_pct as ciLevelPct',
			'o.dispersion_type as dispersionType',
			'o.percent_improvement_reported as percentImprovementReported',
			'o.percent_improvement_sd as percentImprovementSd',
			'o.responder_definition as responderDefinition',
			'o.responder_n as responderN',
			'o.responder_denominator as responderDenominator',
			'o.responder_percent as responderPercent',
			'o.p_value_reported as pValueReported',
			'o.percent_from_means_derived as percentFromMeansDerived',
			'o.consistency',
			'o.page_seen as pageSeen',
			'o.confidence',
			'o.note',
			's.label as studyLabel',
			's.cohort',
			's.citation',
			's.year',
			's.design',
			's.evidence_type as evidenceType',
			's.n_enrolled as nEnrolled',
			's.n_completed as nCompleted',
			's.caution'
		])
		.orderBy('o.row_id')
		.execute();
}

/** The published side effects with their study. */
export function publishedSideEffects(db: Kysely<Database>): Promise<PublishedSideEffectRow[]> {
	return db
		.selectFrom('published_side_effect as e')
		.innerJoin('published_source as s', 's.study_id', 'e.study_id')
		.select([
			'e.row_id as rowId',
			'e.study_id as studyId',
			'e.arm_id as armId',
			'e.area',
			'e.concern',
			'e.depth_mm_min as depthMmMin',
			'e.depth_mm_max as depthMmMax',
			'e.device',
			'e.sessions',
			'e.term',
			'e.summary',
			'e.term_as_reported as termAsReported',
			'e.n_affected as nAffected',
			'e.n_at_risk as nAtRisk',
			'e.percent',
			'e.count_basis as countBasis',
			'e.severity_as_reported as severityAsReported',
			'e.duration_value as durationValue',
			'e.duration_unit as durationUnit',
			'e.duration_min_days as durationMinDays',
			'e.duration_max_days as durationMaxDays',
			'e.duration_as_reported as durationAsReported',
			'e.page_seen as pageSeen',
			'e.confidence',
			'e.note',
			's.label as studyLabel',
			's.cohort',
			's.citation'
		])
		.orderBy('e.row_id')
		.execute();
}

/** The studies themselves, by their short label. */
export function publishedSources(db: Kysely<Database>): Promise<PublishedSource[]> {
	return db
		.selectFrom('published_source as s')
		.select([
			's.study_id as studyId',
			's.label',
			's.cohort',
			's.citation',
			's.year',
			's.doi',
			's.pmid',
			's.pmcid',
			's.registration',
			's.design',
			's.evidence_type as evidenceType',
			's.concerns',
			's.areas',
			's.device',
			's.n_enrolled as nEnrolled',
			's.n_completed as nCompleted',
			's.page_seen as pageSeen',
			's.what_was_seen as whatWasSeen',
			's.used_for as usedFor',
			's.note',
			's.caution'
		])
		.orderBy('s.label')
		.orderBy('s.study_id')
		.execute();
}
