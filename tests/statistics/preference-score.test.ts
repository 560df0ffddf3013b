import { describe, expect, it, test } from 'vitest';
import { equipoise, propensity } from '#lib/statistics/index.ts';
import type { OverlapCase } from './overlap-cases.ts';
import { expectClose, reference } from './reference.ts';

describe('agrees with R', () => {
	test.each(reference<OverlapCase>('overlap-weights'))('$name', (expected) => {
		const { scores } = propensity(expected.treated, expected.covariates);
		const found = equipoise(scores!, expected.treated)!;
		expected.preference.forEach((score, i) => expectClose(found.preferences[i]!, score));
		expectClose(found.share, expected.equipoise);
		expectClose(found.treatedShare, expected.equipoise1);
		expectClose(found.controlShare, expected.equipoise0);
	});
});

it('is a half for a patient as likely as anyone, however popular the treatment', () => {
	const treated = [true, true, true, false];
	expect([...equipoise([0.75, 0.75, 0.75, 0.75], treated)!.preferences]).toEqual([
		0.5, 0.5, 0.5, 0.5
	]);
});

it('has no answer when one of the groups is empty', () => {
	expect(equipoise([0.5, 0.5], [true, true])).toBeNull();
	expect(equipoise([], [])).toBeNull();
});
