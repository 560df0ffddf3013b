/** A plan in words and names, from the numbers it was found with, and what can be measured on it. */
import { releaseColumn, type ReleaseColumnName } from '#lib/domain/release-columns.ts';
import { coursesIn, patientsIn, type Classes } from './classes.ts';
import type { Coded, Codes } from './coded.ts';
import type { PlannedClass, ReleaseCourse, ReleasePlan, SensitiveSpread } from './course.ts';
import { SENSITIVE, STAYS, TOO_SMALL, valuesIn, WAITS, type Standing } from './standing.ts';

type Found = { steps: readonly number[]; standing: Standing; mainConcernOnly: boolean };

/** Classes are numbered in the order of what they have in common. */
export function planOf(data: Coded, { steps, standing, mainConcernOnly }: Found): ReleasePlan {
	const survived = new Map(
		data.columns.flatMap(({ name, steps: ladder }, i) => {
			const step = steps[i] ?? Infinity;
			return step < ladder.length ? [[name, step] as const] : [];
		})
	);
	const classes = classesOf(data, standing, survived, mainConcernOnly);
	const told = data.courses.flatMap((course, i) => {
		const own = classes[standing.classOf[i] ?? -1];
		return own ? [{ course, classNo: own.classNo }] : [];
	});
	const sized = classes.filter((own) => own !== undefined);
	const patients = sized.map((own) => own.patients);
	return {
		steps: Object.fromEntries(survived),
		linked: data.linked,
		mainConcernOnly,
		classes: sized.sort((a, b) => a.classNo - b.classNo),
		members: told.map(({ course: { clinic, patient, course }, classNo }) => ({
			clinic,
			patient,
			course,
			classNo
		})),
		patients: standing.told,
		courses: told.length,
		asked: data.patients,
		leftOut: leftOut(data, standing),
		k: Math.min(...patients),
		sensitive: data.sensitive.map((column) => spread(standing, column)),
		lost: Object.fromEntries(
			data.columns.map(({ name, steps: ladder }, i) => [
				name,
				lostShare(standing, ladder[0], ladder[steps[i] ?? Infinity])
			])
		),
		linkage: linkage(data, standing),
		comparedWith: data.earlier?.releaseNos ?? []
	};
}

/** By the number that the classes have while they are searched for; empty ones are missing. */
function classesOf(
	data: Coded,
	standing: Standing,
	survived: ReadonlyMap<ReleaseColumnName, number>,
	mainConcernOnly: boolean
): (PlannedClass | undefined)[] {
	const patients = patientsIn(standing, data.patientOf);
	const courses = coursesIn(standing);
	const found = new Map<number, Omit<PlannedClass, 'classNo'>>();
	for (const [i, course] of data.courses.entries()) {
		const own = standing.classOf[i] ?? -1;
		if (own < 0 || found.has(own)) continue;
		found.set(own, {
			bands: bandsOf(course, survived),
			concerns: mainConcernOnly ? course.concerns.slice(0, 1) : course.concerns,
			control: course.control,
			patients: patients[own] ?? 0,
			courses: courses[own] ?? 0
		});
	}
	const out: (PlannedClass | undefined)[] = [];
	const byContent = [...found]
		.map(([own, rest]) => ({
			own,
			rest,
			content: JSON.stringify([rest.bands, rest.concerns, rest.control])
		}))
		// Linked, several have the same content: they stay in the order of their first course.
		.sort((a, b) => (a.content < b.content ? -1 : a.content > b.content ? 1 : a.own - b.own));
	for (const [i, { own, rest }] of byContent.entries()) out[own] = { classNo: i + 1, ...rest };
	return out;
}

function bandsOf(
	{ values }: ReleaseCourse,
	survived: ReadonlyMap<ReleaseColumnName, number>
): PlannedClass['bands'] {
	return Object.fromEntries(
		[...survived].map(([name, step]) => {
			const value = values[name];
			return [name, value === null ? null : (releaseColumn(name).steps[step]?.of(value) ?? null)];
		})
	);
}

function leftOut(data: Coded, { cause, leftOut: any }: Standing): ReleasePlan['leftOut'] {
	const patientsOf = (why: number) => {
		const patients = new Set<number>();
		for (let i = 0; i < cause.length; i++) {
			if (cause[i] === why) patients.add(data.patientOf[i] ?? 0);
		}
		return patients.size;
	};
	return {
		untreated: data.untreated,
		tooSmall: patientsOf(TOO_SMALL),
		sensitive: patientsOf(SENSITIVE),
		waiting: patientsOf(WAITS),
		any
	};
}

function spread(standing: Standing, column: Coded['sensitive'][number]): SensitiveSpread {
	const { different, none } = valuesIn(standing, column);
	const courses = coursesIn(standing);
	let leastValues: number | null = null;
	for (let own = 0; own < standing.size; own++) {
		if (courses[own] === 0 || none[own] === courses[own]) continue;
		leastValues = Math.min(leastValues ?? Infinity, different[own] ?? 0);
	}
	return { name: column.name, leastValues, t: furthest(standing, column, courses) };
}

/** The largest half sum of absolute differences between the shares of a class and of the whole. */
function furthest(classes: Classes, { codes, size }: Codes, courses: Int32Array): number {
	const counts = new Int32Array(classes.size * size);
	const whole = new Int32Array(size);
	let all = 0;
	for (let i = 0; i < codes.length; i++) {
		const own = classes.classOf[i] ?? -1;
		const value = codes[i] ?? 0;
		if (own < 0) continue;
		counts[own * size + value] = (counts[own * size + value] ?? 0) + 1;
		whole[value] = (whole[value] ?? 0) + 1;
		all++;
	}
	let largest = 0;
	for (let own = 0; own < classes.size; own++) {
		const n = courses[own] ?? 0;
		if (n === 0) continue;
		let distance = 0;
		for (let value = 0; value < size; value++) {
			distance += Math.abs((counts[own * size + value] ?? 0) / n - (whole[value] ?? 0) / all);
		}
		largest = Math.max(largest, distance / 2);
	}
	return largest;
}

/** Share of the entropy of the finest step that the step left does not have; 1 for a dropped column. */
function lostShare(standing: Standing, finest: Codes | undefined, left: Codes | undefined): number {
	const before = finest ? entropy(standing, finest) : 0;
	if (before === 0) return 0;
	const share = 1 - (left ? entropy(standing, left) : 0) / before;
	return Math.min(1, Math.max(0, share));
}

function entropy({ cause }: Standing, { codes, size }: Codes): number {
	const counts = new Int32Array(size);
	let all = 0;
	for (let i = 0; i < codes.length; i++) {
		if (cause[i] !== STAYS) continue;
		const value = codes[i] ?? 0;
		counts[value] = (counts[value] ?? 0) + 1;
		all++;
	}
	let sum = 0;
	for (const count of counts) if (count > 0) sum -= (count / all) * Math.log2(count / all);
	return sum;
}

/** Someone who knows every column of a patient is left with the patients of their class. */
function linkage(data: Coded, standing: Standing): ReleasePlan['linkage'] {
	const patients = patientsIn(standing, data.patientOf);
	let [highest, sum, certain, told] = [0, 0, 0, 0];
	for (const own of standing.classOf) {
		if (own < 0) continue;
		const chance = 1 / (patients[own] ?? 1);
		highest = Math.max(highest, chance);
		sum += chance;
		if (chance === 1) certain++;
		told++;
	}
	return { highest, mean: told === 0 ? 0 : sum / told, certain };
}
