/** What speaks against needling and is recorded of each patient when treatment starts. */
import { CONTRAINDICATIONS, type Contraindication } from './contraindications.ts';

/** The flags of the contract, each with the entry of the reference list it stands for. */
export const RECORDED_FLAGS = [
	{ flag: 'keloid_history', label: 'Keloid history', code: 'keloid' },
	{ flag: 'isotretinoin_6m', label: 'Isotretinoin in the last 6 months', code: 'isotretinoin' },
	{ flag: 'anticoagulant', label: 'Blood-thinning medication', code: 'anticoagulant' },
	{ flag: 'pregnancy', label: 'Pregnancy', code: 'pregnancy' },
	{ flag: 'active_infection', label: 'Active infection', code: 'active_infection' },
	{ flag: 'immunosuppressed', label: 'Immunosuppression', code: 'immunosuppression' }
] as const;
export type RecordedFlag = (typeof RECORDED_FLAGS)[number]['flag'];

/** The answers a flag may have. */
export const FLAG_ANSWERS = ['yes', 'no', 'unknown'] as const;
export type FlagAnswer = (typeof FLAG_ANSWERS)[number];

/** The entry of the reference list behind a flag. */
export function referenceOf(flag: RecordedFlag): Contraindication | undefined {
	const code = RECORDED_FLAGS.find((one) => one.flag === flag)?.code;
	return CONTRAINDICATIONS.find((one) => one.code === code);
}
