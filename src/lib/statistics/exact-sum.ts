/**
 * The sum of numbers with the rounding errors carried along (Neumaier 1974), so that a sum of ten
 * thousand tenths is right to the last digit.
 */
export function exactSum(values: readonly number[]): number {
	let sum = 0;
	let lost = 0;
	for (const value of values) {
		const next = sum + value;
		lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
		sum = next;
	}
	return sum + lost;
}
