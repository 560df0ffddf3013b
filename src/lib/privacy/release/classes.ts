/** Puts courses into classes: those that nothing tells apart any more. */
import type { Coded, Codes } from './coded.ts';

/** The class of each course, from 0; -1 for one that is left out. */
export type Classes = { classOf: Int32Array; size: number };

/** A table this large is still quicker than a map. */
const LARGEST_TABLE = 4_000_000;

/** Parts each class further by the codes of a column. */
export function refined({ classOf, size }: Classes, { codes, size: width }: Codes): Classes {
	const out = new Int32Array(classOf.length);
	let next = 0;
	const number = numbering(size * width);
	for (let i = 0; i < classOf.length; i++) {
		const own = classOf[i] ?? -1;
		if (own < 0) {
			out[i] = -1;
			continue;
		}
		const found = number(own * width + (codes[i] ?? 0), next);
		out[i] = found;
		if (found === next) next++;
	}
	return { classOf: out, size: next };
}

/** Remembers numbers by key: `next` for a key that is new. */
function numbering(keys: number): (key: number, next: number) => number {
	if (keys > LARGEST_TABLE) {
		const numbers = new Map<number, number>();
		return (key, next) => {
			const known = numbers.get(key);
			if (known !== undefined) return known;
			numbers.set(key, next);
			return next;
		};
	}
	const numbers = new Int32Array(keys);
	return (key, next) => {
		const known = numbers[key] ?? 0;
		if (known > 0) return known - 1;
		numbers[key] = next + 1;
		return next;
	};
}

/**
 * The classes at these steps (one a column; a step behind the last drops it). Concerns always part them.
 * Linked, a class also knows the other side of a pair and all that the patient had besides.
 */
export function classesAt(
	data: Coded,
	steps: readonly number[],
	mainConcernOnly: boolean
): Classes {
	let classes: Classes = { classOf: new Int32Array(data.courses.length), size: 1 };
	const part = (codes: Codes) => (classes = refined(classes, codes));
	part(data.mainConcern);
	if (!mainConcernOnly) part(data.concerns);
	for (const [i, column] of data.columns.entries()) {
		const codes = column.steps[steps[i] ?? Infinity];
		if (codes) part(codes);
	}
	if (!data.linked) return classes;
	part(data.control);
	const sides = classes;
	part({
		codes: data.partner.map((other) => (other < 0 ? 0 : (sides.classOf[other] ?? 0) + 1)),
		size: sides.size + 1
	});
	return refined(classes, profilesOf(data, classes));
}

/** What a patient had in all: the sorted list of the classes of their courses. */
export function profilesOf(data: Pick<Coded, 'patients' | 'firstOf'>, { classOf }: Classes): Codes {
	const numbers = new Map<string, number>();
	const codes = new Int32Array(classOf.length);
	for (let patient = 0; patient < data.patients; patient++) {
		const from = data.firstOf[patient] ?? 0;
		const to = data.firstOf[patient + 1] ?? from;
		const key = classOf.slice(from, to).sort().join();
		const known = numbers.get(key) ?? numbers.size;
		numbers.set(key, known);
		codes.fill(known, from, to);
	}
	return { codes, size: numbers.size };
}

/** How many patients are in each class. */
export function patientsIn({ classOf, size }: Classes, patientOf: Int32Array): Int32Array {
	const counts = new Int32Array(size);
	const last = new Int32Array(size).fill(-1);
	for (let i = 0; i < classOf.length; i++) {
		const own = classOf[i] ?? -1;
		const patient = patientOf[i] ?? -1;
		if (own < 0 || last[own] === patient) continue;
		last[own] = patient;
		counts[own] = (counts[own] ?? 0) + 1;
	}
	return counts;
}

/** How many courses are in each class. */
export function coursesIn({ classOf, size }: Classes): Int32Array {
	const counts = new Int32Array(size);
	for (const own of classOf) if (own >= 0) counts[own] = (counts[own] ?? 0) + 1;
	return counts;
}
