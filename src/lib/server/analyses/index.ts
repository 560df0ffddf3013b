/**
 * Every question Stipple answers. To add one: its file in this folder, its line below, its SQL in
 * `queries/`. Its page, table, downloads, API address, rights and hiding of small groups follow.
 */
import type { Analysis } from '../analysis.ts';
import { benefitDowntime } from './benefit-downtime.ts';
import { changeDistribution } from './change-distribution.ts';
import { changeAtVisit } from './change-at-visit.ts';
import { compareBalance } from './compare-balance.ts';
import { compareEffect } from './compare-effect.ts';
import { compareSafety } from './compare-safety.ts';
import { contraindicationsRecorded } from './contraindications-recorded.ts';
import { doseResponse } from './dose-response.ts';
import { effectBySkinType } from './effect-by-skin-type.ts';
import { expectedCourse } from './expected-course.ts';
import { expectedCourseCalibration } from './expected-course-calibration.ts';
import { expectedCourseSheet } from './expected-course-sheet.ts';
import { improvementOverTime } from './improvement-over-time.ts';
import { marginalSession } from './marginal-session.ts';
import { plateau } from './plateau.ts';
import { protocolUse } from './protocol-use.ts';
import { ratingOfChange } from './rating-of-change.ts';
import { sessionCounts } from './session-counts.ts';
import { sideEffectsPerSession } from './side-effects-per-session.ts';
import { splitFacePairs } from './split-face-pairs.ts';
import { timeToResolution } from './time-to-resolution.ts';

export const ANALYSES: readonly Analysis[] = [
	improvementOverTime,
	changeAtVisit,
	changeDistribution,
	ratingOfChange,
	sideEffectsPerSession,
	timeToResolution,
	effectBySkinType,
	sessionCounts,
	compareEffect,
	compareBalance,
	compareSafety,
	doseResponse,
	benefitDowntime,
	marginalSession,
	plateau,
	expectedCourse,
	expectedCourseCalibration,
	protocolUse,
	contraindicationsRecorded,
	expectedCourseSheet,
	splitFacePairs
];

/** The analysis of this id; undefined when there is none. */
export const analysisOf = (id: string) => ANALYSES.find((analysis) => analysis.id === id);
