/** The scales the demo's clinics score on: where patients begin, and how far two readings differ. */
import type { Concern } from '#lib/domain/measure.ts';
import type { Random } from './random.ts';

export type Scale = {
	measure: string;
	/** Mean and spread when treatment begins, and the least with which anybody is treated. */
	baseline: { mean: number; sd: number; least: number };
	min: number;
	max: number | null;
	step: number;
	noise:
		| { kind: 'one_step'; chance: number }
		| { kind: 'points'; sd: number }
		| { kind: 'share'; sd: number };
	rater: 'clinician' | 'device';
	/** With two, a blinded clinician reads the same photographs. */
	raters: 1 | 2;
};

const grade = (
	measure: string,
	max: number,
	mean: number,
	sd: number,
	step = 1,
	raters: 1 | 2 = 1
): Scale => ({
	measure,
	baseline: { mean, sd, least: 1 },
	min: 0,
	max,
	step,
	noise: { kind: 'one_step', chance: 0.1 },
	rater: 'clinician',
	raters
});
const reading = (
	measure: string,
	rater: Scale['rater'],
	baseline: Scale['baseline'],
	scale: Pick<Scale, 'max' | 'step' | 'noise'>
): Scale => ({ measure, baseline, min: 0, rater, raters: 1, ...scale });

/** Spread of two readings: the same Lemperle grade in 89 to 93 % of pairs; devices 5 %, judgement. */
const DEVICE_NOISE = { kind: 'share', sd: 0.05 } as const;

/** Neck: derived from the change and percent that Alqam 2022 prints; the spread is judgement. */
export const LEMPERLE_NECK = grade('LEMPERLE', 5, 3.3, 0.7, 1, 2);
export const LEMPERLE_FACE = grade('LEMPERLE', 5, 3, 0.8, 1, 2);
const MERZ_HAND = grade('MERZ_HAND', 4, 2.5, 0.7);
const MERZ_DECOLLETAGE = grade('MERZ_DECOLLETAGE', 4, 2.6, 0.7);
const PORES = grade('PORE_0_4', 4, 2.6, 0.7);
const PUFFINESS = grade('PUFFINESS_LOCAL', 3, 2, 0.6);
const TEXTURE = grade('ALEXIADES_TEXTURE', 4, 2.4, 0.6, 0.5);
const LAXITY = grade('ALEXIADES_LAXITY', 4, 2.4, 0.6, 0.5);
/** Pairs of raters within 4 points in 19 of 21 photographs. */
export const SCARS = reading(
	'GB_QUANT',
	'clinician',
	{ mean: 16, sd: 6, least: 4 },
	{ max: 84, step: 1, noise: { kind: 'points', sd: 2 } }
);
export const MELASMA = reading(
	'MMASI',
	'clinician',
	{ mean: 6.5, sd: 3, least: 1.5 },
	{ max: 24, step: 0.1, noise: { kind: 'share', sd: 0.06 } }
);
const MELANIN = reading(
	'MEXAMETER_MI',
	'device',
	{ mean: 230, sd: 60, least: 80 },
	{ max: 999, step: 1, noise: DEVICE_NOISE }
);
const STRIA = reading(
	'STRIAE_WIDTH',
	'device',
	{ mean: 6, sd: 2, least: 1.5 },
	{ max: null, step: 0.1, noise: DEVICE_NOISE }
);
const PORE_COUNT = reading(
	'VISIA_PORES_COUNT',
	'device',
	{ mean: 900, sd: 280, least: 150 },
	{ max: null, step: 1, noise: DEVICE_NOISE }
);
/** Baseline of Farshi 2020. */
const COLOUR = reading(
	'DERMACATCH_DELTA',
	'device',
	{ mean: 44, sd: 20, least: 8 },
	{ max: null, step: 0.1, noise: DEVICE_NOISE }
);

export type Cameras = { pores: boolean; colour: boolean };

/** What a clinic scores for a concern on an area: the primary measure first. */
export function scalesFor(concern: Concern, area: string, cameras: Cameras): Scale[] {
	switch (concern) {
		case 'wrinkles':
			if (area === 'hands') return [MERZ_HAND];
			if (area === 'decolletage') return [MERZ_DECOLLETAGE];
			return [area === 'neck' ? LEMPERLE_NECK : LEMPERLE_FACE];
		case 'pores':
			return cameras.pores ? [PORES, PORE_COUNT] : [PORES];
		case 'pigmentation':
			if (!area.startsWith('face')) return [MELANIN];
			return cameras.colour ? [MELASMA, COLOUR] : [MELASMA];
		case 'acne_scars':
			return [SCARS];
		case 'texture':
			return [TEXTURE];
		case 'stretch_marks':
			return [STRIA];
		case 'puffiness':
			return [PUFFINESS];
		case 'laxity':
			return [LAXITY];
	}
}

/** One patient's true value when treatment begins. */
export function drawBaseline(random: Random, scale: Scale): number {
	const { mean, sd, least } = scale.baseline;
	return random.truncated(mean, sd, least, scale.max ?? Infinity);
}

/** What one rater or device writes down for a true value: with its noise, on the scale's steps. */
export function readScore(random: Random, scale: Scale, truth: number): number {
	const { noise, step, min, max } = scale;
	const onStep = (value: number) =>
		Math.min(max ?? Infinity, Math.max(min, Math.round(value / step) * step));
	if (noise.kind === 'one_step') {
		const shift = random.chance(noise.chance) ? (random.chance(0.5) ? step : -step) : 0;
		return tidy(onStep(onStep(truth) + shift));
	}
	const sd = noise.kind === 'points' ? noise.sd : noise.sd * truth;
	return tidy(onStep(random.normal(truth, sd)));
}

/** Without the tail that binary fractions leave on tenths. */
const tidy = (value: number) => Math.round(value * 100) / 100;
