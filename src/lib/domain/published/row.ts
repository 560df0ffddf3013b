/** A published result as the register gives it: the numbers as printed, with their study beside them. */
import type { DeviceType } from '../crosswalk.ts';

/** One arm on one instrument at one time, and the study it comes from. */
export type PublishedRow = {
	rowId: string;
	studyId: string;
	armId: string;
	armRole:
		| 'microneedling'
		| 'rf_microneedling'
		| 'comparator'
		| 'untreated_control'
		| 'comparison'
		| 'mixed';
	/** Null when the source mixes areas. */
	area: string | null;
	concern: string;
	/** Code of a measure, or of an instrument that is none. */
	instrument: string;
	instrumentAsReported: string;
	scaleMin: number | null;
	scaleMax: number | null;
	/** Null when the source does not say. */
	better: 'lower' | 'higher' | null;
	depthMmMin: number | null;
	depthMmMax: number | null;
	deviceModel: string | null;
	device: DeviceType | null;
	sessions: number | null;
	sessionIntervalWeeks: number | null;
	adjunct: string | null;
	nArm: number | null;
	nAnalyzed: number | null;
	timePointReported: string | null;
	weeksFromFirstSession: number | null;
	weeksAfterLastSession: number | null;
	weeksBasis: string | null;
	measureType: string;
	baselineMean: number | null;
	baselineSd: number | null;
	followupMean: number | null;
	followupSd: number | null;
	/** Follow-up minus baseline on the instrument's own scale. */
	changeMean: number | null;
	changeSd: number | null;
	changeCiLow: number | null;
	changeCiHigh: number | null;
	ciLevelPct: number | null;
	/** What the sd columns hold; SD when null. */
	dispersionType: string | null;
	percentImprovementReported: number | null;
	percentImprovementSd: number | null;
	responderDefinition: string | null;
	responderN: number | null;
	responderDenominator: number | null;
	responderPercent: number | null;
	pValueReported: string | null;
	percentFromMeansDerived: number | null;
	consistency: string | null;
	pageSeen: string;
	confidence: 'high' | 'medium' | 'low';
	note: string | null;
	/** The study's short label: "Alqam 2022". */
	studyLabel: string;
	/** Rows with the same value report on the same people. */
	cohort: string;
	citation: string;
	year: number | null;
	design: string;
	evidenceType: string;
	nEnrolled: number | null;
	nCompleted: number | null;
	/** What a reader must know before using any number of the study. */
	caution: string | null;
};

/** One arm and one side effect, or a summary of several. */
export type PublishedSideEffectRow = {
	rowId: string;
	studyId: string;
	armId: string;
	area: string | null;
	concern: string;
	depthMmMin: number | null;
	depthMmMax: number | null;
	device: DeviceType | null;
	sessions: number | null;
	/** Null for a summary of several terms, which `summary` then names. */
	term: string | null;
	summary: string | null;
	termAsReported: string;
	nAffected: number | null;
	nAtRisk: number | null;
	percent: number | null;
	countBasis: string | null;
	severityAsReported: string | null;
	durationValue: number | null;
	durationUnit: string | null;
	durationMinDays: number | null;
	durationMaxDays: number | null;
	durationAsReported: string | null;
	pageSeen: string;
	confidence: 'high' | 'medium' | 'low';
	note: string | null;
	studyLabel: string;
	cohort: string;
	citation: string;
};

export type PublishedSource = {
	studyId: string;
	/** For small places: "Alqam 2022". */
	label: string;
	/** Studies with the same value report on the same people. */
	cohort: string;
	citation: string;
	year: number | null;
	doi: string | null;
	pmid: string | null;
	pmcid: string | null;
	registration: string | null;
	design: string;
	evidenceType: string;
	concerns: string;
	areas: string;
	device: DeviceType | null;
	nEnrolled: number | null;
	nCompleted: number | null;
	pageSeen: string;
	whatWasSeen: string;
	usedFor: string;
	note: string | null;
	/** What a reader must know before using any of its numbers. */
	caution: string | null;
};

/** What a panel asks for: one concern on one area, scored with one measure. */
export type PublishedQuestion = {
	concern: string;
	areaRoot: string;
	measure: string;
	/** The depth band and the device the clinic's own courses are narrowed to; none: all of them. */
	depthBand?: string | undefined;
	device?: string | undefined;
};

/** A published result that may stand beside the clinic's own, in the measure's unit. */
export type PublishedPoint = {
	studyId: string;
	/** "Alqam 2022, n 32". */
	label: string;
	week: number;
	/** Improvement: positive is better. */
	estimate: { value: number; low: number | null; high: number | null };
	grade: Grade;
	/** What is alike and what differs, in words: the reason of the grade. */
	likeness: string;
	sentence: string;
};

/** A: alike in instrument, area, device, depth and time. B: one of them differs. C: more. */
export type Grade = 'A' | 'B' | 'C';
