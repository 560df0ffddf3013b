import { describe, expect, it, test } from 'vitest';
import { ratioOfMeans, type ImprovementSums } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';
import { ratioSums } from './series.ts';

type Case = {
	name: string;
	patient: number[];
	improvement: number[];
	baseline: number[];
	confidence: number;
	percent: number;
	low: number;
	high: number;
};

type Series = { patient: number; improvement: number; baseline: number };

function sumsOfSeries(series: Series[]): ImprovementSums {
	const patients = [...Map.groupBy(series, ({ patient }) => patient).values()].map((own) => ({
		numerator: own.reduce((sum, { improvement }) => sum + improvement, 0),
		denominator: own.reduce((sum, { baseline }) => sum + baseline, 0)
	}));
	const sums = ratioSums(patients);
	return {
		n: series.length,
		patients: sums.patients,
		improvement: sums.numerator,
		baseline: sums.denominator,
		improvementSquares: sums.numeratorSquares,
		baselineSquares: sums.denominatorSquares,
		crossProducts: sums.crossProducts
	};
}

describe('agrees with R', () => {
	test.each(reference<Case>('ratio-of-means'))('$name', (expected) => {
		const series = expected.patient.map((patient, i) => ({
			patient,
			improvement: expected.improvement[i]!,
			baseline: expected.baseline[i]!
		}));
		const found = ratioOfMeans(sumsOfSeries(series), expected.confidence);
		expectClose(found.percent, expected.percent);
		expectInterval(found.interval, expected);
	});
});

it('is the ratio of the means, not the mean of the percentages', () => {
	const found = ratioOfMeans(
		sumsOfSeries([
			{ patient: 1, improvement: 1, baseline: 1 },
			{ patient: 2, improvement: 0, baseline: 9 }
		])
	);
	expect(found.percent).toBe(10);
});

it('says there is no data when nobody was seen', () => {
	expect(ratioOfMeans(sumsOfSeries([]))).toEqual({
		percent: null,
		interval: null,
		n: 0,
		patients: 0,
		reason: 'no data'
	});
});

test.each([0, -3])('has no answer when the mean baseline is %i', (baseline) => {
	const series = [1, 2].map((patient) => ({ patient, improvement: 1, baseline }));
	expect(ratioOfMeans(sumsOfSeries(series))).toMatchObject({
		percent: null,
		interval: null,
		reason: 'baseline not positive'
	});
});

it('gives one patient a percentage without an interval', () => {
	const series = [1, 2].map((improvement) => ({ patient: 1, improvement, baseline: 4 }));
	expect(ratioOfMeans(sumsOfSeries(series))).toMatchObject({
		percent: 37.5,
		interval: null,
		n: 2,
		patients: 1,
		reason: 'one patient'
	});
});

it('gives an interval of no width when all improve by the same part', () => {
	const series = [4, 8, 20].map((baseline, patient) => ({
		patient,
		improvement: baseline / 4,
		baseline
	}));
	expect(ratioOfMeans(sumsOfSeries(series)).interval).toEqual({ low: 25, high: 25 });
});

it('contains the percentage, keeps it in another unit or order, and turns with the sign', () => {
	const one = fc.record({
		patient: fc.integer({ min: 1, max: 8 }),
		improvement: fc.integer({ min: -50, max: 90 }),
		baseline: fc.integer({ min: 1, max: 100 })
	});
	const several = fc
		.array(one, { minLength: 2, maxLength: 20 })
		.filter((series) => new Set(series.map(({ patient }) => patient)).size > 1);
	fc.assert(
		fc.property(several, fc.integer({ min: 2, max: 100 }), (series, unit) => {
			const { percent, interval } = ratioOfMeans(sumsOfSeries(series));
			expect(interval!.low).toBeLessThanOrEqual(percent!);
			expect(interval!.high).toBeGreaterThanOrEqual(percent!);
			const changed = series.toReversed().map(({ patient, improvement, baseline }) => ({
				patient,
				improvement: -unit * improvement,
				baseline: unit * baseline
			}));
			const turned = ratioOfMeans(sumsOfSeries(changed));
			expect(turned.percent).toBeCloseTo(-percent!, 9);
			expect(turned.interval!.low).toBeCloseTo(-interval!.high, 3);
		})
	);
});
