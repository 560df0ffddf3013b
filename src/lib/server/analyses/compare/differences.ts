/** The differences of a contrast below each other on one axis; in their place the reason, when withheld. */
import type { IntervalsPanel } from '#lib/charts/panels.ts';
import { decimal, interval } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import { niceScale } from '../scale.ts';
import { toldEstimate } from '../told.ts';
import type { Contrast, Difference } from './contrasts.ts';

export function differencePanel(
	{ of, against, differences, lead, sign, detectable }: Contrast,
	measure: Measure
): IntervalsPanel {
	const { decimals, smallestWorthwhile } = measure;
	const estimates = (differences ?? []).flatMap(({ estimate }) => (estimate ? [estimate] : []));
	const values = estimates.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
	const smallest = detectable?.smallest ?? null;
	return {
		kind: 'intervals',
		id: `difference-${of.name}`,
		title: `Difference in improvement, ${of.letter} minus ${against.letter}`,
		note: differences
			? `${lead?.label ?? 'No estimate'} leads.${smallest === null ? '' : ` Smallest difference these groups could show: ${decimal(smallest, decimals)} ${measure.unit.many}.`}`
			: 'Withheld',
		hidden: differences ? null : { reason: `Withheld: ${sign.reasons.join(' ')}`, next: null },
		xLabel: `${measure.unit.many}; to the right ${of.letter} improved more`,
		scale: niceScale([...values, 0], (smallestWorthwhile ?? 0) * 1.1),
		zero: true,
		worthwhile:
			smallestWorthwhile === null
				? null
				: { value: smallestWorthwhile, label: `worthwhile ${smallestWorthwhile}` },
		rows: (differences ?? []).map((difference) => ({
			id: difference.id,
			label: difference.label,
			estimate: toldEstimate(difference.estimate, decimals),
			lead: difference === lead,
			style: { kind: 'single' },
			words: amountOf(difference, decimals),
			why: difference.why,
			few: Math.min(of.patients.length, against.patients.length) < 20,
			sentence: `${difference.label}, ${of.letter} minus ${against.letter}: ${amountOf(difference, decimals)} ${difference.estimate ? measure.unit.many : ''}${difference === lead ? ', the estimate that leads' : ''}.`
		}))
	};
}

/** "0.19 (−0.02 to 0.40)"; a dash with the reason. */
export function amountOf({ estimate, why }: Difference, decimals: number): string {
	if (!estimate) return `– (${why})`;
	const range = interval(estimate.low, estimate.high, decimals);
	return `${decimal(estimate.value, decimals)}${range ? ` ${range}` : ''}`;
}
