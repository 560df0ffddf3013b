/** Patients of two groups and what they differ in: the sets of R, and random ones. */
import type { Covariate } from '#lib/statistics/index.ts';
import fc from './seeded.ts';

export type OverlapCase = {
	name: string;
	confidence: number;
	treated: boolean[];
	outcome: number[];
	patient: number[];
	covariates: Covariate[];
	mean1: number;
	mean0: number;
	error1: number;
	error0: number;
	difference: number;
	standardError: number;
	low: number;
	high: number;
	p: number;
	effective1: number;
	effective0: number;
	scores: number[];
	before: number[];
	after: number[];
	preference: number[];
	equipoise: number;
	equipoise1: number;
	equipoise0: number;
};

export function comparedPatients({ treated, outcome, patient, covariates }: OverlapCase) {
	return { treated, outcome, covariates, patient: patient.map(String) };
}

/** 30 to 60 patients, both groups of at least ten, who share a range of baselines and three areas. */
export const someCompared = fc
	.array(
		fc.record({
			treated: fc.boolean(),
			baseline: fc.integer({ min: 0, max: 8 }),
			area: fc.constantFrom('face', 'neck', 'hands'),
			outcome: fc.integer({ min: -30, max: 30 })
		}),
		{ minLength: 30, maxLength: 60 }
	)
	.map((patients) => ({
		treated: patients.map(({ treated }) => treated),
		outcome: patients.map(({ outcome }) => outcome / 10),
		covariates: [
			{ name: 'baseline', values: patients.map(({ baseline }) => baseline / 2) },
			{ name: 'area', levels: patients.map(({ area }) => area) }
		] satisfies Covariate[]
	}))
	.filter(({ treated }) => {
		const first = treated.filter(Boolean).length;
		return first >= 10 && treated.length - first >= 10;
	});
