/**
 * What may be told in answer to one question: fetches who is in which cells, lets `privacy/` decide, and
 * keeps the decision while the data of the clinics stay the same. It does not depend on the values of the
 * filters.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CompiledQuery, Transaction } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Database } from '#db/schema.ts';
import { dimensionsUsed } from '#lib/domain/filters.ts';
import {
	decide,
	type Address,
	type Atom,
	type Axis,
	type Disclosure,
	type Finest,
	type Signature
} from '#lib/privacy/disclosure.ts';
import { decideApart } from '#lib/privacy/apart.ts';
import { axisOf } from './addresses.ts';
import type { Analysis, Guarded, Question } from './analysis.ts';
import type { Cohort } from './cohort.ts';
import { inFlight } from './in-flight.ts';
import { keptByVersion } from './kept-by-version.ts';
import { patientsByCells, type Part, type Together } from './kept-signatures.ts';
import type { InCells } from './packed-signatures.ts';

/** The decision for each kind of record: each measure, or the one kind there is. */
export type Ruling = ReadonlyMap<string, Disclosure>;

const MOST_BYTES = 16 * 1024 * 1024;
const kept = keptByVersion(
	new LRUCache<string, Ruling>({
		maxSize: MOST_BYTES,
		sizeCalculation: (ruling, key) =>
			2 * key.length + [...ruling.values()].reduce((sum, { bytes }) => sum + bytes, 1)
	})
);

/** Rulings that are being made: who needs the same meanwhile waits for the one. */
const begun = inFlight<Ruling>();

export type Seen = {
	/** What a viewer sees: all of it. */
	all: Cohort;
	/** Some clinics of it; null where clinics are not told apart. */
	ofClinics: ((ids: readonly string[]) => Cohort) | null;
	/** Which series of versions it is of; taken before the transaction began. */
	epoch: number;
};

/**
 * The ruling on a question within one transaction. `own` are the clinics the viewer knows from elsewhere
 * when others are beside them: then the others are decided on without them, and what is told of all must
 * hold for both parts.
 */
export async function rulingOn(
	analysis: Analysis,
	question: Question,
	seen: Seen,
	tx: Transaction<Database>,
	own: readonly string[] | null
): Promise<Ruling> {
	const { viewer } = question;
	const { guards, within, axes, beside, marks, query } = askedOf(analysis, question);
	const { parts, together, text } = await partsOf(seen, query, tx);
	const id = JSON.stringify([
		seen.epoch,
		parts.map(({ clinic, version }) => [clinic, version]),
		text,
		guards,
		viewer.threshold,
		question.known.quarters.slice(-4),
		own
	]);
	// Where the other who makes it fails, it is made again.
	const found = kept.get(id) ?? begun.get(id)?.catch(() => null);
	return (found && (await found)) ?? begun.begin(id, made);

	async function made(): Promise<Ruling> {
		const patients = await patientsByCells(tx, parts, together);
		const ruling = new Map<string, Disclosure>();
		for (const [base, of] of patients) {
			const disclosure = decideApart(
				signaturesOf(of),
				axes.map((name) => axisOf(name, question)),
				within,
				(signatures, left) =>
					decided(signatures, left, guards, { marks, beside }, viewer.threshold, own)
			);
			ruling.set(base, disclosure);
			// Of many clinics each decision takes a while: other requests go on in between.
			await nextTurn();
		}
		kept.set(id, ruling);
		return ruling;
	}
}

/** Who is in which cells of what is seen, read and kept: a small step on the way to a ruling on more. */
export async function gather(
	analysis: Analysis,
	question: Question,
	seen: Seen,
	tx: Transaction<Database>
): Promise<void> {
	const { parts, together } = await partsOf(seen, askedOf(analysis, question).query, tx);
	await patientsByCells(tx, parts, together);
}

/** What a ruling is about, and the statement that asks who is in which cells. */
function askedOf(analysis: Analysis, question: Question) {
	const guards = analysis.guards(question);
	const within = Object.keys(analysis.within(question, {}));
	const axes = [...within, ...dimensionsUsed(question.filters, question.accepted)].toSorted();
	const { beside = null } = analysis;
	const marks = [
		...new Set([...guards.flatMap((guard) => guard.marks), ...(beside ? [beside] : [])])
	];
	const query = (of: Cohort, first: readonly string[] = []) =>
		analysis.signatures(of, question, [...first, ...axes], marks).compile();
	return { guards, within, axes, beside, marks, query };
}

/** Each clinic under its own data version; a release, whose clinics may not be told apart, under that of all. */
async function partsOf(
	{ all, ofClinics, epoch }: Seen,
	query: (of: Cohort, first?: readonly string[]) => CompiledQuery,
	tx: Transaction<Database>
): Promise<{ parts: Part[]; together: Together | null; text: string }> {
	if (!ofClinics) {
		const latest = await tx
			.selectFrom('data_version')
			.select((eb) => eb.fn.max('version').as('version'))
			.executeTakeFirst();
		return {
			parts: [{ query: () => query(all), version: latest?.version ?? null, epoch }],
			together: null,
			text: textOf(query(all))
		};
	}
	const clinics = await all
		.selectFrom('clinic')
		.select(['clinic_id', 'data_version'])
		.orderBy('clinic_id')
		.execute();
	const text = textOf(query(ofClinics([])));
	return {
		parts: clinics.map((clinic) => ({
			query: () => query(ofClinics([clinic.clinic_id])),
			version: clinic.data_version,
			epoch,
			clinic: clinic.clinic_id
		})),
		together: { text, query: (ids) => query(ofClinics(ids), ['clinic']) },
		text
	};
}

/** What is asked, whatever the clinics are: those stand beside it. */
const textOf = ({ sql, parameters }: CompiledQuery) => JSON.stringify([sql, parameters]);

/** What the query of the same name wrote: of each cell the atoms, then the marks as 0 and 1. */
function signaturesOf(patients: readonly InCells[]): Signature[] {
	// There are few cells and few combinations of marks, and many patients.
	const marksOf = once(positionsOf);
	const cellOf = once((text: string): Finest => {
		const values = JSON.parse(`[${text}]`) as [...Atom[], string];
		return { atoms: values.slice(0, -1), marks: marksOf(values.at(-1) ?? '') };
	});
	return patients.map((of) => ({ patients: of.patients, cells: of.cells.map(cellOf) }));
}

/** What was made of a text, made once. */
function once<T>(make: (text: string) => T): (text: string) => T {
	const known = new Map<string, T>();
	return (text) => {
		const found = known.get(text) ?? make(text);
		known.set(text, found);
		return found;
	};
}

const positionsOf = (bits: string) => [...bits].flatMap((bit, i) => (bit === '1' ? [i] : []));

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
		},
		bytes: mine.bytes + others.bytes
	};
}
