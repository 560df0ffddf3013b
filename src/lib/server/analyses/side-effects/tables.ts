/** The same rates as a table to read and as a tidy table to download. */
import type { Figure } from '#lib/charts/figure.ts';
import type { SideEffect } from '#lib/domain/side-effects.ts';
import type { Context, Group } from '../../analysis.ts';
import { lineLabel } from '../lines.ts';
import { toldEstimate } from '../told.ts';
import { reasonOf } from '../widen.ts';
import { cellText, decimalsOf, rateOf } from './rates.ts';

export function twin(
	effects: SideEffect[],
	lines: Group[],
	total: Group | undefined,
	{ filters, known }: Context
): Figure['twins'][number] {
	const columns = filters.by ? lines : [];
	return {
		caption: 'The same figures',
		note: 'Sessions with the effect per 100 answered (95 % interval)',
		columns: [
			{ label: 'Side effect', align: 'left' },
			...columns.map((group) => ({
				label: lineLabel(filters.by, group.key.line ?? null, known),
				align: 'right' as const
			})),
			{ label: 'All courses', align: 'right', strong: true }
		],
		rows: effects.map(({ term, label }) => ({
			group: null,
			style: null,
			cells: [
				label,
				...columns.map((group) => cellText(rateOf(group, term))),
				cellText(rateOf(total, term))
			],
			hidden: null
		}))
	};
}

export function tidy(
	effects: SideEffect[],
	lines: Group[],
	total: Group | undefined,
	context: Context
): Figure['table'] {
	const { filters, known, hidden } = context;
	const row = (group: Group, name: string, { term, label }: SideEffect) => {
		const rate = rateOf(group, term);
		const numbers = toldEstimate(rate.estimate, decimalsOf(rate));
		return [
			term,
			label,
			filters.by ?? 'none',
			name,
			numbers?.value ?? null,
			numbers?.low ?? null,
			numbers?.high ?? null,
			rate.toldEvents,
			group.counts.sessions?.answered ?? null,
			group.counts.sessions?.done ?? null,
			group.counts.sessions?.patients ?? null,
			rate.why
		];
	};
	const rows = [
		...(filters.by
			? lines.flatMap((group) =>
					effects.map((effect) =>
						row(group, lineLabel(filters.by, group.key.line ?? null, known), effect)
					)
				)
			: []),
		...(total ? effects.map((effect) => row(total, 'all courses', effect)) : []),
		...hidden.map((group) => [
			'any',
			'any',
			filters.by ?? 'none',
			lineLabel(group.whole ? null : filters.by, group.key.line ?? null, known),
			...Array.from({ length: 7 }, () => null),
			reasonOf(group, context)
		])
	];
	return {
		columns: [
			{ key: 'term', label: 'Side effect, code', type: 'text' },
			{ key: 'side_effect', label: 'Side effect', type: 'text' },
			{ key: 'grouped_by', label: 'Grouped by', type: 'text' },
			{ key: 'group', label: 'Group', type: 'text' },
			{ key: 'per_100_sessions', label: 'Per 100 answered sessions', type: 'decimal' },
			{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'sessions_with', label: 'Sessions with the effect', type: 'integer' },
			{ key: 'sessions_answered', label: 'Sessions answered', type: 'integer' },
			{ key: 'sessions_done', label: 'Sessions done', type: 'integer' },
			{ key: 'patients', label: 'Patients asked', type: 'integer' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
		],
		rows
	};
}
