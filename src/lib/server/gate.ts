/**
 * The one door. Every figure passes here: right, cohort, rows, what may be told of them, figure. Pages,
 * downloads and the API call nothing else, so that the same question has the same answer everywhere.
 */
import type { Compilable, Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Figure } from '#lib/charts/figure.ts';
import type { Dimension } from '#lib/domain/dimensions.ts';
import { keysOfArms } from '#lib/domain/arms.ts';
import { dimensionsUsed, mostDimensions, type Filters } from '#lib/domain/filters.ts';
import { mayFilterBy, mayGroupBy, outsideView, type Viewer } from '#lib/domain/roles.ts';
import type { Analysis, Context, FlatRow, Group, HiddenGroup, Key, Question } from './analysis.ts';
import { narrowed, withCohort } from './cohort.ts';
import { hideSmallGroups, isAnswerable, type Told } from './hide-small-groups.ts';
import { epochNow } from './kept-by-version.ts';
import { besideOthers, mayCompareClinics } from './network.ts';
import { gather, rulingOn } from './ruling.ts';

export type Gated = {
	figure: Figure;
	hidden: HiddenGroup[];
	/** The viewer's own, or the one that holds across clinics. */
	threshold: number;
	/** What the figure was made of: sums before anything was rounded, for checks and for no answer. */
	groups: { shown: readonly Group[]; totals: readonly Group[] };
};

/** Someone asked for what their role may not see; the message says what to do. */
export class NotEntitled extends Error {}

/** What a release does not tell anyone: no matter of the role. */
export class NotTold extends NotEntitled {}

type Asked = Omit<Context, 'hidden' | 'hiddenCells' | 'answerable' | 'viewer'>;

/** Gives work a database, which is that work's until it is done. */
type Lend = <T>(work: (db: Kysely<Database>) => Promise<T>) => Promise<T>;

/** Answers a question for a viewer, as `askLent` does, from this database. */
export const ask = (db: Kysely<Database>, viewer: Viewer, analysis: Analysis, asked: Asked) =>
	askLent((work) => work(db), viewer, analysis, asked);

/**
 * Answers a question for a viewer, from a database that is lent while its rows are read. What may not be
 * told is removed before any figure is made; it is named, never counted. Throws NotEntitled when there is
 * no right.
 */
export async function askLent(
	lend: Lend,
	viewer: Viewer,
	analysis: Analysis,
	asked: Asked
): Promise<Gated> {
	const { shown, totals, hidden, context } = await lend((db) =>
		toldOf(db, viewer, analysis, asked)
	);
	const hiddenCells = [...shown, ...totals].some(
		({ cells, counts }) =>
			Object.values(cells).some((cell) => cell.sums === null) ||
			Object.values(counts).some((count) => Object.values(count).includes(null))
	);
	// The database is free again: a model may take its time.
	const figure = await analysis.figure(shown, totals, { ...context, hidden, hiddenCells });
	return {
		figure,
		hidden,
		threshold: context.viewer.threshold,
		groups: { shown, totals }
	};
}

/** What may be told, and what whoever words it may know. */
async function toldOf(
	db: Kysely<Database>,
	asking: Viewer,
	analysis: Analysis,
	asked: Asked
): Promise<Told & { context: Omit<Context, 'hidden' | 'hiddenCells'> }> {
	const viewer = analysis.leavesTheClinic ? outsideView(asking) : asking;
	const nothing = viewer.clinics.length === 0 && !viewer.release;
	if (analysis.permission !== 'aggregates' || nothing) {
		throw new NotEntitled('Your account belongs to no clinic yet: ask an administrator.');
	}
	refuseNaming(viewer, asked);
	const network = asked.filters.network ? await besideOthers(db, viewer, asked.known) : null;
	const scoped = network
		? { ...asked, viewer: network.viewer, known: network.known }
		: { ...asked, viewer: forHiding(viewer, asked.filters) };
	const epoch = epochNow();
	const { told, answerable, context } = await withCohort(
		db,
		scoped.viewer,
		async (cohort, tx, choices) => {
			// Whoever words the answer knows the same rules as the sums.
			const context = { ...scoped, known: { ...scoped.known, choices } };
			const own = network ? viewer.clinics : null;
			const ofClinics = (ids: readonly string[]) => narrowed(tx, ids, choices);
			const seen = { all: cohort, ofClinics: scoped.viewer.release ? null : ofClinics, epoch };
			const ruling = await rulingOn(analysis, context, seen, tx, own);
			const run = async (query: Compilable<FlatRow>) =>
				(await tx.executeQuery<FlatRow>(query.compile())).rows;
			// The database may give groups in any order; files must have the same bytes every time.
			const groupsOf = (rows: readonly FlatRow[], question: Question) =>
				analysis.groups(rows, question).toSorted(byKey);
			const hide = async (question: Question, rules = ruling) => {
				const { by } = question.filters;
				const together = { ...question, filters: { ...question.filters, by: null } };
				const both = by ? analysis.rowsAndTotals?.(cohort, question) : null;
				const rows = await run(both ?? analysis.rows(cohort, question));
				const groups = groupsOf(both ? rows.filter(({ total }) => !total) : rows, question);
				const whole = both
					? rows.filter(({ total }) => total)
					: by && (await run(analysis.rows(cohort, together)));
				const totals = whole ? groupsOf(whole, together) : groups;
				return hideSmallGroups(groups, totals, rules, analysis, question);
			};
			const parts: Told[] = [];
			for (const { key, question, decidedOn } of partsOf(context, analysis)) {
				const rules = decidedOn ? await rulingOn(analysis, decidedOn, seen, tx, own) : ruling;
				parts.push(keyed(await hide(question, rules), key));
			}
			return {
				context,
				told: merged(parts),
				answerable: (wider: Filters, of: Key = {}) =>
					isAnswerable(ruling, analysis, context, wider, of)
			};
		}
	);
	return { ...(network ? network.unnamed(told) : told), context: { ...context, answerable } };
}

/**
 * Reads, for one of the viewer's clinics, who is in which cells of this question, so that the answer itself
 * takes less time. It tells nothing.
 */
export async function prepare(
	db: Kysely<Database>,
	asking: Viewer,
	analysis: Analysis,
	asked: Omit<Question, 'viewer'>,
	clinic: string
): Promise<void> {
	const viewer = forHiding(asking, asked.filters);
	if (!viewer.clinics.includes(clinic)) return;
	const epoch = epochNow();
	await withCohort(db, viewer, (_, tx, choices) => {
		const question = { ...asked, viewer, known: { ...asked.known, choices } };
		const ofClinics = (ids: readonly string[]) => narrowed(tx, ids, choices);
		return gather(analysis, question, { all: ofClinics([clinic]), ofClinics, epoch }, tx);
	});
}

type Part = { key: Key; question: Question; decidedOn: Question | null };

/**
 * What is asked of the database one after the other: the question itself, or each group of a
 * comparison, and each again by every further table that the answer shows. A further table is decided
 * on with its own dimension beside all others; where that is one too many it is not asked for.
 */
function partsOf(question: Question, analysis: Analysis): Part[] {
	const { filters, accepted } = question;
	const armed: Omit<Part, 'decidedOn'>[] =
		filters.arms.length === 0
			? [{ key: {}, question }]
			: filters.arms.map(({ name, where }) => ({
					key: { arm: name },
					question: {
						...question,
						filters: { ...filters, arms: [], where: { ...filters.where, ...where } }
					}
				}));
	const { released } = question.known;
	const tables = (analysis.tables?.(question) ?? []).filter(
		(by) =>
			dimensionsUsed({ ...filters, by }, accepted).size <= mostDimensions(accepted) &&
			(!released || Object.hasOwn(released.columns, by))
	);
	return [
		...armed.map((part) => ({ ...part, decidedOn: null })),
		...tables.flatMap((by) =>
			armed.map((part) => ({
				key: { ...part.key, table: by },
				question: { ...part.question, filters: { ...part.question.filters, by } },
				decidedOn: { ...question, filters: { ...filters, by } }
			}))
		)
	];
}

/** The groups and what is hidden, each with the names of the part they are of. */
function keyed({ shown, totals, hidden }: Told, of: Key): Told {
	const named = <T extends { key: Key }>(list: readonly T[]): T[] =>
		list.map((one) => ({ ...one, key: { ...one.key, ...of } }));
	return { shown: named(shown), totals: named(totals), hidden: named(hidden) };
}

const merged = (parts: readonly Told[]): Told => ({
	shown: parts.flatMap(({ shown }) => shown),
	totals: parts.flatMap(({ totals }) => totals),
	hidden: parts.flatMap(({ hidden }) => hidden)
});

/** Small counts are shown inside one clinic only; over several they are hidden like any small cell. */
function forHiding(viewer: Viewer, { where }: Context['filters']): Viewer {
	const oneClinic =
		viewer.clinics.length === 1 || where.clinic !== undefined || viewer.release !== undefined;
	return { ...viewer, insideClinic: viewer.insideClinic && oneClinic };
}

/** Colleagues and clinics are named only to those who may know them. */
function refuseNaming(
	viewer: Viewer,
	{ filters, accepted }: Pick<Context, 'filters' | 'accepted'>
) {
	const { where, by, network } = filters;
	const filtered = [...(Object.keys(where) as Dimension[]), ...keysOfArms(filters.arms)]; // keys of `where` are dimensions
	const compares = !network || (accepted.view.includes('network') && mayCompareClinics(viewer));
	const names = filtered.every((key) => mayFilterBy(viewer, key));
	if (compares && names && (!by || mayGroupBy(viewer, by))) return;
	throw new NotEntitled('Figures by clinic or practitioner are not open to your role.');
}

const byKey = (a: Group, b: Group) => (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1);
