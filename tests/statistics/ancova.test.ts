import { describe, expect, it, test } from 'vitest';
import { ancova, type Trajectory } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	group: string[];
	baseline: number[];
	followUp: number[];
	confidence: number;
	slope: number;
	means: { group: string; mean: number; low: number; high: number }[];
	differences: {
		group: string;
		difference: number;
		low: number;
		high: number;
		t: number;
		p: number;
		change: number;
		changeLow: number;
		changeHigh: number;
	}[];
	f: number;
	fDf: number;
	fP: number;
	residualDf: number;
	residualSd: number;
};

const trajectories = ({ group, baseline, followUp }: Case): Trajectory[] =>
	group.map((name, i) => ({ group: name, baseline: baseline[i]!, followUp: followUp[i]! }));
const cases = reference<Case>('ancova');
const anorexia = trajectories(cases[0]!);

describe('agrees with R', () => {
	test.each(cases)('$name', (expected) => {
		const reference = expected.means[0]!.group;
		const found = ancova(trajectories(expected), { reference, confidence: expected.confidence });
		expectClose(found.slope, expected.slope);
		expectClose(found.residualSd, expected.residualSd);
		expect(found.residualDf).toBe(expected.residualDf);
		expected.means.forEach((mean, i) => {
			expect(found.means[i]!.group).toBe(mean.group);
			expectClose(found.means[i]!.mean, mean.mean);
			expectInterval(found.means[i]!.interval, mean);
		});
		expect(found.differences).toHaveLength(expected.differences.length);
		expected.differences.forEach((difference, i) => {
			const ours = found.differences[i]!;
			expect(ours.group).toBe(difference.group);
			expectClose(ours.difference, difference.difference);
			expectInterval(ours.interval, difference);
			expectClose(ours.t, difference.t);
			expectClose(ours.p, difference.p);
			expectClose(ours.change.difference, difference.change);
			const change = { low: difference.changeLow, high: difference.changeHigh };
			expectInterval(ours.change.interval, change);
		});
		expect(found.slopesDiffer).toMatchObject({ numeratorDf: expected.fDf });
		expectClose(found.slopesDiffer!.f, expected.f);
		expectClose(found.slopesDiffer!.p, expected.fP);
	});
});

it('gives what the help page of `anorexia` in R (MASS) fits to the weights of 72 girls', () => {
	const { slope, differences, residualDf } = ancova(anorexia, { reference: 'CBT' });
	// glm(Postwt ~ Prewt + Treat + offset(Prewt)): the slope of the change, which is one less.
	expect(slope! - 1).toBeCloseTo(-0.5655, 4);
	expect(differences.map(({ group }) => group)).toEqual(['Cont', 'FT']);
	expect(differences[0]!.difference).toBeCloseTo(-4.0971, 4);
	expect(differences[1]!.difference).toBeCloseTo(4.5631, 4);
	expect(differences[0]!.difference / differences[0]!.t!).toBeCloseTo(1.8935, 4);
	expect(differences[1]!.difference / differences[1]!.t!).toBeCloseTo(2.1333, 4);
	expect(residualDf).toBe(68);
});

describe("Lord's paradox", () => {
	// Nobody changes on average, but group B starts three grades higher and keeps half its distance.
	const lord = cases.find(({ name }) => name === 'baselines apart')!;

	it('says that only one of the two intervals excludes zero', () => {
		const [difference] = ancova(trajectories(lord), { reference: 'A' }).differences;
		expect(difference!.disagree).toContain('significance');
	});

	it('says that the signs differ', () => {
		const at = (group: string, from: number, to: number) =>
			[-1, 0, 1].map((off) => ({ group, baseline: from + off, followUp: to + off * 0.2 }));
		const [difference] = ancova([...at('A', 2, 2), ...at('B', 6, 4)]).differences;
		expect(difference!.change.difference).toBeCloseTo(-2, 10);
		expect(difference!.difference).toBeCloseTo(1.2, 10);
		expect(difference!.disagree).toContain('sign');
	});

	it('has nothing to say when both agree', () => {
		const both = cases.find(({ name }) => name === 'two protocols, 90 %')!;
		const found = ancova(trajectories(both), { reference: 'A', confidence: 0.9 });
		expect(found.differences[0]!.disagree).toEqual([]);
	});
});

it('has no answer without data, without a spread of baselines, or without a patient to spare', () => {
	const one = { group: 'A', baseline: 1, followUp: 2 };
	expect(ancova([])).toMatchObject({ slope: null, means: [], reason: 'no data' });
	expect(ancova([one])).toMatchObject({ residualDf: 0, reason: 'baseline does not vary' });
	expect(ancova([one, one, { ...one, group: 'B' }])).toMatchObject({
		differences: [],
		reason: 'baseline does not vary'
	});
	expect(ancova([one, { ...one, baseline: 2 }, { ...one, group: 'B' }])).toMatchObject({
		means: [],
		residualDf: 0,
		reason: 'too few values'
	});
});

it('gives intervals of no width and no p when all lie on their lines', () => {
	const line = (group: string, up: number) =>
		[0.1, 0.7, 1.3, 2.9].map((baseline) => ({ group, baseline, followUp: 0.3 * baseline + up }));
	const { differences, slopesDiffer, residualSd } = ancova([...line('A', 0.1), ...line('B', 0.7)]);
	const [only] = differences;
	expect(residualSd).toBe(0);
	expect(only!.interval).toEqual({ low: only!.difference, high: only!.difference });
	expect(only).toMatchObject({ t: null, p: null });
	expect(slopesDiffer).toBeNull();
});

it('knows a group of one patient, and a reference that nobody had', () => {
	const { means, differences } = ancova(
		[...anorexia, { group: 'new', baseline: 80, followUp: 90 }],
		{
			reference: 'none'
		}
	);
	expect(means.map(({ n }) => n)).toEqual([29, 26, 17, 1]);
	expect(differences.at(-1)).toMatchObject({ group: 'new', change: { reason: 'one value' } });
});

it('contains the estimates, does not see the order, moves and turns with the scores', () => {
	const patient = fc.record({
		group: fc.constantFrom('A', 'B', 'C'),
		baseline: fc.integer({ min: 0, max: 50 }),
		followUp: fc.integer({ min: 0, max: 50 })
	});
	fc.assert(
		fc.property(fc.array(patient, { minLength: 8, maxLength: 40 }), (all) => {
			const was = ancova(all, { reference: 'A' });
			const turned = all.toReversed().map((each) => ({
				...each,
				baseline: 3 - each.baseline,
				followUp: 60 - 2 * each.followUp
			}));
			const is = ancova(turned, { reference: 'A' });
			expect(is.reason).toBe(was.reason);
			for (const { group, mean, interval } of was.means) {
				expect(interval.low).toBeLessThanOrEqual(mean);
				expect(interval.high).toBeGreaterThanOrEqual(mean);
				const other = is.means.find((each) => each.group === group)!;
				expect(other.mean).toBeCloseTo(60 - 2 * mean, 8);
				expect(other.interval.low).toBeCloseTo(60 - 2 * interval.high, 8);
			}
		})
	);
});
