import { describe, expect, it, test } from 'vitest';
import { seeded } from '#db/demo/random.ts';
import { trajectoryCalibration, type TrajectoryPatient } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';

type Case = {
	name: string;
	weeks: number[];
	week: number;
	folds: number;
	groups: number;
	patient: number[];
	baseline: number[];
	visit: number[];
	value: number[];
	patients: number;
	withinHalf: number;
	withinMost: number;
	parts: { n: number; predicted: number; seen: number; low: number; high: number }[];
};

function patientsOf(data: Case): TrajectoryPatient[] {
	const rows = data.patient.map((patient, row) => ({ patient, row }));
	return [...Map.groupBy(rows, ({ patient }) => patient).values()].map((seen) => ({
		baseline: data.baseline[seen[0]!.row]!,
		improvements: data.weeks.map((_, visit) => {
			const found = seen.find(({ row }) => data.visit[row] === visit + 1);
			return found === undefined ? null : data.value[found.row]!;
		})
	}));
}

test.each(reference<Case>('trajectory-calibration'))('agrees with R: $name', (expected) => {
	const { weeks, week, folds, groups } = expected;
	const found = trajectoryCalibration(patientsOf(expected), weeks, week, { folds, groups });
	expect(found).toMatchObject({ patients: expected.patients, unpredicted: 0, reason: null });
	expect(found.bands).toEqual([
		{ coverage: 0.5, within: expected.withinHalf },
		{ coverage: 0.8, within: expected.withinMost }
	]);
	expected.parts.forEach(({ n, predicted, seen, low, high }, i) => {
		const group = found.groups[i]!;
		expect(group.seen.n).toBe(n);
		expectClose(group.predicted, predicted, 1e-6);
		expectClose(group.seen.mean, seen);
		expectInterval(group.seen.interval, { low, high });
	});
});

const weeks = [4, 12, 26];

/** Normal courses that hang together, with a baseline that says something of them. */
function courses(seed: number, patients: number, missing = 0.1): TrajectoryPatient[] {
	const random = seeded(seed);
	return Array.from({ length: patients }, () => {
		const baseline = random.normal(3, 0.7);
		const gain = 0.5 * (baseline - 3) + random.normal(1.2, 0.6);
		return {
			baseline,
			improvements: weeks.map((week) =>
				random.chance(missing) ? null : (gain * week) / 26 + random.normal(0, 0.35)
			)
		};
	});
}

it('bands hold as many of those left out as they say', () => {
	const judged = Array.from({ length: 12 }, (_, run) =>
		trajectoryCalibration(courses(run + 1, 120), weeks, 26)
	);
	const all = judged.reduce((sum, { patients }) => sum + patients, 0);
	for (const [c, coverage] of [0.5, 0.8].entries()) {
		const within = judged.reduce((sum, { bands }) => sum + bands[c]!.within, 0);
		expect(Math.abs(within / all - coverage)).toBeLessThan(0.04);
	}
});

it('what is predicted lies near what is seen, from the least to the most', () => {
	const { groups } = trajectoryCalibration(courses(3, 400), weeks, 26);
	expect(groups).toHaveLength(5);
	for (const [i, { predicted, seen }] of groups.entries()) {
		expect(Math.abs(predicted - seen.mean!)).toBeLessThan(0.2);
		expect(predicted).toBeGreaterThan(groups[i - 1]?.predicted ?? -Infinity);
	}
});

describe('refuses', () => {
	it('nobody, and a week at which nobody was seen', () => {
		const nobody = { groups: [], bands: [], patients: 0, unpredicted: 0, reason: 'no data' };
		expect(trajectoryCalibration([], weeks, 26)).toEqual(nobody);
		expect(trajectoryCalibration(courses(4, 60, 1), weeks, 26)).toEqual(nobody);
		expect(trajectoryCalibration(courses(4, 60), weeks, 18)).toEqual(nobody);
	});

	it('49 patients seen at the week, not 50', () => {
		const all = courses(5, 50, 0);
		expect(trajectoryCalibration(all.slice(1), weeks, 26).reason).toBe('too few patients');
		expect(trajectoryCalibration(all, weeks, 26).reason).toBeNull();
	});

	it('groups of fewer than ten patients', () => {
		const { groups } = trajectoryCalibration(courses(6, 57, 0), weeks, 26, { groups: 20 });
		expect(groups).toHaveLength(5);
		expect(Math.min(...groups.map(({ seen }) => seen.n))).toBeGreaterThanOrEqual(10);
	});
});
