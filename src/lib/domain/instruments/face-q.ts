/** FACE-Q. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const faceQ: Instrument = {
	id: 'FACEQ',
	name: 'FACE-Q',
	licence: 'For-profit users need a licence. Scores may be stored; the items are not shipped.',
	measures: [
		measure({
			code: 'FACEQ_SKIN',
			name: 'FACE-Q, satisfaction with skin',
			shortName: 'FACE-Q skin 0–100',
			concern: 'satisfaction',
			areas: ['face'],
			scale: 'continuous',
			min: 0,
			max: 100,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'higher',
			percentChangeOk: false,
			decimals: 1,
			rangeVerified: 'seen',
			source:
				'https://pmc.ncbi.nlm.nih.gov/articles/PMC4833666/ ; https://vivo.weill.cornell.edu/display/pubid26741383',
			notes:
				'Rasch-transformed. Licence required by for-profit users; do not ship item texts. Raw items 1-4.'
		}),
		measure({
			code: 'FACEQ_LINES',
			name: 'FACE-Q, appraisal of lines',
			shortName: 'FACE-Q lines 0–100',
			concern: 'wrinkles',
			areas: ['face', 'face.forehead', 'face.glabella', 'face.periorbital', 'face.perioral'],
			scale: 'continuous',
			min: 0,
			max: 100,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'higher',
			percentChangeOk: false,
			decimals: 1,
			rangeVerified: 'seen',
			source: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC4833666/',
			notes:
				'Rasch-transformed; for the whole face, forehead, glabella, eyes, lips and marionette lines. Same licence remark. Higher = less bothered.'
		})
	]
};
