import { expect, it, test } from 'vitest';
import { verdictOf, verdicts } from '#lib/statistics/index.ts';

const around = (estimate: number, reach: number, patients = 20) => ({
	estimate,
	interval: { low: estimate - reach, high: estimate + reach },
	patients
});

test.each([
	['clear', 'an improvement past the smallest worthwhile one', around(0.8, 0.3)],
	['clear', 'exactly the smallest worthwhile improvement', around(0.5, 0.3)],
	['clear', 'a worsening past the smallest worthwhile difference', around(-0.8, 0.3)],
	['clear', 'the same improvement in all', around(1, 0)],
	['clear but small', 'a sure but slight improvement', around(0.3, 0.1)],
	['clear but small', 'a sure but slight worsening', around(-0.3, 0.1)],
	['not clear', 'an interval across zero, however large the estimate', around(2, 3)],
	['not clear', 'an interval that ends at zero', around(1, 1)],
	['not clear', 'no change in anyone', around(0, 0)],
	['too few to say', 'four patients', around(2, 0.1, 4)],
	['too few to say', 'no interval', { estimate: 2, interval: null, patients: 9 }],
	['too few to say', 'nobody', { estimate: null, interval: null, patients: 0 }]
] as const)('says "%s" for %s', (verdict, _, figure) => {
	expect(verdictOf(figure, 0.5)).toBe(verdict);
	expect(verdicts).toContain(verdict);
});

it('speaks from the fifth patient on, or from where it is told', () => {
	expect(verdictOf(around(2, 0.1, 5), 0.5)).toBe('clear');
	expect(verdictOf(around(2, 0.1, 9), 0.5, 10)).toBe('too few to say');
	expect(verdictOf(around(2, 0.1, 10), 0.5, 10)).toBe('clear');
});
