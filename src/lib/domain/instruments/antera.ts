/** Antera 3D skin camera. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const antera: Instrument = {
	id: 'ANTERA',
	name: 'Antera 3D skin camera',
	licence: '',
	measures: [
		measure({
			code: 'ANTERA_PORE_VOL',
			name: 'Antera 3D pore volume',
			shortName: 'Antera pore volume',
			concern: 'pores',
			areas: ['face', 'face.cheeks'],
			scale: 'continuous',
			min: 0,
			unit: { one: 'mm³', many: 'mm³' },
			ucum: 'mm3',
			better: 'lower',
			rangeVerified: 'none',
			source:
				'https://trial.medpath.com/clinical-trial/285101eee09e12cb/microneedling-botulinum-toxin-facial-pores',
			notes: 'Primary outcome of a planned needling trial, no results found.'
		}),
		measure({
			code: 'ANTERA_WRINKLE',
			name: 'Antera 3D wrinkle indentation index or maximum depth',
			shortName: 'Antera wrinkles',
			concern: 'wrinkles',
			areas: ['face.periorbital'],
			scale: 'continuous',
			min: 0,
			unit: { one: 'unit', many: 'units' },
			better: 'lower',
			rangeVerified: 'none',
			source: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC9110589',
			notes: 'An index, or mm: say which.'
		})
	]
};
