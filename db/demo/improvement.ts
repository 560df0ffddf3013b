/** One patient's way through a course: how far a score has come at a day, and how the patient rates it. */
import type { Concern } from '#lib/domain/measure.ts';
import { doseOf, plateauOf, shapeAt, type Treatment } from './effects.ts';
import type { Random } from './random.ts';

/** Some get worse: the plateau is not cut at 0. In percent. */
const PLATEAU_LIMITS = [-25, 95] as const;
/** An untreated side drifts by so much at each visit, without a trend; in percent, positive is better. */
const UNTREATED = { mean: 2, sd: 8 };

export type Course = {
	concern: Concern;
	/** This patient's percent improvement at the plateau after four sessions. */
	plateau: number;
	/** What patients like this one reach on average. */
	expectedPlateau: number;
	sessions: number;
};

/** Draws a patient's response. `shift` is added to the mean in points, `factor` multiplies it. */
export function drawCourse(
	random: Random,
	treatment: Treatment,
	sessions: number,
	special: { shift: number; factor: number } = { shift: 0, factor: 1 }
): Course {
	const { mean, sd } = plateauOf(treatment);
	const expectedPlateau = (mean + special.shift) * special.factor;
	const plateau = random.truncated(expectedPlateau, sd, ...PLATEAU_LIMITS);
	return { concern: treatment.concern, plateau, expectedPlateau, sessions };
}

/** Percent improvement so many weeks after the first session. */
export function improvementAt(course: Course, weeks: number): number {
	return course.plateau * shapeAt(course.concern, weeks) * doseOf(course.concern, course.sessions);
}

/** How much less than expected this patient has improved, in points; negative when more. */
export function shortfallAt(course: Course, weeks: number): number {
	const share = shapeAt(course.concern, weeks) * doseOf(course.concern, course.sessions);
	return (course.expectedPlateau - course.plateau) * share;
}

/** Percent improvement of an untreated side at one visit. */
export const untreatedImprovement = (random: Random) => random.normal(UNTREATED.mean, UNTREATED.sd);

/** The true value behind a score. */
export const valueAfter = (baseline: number, improvement: number) =>
	baseline * (1 - improvement / 100);

/** Better than so many percent is rated 1, 2, 3, 4; what is left is 5. Fitted to two published cohorts. */
const SOON_AFTER = [55, 32, 15, -15] as const;
const LATER = [60, 40, 18, -15] as const;
/** Patients get used to the new face. */
const SOON_WEEKS = 8;
const RATING_SD = 8;

/** The patient's global rating of change, 1 (very much improved) to 5 (worse). */
export function rateChange(
	random: Random,
	improvement: number,
	weeksSinceLastSession: number
): number {
	const felt = random.normal(improvement, RATING_SD);
	const cuts = weeksSinceLastSession <= SOON_WEEKS ? SOON_AFTER : LATER;
	const grade = cuts.findIndex((cut) => felt > cut);
	return grade === -1 ? 5 : grade + 1;
}
