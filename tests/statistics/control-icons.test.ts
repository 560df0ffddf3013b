import { describe, expect, it, test } from 'vitest';
import {
	assuranceIcon,
	individualsChart,
	variationIcon,
	type ControlPoint
} from '#lib/statistics/index.ts';
import { controlSignals } from '#lib/statistics/control-rules.ts';

/** Points around 0 with limits at -3 and 3. */
const around = (...values: number[]) =>
	controlSignals(values.map((value) => ({ value, centre: 0, sigma: 1, low: -3, high: 3 })));
const rulesOf = (...values: number[]) => around(...values).map(({ rules }) => rules.join(' and '));

describe('the four rules', () => {
	it('a point outside the limits, not one on them', () => {
		expect(rulesOf(3, -3, 3.1, -3.1)).toEqual(['', '', 'outside', 'outside']);
	});

	it('seven points on one side, not six, and a point on the line ends the run', () => {
		const six = Array.from({ length: 6 }, (_, i) => 1 + (i % 2) / 2);
		expect(rulesOf(...six).every((rules) => rules === '')).toBe(true);
		expect(rulesOf(...six, 0, 1.2).every((rules) => rules === '')).toBe(true);
		expect(rulesOf(-1, ...six, 1.2)).toEqual(['', ...Array.from({ length: 7 }, () => 'shift')]);
	});

	it('seven points rising or falling, not six, and not over two equal ones', () => {
		const rise = [-1.5, -1, -0.5, 0.2, 0.7, 1.1];
		expect(rulesOf(...rise).every((rules) => rules === '')).toBe(true);
		expect(rulesOf(...rise, 1.1).every((rules) => rules === '')).toBe(true);
		expect(rulesOf(...rise, 1.5)).toEqual(Array.from({ length: 7 }, () => 'trend'));
		expect(around(...rise, 1.5).map(({ side }) => side)).toEqual(
			Array.from({ length: 7 }, () => 'high')
		);
	});

	it('two of three in the outer third, all three on one side', () => {
		expect(rulesOf(2.5, 0.5, 2.5)).toEqual(['two of three', '', 'two of three']);
		expect(rulesOf(2.5, 2.5, 0.1, -1)).toEqual(['two of three', 'two of three', '', '']);
		expect(rulesOf(2.5, -0.5, 2.5)).toEqual(['', '', '']);
		expect(rulesOf(2.5, 0, 2.5)).toEqual(['', '', '']);
		expect(rulesOf(2, 1, 2)).toEqual(['', '', '']);
		// A point outside the limits is a signal of its own and not in the outer third.
		expect(rulesOf(3.5, 1, 2.5)).toEqual(['outside', '', '']);
	});

	it('lets the outside decide the side before the trend, and the trend before the rest', () => {
		const falling = [9, 2.9, 2.4, 1.9, 1.5, 1, 0.5];
		expect(around(...falling)[0]).toEqual({ rules: ['outside', 'trend', 'shift'], side: 'high' });
		expect(around(...falling)[4]).toEqual({ rules: ['trend', 'shift'], side: 'low' });
	});
});

const chart = (...last: number[]) =>
	individualsChart([...Array.from({ length: 20 }, (_, i) => 5 + (i % 2 ? 1 : -1)), ...last]).points;

describe('the icon of variation', () => {
	test.each([
		[99, 'higher better', { kind: 'better', side: 'high' }],
		[99, 'lower better', { kind: 'worse', side: 'high' }],
		[99, 'neither', { kind: 'changed', side: 'high' }],
		[-99, 'higher better', { kind: 'worse', side: 'low' }],
		[-99, 'lower better', { kind: 'better', side: 'low' }],
		[5, 'higher better', { kind: 'chance', side: null }]
	] as const)('a last point of %d, %s', (last, direction, icon) => {
		expect(variationIcon(chart(last), direction)).toEqual(icon);
	});

	it('is that of the last month with a value, and none without limits', () => {
		const points = individualsChart([...chart(99).map(({ value }) => value), null]).points;
		expect(variationIcon(points, 'higher better')).toMatchObject({ kind: 'better' });
		expect(variationIcon(individualsChart([1, 2, 3]).points, 'higher better')).toBeNull();
		expect(variationIcon([], 'higher better')).toBeNull();
	});
});

describe('the icon of assurance', () => {
	const point = (low: number | null, high: number | null): ControlPoint => ({
		value: 5,
		centre: 5,
		low,
		high,
		signal: { rules: [], side: null }
	});

	test.each([
		[3, 'higher better', 'always met'],
		[3, 'lower better', 'never met'],
		[8, 'higher better', 'never met'],
		[8, 'lower better', 'always met'],
		[5, 'higher better', 'met or not by chance'],
		[4, 'higher better', 'met or not by chance'],
		[6, 'higher better', 'met or not by chance'],
		[4, 'lower better', 'met or not by chance'],
		[6, 'lower better', 'met or not by chance']
	] as const)('limits 4 and 6, target %d, %s', (target, direction, icon) => {
		expect(assuranceIcon([point(4, 6)], direction, target)).toBe(icon);
	});

	it('goes by the limits of the last rebase', () => {
		const low = Array.from({ length: 20 }, (_, i) => (i % 2 ? 1.1 : 0.9));
		const high = low.map((value) => value + 8);
		const { points } = individualsChart([...low, ...high], { rebaseAt: [20] });
		expect(assuranceIcon(points, 'higher better', 5)).toBe('always met');
		expect(assuranceIcon(points.slice(0, 20), 'higher better', 5)).toBe('never met');
	});

	it('is none without a target, a direction or limits', () => {
		expect(assuranceIcon([point(4, 6)], 'higher better', null)).toBeNull();
		expect(assuranceIcon([point(4, 6)], 'neither', 9)).toBeNull();
		expect(assuranceIcon([point(null, null)], 'higher better', 9)).toBeNull();
	});
});
