/**
 * What may be told in answer to one question: fetches who is in which cells, lets `privacy/` decide, and
 * keeps the decision while the data stay the same. It does not depend on the values of the filters.
 */
import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { dimensionsUsed } from '#lib/domain/filters.ts';
import {
	decide,
	type Address,
	type Atom,
	type Axis,
	type Disclosure,
	type Signature
} from '#lib/privacy/disclosure.ts';
import { decideApart } from '#lib/privacy/apart.ts';
import { axisOf } from './addresses.ts';
import type { Analysis, FlatRow, Guarded, Question } from './analysis.ts';
import type { Cohort } from './cohort.ts';

/** The decision for each kind of record: each measure, or the one kind there is. */
export type Ruling = ReadonlyMap<string, Disclosure>;

const MOST_KEPT = 200;
const kept = new Map<string, Ruling>();

/**
 * The ruling on a question within one transaction. `own` are the clinics the viewer knows from elsewhere
 * when others are beside them: then the others are decided on without them, and what is told of all must
 * hold for both parts.
 */
export async function rulingOn(
	analysis: Analysis,
	question: Question,
	cohort: Cohort,
	tx: Transaction<Database>,
	own: readonly string[] | null
): Promise<Ruling> {
	const { viewer, filters } = question;
	const guards = analysis.guards(question);
	const within = Object.keys(analysis.within(question, {}));
	const axes = [...within, ...dimensionsUsed(filters, question.accepted)].toSorted();
	const { beside = null } = analysis;
	const marks = [
		...new Set([...guards.flatMap((guard) => guard.marks), ...(beside ? [beside] : [])])
	];
	const latest = await tx
		.selectFrom('data_version')
		.select((eb) => eb.fn.max('version').as('version'))
		.executeTakeFirst();
	const query = analysis.signatures(cohort, question, axes, marks).compile();
	const id = JSON.stringify([
		latest?.version,
		query.sql,
		query.parameters,
		guards,
		viewer.threshold,
		question.known.quarters.slice(-4),
		own
	]);
	const found = kept.get(id);
	if (found) return found;
	const { rows } = await tx.executeQuery<FlatRow>(query);
	const ruling = new Map(
		[...Map.groupBy(rows, ({ base }) => String(base))].map(([base, of]) => [
			base,
			decideApart(
				of.map(signatureOf),
				axes.map((name) => axisOf(name, question)),
				within,
				(signatures, left) =>
					decided(signatures, left, guards, { marks, beside }, viewer.threshold, own)
			)
		])
	);
	if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
	kept.set(id, ruling);
	return ruling;
}

function signatureOf(row: FlatRow): Signature {
	// What signaturesOf wrote: the atoms, then the marks as 0 and 1.
	const cells = JSON.parse(`[${String(row.cells)}]`) as [...Atom[], string][];
	return {
		patients: Number(row.patients),
		cells: cells.map((cell) => ({
			atoms: cell.slice(0, -1),
			marks: [...(cell.at(-1) ?? '')].flatMap((bit, i) => (bit === '1' ? [i] : []))
		}))
	};
}

function decided(
	signatures: readonly Signature[],
	axes: readonly Axis[],
	guards: readonly Guarded[],
	{ marks, beside }: { marks: readonly string[]; beside: string | null },
	threshold: number,
	own: readonly string[] | null
): Disclosure {
	const numbered = guards.map((guard) => ({
		...guard,
		marks: guard.marks.map((mark) => marks.indexOf(mark))
	}));
	const aside = beside === null ? null : marks.indexOf(beside);
	if (own === null) return decide(signatures, axes, numbered, threshold, aside);
	const at = axes.findIndex(({ name }) => name === 'clinic');
	const isOwn = ({ cells }: Signature) => own.includes(cells[0]?.atoms[at] ?? '');
	return together(
		decide(signatures.filter(isOwn), axes, numbered, threshold, aside),
		decide(
			signatures.filter((signature) => !isOwn(signature)),
			axes,
			numbered,
			threshold,
			aside
		),
		own
	);
}

/** Own clinics and others, each decided on alone: all of them may be told where each part may. */
function together(mine: Disclosure, others: Disclosure, own: readonly string[]): Disclosure {
	const of = ({ clinic }: Address) => {
		const id = clinic?.[0];
		if (id === undefined) return [mine, others];
		return [own.includes(id ?? '') ? mine : others];
	};
	return {
		verdict: (address, guard) =>
			of(address)
				.map(({ verdict }) => verdict(address, guard))
				.find((verdict) => verdict !== 'shown') ?? 'shown',
		isEmpty: (address) => of(address).every(({ isEmpty }) => isEmpty(address)),
		valuesOf: (axis) => {
			const paths = [...mine.valuesOf(axis), ...others.valuesOf(axis)];
			return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
		}
	};
}
