/** Skin elasticity by suction or torsion. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const elasticity: Instrument = {
	id: 'ELASTICITY',
	name: 'Skin elasticity by suction or torsion',
	licence: '',
	measures: [
		measure({
			code: 'ELASTICITY',
			name: 'Skin elasticity',
			shortName: 'Elasticity',
			concern: 'laxity',
			areas: ['face', 'neck'],
			scale: 'continuous',
			unit: { one: 'unit', many: 'units' },
			better: 'higher',
			rangeVerified: 'none',
			source: 'as named in the studies read',
			notes: 'Device specific.'
		})
	]
};
