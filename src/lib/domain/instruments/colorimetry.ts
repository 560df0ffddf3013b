/** Skin colorimetry. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const colorimetry: Instrument = {
	id: 'COLORIMETRY',
	name: 'Skin colorimetry',
	licence: '',
	measures: [
		measure({
			code: 'COLORIMETRY_L',
			name: 'Lightness L* (CIE)',
			shortName: 'Lightness L*',
			concern: 'pigmentation',
			areas: 'any',
			scale: 'continuous',
			min: 0,
			max: 100,
			unit: { one: 'point', many: 'points' },
			better: 'higher',
			percentChangeOk: false,
			rangeVerified: 'cited',
			source: 'named in a melasma study'
		}),
		measure({
			code: 'COLOUR_DELTA_E',
			name: 'Colour difference ΔE, lesion from normal skin',
			shortName: 'Colour difference ΔE',
			concern: 'pigmentation',
			areas: 'any',
			scale: 'continuous',
			min: 0,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			rangeVerified: 'none',
			source: 'https://skin.dermsquared.com/skin/article/view/2505'
		})
	]
};
