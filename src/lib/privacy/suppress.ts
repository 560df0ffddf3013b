/** Which groups of a table must stay hidden so that nobody can be singled out. Counts are of patients. */

export type Verdict = 'shown' | 'small' | 'second';

/**
 * One verdict for each count, in the order given. Groups of 1 to threshold - 1 are hidden (`small`);
 * then, while the hidden ones together hold fewer than the threshold, the next smallest is hidden as
 * well (`second`), so that the table's total does not give a small group away. Nobody (0) is shown.
 * What is hidden `already`, for another reason, stays hidden and counts among the hidden; it too gets
 * a companion, since alone it would be the total less the rest.
 */
export function suppress(
	patients: readonly number[],
	threshold: number,
	already: readonly boolean[] = []
): Verdict[] {
	const verdicts = patients.map((count, i): Verdict => {
		if (isSmall(count, threshold)) return 'small';
		return already[i] ? 'second' : 'shown';
	});
	const hidden = () =>
		patients.reduce((sum, count, i) => sum + (verdicts[i] === 'shown' ? 0 : count), 0);
	const alone = () =>
		patients.filter((count, i) => count > 0 && verdicts[i] !== 'shown').length === 1;
	while (hidden() > 0 && (hidden() < threshold || alone())) {
		const next = smallestShown(patients, verdicts);
		if (next === -1) break;
		verdicts[next] = 'second';
	}
	return verdicts;
}

/** Whether a count of patients is too small to be told: 1 to threshold - 1. */
export const isSmall = (patients: number, threshold: number) =>
	patients > 0 && patients < threshold;

function smallestShown(patients: readonly number[], verdicts: readonly Verdict[]): number {
	let smallest = -1;
	patients.forEach((count, i) => {
		if (verdicts[i] !== 'shown' || count === 0) return;
		if (smallest === -1 || count < (patients[smallest] ?? Infinity)) smallest = i;
	});
	return smallest;
}
