/** The curve that only rises, or only falls, nearest to a row of means. */

export type IsotonicFit = {
	/** the fitted value at each level, in the order given */
	fitted: number[];
	/** how many steps of equal fitted values there are */
	levels: number;
};

/**
 * Fits means in the order of their levels, each with its weight (patients), by least squares under the
 * rule that none may be below the one before ('rising') or above it ('falling'): pool adjacent violators
 * (Barlow 1972).
 *
 * Assumes the direction; it is not a test of it (`jonckheereTerpstra` is). A level of no weight follows
 * its neighbours and moves nothing. No levels: nothing fitted.
 */
export function isotonic(
	means: readonly number[],
	weights: readonly number[],
	direction: 'rising' | 'falling' = 'rising'
): IsotonicFit {
	if (weights.length !== means.length || !weights.every((weight) => weight >= 0)) {
		throw new RangeError('every mean needs a weight that is not negative');
	}
	const sign = direction === 'rising' ? 1 : -1;
	const blocks: Block[] = [];
	means.forEach((value, i) => {
		let block = { mean: sign * value, weight: weights[i]!, size: 1 };
		for (let last = blocks.at(-1); last && last.mean >= block.mean; last = blocks.at(-1)) {
			block = joined(last, block);
			blocks.pop();
		}
		blocks.push(block);
	});
	const fitted = blocks.flatMap(({ mean, size }) => Array<number>(size).fill(sign * mean));
	return { fitted, levels: blocks.length };
}

type Block = { mean: number; weight: number; size: number };

function joined(first: Block, second: Block): Block {
	const weight = first.weight + second.weight;
	const size = first.size + second.size;
	if (first.mean === second.mean || weight === 0) return { mean: first.mean, weight, size };
	// From the first mean on, so that a weight of none leaves the other exactly as it was.
	const part = second.weight / weight;
	return { mean: first.mean * (1 - part) + second.mean * part, weight, size };
}
