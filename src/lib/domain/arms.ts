/**
 * The arms of a comparison in an address: `a.depth=0.5-1.0&b.depth=1.5-2.0`. Every arm states the same
 * keys, each a single value, so that no course can be in two arms.
 */
import { DIMENSIONS, MOST_DIMENSIONS, type Dimension } from './dimensions.ts';
import { list } from './format.ts';
import { problem, type Problem } from './refusals.ts';

export const ARM_NAMES = ['a', 'b', 'c'] as const;
export type ArmName = (typeof ARM_NAMES)[number];
export type Arm = { name: ArmName; where: Partial<Record<Dimension, string>> };

/** What arms may differ in: how courses were treated, whom, and by whom. Values that hold no others. */
export const ARM_KEYS = [
	'depth',
	'device',
	'protocol',
	'spacing',
	'sessions',
	'adjunct',
	'type',
	'practitioner'
] as const satisfies readonly Dimension[];

/** `a.depth` as its arm and its dimension; null for any other key. */
export function armKey(key: string): { name: ArmName; dimension: Dimension } | null {
	const [first = '', second = '', ...more] = key.split('.');
	const name = ARM_NAMES.find((arm) => arm === first);
	const dimension = DIMENSIONS.find((candidate) => candidate === second);
	return name && dimension && more.length === 0 ? { name, dimension } : null;
}

/** The keys that the arms differ in, in the order of the dimensions. */
export const keysOfArms = (arms: readonly Arm[]): Dimension[] =>
	DIMENSIONS.filter((dimension) => arms.some(({ where }) => where[dimension] !== undefined));

/**
 * What of the arms holds together: at least two, all of the same keys, no two alike, and no key that is
 * a filter too. Else there are no arms, and the problems say why. No arms at all is no problem.
 */
export function armsThatFit(
	arms: readonly Arm[],
	filtered: readonly Dimension[]
): { arms: Arm[]; problems: Problem[] } {
	const given = arms.filter(({ where }) => Object.keys(where).length > 0);
	const first = given[0];
	if (!first) return { arms: [], problems: [] };
	const refused = (name: string, message: string) => ({
		arms: [],
		problems: [problem(name, '', message)]
	});
	if (given.length === 1) {
		const other = first.name === 'a' ? 'b' : 'a';
		const keys = Object.keys(first.where).map((key) => `${other}.${key}`);
		return refused(first.name, `A comparison needs a second group: give ${list(keys)} too.`);
	}
	const keys = keysOfArms(given);
	if (keys.length > MOST_DIMENSIONS) {
		return refused(first.name, `Groups may differ in at most ${MOST_DIMENSIONS} keys at once.`);
	}
	for (const { name, where } of given) {
		const missing = keys.filter((key) => where[key] === undefined).map((key) => `${name}.${key}`);
		if (missing.length > 0) {
			return refused(
				name,
				`The groups must differ in the same keys, or a course could be in two of them: give ${list(missing)} too.`
			);
		}
	}
	const both = keys.filter((key) => filtered.includes(key));
	if (both.length > 0) {
		return refused(
			first.name,
			`${list(both)} is a filter for all groups and a difference between them: take one away.`
		);
	}
	const values = given.map(({ where }) => JSON.stringify(keys.map((key) => where[key])));
	const twin = values.findIndex((value, i) => values.indexOf(value) !== i);
	const alike = given[twin];
	if (alike) return refused(alike.name, 'Two groups are the same: nothing to compare.');
	return { arms: given, problems: [] };
}
