/** The fixed bands that filters, groupings, links and exports share: closed below, open above. */

export type Band = { code: string; label: string; from: number; below: number };

/** Needle depth in mm of the first done session; of a range its upper end. 2.5 belongs to 2.0–2.5. */
export const DEPTH_BANDS = [
	{ code: 'under-0.5', label: 'under 0.5 mm', from: 0, below: 0.5 },
	{ code: '0.5-1.0', label: '0.5–1.0 mm', from: 0.5, below: 1 },
	{ code: '1.0-1.5', label: '1.0–1.5 mm', from: 1, below: 1.5 },
	{ code: '1.5-2.0', label: '1.5–2.0 mm', from: 1.5, below: 2 },
	{ code: '2.0-2.5', label: '2.0–2.5 mm', from: 2, below: 2.505 },
	{ code: 'over-2.5', label: 'over 2.5 mm', from: 2.505, below: Infinity }
] as const satisfies readonly Band[];

/** Mean weeks between the done sessions of a course. */
export const SPACING_BANDS = [
	{ code: 'under-3', label: 'under 3 weeks apart', from: 0, below: 3 },
	{ code: '3-5', label: '3 to 5 weeks apart', from: 3, below: 5.0001 },
	{ code: 'over-5', label: 'over 5 weeks apart', from: 5.0001, below: Infinity }
] as const satisfies readonly Band[];

/** Sessions done in a course. */
export const SESSION_BANDS = [
	{ code: '1-2', label: '1 to 2 sessions', from: 1, below: 3 },
	{ code: '3', label: '3 sessions', from: 3, below: 4 },
	{ code: '4', label: '4 sessions', from: 4, below: 5 },
	{ code: '5-6', label: '5 to 6 sessions', from: 5, below: 7 },
	{ code: '7-plus', label: '7 sessions or more', from: 7, below: Infinity }
] as const satisfies readonly Band[];

/** Fitzpatrick skin type, stored 1 to 6. */
export const SKIN_TYPE_BANDS = [
	{ code: 'I-II', label: 'skin type I–II', from: 1, below: 3 },
	{ code: 'III', label: 'skin type III', from: 3, below: 4 },
	{ code: 'IV', label: 'skin type IV', from: 4, below: 5 },
	{ code: 'V-VI', label: 'skin type V–VI', from: 5, below: 7 }
] as const satisfies readonly Band[];

/** Age in years when the course began; 90 and over is stored as 90. */
export const AGE_BANDS = [
	{ code: 'under-30', label: 'under 30', from: 0, below: 30 },
	{ code: '30-39', label: '30 to 39', from: 30, below: 40 },
	{ code: '40-49', label: '40 to 49', from: 40, below: 50 },
	{ code: '50-59', label: '50 to 59', from: 50, below: 60 },
	{ code: '60-69', label: '60 to 69', from: 60, below: 70 },
	{ code: '70-plus', label: '70 and over', from: 70, below: Infinity }
] as const satisfies readonly Band[];

/** Baseline severity: thirds of the measure's range, unless the measure names its own cut points. */
export const SEVERITIES = ['mild', 'moderate', 'severe'] as const;

/** The band that holds the value. Null when there is no value, or no band for it. */
export function bandOf<B extends Band>(bands: readonly B[], value: number | null): B | null {
	if (value === null) return null;
	return bands.find((band) => value >= band.from && value < band.below) ?? null;
}
