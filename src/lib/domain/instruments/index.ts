/**
 * The list of scoring instruments. How to add one:
 * 1. Write a file in this folder: an id, a name, a word on its licence, and its measures with
 *    `measure()`, which takes what follows from the scale from `measure-defaults.ts`. A measure says
 *    its range, step and direction, its concern and the areas it fits, and where all that was read.
 *    What nobody published stays out (null); a rating of change has no baseline.
 * 2. Add its line below. The test that walks this list checks it; import, filters, axes, the database's
 *    table and the methods page follow from it.
 * 3. If it should lead for a concern and area, name it in `primary-measures.ts`.
 *
 * Not in the list, though studies report them: SMD (a pooled effect, not an instrument), HISTOLOGY
 * (a finding of research without a scale) and OCT_FLOW_300UM (nobody says which direction is better).
 */
import type { Instrument, Measure } from '../measure.ts';
import { acneScarScore } from './acne-scar-score.ts';
import { alexiades } from './alexiades.ts';
import { antera } from './antera.ts';
import { asas } from './asas.ts';
import { colorimetry } from './colorimetry.ts';
import { davey } from './davey.ts';
import { dermacatch } from './dermacatch.ts';
import { dlqi } from './dlqi.ts';
import { ecca } from './ecca.ts';
import { elasticity } from './elasticity.ts';
import { fabiBolton } from './fabi-bolton.ts';
import { faceQ } from './face-q.ts';
import { fineLines } from './fine-lines.ts';
import { fitzpatrickWrinkle } from './fitzpatrick-wrinkle.ts';
import { gais } from './gais.ts';
import { glogau } from './glogau.ts';
import { goodmanBaron } from './goodman-baron.ts';
import { igaPores } from './iga-pores.ts';
import { improvementVas } from './improvement-vas.ts';
import { lemperle } from './lemperle.ts';
import { lipperPerez } from './lipper-perez.ts';
import { manchesterScar } from './manchester-scar.ts';
import { masi } from './masi.ts';
import { melasqol } from './melasqol.ts';
import { merz } from './merz.ts';
import { mexameter } from './mexameter.ts';
import { msi } from './msi.ts';
import { oct } from './oct.ts';
import { pahpi } from './pahpi.ts';
import { pain } from './pain.ts';
import { patientPercent } from './patient-percent.ts';
import { poreDiameter } from './pore-diameter.ts';
import { poreGrade } from './pore-grade.ts';
import { poreKim } from './pore-kim.ts';
import { primos } from './primos.ts';
import { puffiness } from './puffiness.ts';
import { quartileImprovement } from './quartile-improvement.ts';
import { raterRhytides } from './rater-rhytides.ts';
import { replica } from './replica.ts';
import { responseCategory } from './response-category.ts';
import { satisfaction } from './satisfaction.ts';
import { scarS } from './scar-s.ts';
import { scarVas } from './scar-vas.ts';
import { skinRoughness } from './skin-roughness.ts';
import { striaeWidth } from './striae-width.ts';
import { tewl } from './tewl.ts';
import { ultrasound } from './ultrasound.ts';
import { visia } from './visia.ts';
import { wsrs } from './wsrs.ts';

export const INSTRUMENTS: readonly Instrument[] = [
	lemperle,
	glogau,
	fitzpatrickWrinkle,
	wsrs,
	merz,
	fabiBolton,
	fineLines,
	raterRhytides,
	alexiades,
	gais,
	faceQ,
	poreKim,
	poreGrade,
	igaPores,
	poreDiameter,
	visia,
	antera,
	primos,
	masi,
	msi,
	mexameter,
	dermacatch,
	colorimetry,
	pahpi,
	goodmanBaron,
	ecca,
	scarS,
	asas,
	acneScarScore,
	lipperPerez,
	scarVas,
	manchesterScar,
	replica,
	skinRoughness,
	davey,
	striaeWidth,
	quartileImprovement,
	responseCategory,
	improvementVas,
	patientPercent,
	satisfaction,
	pain,
	dlqi,
	melasqol,
	elasticity,
	ultrasound,
	oct,
	tewl,
	puffiness
];

export const MEASURES: readonly Measure[] = INSTRUMENTS.flatMap(({ measures }) => measures);

const byCode = new Map(MEASURES.map((measure) => [measure.code, measure]));
const instrumentByMeasure = new Map(
	INSTRUMENTS.flatMap((instrument) => instrument.measures.map(({ code }) => [code, instrument]))
);

/** Undefined for a code that is no measure. */
export const measureOf = (code: string): Measure | undefined => byCode.get(code);

/** The instrument a measure belongs to; undefined for a code that is no measure. */
export const instrumentOf = (code: string): Instrument | undefined => instrumentByMeasure.get(code);
