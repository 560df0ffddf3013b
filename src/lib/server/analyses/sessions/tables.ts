/** The same shares and means as a table to read and as a tidy table to download. */
import type { Figure } from '#lib/charts/figure.ts';
import { DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { count, decimal, interval, percent } from '#lib/domain/format.ts';
import type { Context, Group } from '../../analysis.ts';
import { BAND_COLUMNS } from '../../queries/session-sums.ts';
import { lineLabel } from '../lines.ts';
import { told } from '../told.ts';
import { reasonOf } from '../widen.ts';
import {
	meanDone,
	ofPlanned,
	paceOf,
	planOf,
	share,
	SHARE_DECIMALS,
	weeksApart
} from './summaries.ts';

export function twin(rows: Group[], label: (group: Group) => string, { filters }: Context) {
	return {
		caption: 'The same figures',
		note: 'Per cent of courses by sessions done',
		columns: [
			{ label: filters.by ? DIMENSION_FACTS[filters.by].label : 'Courses', align: 'left' as const },
			{ label: 'Courses', align: 'right' as const },
			{ label: 'Patients', align: 'right' as const },
			...BAND_COLUMNS.map((band) => ({ label: band.label, align: 'right' as const })),
			{ label: 'Mean done', align: 'right' as const, strong: true },
			{ label: 'Done against plan, ended', align: 'right' as const },
			{ label: 'As planned', align: 'right' as const },
			{ label: 'Weeks apart', align: 'right' as const },
			{ label: 'Weeks against plan', align: 'right' as const }
		],
		rows: rows.map((group) => {
			const mean = meanDone(group);
			const weeks = weeksApart(group);
			const plan = planOf(group);
			const pace = paceOf(group);
			return {
				group: null,
				style: null,
				cells: [
					label(group),
					count(group.courses),
					count(group.patients),
					...BAND_COLUMNS.map(({ code }) => {
						const value = share(group, code);
						return value === null ? 'hidden' : percent(value, SHARE_DECIMALS);
					}),
					mean?.mean == null
						? missing(group, 'done')
						: `${decimal(mean.mean, 2)} ${interval(mean.interval?.low ?? null, mean.interval?.high ?? null, 2)}`,
					plan ? ofPlanned(plan) : missing(group, 'ended'),
					plan ? percent(plan.complete) : missing(group, 'ended'),
					weeks === null ? missing(group, 'spacing') : decimal(weeks, 1),
					pace ? ofPlanned(pace) : missing(group, 'pace')
				],
				hidden: null
			};
		})
	};
}

/** A figure that is not there is hidden, or there was nothing to make it from. */
const missing = ({ cells }: Group, id: string) =>
	cells[id] && cells[id].sums === null ? 'hidden' : '–';

export function tidy(
	rows: Group[],
	label: (group: Group) => string,
	context: Context
): Figure['table'] {
	const { filters, hidden, known, viewer } = context;
	return {
		columns: [
			{ key: 'grouped_by', label: 'Grouped by', type: 'text' },
			{ key: 'group', label: 'Group', type: 'text' },
			{ key: 'courses', label: 'Courses', type: 'integer' },
			{ key: 'patients', label: 'Patients', type: 'integer' },
			...BAND_COLUMNS.map(({ code, label: band }) => ({
				key: `percent_${code.replace('-', '_')}`,
				label: `Per cent with ${band}`,
				type: 'decimal' as const
			})),
			{ key: 'mean_done', label: 'Mean sessions done', type: 'decimal' },
			{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'mean_planned', label: 'Mean planned, ended courses', type: 'decimal' },
			{ key: 'percent_complete', label: 'Per cent as planned, ended courses', type: 'decimal' },
			{ key: 'weeks_apart', label: 'Mean weeks between sessions', type: 'decimal' },
			{ key: 'weeks_done', label: 'Mean weeks apart, where planned', type: 'decimal' },
			{ key: 'weeks_planned', label: 'Mean weeks apart as planned', type: 'decimal' },
			{ key: 'mean_done_ended', label: 'Mean sessions done, ended courses', type: 'decimal' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
		],
		rows: [
			...rows.map((group) => {
				const mean = meanDone(group);
				const plan = planOf(group);
				const weeks = weeksApart(group);
				const pace = paceOf(group);
				const shares = BAND_COLUMNS.map(({ code }) => share(group, code));
				return [
					filters.by ?? 'none',
					label(group),
					group.courses,
					group.patients,
					...shares.map((value) => told(value, SHARE_DECIMALS)),
					told(mean?.mean ?? null, 2),
					told(mean?.interval?.low ?? null, 2),
					told(mean?.interval?.high ?? null, 2),
					told(plan?.planned ?? null, 1),
					told(plan?.complete ?? null, 0),
					told(weeks, 1),
					told(pace?.done ?? null, 1),
					told(pace?.planned ?? null, 1),
					told(plan?.done ?? null, 1),
					shares.includes(null)
						? `shares of fewer than ${viewer.threshold} patients, and what they would follow from`
						: null
				];
			}),
			...hidden.map((group) => [
				filters.by ?? 'none',
				lineLabel(group.whole ? null : filters.by, group.key.line ?? null, known),
				...Array.from({ length: 2 + BAND_COLUMNS.length + 9 }, () => null),
				reasonOf(group, context)
			])
		]
	};
}
