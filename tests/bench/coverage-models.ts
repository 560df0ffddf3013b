/** Intervals of models: regressions, adjusted comparisons, repeated measures, a new patient's course. */
import * as s from '#lib/statistics/index.ts';
import { holds, type Covered } from './coverage.ts';
import { times, type Random } from './samples.ts';

const EFFECT = 0.4;

/** Two treatments chosen by baseline and area, which matter for the outcome too. */
function chosen(random: Random, n: number) {
	const baseline = times(n, () => random.normal(3));
	const area = times(n, () => random.whole(0, 2));
	const treated = times(n, (i) => {
		const score = 0.6 * ((baseline[i] ?? 0) - 3) + 0.5 * ((area[i] ?? 0) - 1);
		return random.chance(1 / (1 + Math.exp(-score)));
	});
	const outcome = times(
		n,
		(i) =>
			(treated[i] ? EFFECT : 0) +
			0.3 * (baseline[i] ?? 0) +
			0.2 * (area[i] ?? 0) +
			random.normal(0, 0.6)
	);
	return { baseline, area, treated, outcome };
}

/** Two protocols at three visits; who is worse at one visit is less often seen at the next. */
const followed = (random: Random, perArm: number) =>
	times(2 * perArm, (i) => {
		const treated = i % 2 === 0;
		const baseline = random.normal(3, 0.8);
		const own = random.normal(0, 0.5);
		const scores = [0.3, 0.6, 0.8].map(
			(mean, v) =>
				mean +
				own +
				0.2 * (baseline - 3) +
				(treated ? EFFECT * ((v + 1) / 3) : 0) +
				random.normal(0, 0.4)
		);
		let there = true;
		return {
			protocol: treated ? 'new' : 'old',
			baseline,
			improvements: scores.map((score, v) => {
				const last = scores[v - 1];
				if (last !== undefined && random.chance(1 / (1 + Math.exp(2 + 1.5 * (last - 0.5))))) {
					there = false;
				}
				return there ? score : null;
			})
		};
	});

const MMRM_VISIT = 2;

export const COVERED_MODELS: readonly Covered[] = [
	{
		name: 'linearSlope',
		of: '40 patients',
		draw(random) {
			const x = times(40, () => random.whole(1, 6));
			const y = x.map((each) => 0.2 * each + random.normal());
			return holds(s.linearSlope(x, y).interval, 0.2);
		}
	},
	{
		name: 'restrictedCubicSpline',
		of: '60 patients, at the middle knot',
		draw(random) {
			const x = times(60, (i) => 1 + (i % 6));
			const y = x.map((each) => 0.2 * each + random.normal());
			return holds(s.restrictedCubicSpline(x, y, [3.5]).points[0]?.interval ?? null, 0.7);
		}
	},
	{
		name: 'ancova',
		of: '30 and 30 patients',
		draw(random) {
			const patients = times(60, (i) => {
				const baseline = random.normal(3);
				const effect = i % 2 === 0 ? 0 : -EFFECT;
				return {
					group: i % 2 === 0 ? 'old' : 'new',
					baseline,
					followUp: 0.7 * baseline + effect + random.normal(0, 0.6)
				};
			});
			const { differences } = s.ancova(patients, { reference: 'old' });
			return holds(differences[0]?.interval ?? null, -EFFECT);
		}
	},
	{
		name: 'mmrm, difference at the last visit',
		of: '40 and 40 patients, 3 visits, dropout',
		draw(random) {
			const fit = s.mmrm(followed(random, 40), 3, { reference: 'old' });
			return holds(fit.visits[MMRM_VISIT]?.differences[0]?.interval ?? null, EFFECT);
		}
	},
	{
		name: 'overlapDifference',
		of: '200 patients, 2 covariates',
		draw(random) {
			const { baseline, area, treated, outcome } = chosen(random, 200);
			const covariates = [
				{ name: 'baseline', values: baseline },
				{ name: 'area', levels: area.map(String) }
			];
			return holds(s.overlapDifference({ treated, outcome, covariates }).interval, EFFECT);
		}
	},
	{
		name: 'overlapDifference, few patients',
		of: '60 patients, 2 covariates',
		exception: 'a sandwich variance is for many patients: with few it is somewhat short',
		draw(random) {
			const { baseline, area, treated, outcome } = chosen(random, 60);
			const covariates = [
				{ name: 'baseline', values: baseline },
				{ name: 'area', levels: area.map(String) }
			];
			const limits = { patientsPerCovariate: 1 };
			return holds(s.overlapDifference({ treated, outcome, covariates }, limits).interval, EFFECT);
		}
	},
	{
		name: 'overlapDifference, several courses a patient',
		of: '120 patients, 1 to 3 courses',
		draw(random) {
			const courses = times(120, (i) => {
				const own = random.normal(0, 0.5);
				return times(random.whole(1, 3), () => ({ patient: `p${i}`, own }));
			}).flat();
			const { baseline, area, treated, outcome } = chosen(random, courses.length);
			return holds(
				s.overlapDifference({
					treated,
					outcome: outcome.map((value, i) => value + (courses[i]?.own ?? 0)),
					covariates: [
						{ name: 'baseline', values: baseline },
						{ name: 'area', levels: area.map(String) }
					],
					patient: courses.map(({ patient }) => patient)
				}).interval,
				EFFECT
			);
		}
	},
	{
		name: 'standardisedMeans',
		of: '240 patients, 3 strata',
		draw(random) {
			const area = times(240, () => random.whole(0, 2));
			const treated = area.map((each) => random.chance(0.3 + 0.2 * each));
			const outcome = area.map(
				(each, i) => (treated[i] ? EFFECT : 0) + 0.5 * each + random.normal(0, 0.8)
			);
			return holds(
				s.standardisedMeans({ treated, outcome, stratum: area.map(String) }).interval,
				EFFECT
			);
		}
	},
	{
		name: 'expectedTrajectory, band of a new patient',
		of: '60 patients, 3 visits',
		level: 0.8,
		draw(random) {
			const patients = followed(random, 30);
			const [fresh] = followed(random, 1);
			// All patients alike: the protocol is not part of the model.
			const alike = patients.filter(({ protocol }) => protocol === 'new');
			const more = followed(random, 30).filter(({ protocol }) => protocol === 'new');
			const expected = s.expectedTrajectory([...alike, ...more], [4, 8, 12], {
				atBaseline: fresh?.baseline ?? 3,
				coverages: [0.8]
			});
			const value = fresh?.improvements[0];
			if (value === null || value === undefined) return null;
			return holds(expected.points[0]?.bands[0] ?? null, value);
		}
	}
];
