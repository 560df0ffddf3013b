/** What the sums of a group say of plan and deed: means and shares with intervals clustered by patient. */
import { decimal, interval, percent } from '#lib/domain/format.ts';
import { clusteredMean, clusteredProportion, type Interval } from '#lib/statistics/index.ts';
import type { Cell, Group } from '../../analysis.ts';
import type { Drift } from '../../queries/protocol-sums.ts';
import { whyHidden } from '../widen.ts';

/** A number of a group; null where there is none, and then `why` says why. */
export type Held = {
	value: number | null;
	interval: Interval | null;
	/** What was planned; null for shares. */
	planned: number | null;
	/** Courses or sessions it rests on. */
	n: number | null;
	patients: number | null;
	why: string | null;
};

/** Below so many patients an interval says nothing. */
const INTERVAL_FROM_PATIENTS = 5;
const DAYS = 7;

/** Decimals with which a figure is shown. */
export const MEAN_DECIMALS = 1;
export const SHARE_DECIMALS = 1;

/** Sessions done of those planned, in courses that have ended with a plan. */
export const sessionsDone = ({ cells }: Group): Held =>
	meanOf(cells.sessions, 'fewer', 'sessions_planned', 'none has ended with a plan');

/** Weeks between sessions, in courses with two sessions and a planned interval. */
export const weeksApart = ({ cells }: Group): Held =>
	meanOf(cells.spacing, 'later', 'interval_planned', 'no spacing or none planned', DAYS);

/** Ended courses in which all planned sessions were done, per cent. */
export const allDone = ({ cells }: Group): Held =>
	shareOf(cells.sessions, 'all_done', 'none has ended with a plan');

/** Sessions outside the protocol's depth, per cent. */
export const offDepth = ({ cells }: Group): Held =>
	shareOf(cells.depth, 'off_depth', 'no depth to hold against');
export const deeper = ({ cells }: Group): Held =>
	shareOf(cells.depth, 'deeper', 'no depth to hold against');

/** Sessions on another device than the protocol's, per cent. */
export const otherDevice = ({ cells }: Group): Held =>
	shareOf(cells.device, 'device', 'no protocol to hold against');

const nothing = (why: string): Held => ({
	value: null,
	interval: null,
	planned: null,
	n: null,
	patients: null,
	why
});

const absent = (cell: Cell | undefined, none: string): Held =>
	nothing(cell && !cell.sums ? whyHidden(cell) : none);

const sumsOf = (sums: Record<string, number>, drift: Drift) => {
	const of = (name: string) => sums[`${drift}_${name}`] ?? 0;
	return {
		n: of('n'),
		patients: of('patients'),
		sum: of('sum'),
		sumSquares: of('sum_squares'),
		patientSumSquares: of('patient_sum_squares'),
		patientCountSquares: of('patient_count_squares'),
		patientCrossProducts: of('patient_cross_products')
	};
};

/** The mean done: what was planned on average, and how far what was done lies from it. */
function meanOf(
	cell: Cell | undefined,
	drift: Drift,
	plan: 'sessions_planned' | 'interval_planned',
	none: string,
	unit = 1
): Held {
	if (!cell?.sums) return absent(cell, none);
	const sums = sumsOf(cell.sums, drift);
	const { mean, interval: range } = clusteredMean(sums, 0.95, unit);
	if (mean === null) return nothing(none);
	const planned = (cell.sums[`${plan}_total`] ?? 0) / sums.n / unit;
	const { n, patients } = sums;
	return {
		value: planned + mean,
		interval: enough(patients, range && { low: planned + range.low, high: planned + range.high }),
		planned,
		n,
		patients,
		why: null
	};
}

function shareOf(cell: Cell | undefined, drift: Drift, none: string): Held {
	if (!cell?.sums) return absent(cell, none);
	const sums = sumsOf(cell.sums, drift);
	const { share, interval: range } = clusteredProportion(sums);
	if (share === null) return nothing(none);
	return {
		value: 100 * share,
		interval: enough(sums.patients, range && { low: 100 * range.low, high: 100 * range.high }),
		planned: null,
		n: sums.n,
		patients: sums.patients,
		why: null
	};
}

const enough = (patients: number, range: Interval | null) =>
	patients >= INTERVAL_FROM_PATIENTS ? range : null;

/** "3.8 (3.7 to 3.9) of 4.0"; a dash or "hidden" where there is none. */
export function meanCell({ value, interval: range, planned, why }: Held): string {
	if (value === null || planned === null) return missing(why);
	const words = interval(range?.low ?? null, range?.high ?? null, MEAN_DECIMALS);
	return `${decimal(value, MEAN_DECIMALS)}${words && ` ${words}`} of ${decimal(planned, MEAN_DECIMALS)}`;
}

/** "2.6 % (2.1 to 3.2)". */
export function shareCell({ value, interval: range, why }: Held): string {
	if (value === null) return missing(why);
	const words = interval(range?.low ?? null, range?.high ?? null, SHARE_DECIMALS);
	return `${percent(value, SHARE_DECIMALS)}${words && ` ${words}`}`;
}

const missing = (why: string | null) => (why?.startsWith('hidden') ? 'hidden' : '–');

/** At the end of a protocol's bar: "3.8 of 4.0 sessions", "4.2 of 4.0 weeks apart", "2.6 % off its depth". */
export function facts(group: Group): string[] {
	const done = sessionsDone(group);
	const apart = weeksApart(group);
	const off = offDepth(group);
	const of = ({ value, planned }: Held, words: string) =>
		value === null || planned === null
			? []
			: [`${decimal(value, MEAN_DECIMALS)} of ${decimal(planned, MEAN_DECIMALS)} ${words}`];
	return [
		...of(done, 'sessions'),
		...of(apart, 'weeks apart'),
		...(off.value === null ? [] : [`${percent(off.value, SHARE_DECIMALS)} of sessions off depth`])
	];
}
