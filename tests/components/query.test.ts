import { expect, test } from 'vitest';
import { beside, withKey, withoutKey } from '#lib/components/query.ts';

test('a chosen value takes its place among the sorted keys', () => {
	expect(withKey('device=pen&wk=12', 'area', 'neck')).toBe('area=neck&device=pen&wk=12');
});

test('a value chosen again replaces the one before', () => {
	expect(withKey('area=neck', 'area', 'face')).toBe('area=face');
});

test('choosing all takes the key away', () => {
	expect(withKey('area=neck&wk=12', 'area', '')).toBe('wk=12');
	expect(withoutKey('area=neck', 'area')).toBe('');
});

test('tells what a query holds beside the choices of the bar', () => {
	expect(beside('area=neck&concern=pores', new Set(['area']))).toEqual([['concern', 'pores']]);
});
