import { expect, it } from 'vitest';
import { intraclassCorrelation, readingError } from '#lib/statistics/index.ts';
import { expectClose } from './reference.ts';
import fc from './seeded.ts';

type Pair = [number, number];

const sumsOfPairs = (pairs: readonly Pair[]) => ({
	patients: pairs.length,
	difference: pairs.reduce((sum, [one, two]) => sum + one - two, 0),
	differenceSquares: pairs.reduce((sum, [one, two]) => sum + (one - two) ** 2, 0)
});

it('is what the correlation of the same pairs gives, whatever they were multiplied by', () => {
	const reading = fc.integer({ min: 0, max: 400 });
	const pairs = fc.array(fc.tuple(reading, reading), { minLength: 10, maxLength: 60 });
	fc.assert(
		fc.property(pairs, (all) => {
			const { sem } = intraclassCorrelation(all.map((pair) => pair.map((one) => one / 100)));
			expectClose(readingError(sumsOfPairs(all), 100), sem.agreement ?? 0);
		})
	);
});

it('counts a reader who always reads higher, and nothing where readings agree', () => {
	const higher: Pair[] = [1, 2, 3, 4].map((grade) => [grade, grade + 1]);
	// Between readers 4 (1/2)^2 x 2 = 2, over four patients; no other error.
	expectClose(readingError(sumsOfPairs(higher)), Math.sqrt(2 / 4));
	expect(readingError(sumsOfPairs([1, 2, 3].map((grade) => [grade, grade])))).toBe(0);
});

it('has no answer below two patients', () => {
	expect(readingError(sumsOfPairs([]))).toBeNull();
	expect(readingError(sumsOfPairs([[1, 2]]))).toBeNull();
});
