/** The rates in rows of skin types and columns of the grouping, each with its margin. */
import type { GridPanel } from '#lib/charts/panels.ts';
import { SKIN_TYPE_BANDS } from '#lib/domain/bands.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { count, interval, percent, sentenceCase } from '#lib/domain/format.ts';
import type { Context, Group } from '../../analysis.ts';
import { lineLabel, lineOrder } from '../lines.ts';
import { decimalsOf, inWords, rateOf, type Rate } from '../side-effects/rates.ts';
import { toldEstimate } from '../told.ts';

export type Place = {
	rowId: string;
	columnId: string;
	rate: Rate;
	/** Asked about; null where hidden. */
	patients: number | null;
};
type Named = { id: string; label: string };
export type Cells = { rows: Named[]; columns: Named[]; places: Place[] };

/** Of all skin types, of all groups. */
export const ALL = 'all';

/** Fewer: the cell is drawn faint. */
const FEW_EVENTS = 5;

export function cellsOf(
	shown: readonly Group[],
	total: Group | undefined,
	context: Context
): Cells {
	const { by } = context.filters;
	if (!total) return { rows: [], columns: [], places: [] };
	const order = lineOrder(by, context.known);
	const lines = by
		? shown
				.toSorted((a, b) => order(a.key.line ?? null, b.key.line ?? null))
				.map((group) => ({
					id: group.key.line ?? 'none',
					label: lineLabel(by, group.key.line ?? null, context.known),
					group
				}))
		: [];
	const columns = [
		...lines,
		{ id: ALL, label: by ? sentenceCase(DIMENSION_FACTS[by].all) : 'All courses', group: total }
	];
	const rows = [
		...SKIN_TYPE_BANDS.map(({ code, label }) => ({ id: code, label: sentenceCase(label) })),
		{ id: ALL, label: 'All skin types' }
	];
	return {
		rows,
		columns: columns.map(({ id, label }) => ({ id, label })),
		places: rows.flatMap((row) =>
			columns.map(({ id, group }) => ({
				rowId: row.id,
				columnId: id,
				rate: rateOf(group, row.id, 'course'),
				patients: group.cells[row.id]?.sums ? (group.cells[row.id]?.patients ?? null) : null
			}))
		)
	};
}

export function gridOf(
	{ rows, columns, places }: Cells,
	title: string,
	{ filters }: Context
): GridPanel {
	const labelOf = (list: Named[], id: string) => list.find((one) => one.id === id)?.label ?? id;
	const values = places.map(({ rate }) => rate.estimate?.value ?? 0);
	return {
		kind: 'grid',
		id: 'by-skin-type',
		title,
		note: 'Per cent of courses asked about; below it the 95 % interval and the patients asked',
		hidden: null,
		rowLabel: 'Skin type',
		columnLabel: filters.by ? DIMENSION_FACTS[filters.by].label : 'Courses',
		rows,
		columns,
		max: Math.max(...values, 1),
		cells: places.map(({ rowId, columnId, rate, patients }) => {
			const decimals = decimalsOf(rate);
			const { estimate, why, events, none } = rate;
			const range =
				estimate && interval(estimate.low, estimate.high, decimals).replace(/[()]/g, '');
			return {
				id: `${rowId}-${columnId}`,
				label: `${labelOf(rows, rowId)}, ${labelOf(columns, columnId)}`,
				rowId,
				columnId,
				estimate: toldEstimate(estimate, decimals),
				words: estimate
					? [
							percent(estimate.value, none ? 0 : decimals),
							range ?? '',
							...(patients === null ? [] : [`n ${count(patients)}`])
						]
					: [],
				few: estimate !== null && events < FEW_EVENTS,
				why,
				sentence: `${labelOf(rows, rowId)}, ${labelOf(columns, columnId)}: ${inWords(rate)}.`
			};
		})
	};
}
