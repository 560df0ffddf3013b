/**
 * Quantiles of the gamma distribution with rate 1, for shapes from 1 to well above 100 000. Our own,
 * because the one in `@stdlib` 0.2.3 is off by up to 1e-3 as soon as an argument passes 1000.
 */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

/**
 * The x with P(shape, x) = probability. Newton steps from the Wilson-Hilferty start, halving the
 * bracket where a step would leave it; below the mean on the lower tail, above it on the upper one, so
 * that a small tail keeps its digits.
 */
export function gammaQuantile(probability: number, shape: number): number {
	if (!(probability > 0 && probability < 1 && shape >= 1)) {
		throw new RangeError(`no gamma quantile for probability ${probability}, shape ${shape}`);
	}
	let low = 0;
	let high = Infinity;
	let x = start(probability, shape);
	for (let step = 0; step < 200; step++) {
		const { excess, density } = at(x, shape, probability);
		if (excess > 0) high = x;
		else low = x;
		let next = x - excess / density;
		if (!(next > low && next < high)) next = high === Infinity ? 2 * x : (low + high) / 2;
		if (Math.abs(next - x) <= 2 * Number.EPSILON * x) return next;
		x = next;
	}
	return x;
}

/** Wilson & Hilferty 1931; where its cube root comes near zero, the first term of the series. */
function start(probability: number, shape: number): number {
	const root = 1 - 1 / (9 * shape) + normalQuantile(probability, 0, 1) / (3 * Math.sqrt(shape));
	return root > 0.3 ? shape * root ** 3 : shape * probability ** (1 / shape) * 0.5;
}

/** By how much P(shape, x) exceeds the probability, and the density at x. */
function at(x: number, shape: number, probability: number) {
	const term = poissonTerm(x, shape);
	const excess =
		x < shape + 1
			? term * series(x, shape) - probability
			: 1 - probability - (term * shape) / continuedFraction(x, shape);
	return { excess, density: (term * shape) / x };
}

/** x^a e^-x / Gamma(a + 1), as a deviance and Stirling's error so that nothing overflows (Loader 2000). */
function poissonTerm(x: number, shape: number): number {
	const away = (x - shape) / shape;
	const deviance = shape * (away - Math.log1p(away));
	return Math.exp(-deviance - stirlingError(shape)) / Math.sqrt(2 * Math.PI * shape);
}

/** ln Gamma(a + 1) - ln(sqrt(2 pi a) (a/e)^a): the asymptotic series, small shapes lifted up to it. */
function stirlingError(shape: number): number {
	let lifted = 0;
	let a = shape;
	for (; a < 15; a++) lifted += (a + 0.5) * Math.log1p(1 / a) - 1;
	const square = a * a;
	return (
		lifted +
		(1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) /
			a
	);
}

/** sum of x^k / ((a+1) ... (a+k)) (Abramowitz & Stegun 6.5.29). */
function series(x: number, shape: number): number {
	let term = 1;
	let sum = 1;
	for (let k = 1; term > sum * Number.EPSILON * 0.1; k++) {
		term *= x / (shape + k);
		sum += term;
	}
	return sum;
}

/** Legendre's continued fraction for the upper tail (Abramowitz & Stegun 6.5.31), by Lentz's method. */
function continuedFraction(x: number, shape: number): number {
	let b = x + 1 - shape;
	let value = b;
	let c = b;
	let d = 0;
	for (let k = 1; k < 1e6; k++) {
		const a = -k * (k - shape);
		b += 2;
		d = 1 / (b + a * d);
		c = b + a / c;
		value *= c * d;
		if (Math.abs(c * d - 1) <= Number.EPSILON) break;
	}
	return value;
}
