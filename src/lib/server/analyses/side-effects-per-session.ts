/** How often a side effect follows a session whose side-effect question was answered. */
import type { Estimate, Figure, ForestPanel, ForestRow, Phrase } from '#lib/charts/figure.ts';
import { DIMENSIONS, DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { count, counted, decimal, interval, list, percent, rounded } from '#lib/domain/format.ts';
import { SIDE_EFFECTS, type SideEffect } from '#lib/domain/side-effects.ts';
import {
	clopperPearsonInterval,
	clusteredRate,
	zeroEventsUpperBound
} from '#lib/statistics/index.ts';
import type { Analysis, Context, FlatRow, Group } from '../analysis.ts';
import { sideEffectSums, TERM_SUMS } from '../queries/side-effect-sums.ts';
import { lineLabel, lineOrder, lineStyle } from './lines.ts';
import { niceScale } from './scale.ts';
import { hiddenLinesWords } from './widen.ts';

/** Marks with fewer events are drawn open. */
const FEW_EVENTS = 5;

export const sideEffectsPerSession: Analysis = {
	id: 'side-effects-per-session',
	title: 'Side effects per session',
	description:
		'Sessions followed by each side effect, per 100 sessions whose side-effect question was answered, with 95 % intervals clustered by patient.',
	page: '/safety',
	permission: 'aggregates',
	accepted: {
		view: ['by', 'data'],
		where: DIMENSIONS.filter((dimension) => dimension !== 'severity'),
		by: DIMENSIONS.filter((dimension) => dimension !== 'severity'),
		defaultBy: 'depth',
		panels: null
	},
	rows: (cohort, question) => sideEffectSums(cohort, question),
	groups,
	totals: (cohort, question, shown) =>
		question.filters.by ? sideEffectSums(cohort, question, shown) : null,
	figure
};

function groups(rows: readonly FlatRow[]): Group[] {
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const patients = number('patients');
		const exposure = { answered: number('answered'), exposure_squares: number('exposure_squares') };
		const cell = (term: string) => ({
			patients,
			events: number(`patients_with_${term}`),
			sums: {
				...exposure,
				...Object.fromEntries(TERM_SUMS.map((name) => [name, number(`${name}_${term}`)]))
			}
		});
		return {
			key: { line: row.line === null ? null : String(row.line) },
			table: 'all',
			// Whoever was treated counts for the threshold, also when nobody asked.
			patients: number('patients_treated'),
			courses: number('courses'),
			cells: Object.fromEntries([
				...SIDE_EFFECTS.map(({ term }) => [term, cell(term)] as const),
				[
					'serious',
					{
						patients,
						events: number('patients_with_serious'),
						sums: { ...exposure, events: number('serious') }
					}
				] as const
			]),
			counts: {
				sessions: {
					done: number('sessions'),
					answered: number('answered'),
					patients
				}
			}
		};
	});
}

type Rate = {
	/** Per 100 answered sessions. */
	estimate: Estimate | null;
	why: string | null;
	events: number;
	/** No event seen: only an upper limit can be given. */
	none: boolean;
};

/** The rate of a term in a group; without an event the upper limit counts patients. */
function rateOf(group: Group | undefined, term: string): Rate {
	const cell = group?.cells[term];
	const nothing = { estimate: null, events: 0, none: false };
	if (!cell || cell.patients === 0) return { ...nothing, why: 'nobody was asked' };
	if (!cell.sums) return { ...nothing, why: 'hidden: too few patients' };
	const of = (name: string) => cell.sums?.[name] ?? 0;
	const events = of('events');
	if (events === 0) {
		const upper = zeroEventsUpperBound(cell.patients);
		const high = upper === null ? null : rounded(100 * upper);
		return { estimate: { value: 0, low: 0, high }, why: null, events, none: true };
	}
	const result = clusteredRate(
		{
			patients: cell.patients,
			events,
			exposure: of('answered'),
			eventSquares: of('event_squares'),
			exposureSquares: of('exposure_squares'),
			crossProducts: of('cross_products')
		},
		{ share: true }
	);
	if (result.rate === null) return { ...nothing, why: result.reason };
	// After every session the effect: no variation between patients; the exact interval counts patients.
	const range = result.interval ?? clopperPearsonInterval(cell.patients, cell.patients);
	return {
		estimate: {
			value: rounded(100 * result.rate),
			low: range ? rounded(100 * range.low) : null,
			high: range ? rounded(100 * range.high) : null
		},
		why: null,
		events,
		none: false
	};
}

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters, known } = context;
	const order = lineOrder(filters.by, known);
	const lines = shown.toSorted((a, b) => order(a.key.line ?? null, b.key.line ?? null));
	const total = totals[0];
	const seen = SIDE_EFFECTS.filter(({ term }) => (total?.cells[term]?.sums?.events ?? 0) > 0);
	const expected = seen.filter((effect) => effect.expected === 'expected');
	const others = seen.filter((effect) => effect.expected !== 'expected');
	const panel = (id: string, title: string, note: string, effects: SideEffect[]): ForestPanel => ({
		id,
		title,
		note,
		xLabel: 'Sessions with the effect, per 100 answered',
		scale: scaleOf(effects, lines),
		rows: effects.map((effect) => forestRow(effect, lines, total, context))
	});
	const forests = [
		panel('expected', 'Expected', 'pass within days', expected),
		panel('others', 'Less common or unexpected', 'on a scale of their own', others)
	].filter((forest) => forest.rows.length > 0);
	return {
		analysis: sideEffectsPerSession.id,
		title: 'What side effects follow a session, and how often?',
		answer: answer(expected, total, context),
		basis: basis(total),
		legend: lines.map((group) => ({
			id: group.key.line ?? 'none',
			label: lineLabel(filters.by, group.key.line ?? null, known),
			style: lineStyle(filters.by, group.key.line ?? null, known),
			note: `${count(group.counts.sessions?.answered ?? 0)} answered`
		})),
		trends: [],
		others: [],
		forests,
		bars: [],
		restsOn: restsOn(total, context),
		notes: [
			`Marks ${filters.by ? DIMENSION_FACTS[filters.by].by : 'for all courses'}. Open marks: fewer than 5 events. Lines: 95 % intervals clustered by patient; without an event, the upper limit counts patients.`
		],
		twins: [twin(seen, lines, total, context)],
		table: tidy(seen, lines, total, context)
	};
}

function scaleOf(effects: SideEffect[], lines: Group[]) {
	const values = effects.flatMap(({ term }) =>
		lines.flatMap((group) => {
			const { estimate, events } = rateOf(group, term);
			if (!estimate) return [];
			return events >= FEW_EVENTS ? [estimate.value, estimate.high ?? 0] : [estimate.value];
		})
	);
	const scale = niceScale(values);
	return { ...scale, min: 0, max: Math.min(100, scale.max) };
}

function forestRow(
	{ term, label }: SideEffect,
	lines: Group[],
	total: Group | undefined,
	{ filters, known }: Context
): ForestRow {
	return {
		id: term,
		label,
		marks: lines.map((group) => {
			const rate = rateOf(group, term);
			const name = lineLabel(filters.by, group.key.line ?? null, known);
			return {
				seriesId: group.key.line ?? 'none',
				estimate: rate.estimate,
				why: rate.why,
				few: rate.events < FEW_EVENTS,
				sentence: `${label}, ${name}: ${inWords(rate)}.`
			};
		}),
		total: totalPhrase(rateOf(total, term))
	};
}

function inWords({ estimate, why, none, events }: Rate): string {
	if (!estimate) return why ?? 'no data';
	if (none) return `none seen, at most ${decimal(estimate.high ?? 0, 1)} of 100 patients`;
	return `${decimal(estimate.value, 1)} of 100 sessions ${interval(estimate.low, estimate.high, 1)}, ${counted(events, 'session')} with it`;
}

function totalPhrase({ estimate, why, none }: Rate): Phrase[] {
	if (!estimate) return [{ text: why ?? 'no data' }];
	if (none)
		return [{ text: '0', strong: true }, { text: ` (at most ${decimal(estimate.high ?? 0, 1)})` }];
	return [
		{ text: decimal(estimate.value, 1), strong: true },
		{ text: ` ${interval(estimate.low, estimate.high, 1)}` }
	];
}

function answer(expected: SideEffect[], total: Group | undefined, context: Context): Phrase[] {
	if (!total || total.patients === 0) {
		return [
			{
				text: 'No answer for these filters: nobody was treated, or too few to show. Take a filter away.'
			}
		];
	}
	const ranked = expected
		.map((effect) => ({ effect, rate: rateOf(total, effect.term) }))
		.filter(({ rate }) => rate.estimate !== null)
		.toSorted((a, b) => (b.rate.estimate?.value ?? 0) - (a.rate.estimate?.value ?? 0))
		.slice(0, 3);
	const named = ranked.map(({ effect, rate }, i) => {
		const value = decimal(rate.estimate?.value ?? 0, 0);
		return i === 0
			? `${effect.label} follows ${value} of 100 sessions`
			: `${effect.label.toLowerCase()} ${value}`;
	});
	const serious = total.cells.serious;
	return [
		{ text: named.length > 0 ? `${list(named)}. ` : 'No expected side effect was reported. ' },
		...seriousWords(serious, context)
	];
}

function seriousWords(cell: Group['cells'][string] | undefined, { viewer }: Context): Phrase[] {
	if (!cell || cell.patients === 0) return [{ text: 'Nobody was asked about serious effects.' }];
	if (!cell.sums)
		return [{ text: `Serious effects are hidden: fewer than ${viewer.threshold} patients.` }];
	const events = cell.sums.events ?? 0;
	if (events > 0) {
		return [
			{ text: `Serious effects followed ${counted(events, 'session')}`, strong: true },
			{ text: '.' }
		];
	}
	const upper = zeroEventsUpperBound(cell.patients);
	return [
		{
			text: `No serious effect in ${counted(cell.patients, 'patient')}: at most ${decimal(100 * (upper ?? 1), 1)} of 100.`
		}
	];
}

function basis(total: Group | undefined): string {
	const { done, answered } = total?.counts.sessions ?? {};
	if (done == null || answered == null) return 'No sessions shown';
	return `${count(done)} sessions, ${count(answered)} answered`;
}

function restsOn(total: Group | undefined, context: Context): Figure['restsOn'] {
	const { done, answered, patients } = total?.counts.sessions ?? {};
	const share = done && answered != null ? percent((100 * answered) / done) : null;
	return [
		{
			title: 'Asked',
			text:
				share && answered != null && done != null && patients != null
					? [
							{ text: `${count(answered)} of ${count(done)} sessions`, strong: true },
							{
								text: ` (${share}) were asked about, in ${counted(patients, 'patient')}. Unanswered is not “none”: those sessions count nowhere.`
							}
						]
					: [{ text: 'Hidden or nobody was asked.' }]
		},
		{
			title: 'How sure',
			text: [
				{
					text: 'Sessions of one patient are not independent: intervals are clustered by patient. With no event, the upper limit counts patients.'
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: 'Reports that name no session are not in here. Groups differ in more than what parts them: an association, not an effect.'
				}
			]
		},
		{ title: 'Hidden', text: hiddenLinesWords(context) }
	];
}

function twin(
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
			{ label: 'All shown', align: 'right', strong: true }
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

function cellText({ estimate, why, none }: Rate): string {
	if (!estimate) return why?.startsWith('hidden') ? 'hidden' : '–';
	if (none) return `0 (at most ${decimal(estimate.high ?? 0, 1)})`;
	return `${decimal(estimate.value, 1)} ${interval(estimate.low, estimate.high, 1)}`;
}

function tidy(
	effects: SideEffect[],
	lines: Group[],
	total: Group | undefined,
	{ filters, known, hidden, viewer }: Context
): Figure['table'] {
	const row = (group: Group, name: string, { term, label }: SideEffect) => {
		const rate = rateOf(group, term);
		const sums = group.cells[term]?.sums;
		return [
			term,
			label,
			filters.by ?? 'none',
			name,
			rate.estimate?.value ?? null,
			rate.estimate?.low ?? null,
			rate.estimate?.high ?? null,
			sums ? (sums.events ?? 0) : null,
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
		...(total ? effects.map((effect) => row(total, 'all shown', effect)) : []),
		...hidden.map(({ key }) => [
			'any',
			'any',
			filters.by ?? 'none',
			lineLabel(filters.by, key.line ?? null, known),
			...Array.from({ length: 7 }, () => null),
			`fewer than ${viewer.threshold} patients`
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
