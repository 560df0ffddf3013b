/** Merz Aesthetics Scales. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const merz: Instrument = {
	id: 'MERZ',
	name: 'Merz Aesthetics Scales',
	licence: '',
	measures: [
		measure({
			code: 'MERZ_FACE',
			name: 'Merz scales, facial lines (forehead, glabella, crow’s feet)',
			shortName: 'Merz facial lines 0–4',
			concern: 'wrinkles',
			areas: ['face.forehead', 'face.glabella', 'face.periorbital'],
			scale: 'ordinal',
			min: 0,
			max: 4,
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			mcid: 1,
			mcidBasis: 'One grade was used as meaningful.',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			labels: { 0: 'none', 1: 'mild', 2: 'moderate', 3: 'severe', 4: 'very severe' },
			rangeVerified: 'seen',
			source: 'https://www.415clinic.co.uk/evaluating-upper-face-treatment-success/'
		}),
		measure({
			code: 'MERZ_NECK',
			name: 'Merz neck scale',
			shortName: 'Merz neck 0–4',
			concern: 'wrinkles',
			areas: ['neck'],
			scale: 'ordinal',
			min: 0,
			max: 4,
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			rangeVerified: 'cited',
			source:
				'http://elliskinantiaging.com/2009/06/11/the-merz-scales-to-measure-the-skins-aging-process/index.html',
			notes: 'Five steps. Existence of a neck scale not read on a page; verify before use.'
		}),
		measure({
			code: 'MERZ_DECOLLETAGE',
			name: 'Merz décolletage scale',
			shortName: 'Merz décolletage 0–4',
			concern: 'wrinkles',
			areas: ['decolletage'],
			scale: 'ordinal',
			min: 0,
			max: 4,
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			rangeVerified: 'cited',
			source:
				'http://www.bio-medicine.org/medicine-news-1/ (2009 press text: decolletage scale in development)',
			notes:
				'Five steps. Only "in development" was read; FABI_BOLTON is the verified choice for this area.'
		}),
		measure({
			code: 'MERZ_HAND',
			name: 'Merz hand grading scale',
			shortName: 'Merz hand 0–4',
			concern: 'wrinkles',
			areas: ['hands'],
			scale: 'ordinal',
			min: 0,
			max: 4,
			step: 1,
			unit: { one: 'grade', many: 'grades' },
			better: 'lower',
			mcid: 1,
			mcidBasis: 'One grade: sensitivity study, 20 of 20 treated against 0 of 10 controls.',
			responder: { kind: 'points', atLeast: 1 },
			responderWords: 'better by one grade or more',
			rangeVerified: 'cited',
			source:
				'https://www.scribd.com/document/517831613/Evaluation-of-the-Merz-Hand-Grading-Scale-After-18',
			notes:
				'Photonumeric, five steps. Measures volume loss and veins more than texture. 5-point seen, 0-4 numbering not seen.'
		})
	]
};
