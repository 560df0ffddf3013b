/** The figures of the pairs, as a table to read and as a tidy table to download. */
import type { Estimate, Table, TwinTable } from '#lib/charts/figure.ts';
import {
	count,
	decimal,
	interval,
	percent,
	percentDecimals,
	sentenceCase
} from '#lib/domain/format.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { Context } from '../../analysis.ts';
import { PAIR_FLOW } from '../../queries/split-face.ts';
import { pText } from '../change-at-visit/rows.ts';
import { told, toldEstimate, toldP } from '../told.ts';
import {
	adjustedOf,
	betterOf,
	enoughOf,
	flowAt,
	ranksOf,
	weekOf,
	type Paired,
	type Share
} from './pairs.ts';

const DASH = '–';

type Line = {
	id: string;
	label: string;
	unit: string;
	week: number;
	estimate: Estimate | null;
	decimals: number;
	pairs: number | null;
	why: string | null;
};

const FLOW_WORDS: Record<(typeof PAIR_FLOW)[number], string> = {
	recorded: 'Recorded on the scale',
	with_baseline: 'With a session, and a baseline on both sides',
	both: 'Both sides scored',
	one: 'One side scored',
	neither: 'Neither side scored'
};

/** Every figure of one pair of sides at a week. */
function linesOf(pair: Paired, week: number, adjusted: number | null | undefined): Line[] {
	const { measure, sides } = pair;
	const unit = measure.unit.many;
	const at = weekOf(pair, week);
	const ranks = ranksOf(pair, week);
	const better = betterOf(pair);
	const enough = enoughOf(pair);
	const mean = (id: string, label: string, estimate: Estimate | null, why = at.why): Line => ({
		id,
		label,
		unit,
		week,
		estimate,
		decimals: measure.decimals,
		pairs: at.pairs,
		why
	});
	const p = (id: string, label: string, value: number | null): Line => ({
		...mean(id, label, alone(value), value === null ? (ranks.why ?? at.why) : null),
		unit: 'p'
	});
	const share = (id: string, label: string, estimate: Estimate | null, from: Share): Line => ({
		id,
		label,
		unit: 'percent',
		week,
		estimate,
		decimals: percentDecimals(from.pairs),
		pairs: from.pairs,
		why: from.why
	});
	const rule = { estimate: null, pairs: enough.pairs, why: enough.why };
	const enoughWords = measure.responder ? measure.responderWords : 'improved enough';
	return [
		mean('first', sides[0], at.first),
		mean('second', sides[1], at.second),
		mean('difference', 'Mean difference within patients', at.difference),
		mean(
			'median',
			'Median of the differences (Hodges–Lehmann)',
			ranks.median,
			ranks.median ? null : (ranks.why ?? at.why)
		),
		p('p', 'p, signed ranks', ranks.p),
		...(adjusted === undefined ? [] : [p('p_adjusted', 'p, adjusted', adjusted)]),
		share('better', `${sides[0]} improved more`, better.estimate, better),
		share('enough_first', `${sides[0]} ${enoughWords}`, alone(enough.first), rule),
		share('enough_second', `${sides[1]} ${enoughWords}`, alone(enough.second), rule),
		{
			...share(
				'enough_difference',
				'Difference of these shares, percentage points',
				enough.difference,
				rule
			),
			unit: 'percentage points'
		},
		...flowOf(pair, week)
	];
}

const alone = (value: number | null): Estimate | null =>
	value === null ? null : { value, low: null, high: null };

const flowOf = (pair: Paired, week: number): Line[] =>
	PAIR_FLOW.map((name) => {
		const value = flowAt(pair, week)[name];
		return {
			id: name,
			label: FLOW_WORDS[name],
			unit: 'pairs',
			week,
			estimate: alone(value),
			decimals: 0,
			pairs: flowAt(pair, week).recorded,
			why: value === null ? 'hidden: too few patients here or beside' : null
		};
	});

export function twinTables(pairs: readonly Paired[], { filters }: Context): TwinTable[] {
	const adjusted = adjustedOf(pairs, filters.wk);
	return pairs.map((pair, i) => ({
		caption: `${pair.area}, ${pair.measure.shortName}, week ${filters.wk}`,
		note: `Means in ${pair.measure.unit.many} better than baseline, 95\u2009% intervals`,
		columns: [
			{ label: 'Figure', align: 'left', wraps: true },
			{ label: 'Value', align: 'right', strong: true },
			{ label: 'Of pairs', align: 'right' }
		],
		rows: linesOf(pair, filters.wk, adjusted?.[i]).map((line) => ({
			group: null,
			style: null,
			cells: [line.label, textOf(line), line.pairs === null ? DASH : count(line.pairs)],
			hidden: line.why === null ? null : sentenceCase(line.why)
		}))
	}));
}

function textOf({ estimate, decimals, unit }: Line): string {
	if (!estimate) return DASH;
	if (unit === 'p') return pText(estimate);
	const range = interval(estimate.low, estimate.high, decimals);
	const value =
		unit === 'percent' ? percent(estimate.value, decimals) : decimal(estimate.value, decimals);
	return range ? `${value} ${range}` : value;
}

export function tidyTable(pairs: readonly Paired[], { filters }: Context): Table {
	const adjusted = adjustedOf(pairs, filters.wk);
	return {
		columns: [
			{ key: 'concern', label: 'Concern', type: 'text' },
			{ key: 'measure', label: 'Measure', type: 'text' },
			{ key: 'area', label: 'Body area', type: 'text' },
			{ key: 'first', label: 'First side', type: 'text' },
			{ key: 'second', label: 'Second side', type: 'text' },
			{ key: 'week', label: 'Week', type: 'integer', unit: 'wk' },
			{ key: 'figure', label: 'Figure', type: 'text' },
			{ key: 'unit', label: 'Unit', type: 'text' },
			{ key: 'value', label: 'Value', type: 'decimal' },
			{ key: 'low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'pairs', label: 'Pairs it rests on', type: 'integer' },
			{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
		],
		rows: pairs.flatMap((pair, i) => {
			const start = [filters.concern, pair.measure.code, pair.area, ...pair.sides];
			const others = VISIT_WEEKS.filter((week) => week !== filters.wk).flatMap((week) => {
				const at = weekOf(pair, week);
				return (['first', 'second', 'difference'] as const).map((id): Line => ({
					id,
					label: id,
					unit: pair.measure.unit.many,
					week,
					estimate: at[id],
					decimals: pair.measure.decimals,
					pairs: at.pairs,
					why: at.why
				}));
			});
			return [...linesOf(pair, filters.wk, adjusted?.[i]), ...others].map((line) => {
				const estimate = toldEstimate(line.estimate, line.decimals);
				const value =
					line.unit === 'p' ? toldP(line.estimate?.value ?? null) : (estimate?.value ?? null);
				return [
					...start,
					line.week,
					line.id,
					line.unit,
					line.unit === 'pairs' ? told(value, 0) : value,
					estimate?.low ?? null,
					estimate?.high ?? null,
					line.why === null ? line.pairs : null,
					line.why
				];
			});
		})
	};
}
