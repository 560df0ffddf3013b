import { expect, it } from 'vitest';
import { METHODS } from '#lib/statistics/register/index.ts';
import { runsOf } from '../../../src/routes/(app)/methods/formula.ts';

const drawn = (formula: string) =>
	runsOf(formula).map(({ text, place, quantity }) =>
		[place === 'below' ? '↓' : place === 'above' ? '↑' : '', quantity ? `*${text}*` : text].join('')
	);

it('an index stands below, a power above, and quantities are in italics', () => {
	expect(drawn('s_m^2 / √n')).toEqual(['*s*', '↓*m*', '↑2', ' / √', '*n*']);
	expect(drawn('t_{0.975, n−1}')).toEqual(['*t*', '↓0.975, ', '↓*n*', '↓−1']);
});

it('words, sums and articles are no quantities', () => {
	expect(drawn('Σ Wilson’s a point')).toEqual(['Σ', ' ', 'Wilson’s', ' ', 'a', ' ', 'point']);
	expect(drawn('a + b')).toEqual(['*a*', ' + ', '*b*']);
});

it('no sign of a formula is lost', () => {
	for (const line of METHODS.flatMap(({ formula }) => formula)) {
		expect(
			runsOf(line)
				.map(({ text }) => text)
				.join('')
		).toBe(line.replace(/[_^{}]/g, ''));
	}
});
