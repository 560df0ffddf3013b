import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSmall, suppress } from '#lib/privacy/suppress.ts';

describe('hiding small groups', () => {
	it.each([
		{ name: 'hides nothing when every group is large enough', patients: [5, 9, 40], hidden: [] },
		{ name: 'shows a group of nobody', patients: [0, 12], hidden: [] },
		{
			name: 'hides four people and the next smallest group, so that the total tells nothing',
			patients: [40, 4, 9],
			hidden: [1, 2]
		},
		{
			name: 'hides two small groups without a third when together they hold five',
			patients: [3, 2, 50],
			hidden: [0, 1]
		},
		{
			name: 'goes on hiding until the hidden ones hold five',
			patients: [1, 2, 50, 7],
			hidden: [0, 1, 3]
		},
		{ name: 'hides a group that stands alone', patients: [3], hidden: [0] },
		{ name: 'has nothing to hide in an empty table', patients: [], hidden: [] }
	])('$name (SR-5.1, SR-5.2)', ({ patients, hidden }) => {
		const verdicts = suppress(patients, 5);
		expect(verdicts.flatMap((verdict, i) => (verdict === 'shown' ? [] : [i]))).toEqual(hidden);
	});

	it('tells a small group from one that is hidden beside it', () => {
		expect(suppress([40, 4, 9], 5)).toEqual(['shown', 'small', 'second']);
	});

	it('never shows 1 to threshold - 1 patients, and never leaves a residual of so few (SR-5.2)', () => {
		const tables = fc.tuple(
			fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }),
			fc.integer({ min: 5, max: 11 })
		);
		fc.assert(
			fc.property(tables, ([patients, threshold]) => {
				const verdicts = suppress(patients, threshold);
				const shown = patients.filter((_, i) => verdicts[i] === 'shown');
				expect(shown.some((count) => isSmall(count, threshold))).toBe(false);
				const residual =
					patients.reduce((sum, count) => sum + count, 0) -
					shown.reduce((sum, count) => sum + count, 0);
				// A residual may be small only when nobody else is left in the table to hide among.
				if (isSmall(residual, threshold)) expect(shown.every((count) => count === 0)).toBe(true);
			}),
			{ numRuns: 1000 }
		);
	});
});
