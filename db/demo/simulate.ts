/** The generator's own steps on many patients of one kind, to check them against published figures. */
import type { Treatment } from './effects.ts';
import { drawVisits, type Attendance } from './follow-up.ts';
import { drawCourse, improvementAt, rateChange, valueAfter } from './improvement.ts';
import type { Random } from './random.ts';
import { drawBaseline, readScore, type Scale } from './scales.ts';
import { drawSessionEffects } from './side-effects.ts';

export type SimulatedPatient = {
	baseline: number;
	/** Score by week, the mean over the scale's raters. */
	scores: Map<number, number>;
	/** The patient's rating of change by week. */
	ratings: Map<number, number>;
};

/** So many patients under one treatment, four sessions four weeks apart, scored at these weeks. */
export function simulateCourses(
	random: Random,
	people: number,
	treatment: Treatment,
	scale: Scale,
	weeks: readonly number[]
): SimulatedPatient[] {
	const lastSessionWeek = 12;
	return Array.from({ length: people }, () => {
		const course = drawCourse(random, treatment, 4);
		const truth = drawBaseline(random, scale);
		const read = (value: number) => {
			let sum = 0;
			for (let rater = 0; rater < scale.raters; rater++) sum += readScore(random, scale, value);
			return sum / scale.raters;
		};
		const patient = { baseline: read(truth), scores: new Map(), ratings: new Map() };
		for (const week of weeks) {
			const improvement = improvementAt(course, week);
			patient.scores.set(week, read(valueAfter(truth, improvement)));
			patient.ratings.set(week, rateChange(random, improvement, week - lastSessionWeek));
		}
		return patient;
	});
}

/** Share of the patients who are still there at the last of the weeks. */
export function simulateFollowUp(
	random: Random,
	people: number,
	attendance: Attendance,
	weeks: readonly number[]
): number {
	const planned = [0, ...weeks].map((week) => ({ week, day: week * 7 }));
	let finished = 0;
	for (let person = 0; person < people; person++) {
		const spread = random.normal(0, 12);
		if (drawVisits(random, planned, attendance, () => spread).leftOnDay === null) finished++;
	}
	return finished / people;
}

/** Days of redness after so many sessions on the face; null where there was none. */
export const simulateRedness = (
	random: Random,
	sessions: number,
	depthMm: number
): (number | null)[] =>
	Array.from({ length: sessions }, () => {
		const effects = drawSessionEffects(random, depthMm, true);
		return effects.find((effect) => effect.term === 'erythema')?.durationDays ?? null;
	});
