/** Courses for plans of releases, and what holds of every plan, counted anew from its members. */
import fc from 'fast-check';
import { RELEASE_COLUMN_NAMES, type ReleaseColumnName } from '#lib/domain/release-columns.ts';
import type { EarlierMember, ReleaseCourse, ReleasePlan } from '#lib/privacy/release/course.ts';

const NOTHING = Object.fromEntries(RELEASE_COLUMN_NAMES.map((name) => [name, null]));

export type Given = Partial<Omit<ReleaseCourse, 'values'>> & {
	values?: Partial<Record<ReleaseColumnName, string | null>>;
};

/** A course about which nothing is on record but what is given. */
export function aCourse(patient: string, { values, ...given }: Given = {}): ReleaseCourse {
	return {
		clinic: 'north',
		patient,
		course: `${patient}-1`,
		// Every column has a value, null at least.
		values: { ...NOTHING, ...values } as ReleaseCourse['values'],
		concerns: ['wrinkles'],
		control: false,
		pair: null,
		sensitive: { keloid_history: 'none' },
		...given
	};
}

/** So many patients with one course each, all of them alike. */
export const alike = (many: number, prefix: string, given: Given = {}) =>
	Array.from({ length: many }, (_, i) => aCourse(`${prefix}${i}`, given));

const column = (...values: string[]) => fc.constantFrom<string | null>(...values, null);

/** Patients with up to three courses, of whom many are alike and a few are not. */
export const anyCourses = fc
	.array(
		fc.record({
			many: fc.integer({ min: 1, max: 40 }),
			courses: fc.array(
				fc.record({
					values: fc.record({
						area: column('face', 'face.cheeks', 'neck', 'scalp'),
						depth: column('0.5-1.0', '1.0-1.5', 'over-2.5'),
						age: column('30-39', '60-69'),
						clinic: column('north', 'south')
					}),
					concerns: fc.constantFrom(['wrinkles'], ['wrinkles', 'pores'], ['pores', 'wrinkles']),
					control: fc.boolean(),
					sensitive: fc.record({ keloid_history: fc.constantFrom('none', 'none', 'yes') })
				}),
				{ minLength: 1, maxLength: 3 }
			)
		}),
		{ minLength: 1, maxLength: 12 }
	)
	.map((groups) =>
		groups.flatMap(({ many, courses }, group) =>
			Array.from({ length: many }, (_, i) =>
				courses.map((given, n) => {
					const patient = `p${group}-${i}`;
					return aCourse(patient, {
						...given,
						course: `${patient}-${n}`,
						clinic: given.values.clinic ?? 'north',
						pair: n < 2 ? 'pair' : null
					});
				})
			).flat()
		)
	);

const personOf = ({ clinic, patient }: EarlierMember) => `${clinic}/${patient}`;
const courseOf = ({ clinic, course }: EarlierMember) => `${clinic}/${course}`;

/** The number of patients of each group of members. */
export function patientsBy<Key>(
	members: readonly EarlierMember[],
	key: (member: EarlierMember) => Key
): number[] {
	return [...Map.groupBy(members, key).values()].map((group) => new Set(group.map(personOf)).size);
}

/** Patients that two releases differ by in some way: shared by two classes, new in one, gone from one. */
export function differences(
	earlier: readonly EarlierMember[],
	later: readonly EarlierMember[]
): number[] {
	const before = new Map(earlier.map((member) => [courseOf(member), member.classNo]));
	const after = new Set(later.map(courseOf));
	return [
		...patientsBy(later, (member) => `${member.classNo} ${before.get(courseOf(member)) ?? '-'}`),
		...patientsBy(
			earlier.filter((member) => !after.has(courseOf(member))),
			({ classNo }) => classNo
		)
	];
}

/**
 * Patients of each part of what was ever released: courses that stood in the same class of each release.
 * Every sum and difference of classes is about whole parts.
 */
export function parts(releases: readonly (readonly EarlierMember[])[]): number[] {
	const stood = new Map<string, { member: EarlierMember; in: string }>();
	for (const [i, members] of releases.entries()) {
		for (const member of members) {
			const key = courseOf(member);
			stood.set(key, { member, in: `${stood.get(key)?.in ?? ''}${i}:${member.classNo} ` });
		}
	}
	return [...Map.groupBy(stood.values(), (course) => course.in).values()].map(
		(own) => new Set(own.map(({ member }) => personOf(member))).size
	);
}

/** Linked, who has which set of classes. */
export function profiles({ members }: ReleasePlan): number[] {
	const people = [...Map.groupBy(members, personOf).values()];
	const sets = people.map((own) =>
		own
			.map(({ classNo }) => classNo)
			.sort((a, b) => a - b)
			.join()
	);
	return [...Map.groupBy(sets, (set) => set).values()].map(({ length }) => length);
}
