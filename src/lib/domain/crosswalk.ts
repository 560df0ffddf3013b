/**
 * The one table from the codes of the published tables (`db/evidence`) and of the reference lists to
 * the contract's own. A code that is not in here is refused, not guessed.
 */
import { isAreaCode, type AreaCode } from './areas.ts';
import { measureOf } from './instruments/index.ts';
import type { Measure, MeasureConcern } from './measure.ts';
import type { SideEffectTerm } from './side-effects.ts';

export type DeviceType = 'pen' | 'stamp' | 'roller' | 'rf_needling' | 'other';

/** Radiofrequency needling heats the tissue: it is never one of the other classes. */
export const DEVICES: Readonly<Record<string, DeviceType>> = {
	pen: 'pen',
	roller: 'roller',
	stamp_array: 'stamp',
	disk: 'other',
	rf_microneedling: 'rf_needling'
};

/** Summary rows of studies have no term of their own. */
const SUMMARIES: Readonly<Record<string, string>> = {
	ANY: 'any side effect',
	SERIOUS_ANY: 'any serious side effect'
};

export const SIDE_EFFECT_CODES: Readonly<Record<string, SideEffectTerm>> = {
	ERYTHEMA: 'erythema',
	OEDEMA: 'swelling',
	PINPOINT_BLEED: 'pinpoint_bleeding',
	BRUISING: 'bruising',
	PAIN: 'pain',
	BURNING: 'burning',
	TIGHTNESS: 'tightness',
	PRURITUS: 'itching',
	DRYNESS: 'dryness_peeling',
	PEELING: 'dryness_peeling',
	CRUSTING: 'crusting',
	ACNE_FLARE: 'acneiform_eruption',
	MILIA: 'milia',
	PIH: 'post_inflammatory_hyperpigmentation',
	DYSCHROMIA: 'dyschromia',
	HSV: 'herpes_reactivation',
	INFECTION: 'infection',
	LYMPHADENOPATHY: 'lymphadenopathy',
	CONTACT_DERMATITIS: 'contact_allergy',
	GRANULOMA: 'granuloma',
	TRAM_TRACK: 'track_marks',
	SCAR_KELOID: 'scarring',
	VASOVAGAL: 'vasovagal'
};

/** Instruments that studies report and that are no measure of this product, with the reason. */
export const NOT_MEASURES: Readonly<Record<string, string>> = {
	SMD: 'a pooled effect, not an instrument',
	HISTOLOGY: 'a finding of research without a scale',
	OCT_FLOW_300UM: 'nobody says which direction is better'
};

export const SCALES: Readonly<Record<string, Measure['scale']>> = {
	ordinal: 'ordinal',
	continuous: 'continuous',
	count: 'count',
	binary: 'binary'
};

/** Null: the source does not say which direction is better. */
const DIRECTIONS: Readonly<Record<string, Measure['better'] | null>> = {
	lower_better: 'lower',
	higher_better: 'higher',
	unclear: null,
	undefined: null,
	'as graded': null
};

const CONCERNS: Readonly<Record<string, MeasureConcern>> = {
	wrinkles: 'wrinkles',
	pores: 'pores',
	pigmentation: 'pigmentation',
	stretch_marks: 'stretch_marks',
	puffiness: 'puffiness',
	laxity: 'laxity',
	satisfaction: 'satisfaction',
	quality_of_life: 'quality_of_life',
	pain: 'other',
	structure: 'other',
	barrier: 'other',
	any: 'any',
	mixed: 'any'
};

/**
 * The contract's concern. `texture_scars` is acne scars on a scar scale and texture on a texture scale;
 * on an instrument for any concern (a rating of change) it is what the study treated.
 */
export function contractConcern(
	code: string,
	instrument: string | null,
	treated: 'acne_scars' | 'texture'
): MeasureConcern {
	if (code === 'texture_scars') {
		const spoken = instrument === null ? undefined : measureOf(instrument)?.concern;
		return spoken === 'acne_scars' || spoken === 'texture' ? spoken : treated;
	}
	return found(CONCERNS, code, 'concern');
}

/** The contract's area; null when the source mixes areas or speaks of any. */
export function contractArea(area: string, part: string | null): AreaCode | null {
	if (area === 'mixed' || area === 'any') return null;
	const code = part ? `${area}.${part}` : area;
	if (!isAreaCode(code)) throw new Error(`“${code}” is not an area of the crosswalk.`);
	return code;
}

/** Null when the source does not name its device. */
export const contractDevice = (code: string | null): DeviceType | null =>
	code === null ? null : found(DEVICES, code, 'device');

export const contractDirection = (code: string): Measure['better'] | null =>
	found(DIRECTIONS, code, 'direction');

/** Null for a summary row. */
export const contractTerm = (code: string): SideEffectTerm | null =>
	contractSummary(code) ? null : found(SIDE_EFFECT_CODES, code, 'side effect');

/** What a summary row sums up; null for a single side effect. */
export const contractSummary = (code: string): string | null => SUMMARIES[code] ?? null;

function found<T>(table: Readonly<Record<string, T>>, code: string, what: string): T {
	if (!Object.hasOwn(table, code)) throw new Error(`“${code}” is not a ${what} of the crosswalk.`);
	// `hasOwn` has just said that it is there; the compiler does not follow it.
	return table[code] as T;
}
