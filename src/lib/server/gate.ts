/**
 * The one door. Every figure passes here: right, cohort, rows, what may be told of them, figure. Pages,
 * downloads and the API call nothing else, so that the same question has the same answer everywhere.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Figure } from '#lib/charts/figure.ts';
import type { Dimension } from '#lib/domain/dimensions.ts';
import { mayFilterBy, mayGroupBy, type Viewer } from '#lib/domain/roles.ts';
import type { Analysis, Context, FlatRow, Group, HiddenGroup, Question } from './analysis.ts';
import { withCohort } from './cohort.ts';
import { hideSmallGroups, isAnswerable } from './hide-small-groups.ts';
import { besideOthers, mayCompareClinics } from './network.ts';
import { rulingOn } from './ruling.ts';

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

/**
 * Answers a question for a viewer. What may not be told is removed before any figure is made; it is
 * named, never counted. Throws NotEntitled when there is no right.
 */
export async function ask(
	db: Kysely<Database>,
	viewer: Viewer,
	analysis: Analysis,
	asked: Omit<Context, 'hidden' | 'hiddenCells' | 'answerable' | 'viewer'>
): Promise<Gated> {
	if (analysis.permission !== 'aggregates' || viewer.clinics.length === 0) {
		throw new NotEntitled('Your account belongs to no clinic yet: ask an administrator.');
	}
	refuseNaming(viewer, asked);
	const network = asked.filters.network ? await besideOthers(db, viewer, asked.known) : null;
	const context = network
		? { ...asked, viewer: network.viewer, known: network.known }
		: { ...asked, viewer: forHiding(viewer, asked.filters) };
	const { filters } = context;
	return withCohort(db, context.viewer, async (cohort, tx) => {
		const own = network ? viewer.clinics : null;
		const ruling = await rulingOn(analysis, context, cohort, tx, own);
		const run = async (question: Question) => {
			const query = analysis.rows(cohort, question).compile();
			const { rows } = await tx.executeQuery<FlatRow>(query);
			// The database may give groups in any order; files must have the same bytes every time.
			return analysis.groups(rows, question).toSorted(byKey);
		};
		const groups = await run(context);
		const whole = filters.by
			? await run({ ...context, filters: { ...filters, by: null } })
			: groups;
		const told = hideSmallGroups(groups, whole, ruling, analysis, context);
		const { shown, totals, hidden } = network ? network.unnamed(told) : told;
		const hiddenCells = [...shown, ...totals].some(
			({ cells, counts }) =>
				Object.values(cells).some((cell) => cell.sums === null) ||
				Object.values(counts).some((count) => Object.values(count).includes(null))
		);
		const figure = analysis.figure(shown, totals, {
			...context,
			hidden,
			hiddenCells,
			answerable: (wider, of = {}) => isAnswerable(ruling, analysis, context, wider, of)
		});
		return {
			figure,
			hidden,
			threshold: context.viewer.threshold,
			groups: { shown, totals }
		};
	});
}

/** Small counts are shown inside one clinic only; over several they are hidden like any small cell. */
function forHiding(viewer: Viewer, { where }: Context['filters']): Viewer {
	const oneClinic = viewer.clinics.length === 1 || where.clinic !== undefined;
	return { ...viewer, insideClinic: viewer.insideClinic && oneClinic };
}

/** Colleagues and clinics are named only to those who may know them. */
function refuseNaming(
	viewer: Viewer,
	{ filters, accepted }: Pick<Context, 'filters' | 'accepted'>
) {
	const { where, by, network } = filters;
	const filtered = Object.keys(where) as Dimension[]; // keys of `where` are dimensions
	const compares = !network || (accepted.view.includes('network') && mayCompareClinics(viewer));
	const names = filtered.every((key) => mayFilterBy(viewer, key));
	if (compares && names && (!by || mayGroupBy(viewer, by))) return;
	throw new NotEntitled('Figures by clinic or practitioner are not open to your role.');
}

const byKey = (a: Group, b: Group) => (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1);
