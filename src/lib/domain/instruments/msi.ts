/** Melasma Severity Index. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const msi: Instrument = {
	id: 'MSI',
	name: 'Melasma Severity Index',
	licence: '',
	measures: [
		measure({
			code: 'MSI',
			name: 'Melasma Severity Index',
			shortName: 'MSI',
			concern: 'pigmentation',
			areas: ['face'],
			scale: 'continuous',
			min: 0,
			step: 0.1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			rangeVerified: 'none',
			source: 'https://ichgcp.net/sv/clinical-trials-registry/publications/4843',
			notes:
				'0.4 a p² left + 0.4 a p² right + 0.2 a p² nose. ICC 0.955 against 0.816 for MASI in its own validation.'
		})
	]
};
