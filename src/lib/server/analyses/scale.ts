/** The axis that holds all values with few round steps. */
import type { Scale } from '#lib/charts/figure.ts';

const STEPS = [1, 2, 2.5, 5, 10];

/** From zero, or below it where values are negative, to just above the largest; about six steps. To 1 for nothing. */
export function niceScale(values: readonly number[], atLeast = 0): Scale {
	const largest = Math.max(atLeast, ...values);
	const low = Math.min(0, ...values);
	const high = largest > 0 || low < 0 ? largest : 1;
	const rough = (high - low) / 6;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = (STEPS.find((candidate) => candidate * power >= rough * 0.999) ?? 10) * power;
	const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9), isHalfStep(step) ? 1 : 0);
	return {
		min: Math.floor(low / step + 1e-9) * step,
		max: Math.ceil(high / step - 1e-9) * step,
		step,
		decimals: step < 1 && isHalfStep(step) ? decimals + 1 : decimals
	};
}

/** 2.5, 0.25 and the like need one decimal more than their power of ten. */
const isHalfStep = (step: number) => {
	const leading = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
	return Math.abs(leading - 2.5) < 1e-9;
};
