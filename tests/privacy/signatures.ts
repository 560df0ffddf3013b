/** Random tables of patients, sparse and with patients in several cells, for the tests of disclosure. */
import fc from 'fast-check';
import type { Address, Atom, Axis, Signature } from '#lib/privacy/disclosure.ts';

/** Years over quarters, and two dimensions of single values; what is not recorded is one of them. */
export const AXES: readonly Axis[] = [
	{ name: 'depth', levels: (atom) => [atom] },
	{ name: 'quarter', levels: (atom) => [atom === null ? null : atom.slice(0, 1), atom] },
	{ name: 'sex', levels: (atom) => [atom] }
];
const VALUES: readonly (readonly Atom[])[] = [
	['d1', 'd2', 'd3', null],
	['1a', '1b', '2a', '2b'],
	['f', 'm']
];
export const MARKS = 2;

/** Between nothing and a few dozen cells, each of few or many patients, with two subsets of them. */
export function anySignatures(): fc.Arbitrary<Signature[]> {
	const cell = fc.record({
		atoms: fc.tuple(...VALUES.map((values) => fc.constantFrom(...values))),
		marks: fc.subarray([0, 1])
	});
	const signature = fc.record({
		cells: fc.array(cell, { minLength: 1, maxLength: 3 }),
		patients: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 40 }))
	});
	return fc.array(signature, { maxLength: 14 });
}

/** Every address there can be: of each axis all, or any value at any level. */
export function allAddresses(axes = AXES, values = VALUES): Address[] {
	return axes.reduce<Address[]>(
		(found, axis, i) => {
			const paths = new Map<string, readonly Atom[]>([['[]', []]]);
			for (const atom of values[i] ?? []) {
				const whole = axis.levels(atom);
				for (let depth = 1; depth <= whole.length; depth++) {
					paths.set(JSON.stringify(whole.slice(0, depth)), whole.slice(0, depth));
				}
			}
			return found.flatMap((address) =>
				[...paths.values()].map((path) => ({ ...address, [axis.name]: path }))
			);
		},
		[{}]
	);
}

/** The signatures with somebody in the cell; of a mark, with somebody who has it there. */
export function within(
	signatures: readonly Signature[],
	address: Address,
	mark: number | null = null,
	axes = AXES
): Signature[] {
	return signatures.filter(({ cells }) =>
		cells.some(
			({ atoms, marks }) =>
				(mark === null || marks.includes(mark)) &&
				axes.every((axis, i) => {
					const path = address[axis.name] ?? [];
					const whole = axis.levels(atoms[i] ?? null);
					return path.every((value, depth) => whole[depth] === value);
				})
		)
	);
}

export const patientsIn = (signatures: readonly Signature[]) =>
	signatures.reduce((sum, { patients }) => sum + patients, 0);

/** The cells one level up, one axis at a time. */
export const above = (address: Address): Address[] =>
	Object.entries(address).flatMap(([name, path]) =>
		path.length > 0 ? [{ ...address, [name]: path.slice(0, -1) }] : []
	);

/** Each cell with its siblings along one axis. */
export function linesOf(addresses: readonly Address[]): { parent: Address; members: Address[] }[] {
	return addresses.flatMap((parent) =>
		Object.keys(parent).map((name) => ({
			parent,
			members: addresses.filter(
				(address) =>
					(address[name]?.length ?? 0) === (parent[name]?.length ?? 0) + 1 &&
					above(address).some((up) => JSON.stringify(up) === JSON.stringify(parent)) &&
					JSON.stringify({ ...address, [name]: [] }) === JSON.stringify({ ...parent, [name]: [] })
			)
		}))
	);
}
