/** Width of the widest stria. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const striaeWidth: Instrument = {
	id: 'STRIAE_WIDTH',
	name: 'Width of the widest stria',
	licence: '',
	measures: [
		measure({
			code: 'STRIAE_WIDTH',
			name: 'Width of the widest stria',
			shortName: 'Stria width',
			concern: 'stretch_marks',
			areas: ['abdomen', 'thighs', 'breasts', 'buttocks'],
			scale: 'continuous',
			min: 0,
			step: 0.1,
			unit: { one: 'mm', many: 'mm' },
			ucum: 'mm',
			better: 'lower',
			rangeVerified: 'none',
			source: 'https://staging.scite.ai/authors/z-ye-LpexgP'
		})
	]
};
