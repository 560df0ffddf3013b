/** Pore diameter by dermoscopy. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const poreDiameter: Instrument = {
	id: 'PORE_DIAMETER',
	name: 'Pore diameter by dermoscopy',
	licence: '',
	measures: [
		measure({
			code: 'PORE_DIAMETER',
			name: 'Mean pore diameter (dermoscopy)',
			shortName: 'Pore diameter',
			concern: 'pores',
			areas: ['face'],
			scale: 'continuous',
			min: 0,
			unit: { one: 'unit', many: 'units' },
			better: 'lower',
			rangeVerified: 'none',
			source: 'named in a case report',
			notes: 'In micrometres or millimetres: say which.'
		})
	]
};
