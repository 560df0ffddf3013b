import { describe, expect, it, test } from 'vitest';
import { seeded } from '#db/demo/random.ts';
import { expectedTrajectory, mmrm, type TrajectoryPatient } from '#lib/statistics/index.ts';
import { expectClose, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	structure: 'unstructured' | 'random intercept and slope';
	weeks: number[];
	atBaseline: number;
	patient: number[];
	baseline: number[];
	visit: number[];
	value: number[];
	covariate?: number[];
	atCovariate?: number;
	points: {
		week: number;
		expected: number;
		df: number;
		low50: number;
		high50: number;
		low80: number;
		high80: number;
	}[];
};

function patientsOf(data: Case): TrajectoryPatient[] {
	const rows = data.patient.map((patient, row) => ({ patient, row }));
	return [...Map.groupBy(rows, ({ patient }) => patient).values()].map((seen) => ({
		baseline: data.baseline[seen[0]!.row]!,
		improvements: data.weeks.map((_, visit) => {
			const found = seen.find(({ row }) => data.visit[row] === visit + 1);
			return found === undefined ? null : data.value[found.row]!;
		}),
		...(data.covariate ? { covariates: [data.covariate[seen[0]!.row]!] } : {})
	}));
}

describe('agrees with R', () => {
	test.each(reference<Case>('expected-trajectory'))('$name', (expected) => {
		const { atBaseline, atCovariate, points, structure, weeks } = expected;
		const found = expectedTrajectory(patientsOf(expected), weeks, {
			atWeeks: points.map(({ week }) => week),
			atBaseline,
			...(atCovariate === undefined ? {} : { atCovariates: [atCovariate] }),
			covariance: structure
		});
		expect(found).toMatchObject({ covariance: structure, simplerBecause: null, reason: null });
		points.forEach((point, i) => {
			const is = found.points[i]!;
			expectClose(is.expected, point.expected, 1e-6);
			expectClose(is.degreesOfFreedom, point.df, 1e-6);
			const [half, most] = is.bands;
			expectClose(half!.low, point.low50, 1e-6);
			expectClose(half!.high, point.high50, 1e-6);
			expectClose(most!.low, point.low80, 1e-6);
			expectClose(most!.high, point.high80, 1e-6);
		});
	});
});

const weeks = [4, 8, 12, 26, 52];

/** Courses that reach a plateau; those who have gained little tend to stay away from then on. */
function courses(
	seed: number,
	patients: number,
	staysAway = 0.3,
	baselineSd = 0.7
): TrajectoryPatient[] {
	const random = seeded(seed);
	return Array.from({ length: patients }, () => {
		const baseline = random.normal(3, baselineSd);
		const gain = 0.3 * (baseline - 3) + random.normal(1.2, 0.7);
		let away = false;
		const improvements = weeks.map((week) => {
			const value = gain * (1 - Math.exp(-week / 8)) + random.normal(0, 0.35);
			const seen = away ? null : value;
			away ||= random.chance(value < 0.6 ? staysAway : staysAway / 3);
			return seen;
		});
		return { baseline, improvements };
	});
}

it('a patient who is new lies within the bands as often as they say', () => {
	const within = { 0.5: 0, 0.8: 0 };
	let scores = 0;
	for (let run = 0; run < 40; run++) {
		const { points } = expectedTrajectory(courses(2 * run + 1, 60), weeks, { atBaseline: 3 });
		for (const { improvements } of courses(2 * run + 2, 50, 0, 0)) {
			points.forEach(({ bands }, visit) => {
				const value = improvements[visit]!;
				for (const { coverage, low, high } of bands) {
					// The two coverages asked for by default.
					within[coverage as 0.5 | 0.8] += Number(low <= value && value <= high);
				}
				scores++;
			});
		}
	}
	expect(Math.abs(within[0.5] / scores - 0.5)).toBeLessThan(0.03);
	expect(Math.abs(within[0.8] / scores - 0.8)).toBeLessThan(0.025);
});

describe('what else is known of the patient', () => {
	const grouped = (all: TrajectoryPatient[], isIn: (i: number) => boolean) =>
		all.map((patient, i) => ({ ...patient, covariates: [Number(isIn(i))] }));

	it('changes nothing where it is not said', () => {
		const all = courses(11, 80);
		const known = grouped(all, (i) => i % 2 === 0);
		const [plain, asked] = [expectedTrajectory(all, weeks), expectedTrajectory(known, weeks)];
		asked.points.forEach(({ expected }, i) => {
			// The mean over both groups, not the same model.
			expect(Math.abs(expected! - plain.points[i]!.expected!)).toBeLessThan(0.05);
		});
	});

	it('has no answer where nobody like that was seen at the visit', () => {
		const all = grouped(courses(12, 80, 0), (i) => i < 20).map((patient, i) => ({
			...patient,
			improvements: patient.improvements.map((value, visit) =>
				i < 20 && visit === 4 ? null : value
			)
		}));
		const { points } = expectedTrajectory(all, weeks, { atCovariates: [1] });
		expect(points.map(({ reason }) => reason)).toEqual([null, null, null, null, 'one level']);
	});
});

describe('refuses', () => {
	it('nobody', () => {
		const found = expectedTrajectory([], weeks);
		expect(found).toMatchObject({ patients: 0, atBaseline: null, reason: 'no data' });
		expect(found.points[0]).toEqual({
			week: 4,
			expected: null,
			degreesOfFreedom: null,
			bands: [],
			reason: 'no data'
		});
	});

	it('49 patients, not 50', () => {
		const all = courses(5, 50, 0);
		expect(expectedTrajectory(all.slice(1), weeks).reason).toBe('too few patients');
		expect(expectedTrajectory(all, weeks).reason).toBeNull();
	});

	it('to count those without baseline or without a visit among the 50', () => {
		const all = courses(5, 50, 0);
		const without = [
			{ ...all[0]!, baseline: null },
			{ baseline: 3, improvements: [] }
		];
		const found = expectedTrajectory([...all.slice(1), ...without], weeks);
		expect(found).toMatchObject({ patients: 49, withoutBaseline: 1, withoutVisit: 1 });
		expect(found.reason).toBe('too few patients');
	});

	it('weeks outside the visits, and a last visit that nine reached', () => {
		const all = courses(6, 60, 0).map(({ baseline, improvements }, i) => ({
			baseline,
			improvements: i < 9 ? improvements : improvements.slice(0, 4)
		}));
		const { points } = expectedTrajectory(all, weeks, { atWeeks: [0, 4, 20, 26, 27, 52] });
		expect(points.map(({ reason }) => reason)).toEqual([
			'outside the visits',
			null,
			null,
			null,
			'outside the visits',
			'outside the visits'
		]);
	});

	it('another baseline than the one that everybody has', () => {
		const all = courses(7, 60, 0).map(({ improvements }) => ({ baseline: 3, improvements }));
		const { points } = expectedTrajectory(all, weeks, { atBaseline: 4 });
		expect(points[0]).toMatchObject({
			expected: null,
			bands: [],
			reason: 'baseline does not vary'
		});
		expect(expectedTrajectory(all, weeks, { atBaseline: 3 }).points[0]!.reason).toBeNull();
	});

	it('courses of which each score is the same', () => {
		const all = courses(7, 60, 0).map(({ baseline }, i) => ({
			baseline,
			improvements: weeks.map(() => i % 4)
		}));
		expect(expectedTrajectory(all, weeks).reason).toBe('no fit');
	});
});

it('takes a random intercept and slope when a visit follows from the others', () => {
	const all = courses(8, 80, 0).map(({ baseline, improvements }) => ({
		baseline,
		improvements: improvements.with(4, improvements[2]! + improvements[3]!)
	}));
	const found = expectedTrajectory(all, weeks);
	expect(found.covariance).toBe('random intercept and slope');
	expect(found.simplerBecause).toBe('singular');
});

it('takes a random intercept and slope when everyone improves by the same at one visit', () => {
	const all = courses(10, 80, 0).map(({ baseline, improvements }) => ({
		baseline,
		improvements: improvements.with(0, 0.5)
	}));
	const found = expectedTrajectory(all, weeks);
	expect(found.covariance).toBe('random intercept and slope');
	expect(found.simplerBecause).toBe('singular');
});

it('bands of no width when everyone improves by the same', () => {
	const all = courses(9, 60, 0).map(({ baseline }) => ({ baseline, improvements: [0.1, 0.7] }));
	const { points, reason } = expectedTrajectory(all, [4, 12], { atWeeks: [8] });
	expect(reason).toBe('no variation');
	expect(points[0]!.expected).toBeCloseTo(0.4, 12);
	expect(points[0]!.bands.map(({ low, high }) => high - low)).toEqual([0, 0]);
});

it('expects at the mean baseline what the mixed model of all protocols together estimates', () => {
	const all = courses(10, 90);
	const means = mmrm(
		all.map((patient) => ({ ...patient, protocol: 'any' })),
		weeks.length
	).visits.map((visit) => visit.means[0]!.estimate!);
	expectedTrajectory(all, weeks).points.forEach(({ expected }, visit) => {
		expectClose(expected, means[visit]!, 1e-8);
	});
});

describe('whatever the scores', () => {
	const some = fc.integer({ min: 1, max: 1e6 }).map((seed) => courses(seed, 70, 0.15));
	const runs = { numRuns: 15 };

	it('the narrow band lies within the wide one, around what is expected', () => {
		fc.assert(
			fc.property(some, (all) => {
				for (const { expected, bands } of expectedTrajectory(all, weeks, { atWeeks: [5, 30] })
					.points) {
					const [half, most] = bands;
					expect(most!.low).toBeLessThan(half!.low);
					expect(half!.low).toBeLessThan(expected!);
					expect(half!.high).toBeGreaterThan(expected!);
					expect(most!.high).toBeGreaterThan(half!.high);
				}
			}),
			runs
		);
	});

	it('moves and stretches with the scores, turns with their sign, whoever comes first', () => {
		fc.assert(
			fc.property(
				some,
				fc.constantFrom(-2, 0.5),
				fc.integer({ min: -9, max: 9 }),
				(all, by, up) => {
					const changed = all.toReversed().map(({ baseline, improvements }) => ({
						baseline,
						improvements: improvements.map((each) => (each === null ? null : by * each + up))
					}));
					const was = expectedTrajectory(all, weeks).points;
					expectedTrajectory(changed, weeks).points.forEach((is, i) => {
						expect(is.expected! - (by * was[i]!.expected! + up)).toBeCloseTo(0, 6);
						const { low, high } = was[i]!.bands[1]!;
						const ends = [by * low + up, by * high + up];
						expect(is.bands[1]!.low - Math.min(...ends)).toBeCloseTo(0, 6);
						expect(is.bands[1]!.high - Math.max(...ends)).toBeCloseTo(0, 6);
					});
				}
			),
			runs
		);
	});
});
