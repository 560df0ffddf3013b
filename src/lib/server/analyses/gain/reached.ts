/** By which week most of the gain of a panel was there, with the visits and series it rests on. */
import { rounded } from '#lib/domain/format.ts';
import { unfitForChange } from '#lib/domain/measure.ts';
import type { Estimate } from '#lib/charts/figure.ts';
import type { Course } from '#lib/statistics/index.ts';
import type { Group } from '../../analysis.ts';
import { model } from '../../models/model.ts';
import { LISTS, weeksOf, type VisitList } from '../../queries/plateau-series.ts';
import { FEW_PATIENTS } from '../depth/series.ts';
import type { Panel } from '../improvement/panels.ts';
import { whyHidden } from '../widen.ts';
import { HUNDREDTHS } from '../hundredths.ts';

/** A curve over visits and its interval need this many patients. */
const FROM_PATIENTS = 10;
/** All windows are used where at least so many of the series have them, else the usual visits. */
const ENOUGH = 0.5;

export type Reached = {
	/** In weeks since the first session. */
	week: Estimate | null;
	why: string | null;
	/** Mean improvement at the last visit of the same series. */
	gain: number | null;
	/** The visits of the curve; null where hidden. */
	weeks: readonly number[] | null;
	patients: number | null;
	series: number | null;
	few: boolean;
};

/** The series of one list of visits, in the scale's unit. */
export const coursesOf = (group: Group, list: VisitList): Course[] =>
	(group.cells[list]?.records ?? []).map(({ patient, ...visits }) => ({
		patient: String(patient),
		improvements: weeksOf(list).map((week) => Number(visits[week]) / HUNDREDTHS)
	}));

export async function reachedIn({ total, measure }: Panel): Promise<Reached> {
	const nothing = { week: null, gain: null, weeks: null, patients: null, series: null, few: false };
	const unfit = unfitForChange(measure);
	if (unfit) return { ...nothing, why: unfit };
	const [usual, every] = LISTS.map((list) => total?.cells[list]);
	if (!total || !usual?.sums) {
		return { ...nothing, why: usual ? whyHidden(usual) : 'hidden' };
	}
	const fuller = every?.sums && (every.sums.n ?? 0) >= ENOUGH * (usual.sums.n ?? 0);
	const list: VisitList = fuller ? 'every' : 'usual';
	const courses = coursesOf(total, list);
	const weeks = weeksOf(list);
	const patients = total.cells[list]?.patients ?? 0;
	const found = { weeks, patients, series: courses.length, few: patients < FEW_PATIENTS };
	if (courses.length === 0) {
		return { ...nothing, ...found, why: 'nobody was scored at all these visits' };
	}
	const { week, interval, gain, reason } = await model('timeToPlateau', weeks, courses);
	const told = { ...found, gain: gain === null ? null : rounded(gain) };
	if (patients < FROM_PATIENTS) return { ...told, week: null, why: 'too few to say' };
	if (week === null || interval === null) {
		return { ...told, week: null, why: reason ?? 'gain not clear' };
	}
	const { low, high } = interval;
	return {
		...told,
		week: { value: rounded(week), low: rounded(low), high: rounded(high) },
		why: null
	};
}
