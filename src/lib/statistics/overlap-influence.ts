/** The weighted means of two groups, and how uncertain they are when the weights are estimated. */
import { Matrix } from 'ml-matrix';
import type { LogisticFit } from '#lib/statistics/logistic-fit.ts';

/**
 * Solves sum w (y - mean) = 0 for each group, stacked under the score equations of the propensity
 * model, and sums the squares of every patient's part in the error of the means: the sandwich of the
 * stacked equations, written out (Stefanski & Boos 2002).
 */
export function overlapInfluence(
	treated: readonly boolean[],
	outcome: readonly number[],
	{ columns, chances, inverse }: LogisticFit,
	weights: Float64Array,
	patient?: readonly string[]
) {
	const arms = [true, false].map((arm) => {
		const weight = weights.map((each, i) => (treated[i] === arm ? each : 0));
		const total = weight.reduce((sum, each) => sum + each, 0);
		const mean = weight.reduce((sum, each, i) => sum + each * outcome[i]!, 0) / total;
		const own = weight.map((each, i) => each * (outcome[i]! - mean));
		// How the group's equation moves with the coefficients: dw/de is -1 with the first treatment, 1 without.
		const slope = columns.map((column) =>
			column.reduce((sum, x, i) => {
				const away = treated[i] === arm ? outcome[i]! - mean : 0;
				return sum + (arm ? -1 : 1) * x * chances[i]! * (1 - chances[i]!) * away;
			}, 0)
		);
		const pull = inverse.mmul(Matrix.columnVector(slope)).to1DArray();
		const parts = own.map((part, i) => {
			const score = (treated[i] ? 1 : 0) - chances[i]!;
			const moved = columns.reduce((sum, column, j) => sum + column[i]! * pull[j]!, 0);
			return (part + moved * score) / total;
		});
		return { mean, parts };
	});
	const [first, second] = [arms[0]!, arms[1]!];
	const between = first.parts.map((part, i) => part - second.parts[i]!);
	const means: [number, number] = [first.mean, second.mean];
	const errors: [number, number] = [errorOf(first.parts, patient), errorOf(second.parts, patient)];
	return {
		means,
		errors,
		difference: {
			estimate: first.mean - second.mean,
			standardError: errorOf(between, patient)
		}
	};
}

/** The root of the sum of squares, the parts of one patient added up first. */
function errorOf(parts: Float64Array, patient?: readonly string[]): number {
	if (!patient) return Math.sqrt(parts.reduce((sum, part) => sum + part ** 2, 0));
	const sums = new Map<string, number>();
	patient.forEach((each, i) => sums.set(each, (sums.get(each) ?? 0) + parts[i]!));
	return Math.sqrt(sums.values().reduce((sum, part) => sum + part ** 2, 0));
}
