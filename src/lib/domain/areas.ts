/**
 * The body areas as a tree of two levels, with the needle depths published for them. The depths are
 * charts of vendors and maxima of trials, not clinical guidance; import only warns above them.
 */

export type Area = {
	code: string;
	label: string;
	/** The area this is a part of; null for a root. */
	parent: string | null;
	/** How a sentence names many of them: "faces improved by 0.8 grades, hands by 0.4". */
	plural: string;
	/** Depths in use, in mm; either end, or both, may be unknown. */
	usualDepthMm: { min: number | null; max: number | null } | null;
	depthBasis: string;
};

const chart = 'chart of a vendor (Dr. Pen), thin to thick skin';
const twoCharts = 'charts of two vendors, thin to thick skin';
const bodyChart = 'chart of a vendor (Dr. Pen), stretch marks';
const noneFound = 'none found for plain needling';

export const AREAS = [
	{
		code: 'face',
		label: 'Face',
		parent: null,
		plural: 'faces',
		usualDepthMm: { min: 0.25, max: 2.5 },
		depthBasis: 'its parts together, and the maxima of trials; FDA DEN160029 evaluated up to 1.5 mm'
	},
	{
		code: 'face.forehead',
		label: 'Forehead',
		parent: 'face',
		plural: 'foreheads',
		usualDepthMm: { min: 0.25, max: 0.75 },
		depthBasis: chart
	},
	{
		code: 'face.glabella',
		label: 'Glabella (between the brows)',
		parent: 'face',
		plural: 'glabellas',
		usualDepthMm: { min: 0.25, max: 1 },
		depthBasis: chart
	},
	{
		code: 'face.periorbital',
		label: 'Around the eyes',
		parent: 'face',
		plural: 'areas around the eyes',
		usualDepthMm: { min: 0.2, max: 0.5 },
		depthBasis: `${twoCharts}; never inside the orbital rim`
	},
	{
		code: 'face.cheeks',
		label: 'Cheeks and cheekbones',
		parent: 'face',
		plural: 'cheeks',
		usualDepthMm: { min: 0.5, max: 2 },
		depthBasis: chart
	},
	{
		code: 'face.nose',
		label: 'Nose',
		parent: 'face',
		plural: 'noses',
		usualDepthMm: { min: 0.25, max: 0.75 },
		depthBasis: twoCharts
	},
	{
		code: 'face.perioral',
		label: 'Upper lip and mouth',
		parent: 'face',
		plural: 'upper lips and mouths',
		usualDepthMm: { min: 0.25, max: 0.75 },
		depthBasis: chart
	},
	{
		code: 'face.nasolabial',
		label: 'Nasolabial folds',
		parent: 'face',
		plural: 'nasolabial folds',
		usualDepthMm: null,
		depthBasis: noneFound
	},
	{
		code: 'face.chin',
		label: 'Chin and jaw',
		parent: 'face',
		plural: 'chins and jaws',
		usualDepthMm: { min: 0.5, max: 2 },
		depthBasis: `${chart}, cheek and chin`
	},
	{
		code: 'neck',
		label: 'Neck',
		parent: null,
		plural: 'necks',
		usualDepthMm: { min: null, max: 2.5 },
		depthBasis: 'maximum of a trial (NCT03803059); no lower end was read'
	},
	{
		code: 'decolletage',
		label: 'Décolletage',
		parent: null,
		plural: 'the décolletage',
		usualDepthMm: null,
		depthBasis: noneFound
	},
	{
		code: 'hands',
		label: 'Hands',
		parent: null,
		plural: 'hands',
		usualDepthMm: null,
		depthBasis: noneFound
	},
	{
		code: 'body',
		label: 'Body, other or not stated',
		parent: null,
		plural: 'the body',
		usualDepthMm: { min: 1.5, max: 2 },
		depthBasis: `${bodyChart}; for scars a review found 1.5 to 3.0 mm`
	},
	{
		code: 'abdomen',
		label: 'Abdomen',
		parent: 'body',
		plural: 'abdomens',
		usualDepthMm: { min: 1.5, max: 2.5 },
		depthBasis: `${bodyChart}; maximum of a device (FDA K200044)`
	},
	{
		code: 'breasts',
		label: 'Breasts',
		parent: 'body',
		plural: 'breasts',
		usualDepthMm: { min: 1.5, max: 2 },
		depthBasis: bodyChart
	},
	{
		code: 'thighs',
		label: 'Thighs',
		parent: 'body',
		plural: 'thighs',
		usualDepthMm: { min: 1.5, max: 2 },
		depthBasis: bodyChart
	},
	{
		code: 'buttocks',
		label: 'Buttocks',
		parent: 'body',
		plural: 'buttocks',
		usualDepthMm: { min: 1.5, max: 2 },
		depthBasis: bodyChart
	},
	{
		code: 'arms',
		label: 'Arms',
		parent: 'body',
		plural: 'arms',
		usualDepthMm: { min: 1.5, max: 2 },
		depthBasis: bodyChart
	},
	{
		code: 'legs',
		label: 'Legs',
		parent: 'body',
		plural: 'legs',
		usualDepthMm: null,
		depthBasis: noneFound
	},
	{
		code: 'back',
		label: 'Back',
		parent: 'body',
		plural: 'backs',
		usualDepthMm: { min: 0.25, max: 2 },
		depthBasis: 'trial registry (NCT02646917)'
	},
	{
		code: 'scalp',
		label: 'Scalp',
		parent: null,
		plural: 'scalps',
		usualDepthMm: null,
		depthBasis: noneFound
	},
	{
		code: 'other',
		label: 'Other area',
		parent: null,
		plural: 'other areas',
		usualDepthMm: null,
		depthBasis: noneFound
	}
] as const satisfies readonly Area[];

export type AreaCode = (typeof AREAS)[number]['code'];

/** The areas that stand on their own: charts and filters roll their parts up to them. */
export const AREA_ROOTS: readonly AreaCode[] = AREAS.filter((area) => area.parent === null).map(
	(area) => area.code
);

const byCode = new Map<string, (typeof AREAS)[number]>(AREAS.map((area) => [area.code, area]));

/** Undefined for a code that is no area. */
export const areaOf = (code: string): (Area & { code: AreaCode }) | undefined => byCode.get(code);

export const isAreaCode = (code: string): code is AreaCode => byCode.has(code);

/** The root above the area, or the area itself. Throws for a code that is no area. */
export function areaRoot(code: string): AreaCode {
	const area = known(code);
	return area.parent ?? area.code;
}

/** The area and its parts. Throws for a code that is no area. */
export function partsOf(code: string): AreaCode[] {
	const { code: self } = known(code);
	return AREAS.filter((area) => area.code === self || area.parent === self).map(
		(area) => area.code
	);
}

/** "Around the eyes"; the code itself when it is no area. */
export const areaLabel = (code: string): string => byCode.get(code)?.label ?? code;

function known(code: string): (typeof AREAS)[number] {
	const area = byCode.get(code);
	if (!area) throw new Error(`“${code}” is not a body area.`);
	return area;
}
