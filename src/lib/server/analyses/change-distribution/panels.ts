/** One panel of quantiles a measure (and area), with the band of one patient's noise. */
import type { SpreadPanel } from '#lib/charts/panels.ts';
import type { Scale } from '#lib/charts/figure.ts';
import { counted, decimal, interval, percent, percentDecimals } from '#lib/domain/format.ts';
import { unfitForChange, type Measure } from '#lib/domain/measure.ts';
import type { Context } from '../../analysis.ts';
import { panelName } from '../change-at-visit/columns.ts';
import { hiddenPanel } from '../improvement/hidden.ts';
import { FEW_PATIENTS } from '../improvement/panels.ts';
import { amountWithInterval, axisLabel, followUp } from '../improvement/words.ts';
import { niceScale } from '../scale.ts';
import { told } from '../told.ts';
import { distributionHref } from './address.ts';
import { QUANTILES, type Line, type QuantileId, type Spread } from './figures.ts';

const QUANTILE_IDS = Object.keys(QUANTILES) as QuantileId[]; // keys of QUANTILES are its ids

export function spreadPanels(spreads: readonly Spread[], context: Context): SpreadPanel[] {
	return spreads.map((spread) => spreadPanel(spread, scaleOf(spread, spreads), context));
}

function spreadPanel({ panel, noise, lines }: Spread, scale: Scale, context: Context): SpreadPanel {
	const { measure, total } = panel;
	const unfit = unfitForChange(measure);
	const { scored, seen, due } = total
		? (lines.find(({ together }) => together)?.counts ?? { scored: null, seen: null, due: null })
		: { scored: null, seen: null, due: null };
	return {
		kind: 'spread',
		id: panel.area ? `${measure.code}.${panel.area}` : measure.code,
		title: panelName(panel),
		note: total
			? [followUp(scored, seen, due), counted(total.patients, 'patient'), measure.shortName].join(
					' · '
				)
			: measure.shortName,
		hidden: !total || unfit ? hiddenPanel(panel, unfit, context, distributionHref) : null,
		xLabel: axisLabel('scale', measure),
		scale,
		noise:
			noise.mdc95 === null || unfit
				? null
				: {
						low: told(-noise.mdc95, measure.decimals),
						high: told(noise.mdc95, measure.decimals),
						label: `noise of one patient, ± ${decimal(noise.mdc95, measure.decimals)}`
					},
		rows: !total || unfit ? [] : lines.map((line) => rowOf(line, measure, context))
	};
}

function rowOf(line: Line, measure: Measure, { filters }: Context): SpreadPanel['rows'][number] {
	const quantiles = Object.fromEntries(
		QUANTILE_IDS.map((id) => {
			const { estimate } = line.quantiles[id];
			return [id, estimate && told(estimate.value, measure.decimals)];
		})
	) as Record<QuantileId, number | null>; // every id has its entry
	return {
		id: line.together ? 'together' : line.id,
		label: line.label,
		style: line.style,
		sentence: sentenceOf(line, measure, filters.wk),
		why: line.quantiles.p50.estimate ? null : line.quantiles.p50.why,
		few: line.patients !== null && line.patients < FEW_PATIENTS,
		quantiles,
		words: wordsOf(line, measure)
	};
}

function sentenceOf(line: Line, measure: Measure, week: number): string {
	const { p25, p50, p75 } = line.quantiles;
	const at = (part: typeof p50) => part.estimate && decimal(part.estimate.value, measure.decimals);
	const middle = at(p50)
		? `half of the patients improved by ${at(p50)} ${measure.unit.many} or more`
		: `no median, ${p50.why}`;
	const half = at(p25) && at(p75) ? `, the middle half by ${at(p25)} to ${at(p75)}` : '';
	const { scored, seen, due } = line.counts;
	return `Week ${week}, ${line.label}: ${[`${middle}${half}`, ...wordsOf(line, measure), followUp(scored, seen, due)].join('; ')}.`;
}

/** "mean 0.84 grades (0.78 to 0.90)", "61 % improved enough (57 to 65)", "45 % beyond noise (41 to 49)". */
function wordsOf(line: Line, measure: Measure): string[] {
	const share = (part: Line['responders'], what: string) => {
		if (!part.estimate) return [];
		const decimals = percentDecimals(line.patients ?? 0);
		const { value, low, high } = part.estimate;
		return [`${percent(value, decimals)} ${what} ${interval(low, high, decimals)}`.trim()];
	};
	return [
		...(line.mean.estimate
			? [`mean ${amountWithInterval(line.mean.estimate, 'scale', measure, measure.decimals)}`]
			: []),
		...share(line.responders, 'improved enough'),
		...share(line.beyondNoise, 'beyond noise')
	];
}

/** One scale for the panels of a measure: their quantiles, the noise and zero. */
function scaleOf({ panel }: Spread, spreads: readonly Spread[]): Scale {
	const { code } = panel.measure;
	const values = spreads
		.filter((other) => other.panel.measure.code === code)
		.flatMap(({ noise, lines }) => [
			...lines.flatMap((line) =>
				QUANTILE_IDS.flatMap((id) => line.quantiles[id].estimate?.value ?? [])
			),
			...(noise.mdc95 === null ? [] : [noise.mdc95, -noise.mdc95])
		]);
	return niceScale(values, panel.measure.smallestWorthwhile ?? 0);
}
