/**
 * The one door. Every figure passes here: right, cohort, rows, small groups, totals over what is
 * shown, figure. Pages, downloads and the API call nothing else; full disclosure control goes here.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Figure } from '#lib/charts/figure.ts';
import type { Dimension } from '#lib/domain/dimensions.ts';
import { mayFilterBy, mayGroupBy, type Viewer } from '#lib/domain/roles.ts';
import type { Analysis, Context, FlatRow, Group, HiddenGroup } from './analysis.ts';
import { withCohort } from './cohort.ts';
import { hideSmallGroups, hideSmallTotals } from './hide-small-groups.ts';

export type Gated = { figure: Figure; hidden: HiddenGroup[] };

/** Someone asked for what their role may not see; the message says what to do. */
export class NotEntitled extends Error {}

/**
 * Answers a question for a viewer. Groups under the viewer's threshold are removed before any figure
 * is made; what was removed is named, never counted. Throws NotEntitled when there is no right.
 */
export async function ask(
	db: Kysely<Database>,
	viewer: Viewer,
	analysis: Analysis,
	question: Omit<Context, 'hidden' | 'hiddenCells' | 'viewer'>
): Promise<Gated> {
	const context = { ...question, viewer };
	if (analysis.permission !== 'aggregates' || viewer.clinics.length === 0) {
		throw new NotEntitled('Your account belongs to no clinic yet: ask an administrator.');
	}
	refuseNaming(viewer, context.filters);
	const within = forHiding(viewer, context.filters);
	return withCohort(db, viewer, async (cohort, tx) => {
		const run = async (query: ReturnType<Analysis['rows']>) => {
			const result = await tx.executeQuery<FlatRow>(query.compile());
			// The database may give groups in any order; files must have the same bytes every time.
			return analysis.groups(result.rows, context).toSorted(byKey);
		};
		const { shown, hidden } = hideSmallGroups(await run(analysis.rows(cohort, context)), within);
		const totalsQuery = analysis.totals(cohort, context, shown);
		const totals = totalsQuery ? hideSmallTotals(await run(totalsQuery), shown, within) : shown;
		const hiddenCells = [...shown, ...totals].some(({ cells }) =>
			Object.values(cells).some((cell) => cell.patients > 0 && cell.sums === null)
		);
		const figure = analysis.figure(shown, totals, { ...context, hidden, hiddenCells });
		return { figure, hidden };
	});
}

/** Small counts are shown inside one clinic only; over several they are hidden like any small cell. */
function forHiding(viewer: Viewer, { where }: Context['filters']): Viewer {
	const oneClinic = viewer.clinics.length === 1 || where.clinic !== undefined;
	return { ...viewer, insideClinic: viewer.insideClinic && oneClinic };
}

/** Colleagues and clinics are named only to those who may know them. */
function refuseNaming(viewer: Viewer, { where, by }: Context['filters']): void {
	const filtered = Object.keys(where) as Dimension[]; // keys of `where` are dimensions
	if (filtered.every((key) => mayFilterBy(viewer, key)) && (!by || mayGroupBy(viewer, by))) return;
	throw new NotEntitled('Figures by clinic or practitioner are not open to your role.');
}

const byKey = (a: Group, b: Group) => (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1);
