/** The curves of how long a side effect stays, as a chart of steps and in words. */
import type { Estimate, Hidden, SeriesStyle } from '#lib/charts/figure.ts';
import type { StepsPanel } from '#lib/charts/panels.ts';
import { counted, decimal, percent, percentDecimals } from '#lib/domain/format.ts';
import { RESOLUTION_DAYS } from '#lib/domain/resolution-days.ts';
import { told, toldEstimate } from '../told.ts';
import type { DayShare, Episodes, GoneBy } from './curve.ts';

export type CurveLine = {
	id: string;
	label: string;
	style: SeriesStyle;
	episodes: Episodes | null;
	shares: DayShare[];
	/** Why there is no curve. */
	why: string | null;
};

/** Decimals of a share as the panel's numbers leave the server: one more than its per cent show. */
export const shareDecimals = (patients: number) => 2 + percentDecimals(patients);

export function stepsPanel(
	lines: readonly CurveLine[],
	{
		title,
		note,
		what,
		hidden
	}: { title: string; note: string; what: string; hidden: Hidden | null }
): StepsPanel {
	return {
		kind: 'steps',
		id: 'resolution',
		title,
		note,
		hidden,
		xLabel: 'Days since the session',
		yLabel: `Patients with ${what} still there, %`,
		days: [...lastDays(lines)],
		series: lines.flatMap(({ id, label, style, episodes, shares }) =>
			episodes
				? [
						{
							id,
							label,
							style,
							points: shares
								.filter(({ day }) => lastDays(lines).includes(day))
								.map((point) => ({
									id: `${id}-${point.day}`,
									label: `day ${point.day}`,
									sentence: `${label}, day ${point.day}: ${shareWords(point, episodes.patients)}.`,
									why: point.why,
									few: point.few,
									day: point.day,
									share: toldEstimate(point.share, shareDecimals(episodes.patients)),
									atRisk: point.atRisk
								})),
							censoredAt: []
						}
					]
				: []
		)
	};
}

/** The days up to the first one on which no line has any left: nothing is to be seen after it. */
export function lastDays(lines: readonly CurveLine[]): readonly number[] {
	const at = RESOLUTION_DAYS.findIndex((day) =>
		lines.every(({ shares }) => {
			const point = shares.find((one) => one.day === day);
			return !point || point.share?.value === 0 || (point.share === null && point.atRisk === 0);
		})
	);
	return at === -1 ? RESOLUTION_DAYS : RESOLUTION_DAYS.slice(0, Math.max(4, at + 1));
}

/** "21 % still there (14 to 30), 96 followed". */
export function shareWords({ share, why, atRisk }: DayShare, patients: number): string {
	if (!share) return why ?? 'no data';
	const decimals = percentDecimals(patients);
	const value = `${percent(100 * told(share.value, shareDecimals(patients)), decimals)} still there`;
	const range =
		share.low === null || share.high === null
			? ''
			: ` (${decimal(100 * share.low, decimals)} to ${decimal(100 * share.high, decimals)})`;
	return `${value}${range}${atRisk === null ? '' : `, ${counted(atRisk, 'patient')} followed`}`;
}

/** "day 2"; a dash where there is no answer. */
export const dayWords = ({ day }: GoneBy): string => (day === null ? '–' : `day ${dayNumber(day)}`);

const dayNumber = (day: number) => decimal(day, Number.isInteger(day) ? 0 : 1);

/** A told share as per cent, with the decimals it was told with. */
export function percentOf(estimate: Estimate | null, patients: number): Estimate | null {
	if (!estimate) return null;
	const { value, low, high } = estimate;
	const times = (one: number | null) =>
		one === null ? null : Number((100 * one).toFixed(percentDecimals(patients) + 1));
	return { value: times(value) ?? 0, low: times(low), high: times(high) };
}
