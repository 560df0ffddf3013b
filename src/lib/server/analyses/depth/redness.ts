/** How long patients are red after a session, as a middle with its interval and in words. */
import type { Estimate } from '#lib/charts/figure.ts';
import { decimal, interval, rounded } from '#lib/domain/format.ts';
import {
	kaplanMeier,
	logRank,
	survivalQuantile,
	type TimeToEvent,
	type Verdict
} from '#lib/statistics/index.ts';
import type { Cell, Group } from '../../analysis.ts';
import { whyHidden } from '../widen.ts';
import { FEW_PATIENTS } from './series.ts';

/** A median needs five patients on either side. */
const MEDIAN_FROM_PATIENTS = 10;
/** Days are shown with so many decimals. */
export const DAY_DECIMALS = 1;
/** A difference of less than a day is small to somebody who plans a week. */
const WORTHWHILE_DAYS = 1;

export type Redness = {
	/** Median days; without an end where the limit was never reached. */
	days: Estimate | null;
	why: string | null;
	/** Patients asked; null where hidden. */
	patients: number | null;
	/** Fewer than the 20 from which a mark is drawn full. */
	few: boolean;
};

export function rednessOf({ cells, counts }: Group): Redness {
	const cell = cells.redness;
	const patients = counts.redness?.asked ?? null;
	const times = timesOf(cell);
	const few = times.length < FEW_PATIENTS;
	const without = (why: string): Redness => ({ days: null, why, patients, few });
	if (cell && !cell.sums) return without(whyHidden(cell));
	if (times.length === 0) return without('nobody was asked about side effects');
	if (times.length < MEDIAN_FROM_PATIENTS) {
		return without(`a median needs ${MEDIAN_FROM_PATIENTS} patients`);
	}
	const { time, interval: range } = survivalQuantile(kaplanMeier(times));
	if (time === null) {
		return without('more than half were still red when last asked');
	}
	const { low, high } = range;
	const known = low !== null && high !== null;
	const days = {
		value: rounded(time),
		low: known ? rounded(low) : null,
		high: known ? rounded(high) : null
	};
	return { days, why: null, patients, few };
}

/** One patient each: when the redness had gone, or up to when it is known to have stayed. */
const timesOf = (cell: Cell | undefined): TimeToEvent[] =>
	(cell?.records ?? []).map(({ days, ended }) => ({ time: Number(days), event: ended === true }));

/** "2.3 days (2.0 to 2.6)". */
export function daysText({ value, low, high }: Estimate): string {
	const one = decimal(value, DAY_DECIMALS) === decimal(1, DAY_DECIMALS);
	const range = interval(low, high, DAY_DECIMALS);
	return `${decimal(value, DAY_DECIMALS)} ${one ? 'day' : 'days'}${range ? ` ${range}` : ''}`;
}

export type Lasting = {
	verdict: Verdict;
	/** Median of the deepest group less that of the shallowest. */
	difference: number | null;
	p: number | null;
};

/**
 * Whether redness differs between groups in their order: by the log-rank test, and how much by the
 * medians at both ends. Too few to say below two groups with a median.
 */
export function lastingOf(inOrder: readonly Group[]): Lasting {
	const known = inOrder.flatMap((group) => {
		const { days } = rednessOf(group);
		return days ? [{ days: days.value, times: timesOf(group.cells.redness) }] : [];
	});
	const [first, last] = [known[0], known.at(-1)];
	if (!first || !last || known.length < 2) {
		return { verdict: 'too few to say', difference: null, p: null };
	}
	const { p } = logRank(known.map(({ times }) => times));
	const difference = rounded(last.days - first.days);
	if (p === null || p >= 0.05 || difference === 0) return { verdict: 'not clear', difference, p };
	const small = Math.abs(difference) < WORTHWHILE_DAYS;
	return { verdict: small ? 'clear but small' : 'clear', difference, p };
}
