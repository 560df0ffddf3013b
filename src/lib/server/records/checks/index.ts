/**
 * The checks of the data contract, in the order in which they run. To add one: write it as a function
 * in a file of this folder and put it into the list; refusals come before `parentsExist`, which hands
 * them on to the rows that depend on them. F1 to F4, E1, E2 and E6 of single cells and W5 are found
 * while the files are read; W7 when dates become days.
 */
import type { ImportCheck } from './check.ts';
import { clinicsWithDataThrough } from './completeness.ts';
import { datesInTheFuture, datesThatCouldBeTwo } from './dates.ts';
import { sameFactTwice } from './duplicates.ts';
import { baselinesBeforeTreatment, sessionsInOrder } from './order.ts';
import { parentsExist } from './references.ts';
import { patientsOfAge, scoresOfTheirMeasure } from './values.ts';
import {
	coursesWithoutScores,
	imputedScores,
	patientsWithoutConsent,
	unusualDepths,
	unusualIntervals
} from './warnings.ts';

/** While the rows still hold dates. */
export const CHECKS_OF_DATES: readonly ImportCheck[] = [datesInTheFuture, datesThatCouldBeTwo];

/** Once days have been counted. */
export const CHECKS: readonly ImportCheck[] = [
	scoresOfTheirMeasure,
	patientsOfAge,
	sameFactTwice,
	sessionsInOrder,
	baselinesBeforeTreatment,
	clinicsWithDataThrough,
	parentsExist,
	unusualDepths,
	unusualIntervals,
	coursesWithoutScores,
	imputedScores,
	patientsWithoutConsent
];
