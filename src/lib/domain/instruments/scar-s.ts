/** SCAR-S acne scar severity. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const scarS: Instrument = {
	id: 'SCAR_S',
	name: 'SCAR-S acne scar severity',
	licence: '',
	measures: [
		measure({
			code: 'SCAR_S',
			name: 'SCAR-S acne scar severity',
			shortName: 'SCAR-S 0–5',
			concern: 'acne_scars',
			areas: ['face', 'decolletage', 'back'],
			scale: 'ordinal',
			min: 0,
			max: 5,
			step: 1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			responderWords: 'no responder rule on change: mild or more is clinically relevant',
			rangeVerified: 'cited',
			source: 'https://discovery.researcher.life (SCAR-S validation, 973 subjects)',
			notes:
				'Six categories seen; 0-5 numbering not. Its site chest is filed under the décolletage.'
		})
	]
};
