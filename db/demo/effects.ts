/**
 * How much needling helps in the demo: the plateau by concern, area, depth and adjunct, its time
 * course and the dose. Anchored on published figures where there are any; the rest is judgement and
 * marked so. Nothing here is clinical guidance.
 */
import type { DeviceType } from '#db/schema.ts';
import type { Concern } from '#lib/domain/measure.ts';

export type Treatment = {
	concern: Concern;
	area: string;
	depthMm: number;
	device: DeviceType;
	adjunct: string;
};

/** Weeks since the first session at which the shares below are given. */
const SHAPE_WEEKS = [0, 4, 8, 12, 17, 26, 52] as const;

/** Share of the plateau that is reached; between the weeks in a straight line, after the last level. */
const SHAPES: Record<Concern, readonly number[]> = {
	// 17 against 26 weeks: Alqam 2023; the rest judgement.
	wrinkles: [0, 0.15, 0.35, 0.62, 0.9, 1, 0.8],
	// Judgement.
	pores: [0, 0.2, 0.45, 0.7, 0.9, 1, 0.7],
	// Weeks 8 and 17: Farshi 2020; week 12: Xu 2017; later judgement (relapse).
	pigmentation: [0, 0.25, 0.6, 0.88, 1, 0.95, 0.7],
	// Weeks 13 and 26: Alam 2014; the rest judgement.
	texture: [0, 0.15, 0.4, 0.7, 0.85, 1, 0.95],
	acne_scars: [0, 0.15, 0.4, 0.7, 0.85, 1, 0.95],
	// Judgement, as are the two below.
	stretch_marks: [0, 0.1, 0.3, 0.6, 0.8, 1, 0.95],
	puffiness: [0, 0.1, 0.25, 0.45, 0.6, 0.6, 0.2],
	laxity: [0, 0.1, 0.3, 0.55, 0.8, 1, 0.85]
};

/** By sessions given, 1 to 6 and more; judgement. Stretch marks respond to fewer (Alster & Li 2020). */
const DOSE = [0.45, 0.7, 0.87, 1, 1.05, 1.08] as const;
const STRETCH_MARK_DOSE = [0.75, 0.95, 1] as const;

type Plateau = {
	concern: Concern;
	areas: readonly string[];
	adjunct: string;
	/** Needle depth in mm and mean percent improvement there, by rising depth. */
	means: readonly (readonly [number, number])[];
	/** Between patients, in points. */
	sd: number;
};

const FACE = ['face', 'face.cheeks', 'face.chin'] as const;
const BODY = ['abdomen', 'thighs', 'breasts', 'buttocks', 'arms', 'back'] as const;

const row = (
	concern: Concern,
	areas: readonly string[],
	means: Plateau['means'],
	sd: number,
	adjunct = 'none'
): Plateau => ({ concern, areas, adjunct, means, sd });

/** Four sessions every four weeks. The first row that fits a treatment holds. */
const PLATEAUS: readonly Plateau[] = [
	// 2.25 mm: Alqam 2022, neck; 1.25 mm judgement.
	row('wrinkles', ['neck'], [[1.25, 21], [2.25, 26]], 12), // prettier-ignore
	// 1.5 mm fitted to Alqam 2023; deeper is better after a split-face trial that printed no size.
	row('wrinkles', [...FACE, 'face.nasolabial'], [[1, 22], [1.5, 27], [2.25, 30]], 14), // prettier-ignore
	// Judgement down to the pores; published bounds there are for radiofrequency only.
	row('wrinkles', ['face.periorbital'], [[0.375, 15]], 12),
	row('wrinkles', ['face.perioral', 'face.forehead', 'face.glabella'], [[0.625, 17]], 12),
	row('wrinkles', ['decolletage'], [[1, 18], [1.5, 21]], 13), // prettier-ignore
	row('wrinkles', ['hands'], [[0.5, 14], [1, 18]], 12), // prettier-ignore
	row('pores', FACE, [[0.5, 14], [1, 19], [1.5, 22]], 15), // prettier-ignore
	row('pores', ['face.nose'], [[0.5, 12]], 14),
	// Farshi 2020, no effect of depth assumed; fluids: Ismail 2019, Gul 2023, Budamakuntla 2013.
	row('pigmentation', FACE, [[0.5, 36], [1.5, 36]], 18), // prettier-ignore
	row('pigmentation', FACE, [[0.5, 36], [1.5, 36]], 16, 'vitamin_c'), // prettier-ignore
	row('pigmentation', FACE, [[0.5, 44], [1.5, 44]], 20, 'tranexamic_acid'), // prettier-ignore
	// Judgement.
	row('pigmentation', ['hands', 'decolletage'], [[0.5, 22], [1, 22]], 18), // prettier-ignore
	// 1.5 mm: Dogra 2014, Asif 2016; PRP between Asif 2016 and a pooled estimate.
	row('acne_scars', FACE, [[1, 34], [1.5, 45], [2.25, 50]], 22), // prettier-ignore
	row('acne_scars', FACE, [[1.5, 58]], 22, 'prp'),
	row('texture', FACE, [[1, 34], [1.5, 45], [2.25, 50]], 22), // prettier-ignore
	// Between Mohamed Ali 2017, Park 2012 and Alster & Li 2020.
	row('stretch_marks', BODY, [[1.5, 48], [2, 53]], 25), // prettier-ignore
	// Judgement, no source found.
	row('puffiness', ['face.periorbital'], [[0.25, 10]], 20),
	row('laxity', ['neck', ...FACE], [[1.5, 15], [2.25, 19]], 12) // prettier-ignore
];

/** Where no depth is tabled: so much more improvement for each half millimetre; judgement. */
const PER_HALF_MM = 0.12;
/** Radiofrequency needling against a plain pen; judgement. */
const RF_FACTOR = 1.15;

/** Mean and spread of the percent improvement at the plateau. Throws for a treatment outside the tables. */
export function plateauOf(treatment: Treatment): { mean: number; sd: number } {
	const fits = (plateau: Plateau) =>
		plateau.concern === treatment.concern && plateau.areas.includes(treatment.area);
	const plateau =
		PLATEAUS.find((entry) => fits(entry) && entry.adjunct === treatment.adjunct) ??
		PLATEAUS.find((entry) => fits(entry) && entry.adjunct === 'none');
	if (!plateau) throw new Error(`No effect for ${treatment.concern} on ${treatment.area}.`);
	const factor = treatment.device === 'rf_needling' ? RF_FACTOR : 1;
	return { mean: meanAtDepth(plateau.means, treatment.depthMm) * factor, sd: plateau.sd };
}

function meanAtDepth(means: Plateau['means'], depthMm: number): number {
	const first = means[0] ?? [depthMm, 0];
	const last = means.at(-1) ?? first;
	const nearest = depthMm < first[0] ? first : depthMm > last[0] ? last : null;
	if (nearest) return nearest[1] * (1 + (PER_HALF_MM * (depthMm - nearest[0])) / 0.5);
	return interpolate(
		means.map(([depth]) => depth),
		means.map(([, mean]) => mean),
		depthMm
	);
}

/** The share of the plateau that is reached so many weeks after the first session. */
export function shapeAt(concern: Concern, weeks: number): number {
	return interpolate(SHAPE_WEEKS, SHAPES[concern], weeks);
}

/** The share of the four-session effect that so many sessions bring. */
export function doseOf(concern: Concern, sessions: number): number {
	if (sessions < 1) return 0;
	const doses = concern === 'stretch_marks' ? STRETCH_MARK_DOSE : DOSE;
	return doses[Math.min(sessions, doses.length) - 1] ?? 1;
}

/** Straight lines between the points, level before the first and after the last. */
export function interpolate(
	at: readonly number[],
	values: readonly number[],
	position: number
): number {
	const next = at.findIndex((point) => point >= position);
	if (next === -1) return values.at(-1) ?? 0;
	const after = values[next] ?? 0;
	const from = at[next - 1];
	const before = values[next - 1];
	if (from === undefined || before === undefined) return after;
	const to = at[next] ?? from;
	return before + ((after - before) * (position - from)) / (to - from);
}
