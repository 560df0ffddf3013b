/** How alike two groups are: covariate by covariate, as a whole, and once weights make them alike. */
import {
	equipoise,
	overlapDifference,
	standardisedDifferences,
	type ComparedPatients,
	type OverlapDifference
} from '#lib/statistics/index.ts';
import { model } from '../../models/model.ts';
import type { ComparedArm } from './arms.ts';
import { covariatesOf, type Adjusted } from './covariates.ts';

/** From so many patients on the weighted model takes longer than a page should wait in this thread. */
const IN_A_THREAD = 1500;

/** How alike the groups are in one covariate. */
export type Balance = {
	label: string;
	before: number | null;
	after: number | null;
	/** Why the model does not have it; null where it has. */
	left: Adjusted['left'];
};

export type Likeness = {
	balance: Balance[];
	/** Share of all, and one preference for each patient: of the group, then of the one it is against. */
	equipoise: number | null;
	preferences: { of: number[]; against: number[] };
	effectiveN: { of: number | null; against: number | null };
	/** Names of the covariates in the model. */
	adjustedFor: string[];
	weights: Float64Array | null;
};

/** How alike the groups are, and the difference with weights that make them so. */
export async function likenessOf(
	of: ComparedArm,
	against: ComparedArm,
	compared: Parameters<typeof covariatesOf>[2]
): Promise<{ likeness: Likeness; weighted: OverlapDifference }> {
	const patients = [...of.patients, ...against.patients];
	const treated = patients.map((_, i) => i < of.patients.length);
	const covariates = covariatesOf(patients, treated, compared);
	const input: ComparedPatients = {
		treated,
		outcome: patients.map(({ gain }) => gain),
		covariates: covariates.filter(({ left }) => left === null).flatMap(({ parts }) => parts),
		patient: patients.map(({ patient }) => patient)
	};
	const weighted =
		patients.length < IN_A_THREAD
			? overlapDifference(input)
			: await model('overlapDifference', input);
	const { scores, weights } = weighted;
	const spread = scores && equipoise(scores, treated);
	const preferences = [...(spread?.preferences ?? [])];
	const balance = covariates.flatMap(({ parts, left }) =>
		standardisedDifferences(parts, treated, weights ?? treated.map(() => 1)).map(
			({ name, before, after }) => ({ label: name, before, after: weights ? after : null, left })
		)
	);
	return {
		weighted,
		likeness: {
			balance,
			equipoise: spread?.share ?? null,
			preferences: {
				of: preferences.slice(0, of.patients.length),
				against: preferences.slice(of.patients.length)
			},
			effectiveN: {
				of: weighted.treated.effectiveN,
				against: weighted.control.effectiveN
			},
			adjustedFor: covariates.filter(({ left }) => left === null).map(({ label }) => label),
			weights
		}
	};
}
