/** Random numbers of the usual shapes from a seed, so that every run of the bench sees the same. */
import { seededRandom } from '#lib/statistics/seeded-random.ts';

export type Random = ReturnType<typeof randomOf>;

export function randomOf(seed: number) {
	const uniform = seededRandom(seed);
	/** Box and Muller 1958. */
	const normal = (mean = 0, sd = 1) =>
		mean + sd * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
	const whole = (from: number, to: number) => from + Math.floor(uniform() * (to - from + 1));
	const chance = (p: number) => uniform() < p;
	/** Marsaglia and Tsang 2000; a shape of at least 1. */
	const gamma = (shape: number, scale: number): number => {
		const d = shape - 1 / 3;
		for (;;) {
			const x = normal();
			const v = (1 + x / Math.sqrt(9 * d)) ** 3;
			if (v > 0 && Math.log(1 - uniform()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) {
				return d * v * scale;
			}
		}
	};
	const beta = (a: number, b: number) => {
		const first = gamma(a, 1);
		return first / (first + gamma(b, 1));
	};
	/** Knuth; for means of a few. */
	const poisson = (mean: number) => {
		const limit = Math.exp(-mean);
		let count = -1;
		for (let product = 1; product > limit; count++) product *= uniform();
		return count;
	};
	const exponential = (rate: number) => -Math.log(1 - uniform()) / rate;
	const binomial = (n: number, p: number) => times(n, () => (chance(p) ? 1 : 0)).reduce(add, 0);
	return { uniform, normal, whole, chance, gamma, beta, poisson, exponential, binomial };
}

export const times = <T>(n: number, make: (i: number) => T): T[] =>
	Array.from({ length: n }, (_, i) => make(i));
export const add = (a: number, b: number) => a + b;

/** What a clustered ratio is made of: each patient's two totals. */
export function ratioSums(patients: readonly { x: number; y: number }[]) {
	const sum = (of: (one: { x: number; y: number }) => number) => patients.map(of).reduce(add, 0);
	return {
		x: sum(({ x }) => x),
		y: sum(({ y }) => y),
		xx: sum(({ x }) => x * x),
		yy: sum(({ y }) => y * y),
		xy: sum(({ x, y }) => x * y)
	};
}
