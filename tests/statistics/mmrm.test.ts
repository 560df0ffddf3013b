import { describe, expect, it, test } from 'vitest';
import { seeded } from '#db/demo/random.ts';
import { mmrm, type Mmrm, type MmrmPatient } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Row = {
	visit: number;
	protocol: string;
	estimate: number;
	error: number;
	df: number;
	low: number;
	high: number;
	p: number;
};

type Case = {
	name: string;
	structure: string;
	confidence: number;
	visits: number;
	patient: number[];
	protocol: string[];
	baseline: number[];
	visit: number[];
	value: number[];
	centre: number;
	covariance: number[][];
	means: Row[];
	differences: Row[];
};

const cases = reference<Case>('mmrm');

function patientsOf(data: Case): MmrmPatient[] {
	const rows = data.patient.map((patient, row) => ({ patient, row }));
	return [...Map.groupBy(rows, ({ patient }) => patient).values()].map((seen) => ({
		protocol: data.protocol[seen[0]!.row]!,
		baseline: data.baseline[seen[0]!.row]!,
		improvements: Array.from(
			{ length: data.visits },
			(_, visit) => seen.map(({ row }) => row).find((row) => data.visit[row] === visit + 1) ?? null
		).map((row) => (row === null ? null : data.value[row]!))
	}));
}

describe('agrees with R', () => {
	test.each(cases)('$name', (expected) => {
		const { confidence, differences, means, visits } = expected;
		const first = means[0]!.protocol;
		const found = mmrm(patientsOf(expected), visits, { reference: first, confidence });
		expect(found.covariance).toBe(expected.structure);
		expect(found.simplerBecause === null).toBe(expected.structure === 'unstructured');
		expectClose(found.pooledBaseline, expected.centre);
		const covariance = found.visitCovariance!.flat();
		const largest = Math.max(...covariance);
		expected.covariance.flat().forEach((each, i) => {
			expect(Math.abs(covariance[i]! - each)).toBeLessThan(1e-6 * largest);
		});
		for (const row of means) {
			const mean = found.visits[row.visit - 1]!.means.find((m) => m.protocol === row.protocol)!;
			if (mean.patients > 1) expectRow(mean, row);
			else expectClose(mean.estimate, row.estimate, 1e-6);
		}
		for (const row of differences) {
			const visit = found.visits[row.visit - 1]!;
			const difference = visit.differences.find((d) => d.protocol === row.protocol)!;
			const fewest = Math.min(
				...visit.means
					.filter(({ protocol }) => [first, row.protocol].includes(protocol))
					.map(({ patients }) => patients)
			);
			if (fewest >= 10) expectRow(difference, row);
			else expect(difference).toMatchObject({ estimate: null, reason: 'too few patients' });
		}
	});
});

/** What a mean and a difference have in common. */
type Estimate = Omit<Mmrm['visits'][number]['means'][number], 'protocol' | 'patients'>;

function expectRow(found: Estimate, row: Row): void {
	expectClose(found.estimate, row.estimate, 1e-6);
	expectClose(found.standardError, row.error, 1e-6);
	expectClose(found.degreesOfFreedom, row.df, 1e-6);
	expectInterval(found.interval, row, 1e-6);
	expectClose(found.pValue, row.p, 1e-6);
	expect(found.reason).toBeNull();
}

it('prints what the books print for the growth of 27 children', () => {
	const growth = mmrm(patientsOf(cases[0]!), 4, { reference: 'girls' });
	const of = (protocol: string) =>
		growth.visits.map(({ means }) =>
			means.find((mean) => mean.protocol === protocol)!.estimate!.toFixed(2)
		);
	// Verbeke & Molenberghs 2000, model 1; with nobody missing ML is 25/27 of REML.
	expect(of('girls')).toEqual(['21.18', '22.23', '23.09', '24.09']);
	expect(of('boys')).toEqual(['22.88', '23.81', '25.72', '27.47']);
	const ml = growth.visitCovariance!.map((row) => row.map((each) => ((each * 25) / 27).toFixed(4)));
	expect(ml).toEqual([
		['5.0143', '2.5156', '3.6206', '2.5095'],
		['2.5156', '3.8748', '2.7103', '3.0714'],
		['3.6206', '2.7103', '5.9775', '3.8248'],
		['2.5095', '3.0714', '3.8248', '4.6164']
	]);
});

const visit = (protocol: string, baseline: number | null, ...improvements: (number | null)[]) => ({
	protocol,
	baseline,
	improvements
});

describe('says why there is no answer', () => {
	it('for nobody', () => {
		expect(mmrm([], 2)).toEqual({
			visits: [
				{ means: [], differences: [] },
				{ means: [], differences: [] }
			],
			pooledBaseline: null,
			covariance: null,
			simplerBecause: null,
			visitCovariance: null,
			patients: 0,
			observations: 0,
			withoutBaseline: 0,
			withoutVisit: 0,
			reason: 'no data'
		});
	});

	it('for patients without baseline or without a visit, whom it counts', () => {
		const found = mmrm([visit('a', null, 1), visit('a', 3, null), visit('b', 3, null)], 1);
		expect(found).toMatchObject({ patients: 0, withoutBaseline: 1, withoutVisit: 2 });
		expect(found.reason).toBe('no data');
		expect(found.visits[0]!.means[0]).toMatchObject({ estimate: null, reason: 'no data' });
	});

	it.each([1, 2])('for %d patients', (patients) => {
		const all = [visit('a', 3, 1, 2), visit('b', 2, 0, 1)].slice(0, patients);
		const found = mmrm(all, 2);
		expect(found.reason).toBe('too few values');
		expect(found.visits[1]!.means[0]).toMatchObject({ observed: 2, estimate: null, patients: 1 });
	});

	it('when everyone improves by the same: intervals without width, no p', () => {
		const all = Array.from({ length: 30 }, (_, i) => visit(i % 2 ? 'a' : 'b', i % 5, 0.1, 0.7));
		const found = mmrm(all, 2);
		const mean = found.visits[1]!.means[0]!;
		expect(mean.reason).toBe('no variation');
		expect(mean.estimate).toBeCloseTo(0.7, 12);
		expect(mean.interval).toEqual({ low: mean.estimate, high: mean.estimate });
		expect(mean.pValue).toBeNull();
		expect(found.visits[1]!.differences[0]!.estimate).toBeCloseTo(0, 12);
	});

	it('when each patient scores the same at all visits: the raw means only', () => {
		const all = Array.from({ length: 40 }, (_, i) => visit(i % 2 ? 'a' : 'b', i % 5, i % 3, i % 3));
		const found = mmrm(all, 2);
		expect(found.reason).toBe('no fit');
		expect(found.visits[0]!.means[0]).toMatchObject({ estimate: null, reason: 'no fit' });
		expect(found.visits[0]!.means[0]!.observed).toBe(1);
	});
});

describe('takes a simpler covariance and says why', () => {
	it('when a visit follows from the others', () => {
		const all = someone(7, 60, 2).map((patient) => {
			const [one, two] = patient.improvements;
			return { ...patient, improvements: [one!, two!, one! + two!] };
		});
		const found = mmrm(all, 3);
		expect(found).toMatchObject({ covariance: 'compound symmetry', simplerBecause: 'singular' });
	});

	it('when everyone improves by the same at one visit', () => {
		const all = someone(11, 60, 3).map((patient) => ({
			...patient,
			improvements: patient.improvements.with(0, 1)
		}));
		const found = mmrm(all, 3);
		expect(found).toMatchObject({ covariance: 'compound symmetry', simplerBecause: 'singular' });
		expect(found.visits[0]!.means.map(({ estimate }) => estimate!.toFixed(9))).toEqual([
			'1.000000000',
			'1.000000000'
		]);
		expect(found.visits[2]!.differences[0]!.interval).not.toBeNull();
	});

	it('when nobody was seen at both of two visits', () => {
		const all = someone(8, 60, 3).map(({ improvements: [one, two, three], ...patient }, i) => ({
			...patient,
			improvements: i % 4 < 2 ? [one!, two!, null] : [null, two!, three!]
		}));
		const found = mmrm(all, 3);
		expect(found).toMatchObject({ covariance: 'compound symmetry', simplerBecause: 'singular' });
		expect(found.visits[2]!.differences[0]!.interval).not.toBeNull();
	});

	it('when no patient was seen twice', () => {
		const all = someone(9, 60, 2).map(({ improvements: [one, two], ...patient }, i) => ({
			...patient,
			improvements: i % 4 < 2 ? [one!, null] : [null, two!]
		}));
		const found = mmrm(all, 2);
		expect(found.covariance).toBe('independence');
		expect(found.simplerBecause).toBe('no patient seen twice');
	});

	it('when nine patients of a protocol reached a visit, whose difference is then only observed', () => {
		const all = someone(10, 60, 2);
		const nine = all.map((patient, i) =>
			i % 2 && i > 18 ? { ...patient, improvements: [patient.improvements[0]!, null] } : patient
		);
		const found = mmrm(nine, 2);
		expect(found).toMatchObject({
			covariance: 'compound symmetry',
			simplerBecause: 'too few patients at a visit'
		});
		const [first, last] = found.visits;
		expect(first!.differences[0]!.interval).not.toBeNull();
		expect(last!.means[1]).toMatchObject({ patients: 9, reason: null });
		expect(last!.differences[0]).toMatchObject({ estimate: null, reason: 'too few patients' });
		expect(last!.differences[0]!.observed).not.toBeNull();
		expect(mmrm(nine, 2, { minimumPatients: 9 }).covariance).toBe('unstructured');
	});
});

it('leaves a visit out at which nobody was seen', () => {
	const all = someone(11, 60, 2);
	const apart = all.map(({ improvements: [one, two], ...patient }) => ({
		...patient,
		improvements: [one!, null, two!]
	}));
	const found = mmrm(apart, 3);
	expect(found.visits[1]!.means[0]).toMatchObject({ patients: 0, reason: 'no data' });
	expect(found.visits[2]).toEqual(mmrm(all, 2).visits[1]);
});

it('does not need baselines to differ', () => {
	const all = someone(12, 60, 2).map((patient) => ({ ...patient, baseline: 0.1 }));
	expect(mmrm(all, 2).visits[0]!.means[0]!.estimate).toBeCloseTo(
		mmrm(all, 2).visits[0]!.means[0]!.observed!,
		10
	);
});

it('with nobody missing, each visit is an analysis of covariance of its own', () => {
	const all = someone(13, 50, 3);
	const together = mmrm(all, 3);
	for (const which of [0, 1, 2]) {
		const alone = mmrm(
			all.map((patient) => ({ ...patient, improvements: [patient.improvements[which]!] })),
			1
		);
		const [is] = together.visits[which]!.differences;
		const [was] = alone.visits[0]!.differences;
		expectClose(is!.estimate, was!.estimate!, 1e-8);
		expectClose(is!.standardError, was!.standardError!, 1e-8);
		expectClose(is!.degreesOfFreedom, 50 - 3, 1e-6);
	}
});

it('draws the mean of a visit towards what those who stayed away had shown before', () => {
	// Those doing badly at the first visit do not come to the second.
	const all = someone(14, 400, 2).map(({ improvements: [one, two], ...patient }) => ({
		...patient,
		improvements: [one!, one! < 0 ? null : two!]
	}));
	const everyone = mmrm(someone(14, 400, 2), 2).visits[1]!.means[0]!.estimate!;
	const [mean] = mmrm(all, 2).visits[1]!.means;
	expect(mean!.observed! - everyone).toBeGreaterThan(0.3);
	expect(Math.abs(mean!.estimate! - everyone)).toBeLessThan(0.1);
});

/** Patients of two protocols in turn, whose scores have a level in common; all seen at each visit. */
function someone(seed: number, patients: number, visits: number) {
	const random = seeded(seed);
	const normal = () => random.normal(0, 1);
	return Array.from({ length: patients }, (_, i) => {
		const baseline = 3 + normal();
		const level = 0.3 * (baseline - 3) + normal();
		const improvements = Array.from({ length: visits }, (_, v) => level + v / 2 + normal() / 2);
		return { protocol: i % 2 ? 'b' : 'a', baseline, improvements };
	});
}

describe('whatever the scores', () => {
	const data = fc.record({
		seed: fc.integer({ min: 1, max: 1e6 }),
		most: fc.integer({ min: 0, max: 3 })
	});
	const patients = data.map(({ seed, most }) => {
		const random = seeded(seed + 1);
		return someone(seed, 60, 3).map((patient) => ({
			...patient,
			improvements: patient.improvements.map((each) => (random.chance(most / 10) ? null : each))
		}));
	});
	const estimates = (found: Mmrm) =>
		found.visits.flatMap(({ means, differences }) => [
			...means.toSorted((a, b) => a.protocol.localeCompare(b.protocol)),
			...differences
		]);
	const runs = { numRuns: 25 };

	function same(was: readonly Estimate[], is: readonly Estimate[], by = 1): void {
		was.forEach((each, i) => {
			const other = is[i]!;
			expect(other.reason).toBe(each.reason);
			if (each.estimate === null) return;
			expect(other.estimate! - by * each.estimate).toBeCloseTo(0, 6);
			expect(other.standardError! - Math.abs(by) * each.standardError!).toBeCloseTo(0, 6);
			expectClose(other.degreesOfFreedom, each.degreesOfFreedom!, 1e-5);
			expectClose(other.pValue, each.pValue!, 1e-4);
		});
	}

	it('the interval contains the estimate', () => {
		fc.assert(
			fc.property(patients, (all) => {
				for (const { estimate, interval } of estimates(mmrm(all, 3))) {
					if (interval === null) continue;
					expect(interval.low).toBeLessThan(estimate!);
					expect(interval.high).toBeGreaterThan(estimate!);
				}
			}),
			runs
		);
	});

	it('stretches with the scores and turns with their sign', () => {
		fc.assert(
			fc.property(patients, fc.constantFrom(-1, 3, -0.2), (all, by) => {
				const changed = all.map((patient) => ({
					...patient,
					improvements: patient.improvements.map((each) => (each === null ? null : by * each))
				}));
				same(estimates(mmrm(all, 3)), estimates(mmrm(changed, 3)), by);
			}),
			runs
		);
	});

	it('moves with the scores at one visit, and there only', () => {
		fc.assert(
			fc.property(patients, fc.integer({ min: -500, max: 500 }), (all, up) => {
				const changed = all.map((patient) => ({
					...patient,
					improvements: patient.improvements.map((each, v) =>
						each === null || v !== 1 ? each : each + up
					)
				}));
				const was = mmrm(all, 3);
				const is = mmrm(changed, 3);
				is.visits.forEach(({ means, differences }, v) => {
					means.forEach(({ estimate }, m) => {
						const before = was.visits[v]!.means[m]!.estimate!;
						expect(estimate! - before).toBeCloseTo(v === 1 ? up : 0, 6);
					});
					same(was.visits[v]!.differences, differences);
				});
			}),
			runs
		);
	});

	it('does not depend on the order of patients, nor on the unit of the baseline', () => {
		fc.assert(
			fc.property(patients, (all) => {
				const was = estimates(mmrm(all, 3, { reference: 'a' }));
				same(was, estimates(mmrm(all.toReversed(), 3, { reference: 'a' })));
				const other = all.map((patient) => ({ ...patient, baseline: 40 - 7 * patient.baseline }));
				same(was, estimates(mmrm(other, 3, { reference: 'a' })));
			}),
			runs
		);
	});
});
