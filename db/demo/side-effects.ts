/**
 * What follows a session: how often each side effect comes, how long it lasts, how bad it is. By depth,
 * after published ceilings; the gradient between depths is judgement.
 */
import { interpolate } from './effects.ts';
import type { Random } from './random.ts';

/** The middles of the depth groups that the figures are given for, in mm. */
const AT_DEPTH_MM = [0.375, 0.875, 1.375, 2.25] as const;

type Effect = {
	term: string;
	/** Share of sessions, by depth. */
	share: readonly number[];
	/** Median days, by depth. */
	median: readonly number[];
	/** 10th and 90th centile as multiples of the median. */
	spread: readonly [number, number];
	/** Nothing lasts longer; in days. */
	longest: number;
	/** Days after the session. */
	onset: readonly [number, number];
};

const EFFECTS: readonly Effect[] = [
	// In up to all sessions, 2 to 3 days, at most 7 (Chu 2021 and aftercare tables).
	{ term: 'erythema', share: [0.65, 0.85, 0.95, 0.99], median: [0.5, 1, 1.5, 2.5], spread: [0.35, 2], longest: 7, onset: [0, 0] }, // prettier-ignore
	{ term: 'swelling', share: [0.05, 0.15, 0.3, 0.45], median: [0.5, 1, 1.5, 2], spread: [0.5, 2], longest: 7, onset: [0, 0] }, // prettier-ignore
	{ term: 'pinpoint_bleeding', share: [0.02, 0.2, 0.7, 0.95], median: [0.2, 0.2, 0.3, 0.3], spread: [0.5, 2], longest: 0.9, onset: [0, 0] }, // prettier-ignore
	{ term: 'bruising', share: [0.002, 0.008, 0.025, 0.06], median: [7, 7, 7, 8], spread: [0.45, 1.45], longest: 16, onset: [0, 1] }, // prettier-ignore
	{ term: 'dryness_peeling', share: [0.04, 0.1, 0.18, 0.25], median: [3, 4, 4, 5], spread: [0.6, 1.4], longest: 14, onset: [1, 3] }, // prettier-ignore
	{ term: 'itching', share: [0.03, 0.06, 0.1, 0.14], median: [2, 2, 3, 4], spread: [0.5, 1.8], longest: 14, onset: [0, 2] } // prettier-ignore
];

/** Pain in the chair, 0 to 10, by depth: face with cream, and body. Written down from this value on. */
const PAIN_FACE = [1.5, 2, 2.5, 3.5] as const;
const PAIN_BODY = [3, 4, 5.2, 5.5] as const;
const PAIN_SD = 1.5;
const PAIN_NOTED_FROM = 4;
const PAIN_SEVERE_FROM = 7;

export type Severity = 'mild' | 'moderate' | 'severe';
export type Occurrence = {
	term: string;
	severity: Severity;
	onsetAfterDays: number;
	/** True length; whether anybody learns of it depends on the contacts. */
	durationDays: number;
	/** Not an ordinary consequence of needling. */
	unexpected: boolean;
};

const Z90 = 1.2816;

/** A duration between the centiles: log-normal, with its own spread on each side of the median. */
function drawDuration(
	random: Random,
	median: number,
	[low, high]: readonly [number, number],
	longest: number
): number {
	const z = random.normal(0, 1);
	const factor = z < 0 ? low : high;
	const days = median * Math.exp((Math.log(factor) / (z < 0 ? -Z90 : Z90)) * z);
	return Math.min(longest, Math.max(0.1, Math.round(days * 10) / 10));
}

const drawSeverity = (random: Random): Severity =>
	random.pick<Severity>([
		['mild', 88],
		['moderate', 11],
		['severe', 1]
	]);

/** The side effects of one session. */
export function drawSessionEffects(random: Random, depthMm: number, onFace: boolean): Occurrence[] {
	const found: Occurrence[] = [];
	for (const effect of EFFECTS) {
		if (!random.chance(interpolate(AT_DEPTH_MM, effect.share, depthMm))) continue;
		const median = interpolate(AT_DEPTH_MM, effect.median, depthMm);
		found.push({
			term: effect.term,
			severity: drawSeverity(random),
			onsetAfterDays: random.int(...effect.onset),
			durationDays: drawDuration(random, median, effect.spread, effect.longest),
			unexpected: false
		});
	}
	const pain = random.normal(
		interpolate(AT_DEPTH_MM, onFace ? PAIN_FACE : PAIN_BODY, depthMm),
		PAIN_SD
	);
	if (Math.round(pain) >= PAIN_NOTED_FROM) {
		found.push({
			term: 'pain',
			severity: Math.round(pain) >= PAIN_SEVERE_FROM ? 'severe' : 'moderate',
			onsetAfterDays: 0,
			durationDays: drawDuration(random, 0.3, [0.4, 2.5], 3),
			unexpected: false
		});
	}
	return found;
}

/** Darkening after inflammation, by patient and course: skin types I to III, then IV to VI. */
const DARKENING = { lighter: 0.005, darkerFace: 0.06, darkerBody: 0.12 };

const RARE: readonly {
	term: string;
	share: number;
	faceOnly: boolean;
	onset: readonly [number, number];
	days: readonly [number, number];
}[] = [
	{ term: 'acneiform_eruption', share: 0.04, faceOnly: true, onset: [2, 14], days: [7, 21] },
	{ term: 'herpes_reactivation', share: 0.01, faceOnly: true, onset: [1, 7], days: [7, 14] },
	{ term: 'infection', share: 0.002, faceOnly: false, onset: [1, 7], days: [7, 21] },
	{ term: 'track_marks', share: 0.001, faceOnly: false, onset: [14, 90], days: [120, 400] },
	{ term: 'granuloma', share: 0.0001, faceOnly: false, onset: [14, 90], days: [60, 300] }
];

/** What a patient gets once in a course, after one of its sessions. */
export function drawCourseEffects(random: Random, skinType: number, onFace: boolean): Occurrence[] {
	const found: Occurrence[] = [];
	const darker = onFace ? DARKENING.darkerFace : DARKENING.darkerBody;
	if (random.chance(skinType >= 4 ? darker : DARKENING.lighter)) {
		found.push({
			term: 'post_inflammatory_hyperpigmentation',
			severity: drawSeverity(random),
			onsetAfterDays: random.int(7, 28),
			durationDays: random.int(30, 90),
			unexpected: true
		});
	}
	for (const rare of RARE) {
		if (!random.chance(rare.share) || (rare.faceOnly && !onFace)) continue;
		found.push({
			term: rare.term,
			severity: drawSeverity(random),
			onsetAfterDays: random.int(...rare.onset),
			durationDays: random.int(...rare.days),
			unexpected: true
		});
	}
	return found;
}
