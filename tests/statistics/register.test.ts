import { expect, it } from 'vitest';
import * as statistics from '#lib/statistics/index.ts';
import { cite, FAMILIES, METHODS, methodOf } from '#lib/statistics/register/index.ts';

const exported = Object.entries(statistics)
	.filter(([, value]) => typeof value === 'function')
	.map(([name]) => name);

it('every statistic stands in the register once, and nothing else does', () => {
	const named = METHODS.flatMap(({ functions }) => functions);
	expect(named.toSorted()).toEqual(exported.toSorted());
	for (const { id, functions } of METHODS) expect(functions.length, id).toBeGreaterThan(0);
});

it('every entry and family has a name of its own that can stand in an address', () => {
	const ids = [...FAMILIES, ...METHODS].map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
	expect(new Set(METHODS.map(({ name }) => name)).size).toBe(METHODS.length);
});

it.each(METHODS.map((method) => [method.id, method] as const))(
	'%s says what it is, whose it is, what it assumes and what it cannot say',
	(id, method) => {
		expect(methodOf(id)).toBe(method);
		for (const text of [method.words, method.assumes, method.noAnswer, method.limits]) {
			expect(text).toMatch(/^\S.*[.?]$/s);
			expect(text.length).toBeLessThan(330);
			expect(text, 'marks of a formula in words').not.toMatch(/[_^{}]/);
		}
		expect(method.words.split(/[.!?:] /).length).toBeLessThanOrEqual(4);
		expect(method.formula.length).toBeGreaterThan(0);
		expect(method.sources.length).toBeGreaterThan(0);
		for (const { authors, year, title, in: where } of method.sources) {
			expect(year, title).toBeGreaterThan(1900);
			expect(year, title).toBeLessThan(2027);
			for (const text of [authors, title, where]) expect(text.trim()).not.toBe('');
		}
	}
);

it('formulas close what they open and use real signs', () => {
	for (const line of METHODS.flatMap(({ formula }) => formula)) {
		for (const [open, close] of [
			['(', ')'],
			['{', '}'],
			['⌊', '⌋'],
			['|', '|']
		] as const) {
			const count = (sign: string) => line.split(sign).length - 1;
			if (open === close) expect(count(open) % 2, line).toBe(0);
			else expect(count(open), line).toBe(count(close ?? ''));
		}
		// An index of an index would be drawn as a mark.
		expect(line).not.toMatch(/\{[^}]*[_^{]/);
		// A hyphen is no minus, an x between numbers no times.
		expect(line).not.toMatch(/ - | x \d|<=|>=|sqrt|\+\/-/);
	}
});

it('a source is cited by its authors’ names and the year', () => {
	const cited = (id: string) => methodOf(id).sources.map(cite);
	expect(cited('clustered-mean')).toEqual(['Liang & Zeger 1986']);
	expect(cited('mmrm')).toEqual(['Mallinckrodt et al. 2008', 'Patterson & Thompson 1971']);
	expect(cited('restricted-mean')).toEqual(['Uno et al. 2014']);
	expect(cited('ancova')).toContain('van Breukelen 2006');
	expect(cited('control-icons')).toContain('NHS Improvement 2018');
	for (const line of METHODS.flatMap(({ id }) => cited(id))) {
		expect(line).toMatch(/^\S.* \d{4}$/);
		expect(line, 'initials').not.toMatch(/[a-z] [A-Z]{1,3} /);
	}
});
