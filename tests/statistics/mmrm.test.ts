import { describe, expect, test } from 'vitest';
import { mmrm, type Mmrm, type MmrmPatient } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';

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

function expectRow(found: Mmrm['visits'][number]['means'][number] | object, row: Row): void {
	// Both a mean and a difference have these.
	const is = found as Mmrm['visits'][number]['means'][number];
	expectClose(is.estimate, row.estimate, 1e-6);
	expectClose(is.standardError, row.error, 1e-6);
	expectClose(is.degreesOfFreedom, row.df, 1e-6);
	expectInterval(is.interval, row, 1e-6);
	expectClose(is.pValue, row.p, 1e-5);
	expect(is.reason).toBeNull();
}
