/** Seeded draws for the demo: the same seed gives the same clinics on every machine. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Random = {
	/** From 0 (included) to 1 (excluded). */
	uniform(): number;
	chance(probability: number): boolean;
	normal(mean: number, sd: number): number;
	/** A normal draw, drawn again until it lies within the limits. */
	truncated(mean: number, sd: number, from: number, to: number): number;
	/** A whole number; both ends belong to it. */
	int(from: number, to: number): number;
	/** One of the values, each as likely as its weight says. */
	pick<T>(weighted: readonly (readonly [T, number])[]): T;
};

export function seeded(seed: number): Random {
	const generator = xoroshiro128plus(seed);
	let spare: number | null = null;

	const uniform = () => uniformFloat64(generator);
	const standardNormal = () => {
		if (spare !== null) {
			const value = spare;
			spare = null;
			return value;
		}
		const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
		const angle = 2 * Math.PI * uniform();
		spare = radius * Math.sin(angle);
		return radius * Math.cos(angle);
	};
	const normal = (mean: number, sd: number) => mean + sd * standardNormal();

	return {
		uniform,
		chance: (probability) => uniform() < probability,
		normal,
		truncated(mean, sd, from, to) {
			for (let attempt = 0; attempt < 100; attempt++) {
				const value = normal(mean, sd);
				if (value >= from && value <= to) return value;
			}
			return Math.min(to, Math.max(from, mean));
		},
		int: (from, to) => from + Math.floor(uniform() * (to - from + 1)),
		pick(weighted) {
			const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
			let left = uniform() * total;
			for (const [value, weight] of weighted) {
				left -= weight;
				if (left < 0) return value;
			}
			const last = weighted.at(-1);
			if (!last) throw new Error('Nothing to pick from.');
			return last[0];
		}
	};
}
