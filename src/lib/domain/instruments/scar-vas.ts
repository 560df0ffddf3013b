/** Scar visual analogue scale. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const scarVas: Instrument = {
	id: 'SCAR_VAS',
	name: 'Scar visual analogue scale',
	licence: '',
	measures: [
		measure({
			code: 'SCAR_VAS_100',
			name: 'Scar visual analogue scale, 100 mm',
			shortName: 'Scar VAS 0–100',
			concern: 'acne_scars',
			areas: 'any',
			scale: 'continuous',
			min: 0,
			max: 100,
			step: 1,
			unit: { one: 'mm', many: 'mm' },
			ucum: 'mm',
			better: 'lower',
			mcid: 10,
			mcidBasis: '10 mm: FDA summary K200044, stated there as validated.',
			responder: { kind: 'points', atLeast: 10 },
			responderWords: 'better by 10 mm or more',
			decimals: 1,
			rangeVerified: 'seen',
			source: 'https://510k.innolitics.com/search/K200044',
			notes:
				'Clearest regulatory responder rule found. In the study 2 of 3 blinded graders had to see 10 mm more than on the untreated side.'
		})
	]
};
