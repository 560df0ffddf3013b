import { describe, expect, it, test } from 'vitest';
import {
	disagreement,
	mayCompare,
	type Facts,
	type GroupFacts
} from '#lib/server/analyses/compare/may-compare.ts';

const group = (letter: string, more: Partial<GroupFacts> = {}): GroupFacts => ({
	letter,
	patients: 40,
	seen: 40,
	due: 50,
	effectiveN: 30,
	clinics: 2,
	practitioners: 3,
	...more
});

type Parts = Omit<Partial<Facts>, 'groups'> & { a?: Partial<GroupFacts>; b?: Partial<GroupFacts> };

const facts = ({ a, b, ...more }: Parts = {}): Facts => ({
	groups: [group('A', a), group('B', b)],
	clinics: 2,
	practitioners: 5,
	byPractitioner: false,
	equipoise: 0.6,
	balance: [{ label: 'Baseline score', after: 0 }],
	leftOut: [],
	estimates: [
		{ label: 'Raw change', value: 0.3, low: 0.1, high: 0.5 },
		{ label: 'ANCOVA on baseline', value: 0.2, low: 0.05, high: 0.35 },
		{ label: 'Overlap-weighted', value: 0.2, low: 0.02, high: 0.38 }
	],
	...more
});

it('passes groups that are alike, followed, large enough and of several hands', () => {
	expect(mayCompare(facts())).toEqual({ word: 'PASS', reasons: [] });
});

describe('withholds', () => {
	test.each<[string, Parts, RegExp]>([
		[
			'nine patients in a group',
			{ b: { patients: 9 } },
			/B has 9 patients.*needs 10 in each group: about 1 more seen course\./
		],
		['a group of nobody', { a: { patients: 0 } }, /A has no patient/],
		['equipoise below 0.2', { equipoise: 0.199 }, /Only 20.%.*needs 20.%/],
		['groups that what is known tells apart', { equipoise: null }, /tells the groups apart/],
		[
			'a weighted difference above 0.1',
			{ balance: [{ label: 'Clinic', after: 0.101 }] },
			/unlike after weighting in clinic \(0\.10\)/
		],
		[
			'one below −0.1',
			{ balance: [{ label: 'Age band', after: -0.2 }] },
			/unlike after weighting in age band \(0\.20\)/
		],
		[
			'groups that differ where nobody differs within them',
			{ balance: [{ label: 'Clinic', after: null }] },
			/clinic \(wholly\)/
		],
		['an effective number below 10', { a: { effectiveN: 9.99 } }, /After weighting A/],
		['a group of one clinic', { b: { clinics: 1 } }, /All patients of B are of one clinic/],
		[
			'a group of one practitioner',
			{ a: { practitioners: 1 } },
			/All patients of A were treated by one practitioner/
		]
	])('%s', (_, parts, reason) => {
		const { word, reasons } = mayCompare(facts(parts));
		expect(word).toBe('WITHHELD');
		expect(reasons).toHaveLength(1);
		expect(reasons[0]).toMatch(reason);
	});
});

describe('does not withhold', () => {
	test.each<[string, Parts]>([
		['ten patients in a group', { b: { patients: 10 } }],
		['equipoise of 0.2', { equipoise: 0.2 }],
		['a weighted difference of 0.1', { balance: [{ label: 'Clinic', after: 0.1 }] }],
		['an effective number of 10', { a: { effectiveN: 10 } }],
		['groups of the only clinic there is', { clinics: 1, a: { clinics: 1 }, b: { clinics: 1 } }],
		[
			'groups of the only practitioner there is',
			{ practitioners: 1, a: { practitioners: 1 }, b: { practitioners: 1 } }
		],
		[
			'a practitioner’s own courses beside the rest',
			{ byPractitioner: true, a: { practitioners: 1 } }
		],
		[
			'groups of nobody recorded',
			{ practitioners: 0, a: { practitioners: 0 }, b: { practitioners: 0 } }
		]
	])('%s', (_, parts) => {
		expect(mayCompare(facts(parts))).toEqual({ word: 'PASS', reasons: [] });
	});
});

describe('tells with caution', () => {
	test.each<[string, Parts, RegExp]>([
		[
			'covariates left out',
			{
				leftOut: [
					{ label: 'Quarter', why: 'too few patients' },
					{ label: 'Clinic', why: 'too few patients' }
				]
			},
			/Too few patients.+: quarter and clinic were left out/
		],
		[
			'covariates without support',
			{ leftOut: [{ label: 'Clinic', why: 'no support' }] },
			/Not adjusted for clinic: what is in one group does not occur in the other/
		],
		['follow-up below 60 %', { a: { seen: 29 }, b: { seen: 30 } }, /only 58.% of A were seen/],
		['follow-up that differs by more than 15 points', { a: { seen: 48 } }, /Follow-up differs: 96/],
		['follow-up that nobody knows', { a: { due: 0, seen: 0 } }, /followed is not known/],
		['follow-up that is hidden', { a: { due: null, seen: null } }, /followed is not known/]
	])('%s', (_, parts, reason) => {
		const { word, reasons } = mayCompare(facts(parts));
		expect(word).toBe('CAUTION');
		expect(reasons).toHaveLength(1);
		expect(reasons[0]).toMatch(reason);
	});

	it('estimates that disagree', () => {
		const estimates = [
			{ label: 'Raw change', value: 0.3, low: 0.1, high: 0.5 },
			{ label: 'Overlap-weighted', value: 0.1, low: -0.1, high: 0.3 }
		];
		expect(mayCompare(facts({ estimates })).word).toBe('CAUTION');
	});
});

it('60 % and 15 points are enough', () => {
	const parts = { a: { seen: 30 }, b: { seen: 37.5 } };
	expect(mayCompare(facts(parts)).word).toBe('PASS');
});

it('what is withheld names its own reasons only, none of the milder ones', () => {
	const { word, reasons } = mayCompare(
		facts({
			equipoise: 0.1,
			leftOut: [{ label: 'Clinic', why: 'too few patients' }],
			a: { seen: 1 }
		})
	);
	expect(word).toBe('WITHHELD');
	expect(reasons).toHaveLength(1);
});

describe('estimates disagree', () => {
	const estimate = (label: string, value: number, low: number, high: number) => ({
		label,
		value,
		low,
		high
	});
	test.each([
		['not when all are clear', [estimate('Raw', 0.3, 0.1, 0.5), estimate('B', 0.2, 0.1, 0.3)], 0],
		['not when none is', [estimate('Raw', 0.1, -0.1, 0.3), estimate('B', 0.2, -0.1, 0.5)], 0],
		['in significance', [estimate('Raw', 0.3, 0.1, 0.5), estimate('B', 0.2, -0.1, 0.5)], 1],
		['in sign', [estimate('Raw', 0.1, -0.1, 0.3), estimate('B', -0.1, -0.3, 0.1)], 1],
		['in both', [estimate('Raw', 0.3, 0.1, 0.5), estimate('B', -0.1, -0.3, 0.1)], 2],
		['not when there is one', [estimate('Raw', 0.3, 0.1, 0.5)], 0],
		['not when there is none', [], 0]
	])('%s', (_, estimates, reasons) => {
		expect(disagreement(estimates)).toHaveLength(reasons);
	});
});
