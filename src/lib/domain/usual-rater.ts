/** Who usually gives the scores of a measure, where a file must say and the records no longer do. */
import { instrumentOf } from './instruments/index.ts';
import type { Measure } from './measure.ts';

export type RaterType = 'clinician' | 'patient' | 'device';

/** Instruments that read the skin by themselves. */
const DEVICES = [
	'VISIA',
	'ANTERA',
	'PRIMOS',
	'MEXAMETER',
	'DERMACATCH',
	'COLORIMETRY',
	'ELASTICITY',
	'ULTRASOUND',
	'OCT',
	'TEWL',
	'REPLICA',
	'SKIN_ROUGHNESS',
	'PORE_DIAMETER'
];
/** Instruments that patients fill in. */
const PATIENTS = ['FACEQ', 'SATISFACTION', 'PAIN', 'DLQI', 'MELASQOL', 'PATIENT_PCT'];

/** Readings come from a device, what a patient feels from the patient, all else from a clinician. */
export function usualRater({ code, concern }: Pick<Measure, 'code' | 'concern'>): RaterType {
	const instrument = instrumentOf(code)?.id ?? '';
	if (DEVICES.includes(instrument)) return 'device';
	const felt = concern === 'satisfaction' || concern === 'quality_of_life';
	return felt || PATIENTS.includes(instrument) ? 'patient' : 'clinician';
}
