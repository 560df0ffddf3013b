/**
 * The one door. Every figure passes here: right, cohort, rows, small groups, totals over what is
 * shown, figure. Pages, downloads and the API call nothing else; full disclosure control goes here.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Figure } from '#lib/charts/figure.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { isSmall, suppress } from '#lib/privacy/suppress.ts';
import type { Analysis, Cell, Context, FlatRow, Group, HiddenGroup } from './analysis.ts';
import { withCohort } from './cohort.ts';

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
	question: Omit<Context, 'hidden' | 'viewer'>
): Promise<Gated> {
	const context = { ...question, viewer };
	if (analysis.permission !== 'aggregates' || viewer.clinics.length === 0) {
		throw new NotEntitled('Your account belongs to no clinic yet: ask an administrator.');
	}
	return withCohort(db, viewer, async (cohort, tx) => {
		const run = async (query: ReturnType<Analysis['rows']>) => {
			const result = await tx.executeQuery<FlatRow>(query.compile());
			// The database may give groups in any order; files must have the same bytes every time.
			return analysis.groups(result.rows, context).toSorted(byKey);
		};
		const { shown, hidden } = hideSmallGroups(await run(analysis.rows(cohort, context)), viewer);
		const totalsQuery = analysis.totals(cohort, context, shown);
		const totals = totalsQuery ? hideSmallGroups(await run(totalsQuery), viewer).shown : shown;
		const figure = analysis.figure(shown, totals, { ...context, hidden });
		return { figure, hidden };
	});
}

const byKey = (a: Group, b: Group) => (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1);

/** Parts the groups into those that may be shown and the names of those that may not. */
export function hideSmallGroups(
	groups: Group[],
	viewer: Viewer
): { shown: Group[]; hidden: HiddenGroup[] } {
	const shown: Group[] = [];
	const hidden: HiddenGroup[] = [];
	for (const table of new Set(groups.map((group) => group.table))) {
		const members = groups.filter((group) => group.table === table && group.patients > 0);
		const verdicts = suppress(
			members.map((group) => group.patients),
			viewer.threshold
		);
		members.forEach((group, i) => {
			const verdict = verdicts[i];
			if (verdict === 'shown') shown.push(hideSmallCells(group, viewer));
			else hidden.push({ key: group.key, table, why: verdict ?? 'small' });
		});
	}
	return { shown, hidden };
}

/** Takes the sums of thin cells out of a group; outside the clinic its small counts too. */
function hideSmallCells(group: Group, viewer: Viewer): Group {
	const cells: Record<string, Cell> = {};
	for (const [id, cell] of Object.entries(group.cells)) {
		const thin =
			isSmall(cell.patients, viewer.threshold) ||
			(!viewer.insideClinic && isSmall(cell.events ?? 0, viewer.threshold));
		cells[id] = thin ? { patients: cell.patients, sums: null } : cell;
	}
	for (const part of group.parts ?? []) {
		const verdicts = suppress(
			part.map((id) => cells[id]?.patients ?? 0),
			viewer.threshold
		);
		part.forEach((id, i) => {
			const cell = cells[id];
			if (cell && verdicts[i] !== 'shown') cells[id] = { patients: cell.patients, sums: null };
		});
	}
	return { ...group, cells, counts: viewer.insideClinic ? group.counts : outside(group, viewer) };
}

function outside(group: Group, viewer: Viewer): Group['counts'] {
	const counts: Group['counts'] = {};
	for (const [id, values] of Object.entries(group.counts)) {
		counts[id] = Object.fromEntries(
			Object.entries(values).map(([name, count]) => [
				name,
				count !== null && isSmall(count, viewer.threshold) ? null : count
			])
		);
	}
	return counts;
}
