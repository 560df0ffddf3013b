/** Allergan Fine Lines Scale. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const fineLines: Instrument = {
	id: 'FINE_LINES',
	name: 'Allergan Fine Lines Scale',
	licence: '',
	measures: [
		measure({
			code: 'FINE_LINES_5',
			name: 'Allergan Fine Lines Scale',
			shortName: 'Fine lines 0–4',
			concern: 'wrinkles',
			areas: ['face.cheeks'],
			scale: 'ordinal',
			min: 0,
			max: 4,
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			mcid: 1,
			mcidBasis:
				'One grade: mean difference 1.06 (0.92 to 1.21) in pairs of photographs that differ clinically, 0.50 (0.38 to 0.61) in those that do not.',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			rangeVerified: 'cited',
			source: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC5671789',
			notes:
				'Photonumeric, five steps. Best documented minimal difference of the wrinkle scales found. Weighted kappa 0.85 within, 0.76 between raters. 0-4 numbering not seen.'
		})
	]
};
