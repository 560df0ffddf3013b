/**
 * What somebody could still work out who asks every table of up to three dimensions and solves the
 * equations between all the answers, knowing of every combination whether there is anybody in it.
 */
import type { Dimension } from '#lib/domain/dimensions.ts';
import { groups, K, questionOf, see, takes, valuesOf, type Target } from './attacks.ts';
import { isFew, patientsOf, placesOfArea, unitsAt, type Place, type Unit } from './records.ts';
import type { Seen } from './seen.ts';

export type Solved = { few: number; solved: string[] };

/** Cells of 1 to k - 1 patients in the tables of these dimensions, and those that follow exactly. */
export async function solvable(
	target: Target,
	analysisId: string,
	dimensions: readonly Dimension[]
): Promise<Solved> {
	const seen = await answersTo(target, analysisId, dimensions);
	const result: Solved = { few: 0, solved: [] };
	for (const [subject, of] of Map.groupBy(seen, (one) => one.subject)) {
		const found = solvedOf(target, subject, of, told(analysisId, dimensions));
		result.few += found.few;
		result.solved.push(...found.solved);
	}
	return result;
}

/** Shares tell the number of sessions as a further dimension. */
const told = (analysisId: string, dimensions: readonly Dimension[]): readonly Dimension[] =>
	analysisId === 'session-counts' ? [...dimensions, 'sessions'] : dimensions;

/** Every question that can be asked with these dimensions as filters and grouping. */
async function answersTo(
	target: Target,
	analysisId: string,
	dimensions: readonly Dimension[]
): Promise<Seen[]> {
	const seen: Seen[] = [];
	for (const by of ['none', ...dimensions] as const) {
		if (by !== 'none' && !groups(analysisId, by)) continue;
		const others = dimensions.filter((one) => one !== by && takes(analysisId, one));
		const places = others.reduce<Place[]>(
			(found, one) =>
				found.flatMap((place) => [
					place,
					...valuesOf(target, one).map((value) => ({ ...place, [one]: value }))
				]),
			[{}]
		);
		for (const place of places) {
			seen.push(...(await see(target, analysisId, questionOf(analysisId, place, by))));
		}
	}
	return seen;
}

function solvedOf(
	{ units, who }: Target,
	subject: string,
	seen: readonly Seen[],
	dimensions: readonly Dimension[]
): Solved {
	const own = unitsAt(units, subject, {}, who.known.quarters);
	const atomOf = (unit: Unit) => JSON.stringify(dimensions.map((one) => unit.values[one] ?? null));
	const atoms = [...new Set(own.map(atomOf))];
	const position = new Map(atoms.map((atom, i) => [atom, i]));
	const vectorOf = (place: Place): number[] => {
		const vector = atoms.map(() => 0);
		for (const unit of unitsAt(own, subject, place, who.known.quarters)) {
			vector[position.get(atomOf(unit)) ?? -1] = 1;
		}
		return vector;
	};
	const known = new Space(seen.map(({ place }) => vectorOf(place)));
	const few = placesOf(own, dimensions).filter((place) =>
		isFew(patientsOf(unitsAt(own, subject, place, who.known.quarters)), K)
	);
	return {
		few: few.length,
		solved: few
			.filter((place) => known.holds(vectorOf(place)))
			.map((place) => `${subject} ${JSON.stringify(place)}`)
	};
}

/** Every combination that somebody is in, of some or all dimensions; an area with and without its part. */
function placesOf(units: readonly Unit[], dimensions: readonly Dimension[]): Place[] {
	const found = new Map<string, Place>();
	for (const { values } of units) {
		const places = dimensions.reduce<Place[]>(
			(before, one) => {
				const own = values[one] ?? null;
				const at = one === 'area' ? placesOfArea(own ?? '') : [own];
				return before.flatMap((place) => [
					place,
					...at.map((value) => ({ ...place, [one]: value }))
				]);
			},
			[{}]
		);
		for (const place of places) found.set(JSON.stringify(place), place);
	}
	found.delete('{}');
	return [...found.values()];
}

/** The sums that follow from known sums: the rows of a matrix in echelon form. */
class Space {
	readonly #rows: { pivot: number; row: number[] }[] = [];

	constructor(vectors: readonly (readonly number[])[]) {
		for (const vector of vectors) {
			const rest = this.#reduced(vector);
			const pivot = rest.findIndex((value) => Math.abs(value) > TINY);
			if (pivot === -1) continue;
			const lead = rest[pivot] ?? 1;
			this.#rows.push({ pivot, row: rest.map((value) => value / lead) });
		}
	}

	holds(vector: readonly number[]): boolean {
		return this.#reduced(vector).every((value) => Math.abs(value) <= TINY);
	}

	#reduced(vector: readonly number[]): number[] {
		const rest = [...vector];
		for (const { pivot, row } of this.#rows) {
			const factor = rest[pivot] ?? 0;
			if (Math.abs(factor) <= TINY) continue;
			for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] ?? 0) - factor * (row[i] ?? 0);
		}
		return rest;
	}
}

const TINY = 1e-7;
