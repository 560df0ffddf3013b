/** The plan of a release: what is coarsened, who is left out, and that nobody stands out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RELEASE_COLUMN_NAMES, type ReleaseColumnName } from '#lib/domain/release-columns.ts';
import type { EarlierRelease, Planned, ReleaseCourse } from '#lib/privacy/release/course.ts';
import { planRelease } from '#lib/privacy/release/plan.ts';
import { aCourse, alike, anyCourses, differences, parts, patientsBy, profiles } from './courses.ts';

type Options = {
	linked?: boolean;
	order?: readonly ReleaseColumnName[];
	earlier?: readonly EarlierRelease[];
};
const planned = (
	courses: readonly ReleaseCourse[],
	{ linked = false, order = RELEASE_COLUMN_NAMES, earlier = [] }: Options = {}
) => planRelease({ courses, choices: { order, linked }, earlier });

function planOf(result: Planned) {
	if (!('plan' in result)) throw new Error(`refused: ${JSON.stringify(result)}`);
	return result.plan;
}
const refusalOf = (result: Planned) => ('refusal' in result ? result.refusal : null);

describe('coarsening', () => {
	it('keeps every column at its finest where each class is large', () => {
		const plan = planOf(
			planned([
				...alike(11, 'a', { values: { area: 'face.cheeks', age: '30-39' } }),
				...alike(12, 'b', { values: { area: 'neck', age: '60-69' } })
			])
		);
		expect(plan.steps).toMatchObject({ area: 0, age: 0, clinic: 0 });
		expect(plan.classes.map(({ patients }) => patients)).toEqual([11, 12]);
		expect(plan.leftOut.any).toBe(0);
	});

	it('coarsens the least important column first, one step at a time, and drops it at the end', () => {
		const decades = ['30-39', 'under-30', '40-49', '50-59'];
		const courses = decades.flatMap((age, i) =>
			alike(6, `p${i}-`, { values: { area: 'face.cheeks', age, sex: 'female' } })
		);
		expect(planOf(planned(courses)).steps).toMatchObject({ area: 0, age: 1, sex: 0 });
		const alone = decades.flatMap((age, i) => alike(i < 2 ? 3 : 9, `p${i}-`, { values: { age } }));
		expect(planOf(planned(alone)).steps).not.toHaveProperty('age');
	});

	it('lets the order decide which column goes', () => {
		const courses = ['face', 'neck'].flatMap((area) =>
			['female', 'male'].flatMap((sex) => alike(8, `${area}-${sex}`, { values: { area, sex } }))
		);
		expect(planOf(planned(courses, { order: ['area', 'sex'] })).steps).toEqual({ area: 0 });
		expect(planOf(planned(courses, { order: ['sex', 'area'] })).steps).toEqual({ sex: 0 });
	});

	it('does without a column that the order does not name', () => {
		const plan = planOf(planned(alike(20, 'a', { values: { sex: 'male' } }), { order: ['area'] }));
		expect(plan.steps).toEqual({ area: 0 });
	});

	it('tells the main concern only before it gives up', () => {
		const courses = Array.from({ length: 30 }, (_, i) =>
			aCourse(`p${i}`, { concerns: ['wrinkles', `also-${i % 5}`] })
		);
		const plan = planOf(planned(courses));
		expect(plan).toMatchObject({ mainConcernOnly: true, patients: 30 });
		expect(plan.classes[0]?.concerns).toEqual(['wrinkles']);
	});

	it('never mixes courses of one set of concerns that lead with another', () => {
		const plan = planOf(
			planned([
				...alike(30, 'a', { concerns: ['wrinkles', 'pores'] }),
				...alike(30, 'b', { concerns: ['pores', 'wrinkles'] })
			])
		);
		expect(plan.classes).toHaveLength(2);
	});
});

describe('leaving out', () => {
	it('leaves out at most a tenth of the patients, counted once each', () => {
		const many = alike(91, 'a', { values: { area: 'face' } });
		const few = alike(9, 'b', { values: { area: 'scalp' } });
		const plan = planOf(planned([...many, ...few]));
		expect(plan.steps).toHaveProperty('area', 0);
		expect(plan).toMatchObject({ patients: 91, leftOut: { tooSmall: 9, any: 9 } });
	});

	it('leaves out a class that would tell a sensitive value of each', () => {
		const yes = { keloid_history: 'yes' };
		const plan = planOf(
			planned(
				[
					...alike(300, 'a', { values: { area: 'face' } }),
					...alike(12, 'b', { values: { area: 'neck' }, sensitive: yes })
				],
				{ order: ['area'] }
			)
		);
		expect(plan.leftOut).toMatchObject({ sensitive: 12, tooSmall: 0 });
		expect(plan.sensitive).toEqual([{ name: 'keloid_history', leastValues: null, t: 0 }]);
	});

	it('tells untreated sides only where courses are linked', () => {
		const pairs = Array.from({ length: 20 }, (_, i) => [
			aCourse(`p${i}`, { course: `p${i}-l`, pair: 'x' }),
			aCourse(`p${i}`, { course: `p${i}-r`, pair: 'x', control: true })
		]).flat();
		expect(planOf(planned(pairs))).toMatchObject({ courses: 20, leftOut: { untreated: 20 } });
		const linked = planOf(planned(pairs, { linked: true }));
		expect(linked).toMatchObject({ courses: 40, patients: 20, leftOut: { untreated: 0 } });
		expect(linked.classes.map(({ control }) => control).sort()).toEqual([false, true]);
	});

	it('refuses where there is nobody, too few, or too many different profiles', () => {
		expect(refusalOf(planned([]))?.why).toBe('nobody');
		expect(refusalOf(planned(alike(10, 'a')))?.why).toBe('too-few');
		const scattered = Array.from({ length: 12 }, (_, i) =>
			aCourse(`p${i}`, { concerns: [`${i}`] })
		);
		expect(refusalOf(planned(scattered))).toMatchObject({ why: 'too-different', leftOut: 12 });
	});
});

describe('against an earlier release', () => {
	const face = { values: { area: 'face' } };
	const first = alike(200, 'a', face);
	const earlier = (courses: readonly ReleaseCourse[]): EarlierRelease[] => [
		{ releaseNo: 1, linked: false, members: planOf(planned(courses)).members }
	];

	it('lets a few new patients wait, and takes them in when they are enough', () => {
		const before = earlier(first);
		const three = planOf(planned([...first, ...alike(3, 'b', face)], { earlier: before }));
		expect(three).toMatchObject({ patients: 200, leftOut: { waiting: 3 }, comparedWith: [1] });
		const enough = planOf(planned([...first, ...alike(11, 'b', face)], { earlier: before }));
		expect(enough).toMatchObject({ patients: 211, leftOut: { waiting: 0 } });
	});

	it('takes a whole batch out where a few have gone', () => {
		const plan = planOf(planned(first.slice(3), { earlier: earlier(first) }));
		expect(plan).toMatchObject({ patients: 189, leftOut: { waiting: 8 } });
	});

	it('gives an unchanged cohort the same classes again', () => {
		const plan = planOf(planned(first, { earlier: earlier(first) }));
		expect(plan).toMatchObject({ patients: 200, leftOut: { any: 0 } });
	});

	it('is held against all of them together: nothing is left when two are taken from the third', () => {
		const north = alike(40, 'n', face);
		const south = alike(40, 's', { ...face, clinic: 'south' });
		const new_ = alike(5, 'new', face);
		const order = ['area'] as const;
		const both = [north, south].map((courses, i) => ({
			releaseNo: i + 1,
			linked: false,
			members: planOf(planned(courses, { order })).members
		}));
		const plan = planOf(planned([...north, ...south, ...new_], { order, earlier: both }));
		expect(plan).toMatchObject({ patients: 80, leftOut: { waiting: 5 }, comparedWith: [1, 2] });
	});

	it.each([
		[true, false],
		[false, true]
	])(
		'tells nobody apart by the courses of a patient that one of two releases links (%s, then %s)',
		(linkedFirst, linkedLater) => {
			// Of each course by itself hundreds are alike; face and neck together, five.
			const courses = [
				{ many: 400, depths: ['0.5-1.0', '0.5-1.0'] },
				{ many: 400, depths: ['over-2.5', 'over-2.5'] },
				{ many: 5, depths: ['0.5-1.0', 'over-2.5'] },
				{ many: 5, depths: ['over-2.5', '0.5-1.0'] }
			].flatMap(({ many, depths }, group) =>
				['face', 'neck'].flatMap((area, side) =>
					alike(many, `p${group}-`, { values: { area, depth: depths[side] ?? null } }).map(
						(course) => ({ ...course, course: `${course.patient}-${area}` })
					)
				)
			);
			// What is linked is coarse, what is fine is not linked.
			const orderOf = (linked: boolean) =>
				linked ? (['area'] as const) : (['area', 'depth'] as const);
			const { members } = planOf(
				planned(courses, { linked: linkedFirst, order: orderOf(linkedFirst) })
			);
			const earlier = [{ releaseNo: 1, linked: linkedFirst, members }];
			const plan = planOf(
				planned(courses, { linked: linkedLater, order: orderOf(linkedLater), earlier })
			);
			expect(plan.patients).toBeGreaterThan(700);
			const depthOf = new Map(courses.map(({ course, values }) => [course, values.depth]));
			const seen = Map.groupBy(plan.members, ({ patient }) => patient);
			const told = [...seen.values()].map((own) => own.map(({ course }) => depthOf.get(course)));
			const alikeIn = [...Map.groupBy(told, String).values()].map(({ length }) => length);
			expect(Math.min(...alikeIn)).toBeGreaterThanOrEqual(11);
		}
	);

	it('refuses what would have to hold back more than a tenth, and names the release', () => {
		const small = alike(30, 'a');
		expect(refusalOf(planned(small.slice(3), { earlier: earlier(small) }))).toMatchObject({
			why: 'too-similar',
			releaseNo: 1
		});
	});
});

describe('of any courses', () => {
	const nobodyAlone = (counts: readonly number[]) =>
		expect(counts.filter((patients) => patients < 11)).toEqual([]);

	it.each([false, true])('every class holds eleven patients (linked: %s)', (linked) => {
		fc.assert(
			fc.property(anyCourses, (courses) => {
				const result = planned(courses, { linked });
				if (!('plan' in result)) return;
				const { plan } = result;
				nobodyAlone(patientsBy(plan.members, ({ classNo }) => classNo));
				if (linked) nobodyAlone(profiles(plan));
				expect(plan.leftOut.any).toBeLessThanOrEqual(0.1 * plan.asked);
				expect(plan.linkage.certain).toBe(0);
				expect(plan.k).toBe(Math.min(...patientsBy(plan.members, ({ classNo }) => classNo)));
				for (const { leastValues } of plan.sensitive) expect(leastValues ?? 2).toBeGreaterThan(1);
			}),
			{ seed: 5, numRuns: 60 }
		);
	});

	it.each([false, true])('the order of the courses says nothing (linked: %s)', (linked) => {
		fc.assert(
			fc.property(anyCourses, fc.integer(), (courses, turn) => {
				const from = Math.abs(turn) % courses.length;
				const other = [...courses.slice(from), ...courses.slice(0, from)].reverse();
				expect(planned(other, { linked })).toEqual(planned(courses, { linked }));
			}),
			{ seed: 6, numRuns: 30 }
		);
	});

	it.each([
		[false, false],
		[true, true],
		[true, false]
	])('three releases differ by eleven or nobody (linked: %s, %s)', (linkedFirst, linkedLater) => {
		fc.assert(
			fc.property(anyCourses, fc.integer({ min: 0, max: 12 }), (courses, gone) => {
				const begun = planned(courses.slice(0, -20), { linked: linkedFirst });
				if (!('plan' in begun)) return;
				const earlier = [{ releaseNo: 1, linked: linkedFirst, members: begun.plan.members }];
				const then = planned(courses.slice(gone), { linked: linkedLater, earlier });
				if (!('plan' in then)) return;
				nobodyAlone(differences(begun.plan.members, then.plan.members));
				earlier.push({ releaseNo: 2, linked: linkedLater, members: then.plan.members });
				const last = planned(courses.slice(gone * 2), { linked: linkedFirst, earlier });
				if (!('plan' in last)) return;
				for (const { members } of earlier) nobodyAlone(differences(members, last.plan.members));
				nobodyAlone(patientsBy(last.plan.members, ({ classNo }) => classNo));
				nobodyAlone(parts([...earlier, last.plan].map(({ members }) => members)));
			}),
			{ seed: 7, numRuns: 60 }
		);
	});
});
