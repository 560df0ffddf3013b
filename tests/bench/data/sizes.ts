/** How many assessments the records of the bench hold. */

export const SIZES = { '100k': 100_000, '1m': 1_000_000, '10m': 10_000_000 } as const;
export type Size = keyof typeof SIZES;

/** The sizes of `--size 100k,10m`, the smallest first. Throws for what is none. */
export function sizesOf(text: string): Size[] {
	const asked = text.toLowerCase().split(',');
	const names = Object.keys(SIZES) as Size[]; // of the object above
	const unknown = asked.find((name) => !names.some((size) => size === name));
	if (unknown !== undefined) throw new Error(`${unknown}? Sizes are ${names.join(', ')}.`);
	return names.filter((size) => asked.includes(size));
}
