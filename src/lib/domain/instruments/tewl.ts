/** Transepidermal water loss. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const tewl: Instrument = {
	id: 'TEWL',
	name: 'Transepidermal water loss',
	licence: '',
	measures: [
		measure({
			code: 'TEWL',
			name: 'Transepidermal water loss',
			shortName: 'Water loss',
			concern: 'other',
			areas: 'any',
			scale: 'continuous',
			min: 0,
			unit: { one: 'g/m²/h', many: 'g/m²/h' },
			ucum: 'g/m2/h',
			better: 'lower',
			decimals: 1,
			rangeVerified: 'none',
			source: 'https://discovery.researcher.life (MFRS barrier trial)',
			notes: 'After RF needling: peak on days 1-3, baseline by day 7 (20 patients).'
		})
	]
};
