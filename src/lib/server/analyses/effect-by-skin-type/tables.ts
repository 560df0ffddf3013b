/** The grid as a table to read and as a tidy table to download. */
import type { Table, TwinTable } from '#lib/charts/figure.ts';
import type { SideEffect } from '#lib/domain/side-effects.ts';
import type { Context } from '../../analysis.ts';
import { lineLabel } from '../lines.ts';
import { cellText, decimalsOf } from '../side-effects/rates.ts';
import { toldEstimate } from '../told.ts';
import { reasonOf } from '../widen.ts';
import { ALL, type Cells } from './grid.ts';

export const twin = ({ rows, columns, places }: Cells, { filters }: Context): TwinTable => ({
	caption: 'The same figures',
	note: 'Courses with it per 100 asked about (95 % interval)',
	columns: [
		{ label: 'Skin type', align: 'left' },
		...columns.map(({ id, label }) => ({
			label,
			align: 'right' as const,
			strong: id === ALL && filters.by !== null
		}))
	],
	rows: rows.map((row) => ({
		group: null,
		style: null,
		cells: [
			row.label,
			...places.filter(({ rowId }) => rowId === row.id).map(({ rate }) => cellText(rate))
		],
		hidden: null
	}))
});

export function tidy(
	{ rows, columns, places }: Cells,
	{ term }: SideEffect,
	context: Context
): Table {
	const { filters, known, hidden } = context;
	const labelOf = (list: Cells['rows'], id: string) =>
		list.find((one) => one.id === id)?.label ?? id;
	return {
		columns: [
			{ key: 'term', label: 'Side effect, code', type: 'text' },
			{ key: 'skin_type', label: 'Skin type', type: 'text' },
			{ key: 'grouped_by', label: 'Grouped by', type: 'text' },
			{ key: 'group', label: 'Group', type: 'text' },
			{ key: 'per_100_courses', label: 'Per 100 courses asked about', type: 'decimal' },
			{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'courses_with', label: 'Courses with the effect', type: 'integer' },
			{ key: 'patients', label: 'Patients asked', type: 'integer' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
		],
		rows: [
			...places.map(({ rowId, columnId, rate, patients }) => {
				const numbers = toldEstimate(rate.estimate, decimalsOf(rate));
				return [
					term,
					rowId === ALL ? 'all' : rowId,
					filters.by ?? 'none',
					labelOf(columns, columnId),
					numbers?.value ?? null,
					numbers?.low ?? null,
					numbers?.high ?? null,
					rate.estimate ? rate.toldEvents : null,
					patients,
					rate.why
				];
			}),
			...hidden.map((group) => [
				term,
				rows.length > 0 ? 'any' : 'all',
				filters.by ?? 'none',
				lineLabel(group.whole ? null : filters.by, group.key.line ?? null, known),
				...Array.from({ length: 5 }, () => null),
				reasonOf(group, context)
			])
		]
	};
}
