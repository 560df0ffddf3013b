/**
 * Records in parts that are each decided on alone, so that one of them is told whatever the others
 * hold: series where a measure leads, and where it does not. Over all parts is told what each may tell.
 */
import type { Address, Atom, Axis, Disclosure, Finest, Signature } from './disclosure.ts';

/**
 * Parts the signatures by the values of the axes named, and decides on each with `decide`. An address
 * without a value of such an axis is about all its parts.
 */
export function decideApart(
	signatures: readonly Signature[],
	axes: readonly Axis[],
	names: readonly string[],
	decide: (signatures: readonly Signature[], axes: readonly Axis[]) => Disclosure
): Disclosure {
	const [name, ...rest] = names;
	if (name === undefined) return decide(signatures, axes);
	const at = axes.findIndex((axis) => axis.name === name);
	const parts = [...partsAlong(signatures, at)].map(([value, part]): [Atom, Disclosure] => [
		value ?? null,
		decideApart(part, axes.toSpliced(at, 1), rest, decide)
	]);
	return overParts(name, new Map(parts));
}

/**
 * By the value of an axis the patients who are in its part, with their cells there and without the axis;
 * patients who are in several parts are in each. What was one cell stays one.
 */
function partsAlong(
	signatures: readonly Signature[],
	at: number
): Map<Atom | undefined, Signature[]> {
	const parts = new Map<Atom | undefined, Signature[]>();
	const without = new Map<Finest, Finest>();
	for (const { cells, patients } of signatures) {
		for (const [value, of] of Map.groupBy(cells, ({ atoms }) => atoms[at])) {
			const part = parts.get(value) ?? [];
			parts.set(value, part);
			part.push({ patients, cells: of.map(withoutAxis) });
		}
	}
	return parts;

	function withoutAxis(cell: Finest): Finest {
		const left = without.get(cell) ?? { ...cell, atoms: cell.atoms.toSpliced(at, 1) };
		without.set(cell, left);
		return left;
	}
}

function overParts(name: string, parts: ReadonlyMap<Atom, Disclosure>): Disclosure {
	const of = ({ [name]: path = [], ...address }: Address) => ({
		address,
		// A value that nobody has is no part, and tells of nobody.
		asked: path.length === 0 ? [...parts.values()] : path.flatMap((value) => parts.get(value) ?? [])
	});
	return {
		verdict: (given, guard) => {
			const { address, asked } = of(given);
			const verdicts = asked.map(({ verdict }) => verdict(address, guard));
			// Over several parts a small one is not the whole: it would follow from it.
			return verdicts.length === 1
				? (verdicts[0] ?? 'second')
				: verdicts.every((verdict) => verdict === 'shown')
					? 'shown'
					: 'second';
		},
		isEmpty: (given) => {
			const { address, asked } = of(given);
			return asked.every(({ isEmpty }) => isEmpty(address));
		},
		valuesOf: (axis) => {
			const paths = [...parts.values()].flatMap(({ valuesOf }) => valuesOf(axis));
			return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
		},
		bytes: [...parts.values()].reduce((sum, { bytes }) => sum + bytes, 0)
	};
}
