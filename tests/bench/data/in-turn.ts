/** Work that waits for others, beside its peers: all in turn in one run, medians of each. */

export type InTurn = { ms: number[]; rounds: number };

const ROUNDS = 7;
const ROUNDS_AT_LEAST = 3;
const MS_AT_MOST = 5_000;

/** After one round to warm up, which counts where it takes too long to be made again. */
export async function mediansInTurn(
	works: readonly (() => Promise<unknown>)[],
	{ warmUp = true, most = ROUNDS } = {}
): Promise<InTurn> {
	const begun = performance.now();
	const times: number[][] = works.map(() => []);
	const round = async () => {
		for (const [i, work] of works.entries()) {
			const start = performance.now();
			await work();
			times[i]?.push(performance.now() - start);
		}
	};
	if (warmUp) {
		await round();
		if (performance.now() - begun < 4 * MS_AT_MOST) times.forEach((list) => (list.length = 0));
	}
	const rounds = () => times[0]?.length ?? 0;
	const least = () =>
		performance.now() - begun < 8 * MS_AT_MOST ? Math.min(ROUNDS_AT_LEAST, most) : 1;
	while (rounds() < least() || (rounds() < most && performance.now() - begun < MS_AT_MOST)) {
		await round();
	}
	return { ms: times.map(median), rounds: rounds() };
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1
		? (sorted[middle] ?? 0)
		: ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
