/** Who comes with which concern: age, sex, skin type and what speaks against needling. Codes only. */
import type { PatientTable } from '#db/schema.ts';
import type { Concern } from '#lib/domain/measure.ts';
import type { DemoClinic } from './clinics.ts';
import type { Random } from './random.ts';

export type DemoPatient = Omit<PatientTable, 'batch_id' | 'content_hash'>;

type People = {
	age: readonly [mean: number, sd: number, from: number, to: number];
	women: number;
	/** Weights of skin types I to VI. */
	skin: readonly [number, number, number, number, number, number];
};

/** The first and third are the published cohorts; the others are judgement. */
const PEOPLE: Record<Concern, People> = {
	wrinkles: { age: [56.3, 5, 35, 79], women: 0.94, skin: [0, 75, 12.5, 12.5, 0, 0] },
	pores: { age: [34, 9, 18, 65], women: 0.75, skin: [5, 33, 30, 20, 9, 3] },
	pigmentation: { age: [33, 5.5, 20, 60], women: 1, skin: [0, 0, 35, 40, 25, 0] },
	acne_scars: { age: [28, 6, 18, 40], women: 0.66, skin: [0, 15, 30, 35, 18, 2] },
	texture: { age: [41, 9, 20, 70], women: 0.8, skin: [6, 38, 28, 18, 8, 2] },
	stretch_marks: { age: [31, 7, 18, 55], women: 0.96, skin: [4, 34, 30, 20, 9, 3] },
	puffiness: { age: [46, 9, 25, 72], women: 0.85, skin: [5, 45, 28, 14, 6, 2] },
	laxity: { age: [56, 7, 38, 80], women: 0.92, skin: [4, 55, 22, 13, 5, 1] }
};

/** One patient who comes mainly for this concern. */
export function drawPatient(
	random: Random,
	clinic: DemoClinic,
	patientId: string,
	concern: Concern
): DemoPatient {
	const { age, women, skin } = PEOPLE[concern];
	const years = Math.round(random.truncated(...age));
	const sex = random.chance(women) ? 'female' : 'male';
	const flag = (share: number) => random.pick([['yes', share] as const, ['no', 0.97 - share] as const, ['unknown', 0.03] as const]); // prettier-ignore
	const mayBePregnant = sex === 'female' && years < 46;
	return {
		clinic_id: clinic.clinicId,
		patient_id: patientId,
		key_version: 1,
		birth_year: clinic.byBirthYear ? 2024 - years : null,
		age_at_start: clinic.byBirthYear ? null : years,
		sex: random.chance(0.006) ? 'other' : sex,
		skin_type: random.chance(0.01)
			? null
			: random.pick(skin.map((weight, index) => [index + 1, weight] as const)),
		smoking: random.pick([
			['never', 62],
			['former', 22],
			['current', 12],
			['unknown', 4]
		]),
		keloid_history: flag(0.02),
		isotretinoin_6m: flag(concern === 'acne_scars' ? 0.05 : 0.01),
		anticoagulant: flag(years >= 50 ? 0.05 : 0.01),
		pregnancy: mayBePregnant ? flag(0.004) : 'no',
		active_infection: flag(0.005),
		immunosuppressed: flag(0.01),
		research_consent: random.pick([
			['yes', 90],
			['no', 8],
			['withdrawn', 2]
		])
	};
}
