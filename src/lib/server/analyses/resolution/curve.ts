/** How long a side effect stays, from tallies of patients' episodes: curve, medians, shares on the day grid. */
import type { Estimate } from '#lib/charts/figure.ts';
import { RESOLUTION_DAYS } from '#lib/domain/resolution-days.ts';
import {
	kaplanMeier,
	stepAt,
	survivalQuantile,
	type SurvivalCurve,
	type TimeToEvent
} from '#lib/statistics/index.ts';
import type { Cell, FlatRow, Group } from '../../analysis.ts';
import { patientsForQuantile } from '../patients-beside.ts';
import { whyHidden } from '../widen.ts';

/** Fewer are followed: the point is drawn faint. */
const FEW_AT_RISK = 10;

/** The cells and counts of one day, as groups and guards name them. */
export const dayCell = (day: number) => `day_${day}`;

export type Episodes = {
	patients: number;
	/** Not known to have passed. */
	open: number;
	times: TimeToEvent[];
	curve: SurvivalCurve;
};

/** The tallies of a cell one patient after the other; null where they are hidden or there are none. */
export function episodesOf(cell: Cell | undefined): Episodes | null {
	if (!cell?.sums || !cell.records || cell.patients === 0) return null;
	const times = cell.records.flatMap((row) =>
		Array.from({ length: Number(row.patients) }, () => ({
			time: Number(row.day),
			event: row.ended === 1
		}))
	);
	const open = times.filter(({ event }) => !event).length;
	return { patients: times.length, open, times, curve: kaplanMeier(times) };
}

/** The patients of a group by the day on which their episode had passed, and those followed before each. */
export function resolutionCells(records: readonly FlatRow[]) {
	const of = (some: readonly FlatRow[]) => some.reduce((sum, row) => sum + Number(row.patients), 0);
	const patients = of(records);
	return {
		cells: {
			resolution: { patients, sums: { patients }, records },
			...Object.fromEntries(
				RESOLUTION_DAYS.map((day) => [dayCell(day), { patients, sums: { patients } }] as const)
			)
		},
		counts: Object.fromEntries(
			RESOLUTION_DAYS.map((day) => [
				dayCell(day),
				{ atRisk: of(records.filter((row) => Number(row.day) >= day)) }
			])
		)
	};
}

export type DayShare = {
	day: number;
	/** Share still there after the day, 0 to 1. */
	share: Estimate | null;
	why: string | null;
	/** Followed just before the day; null where hidden. */
	atRisk: number | null;
	few: boolean;
};

/** The curve on the day grid. Days that may not be told of have no share, and say why. */
export function sharesOf({ cells, counts }: Group, { curve }: Episodes): DayShare[] {
	return RESOLUTION_DAYS.map((day) => {
		const cell = cells[dayCell(day)];
		const followed = curve.steps.find(({ time }) => time >= day)?.atRisk ?? 0;
		const told = {
			day,
			atRisk: counts[dayCell(day)]?.atRisk ?? null,
			few: followed < FEW_AT_RISK
		};
		if (cell && !cell.sums) return { ...told, share: null, why: whyHidden(cell) };
		const step = stepAt(curve, day);
		const value = step?.survival ?? 1;
		if (day > (curve.lastTime ?? 0) && value > 0) {
			return { ...told, share: null, why: 'nobody was followed so long' };
		}
		return {
			...told,
			share: { value, low: step?.interval?.low ?? null, high: step?.interval?.high ?? null },
			why: null
		};
	});
}

export type GoneBy = {
	day: number | null;
	low: number | null;
	high: number | null;
	why: string | null;
};

/** The day by which the part q had it no longer; needs 5 patients on the nearer side of it. */
export function goneBy({ curve, patients }: Episodes, q: number): GoneBy {
	const none = { day: null, low: null, high: null };
	const needed = patientsForQuantile(q);
	if (patients < needed) return { ...none, why: `fewer than ${needed} patients with it` };
	const { time, interval } = survivalQuantile(curve, q);
	if (time === null) return { ...none, why: 'not reached while they were followed' };
	return { day: time, low: interval.low, high: interval.high, why: null };
}
