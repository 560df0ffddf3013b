/** How far two treatments were a matter of choice: the propensity with the popularity taken out. */

export type Equipoise = {
	/** one a patient; 0.5 is a patient as likely as anyone to be given either */
	preferences: Float64Array;
	/** the part of the patients whose preference lies between the bounds */
	share: number;
	treatedShare: number;
	controlShare: number;
};

/**
 * The preference score F with logit F = logit e - logit P, P being the share given the first
 * treatment, and the part of patients with F between 0.3 and 0.7, bounds included (Walker et al. 2013,
 * who call two treatments comparable when it is at least half in both groups).
 *
 * Assumes the propensity model. Null when a group is empty: nobody had a choice.
 */
export function equipoise(
	scores: ArrayLike<number>,
	treated: readonly boolean[],
	{ low = 0.3, high = 0.7 } = {}
): Equipoise | null {
	const first = treated.filter(Boolean).length;
	if (first === 0 || first === treated.length) return null;
	const odds = first / (treated.length - first);
	// e / (1 - e) over P / (1 - P), as a share.
	const preferences = Float64Array.from(scores, (score) => score / (score + (1 - score) * odds));
	const within = (arm?: boolean): number => {
		const mine = preferences.filter((_, i) => arm === undefined || treated[i] === arm);
		return (
			mine.filter((preference) => preference >= low && preference <= high).length / mine.length
		);
	};
	return {
		preferences,
		share: within(),
		treatedShare: within(true),
		controlShare: within(false)
	};
}
