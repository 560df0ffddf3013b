/** The same rates as a table to read and as a tidy table to download. */
import type { Figure } from '#lib/charts/figure.ts';
import { count } from '#lib/domain/format.ts';
import { publishedRates, publishedRatesWords } from '#lib/domain/published.ts';
import type { SideEffect } from '#lib/domain/side-effects.ts';
import type { Context, Group } from '../../analysis.ts';
import { lineLabel } from '../lines.ts';
import { told, toldEstimate } from '../told.ts';
import { reasonOf } from '../widen.ts';
import { cellText, decimalsOf, rateOf, UNIT_WORDS } from './rates.ts';

export function twin(
	effects: SideEffect[],
	lines: Group[],
	total: Group | undefined,
	context: Context
): Figure['twins'][number] {
	const { filters, known } = context;
	const columns = filters.by ? lines : [];
	const { per } = filters;
	const free = freeRow(columns, total);
	return {
		caption: 'The same figures',
		note: `${UNIT_WORDS[per].many} with the effect per 100 ${UNIT_WORDS[per].asked} (95 % interval)`,
		columns: [
			{ label: 'Side effect', align: 'left' },
			...columns.map((group) => ({
				label: lineLabel(filters.by, group.key.line ?? null, known),
				align: 'right' as const
			})),
			{ label: 'All courses', align: 'right', strong: true },
			{ label: 'Published', align: 'left', wraps: true }
		],
		rows: [
			...effects.map(({ term, label }) => [
				label,
				...columns.map((group) => cellText(rateOf(group, term, per))),
				cellText(rateOf(total, term, per)),
				publishedOf(term, context)
					.map(({ result, grade }) => `${result} (${grade})`)
					.join(' · ') || '–'
			]),
			[...free, '–']
		].map((cells) => ({ group: null, style: null, cells, hidden: null }))
	};
}

const publishedOf = (term: string, { filters, publishedEffects = [] }: Context) =>
	publishedRates(
		term,
		{ ...filters.where, per: filters.per, least: filters.least },
		publishedEffects
	);

/** "312 of 401": courses with nothing on record. */
const freeRow = (columns: Group[], total: Group | undefined) => [
	'Courses with none recorded',
	...[...columns, total].map((group) => {
		const { asked, free } = group?.counts.courses ?? {};
		return asked == null || free == null ? 'hidden' : `${count(free)} of ${count(asked)}`;
	})
];

export function tidy(
	effects: SideEffect[],
	lines: Group[],
	total: Group | undefined,
	context: Context
): Figure['table'] {
	const { filters, known, hidden } = context;
	const row = (group: Group, name: string, { term, label }: SideEffect) => {
		const rate = rateOf(group, term, filters.per);
		const { sessions, courses } = group.counts;
		const numbers = toldEstimate(rate.estimate, decimalsOf(rate));
		return [
			term,
			label,
			filters.by ?? 'none',
			name,
			numbers?.value ?? null,
			numbers?.low ?? null,
			numbers?.high ?? null,
			told(rate.exact?.low ?? null, decimalsOf(rate)),
			told(rate.exact?.high ?? null, decimalsOf(rate)),
			rate.toldEvents,
			sessions?.answered ?? null,
			sessions?.done ?? null,
			courses?.asked ?? null,
			courses?.free ?? null,
			courses?.calm ?? null,
			sessions?.patients ?? null,
			rate.why,
			publishedRatesWords(publishedOf(term, context)) || null
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
			...Array.from({ length: 12 }, () => null),
			reasonOf(group, context),
			null
		])
	];
	return {
		columns: [
			{ key: 'term', label: 'Side effect, code', type: 'text' },
			{ key: 'side_effect', label: 'Side effect', type: 'text' },
			{ key: 'grouped_by', label: 'Grouped by', type: 'text' },
			{ key: 'group', label: 'Group', type: 'text' },
			{
				key: `per_100_${filters.per}s`,
				label: `Per 100 ${UNIT_WORDS[filters.per].asked}`,
				type: 'decimal'
			},
			{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'exact_low', label: 'Exact 95 % interval, lower end', type: 'decimal' },
			{ key: 'exact_high', label: 'Exact 95 % interval, upper end', type: 'decimal' },
			{
				key: `${filters.per}s_with`,
				label: `${UNIT_WORDS[filters.per].many} with the effect`,
				type: 'integer'
			},
			{ key: 'sessions_answered', label: 'Sessions answered', type: 'integer' },
			{ key: 'sessions_done', label: 'Sessions done', type: 'integer' },
			{ key: 'courses_asked', label: 'Courses with an answered session', type: 'integer' },
			{ key: 'courses_free', label: 'Of them with no side effect recorded', type: 'integer' },
			{
				key: 'courses_calm',
				label: 'Of them with none serious or unexpected recorded',
				type: 'integer'
			},
			{ key: 'patients', label: 'Patients asked', type: 'integer' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' },
			{ key: 'published', label: 'As published, with grade of likeness', type: 'text' }
		],
		rows
	};
}
