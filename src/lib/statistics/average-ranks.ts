/** Ranks from 1 upward, equal values sharing the average of theirs, and how many are equal. */

export type AverageRanks = {
	/** in the order of the values */
	ranks: Float64Array;
	/** how many values share each value that occurs more than once */
	ties: number[];
};

export function averageRanks(values: ArrayLike<number>): AverageRanks {
	const n = values.length;
	const order = Uint32Array.from({ length: n }, (_, i) => i);
	order.sort((a, b) => values[a]! - values[b]!);
	const ranks = new Float64Array(n);
	const ties: number[] = [];
	for (let start = 0; start < n;) {
		let end = start + 1;
		while (end < n && values[order[end]!] === values[order[start]!]) end++;
		for (let i = start; i < end; i++) ranks[order[i]!] = (start + 1 + end) / 2;
		if (end - start > 1) ties.push(end - start);
		start = end;
	}
	return { ranks, ties };
}

/** The sum of t^3 - t over the ties, which every tie correction of a variance of ranks is made of. */
export function tieCubes(ties: readonly number[]): number {
	return ties.reduce((sum, t) => sum + (t ** 3 - t), 0);
}
