/** Which measure leads for a concern on an area, unless the viewer asks for another one. */
import { AREA_ROOTS, areaRoot, type AreaCode } from './areas.ts';
import type { Concern } from './measure.ts';

export type PrimaryPair = {
	concern: Concern;
	/** Code of the measure. */
	measure: string;
	/** The roots on which it leads; null: everywhere but on `except`. */
	areaRoots: readonly AreaCode[] | null;
	/** Never empty when `areaRoots` is null. */
	except: readonly AreaCode[];
	/** Measures shown beside it, on panels of their own: measures are never pooled. */
	companions: readonly string[];
};

const on = (
	concern: Concern,
	measure: string,
	areaRoots: readonly AreaCode[],
	companions: readonly string[] = []
): PrimaryPair => ({ concern, measure, areaRoots, except: [], companions });

/** Parts count as their root: the area around the eyes is scored as the face is. */
export const PRIMARY_MEASURES: readonly PrimaryPair[] = [
	on('wrinkles', 'LEMPERLE', ['face', 'neck']),
	on('wrinkles', 'MERZ_HAND', ['hands']),
	on('wrinkles', 'MERZ_DECOLLETAGE', ['decolletage']),
	on('pores', 'PORE_0_4', AREA_ROOTS, ['VISIA_PORES_COUNT']),
	on('pigmentation', 'MMASI', ['face']),
	{
		concern: 'pigmentation',
		measure: 'MEXAMETER_MI',
		areaRoots: null,
		except: ['face'],
		companions: []
	},
	on('texture', 'ALEXIADES_TEXTURE', AREA_ROOTS),
	on('acne_scars', 'GB_QUANT', AREA_ROOTS),
	on('stretch_marks', 'STRIAE_WIDTH', AREA_ROOTS),
	on('puffiness', 'PUFFINESS_LOCAL', AREA_ROOTS),
	on('laxity', 'ALEXIADES_LAXITY', AREA_ROOTS)
];

/** Another measure leads for this concern on this root. */
export type PrimaryChoice = { concern: Concern; area: AreaCode; measure: string };

/** The pairs of one concern, or of all; what was chosen takes its area from the pair that led there. */
export const primaryPairs = (
	concern?: Concern,
	chosen: readonly PrimaryChoice[] = []
): PrimaryPair[] =>
	chosen
		.reduce(withChoice, [...PRIMARY_MEASURES])
		.filter((pair) => concern === undefined || pair.concern === concern);

/** In the place of the pair that led before, so that the order of concerns stays. */
function withChoice(
	pairs: PrimaryPair[],
	{ concern, area, measure }: PrimaryChoice
): PrimaryPair[] {
	const at = pairs.findIndex((pair) => pair.concern === concern && leadsOn(pair, area));
	const before = pairs[at];
	if (!before) return [...pairs, on(concern, measure, [area])];
	if (before.measure === measure) return pairs;
	const companions = before.companions.filter((code) => code !== measure);
	const rest: PrimaryPair = before.areaRoots
		? { ...before, areaRoots: before.areaRoots.filter((root) => root !== area) }
		: { ...before, except: [...before.except, area] };
	return pairs.toSpliced(
		at,
		1,
		on(concern, measure, [area], companions),
		...(rest.areaRoots?.length === 0 ? [] : [rest])
	);
}

/** The leading measure's code; null where none is agreed (wrinkles of the body). Takes parts too. */
export function primaryMeasure(
	concern: Concern,
	area: string,
	chosen: readonly PrimaryChoice[] = []
): string | null {
	const root = areaRoot(area);
	return primaryPairs(concern, chosen).find((pair) => leadsOn(pair, root))?.measure ?? null;
}

/** Whether the measure leads on this area for the concern it speaks to. Takes parts too. */
export function isPrimary(
	measure: string,
	area: string,
	chosen: readonly PrimaryChoice[] = []
): boolean {
	const root = areaRoot(area);
	return primaryPairs(undefined, chosen).some(
		(pair) => pair.measure === measure && leadsOn(pair, root)
	);
}

function leadsOn({ areaRoots, except }: PrimaryPair, root: AreaCode): boolean {
	return areaRoots ? areaRoots.includes(root) : !except.includes(root);
}
