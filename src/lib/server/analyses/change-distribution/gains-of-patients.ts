/** Whose the improvements are that changeSeries counted: patient by patient. */

/** The improvement of one series and the one that makes a responder, null without a rule: in hundredths. */
export type Gain = [gain: number, rule: number | null];

/**
 * The series of each patient. `gains` counts all series by their values, the
 * same values perhaps more than once, `several` has those of patients
 * with more than one: what is left over without them is of patients with one. In an order of the values
 * alone, which says nothing of the patients.
 */
export function gainsOfPatients(gains: string | null, several: string | null): Gain[][] {
	const counted = JSON.parse(gains ?? '[]') as [...Gain, number][];
	const gathered = JSON.parse(several ?? '[]') as [number[], (number | null)[]][];
	const ofSeveral = gathered
		.map(([own, rules]) => own.map((gain, i): Gain => [gain, rules[i] ?? null]).toSorted(byValue))
		.toSorted(byValues);
	const left = new Map<string, { gain: Gain; patients: number }>();
	const add = (gain: Gain, series: number) => {
		const { patients } = left.get(gain.join()) ?? { patients: 0 };
		left.set(gain.join(), { gain, patients: patients + series });
	};
	for (const [gain, rule, series] of counted) add([gain, rule], series);
	for (const gain of ofSeveral.flat()) add(gain, -1);
	const ofOne = [...left.values()].flatMap(({ gain, patients }) =>
		Array.from({ length: patients }, (): Gain[] => [gain])
	);
	return [...ofOne, ...ofSeveral];
}

/** No rule stands last. */
const byValue = ([gain, rule]: Gain, [other, otherRule]: Gain) =>
	gain - other || (rule ?? Number.MAX_VALUE) - (otherRule ?? Number.MAX_VALUE);

function byValues(one: readonly Gain[], other: readonly Gain[]): number {
	for (const [i, gain] of one.entries()) {
		const beside = other[i];
		const order = beside ? byValue(gain, beside) : 1;
		if (order !== 0) return order;
	}
	return one.length - other.length;
}
