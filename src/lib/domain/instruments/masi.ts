/** Melasma Area and Severity Index and its variants. */
import type { Instrument } from '../measure.ts';
import { measure } from './measure-defaults.ts';

export const masi: Instrument = {
	id: 'MASI',
	name: 'Melasma Area and Severity Index and its variants',
	licence: '',
	measures: [
		measure({
			code: 'MASI',
			name: 'Melasma Area and Severity Index',
			shortName: 'MASI 0–48',
			concern: 'pigmentation',
			areas: ['face'],
			scale: 'continuous',
			min: 0,
			max: 48,
			step: 0.1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			mcidBasis: 'None was found.',
			responder: { kind: 'percent_of_baseline', atLeast: 50 },
			responderWords: 'better by more than half of the baseline',
			rangeVerified: 'cited',
			source: 'https://vufind-test.katalog.k.utb.cz/ (Pandya 2011 record)',
			notes:
				'Area times darkness and homogeneity, over four regions of the face. Face only. Not valid for scars or wrinkles: reject that pairing.'
		}),
		measure({
			code: 'MMASI',
			name: 'Modified MASI, without homogeneity',
			shortName: 'mMASI 0–24',
			concern: 'pigmentation',
			areas: ['face'],
			scale: 'continuous',
			min: 0,
			max: 24,
			step: 0.1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			mcidBasis:
				'None with an anchor was found; 20 % is the effect a trial was planned for (RBR-23snwx).',
			responder: { kind: 'percent_of_baseline', atLeast: 20 },
			responderWords: 'better by 20 % of the baseline or more',
			// Half of 20 % of 6.5 points, the mean baseline taken for the demo; not published.
			smallestWorthwhile: 0.7,
			rangeVerified: 'cited',
			source:
				'https://jamanetwork.com/journals/jamadermatology/fullarticle/2519450 ; https://trial.medpath.com/clinical-trial/8ed650c841c058f3/',
			notes:
				'Severity bands exist in the 2016 interpretability letter; numbers not readable. Another trial counted more than 50 % better (Budamakuntla 2013). The worthwhile difference of 0.7 points is ours: half of 20 % of a mean baseline of 6.5.'
		}),
		measure({
			code: 'HEMI_MASI',
			name: 'Hemi-MASI, one side of the face',
			shortName: 'Hemi-MASI',
			concern: 'pigmentation',
			areas: ['face'],
			scale: 'continuous',
			min: 0,
			step: 0.1,
			unit: { one: 'point', many: 'points' },
			better: 'lower',
			rangeVerified: 'none',
			source: 'named in split-face studies',
			notes: 'Not comparable with a full MASI.'
		})
	]
};
