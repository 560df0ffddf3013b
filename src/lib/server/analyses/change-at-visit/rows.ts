/** The rows of the table: what each figure is called and how its numbers are written. */
import { count, decimal, percent, percentDecimals } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import type { FigureId, Stat } from './figures.ts';

export type Row = {
	id: FigureId;
	label: string;
	/** In files: what the number counts or is measured in. */
	unit: (measure: Measure) => string;
	/** The numbers of a cell that has some. */
	text: (stat: Stat, measure: Measure) => string;
};
export type Part = { title: string; rows: readonly Row[] };

const scale = (measure: Measure) => measure.unit.many;
const inPercent = () => 'percent';
const plain = () => 'number';
const courses = () => 'courses';

const whole = ({ value }: Stat) => count(value ?? 0);
const withSd = ({ value, sd }: Stat, { decimals }: Measure) =>
	`${decimal(value ?? 0, decimals)}${sd === null ? '' : ` (${decimal(sd, decimals)})`}`;
const mean = ({ value }: Stat, { decimals }: Measure) => decimal(value ?? 0, decimals);
const range = (low: number | null, high: number | null, decimals: number) =>
	low === null || high === null ? '' : `${decimal(low, decimals)} to ${decimal(high, decimals)}`;
const inBrackets = (text: string) => (text ? ` (${text})` : '');
const withRange = ({ value, low, high }: Stat, { decimals }: Measure) =>
	`${decimal(value ?? 0, decimals)}${inBrackets(range(low, high, decimals))}`;
function share({ value, low, high, patients }: Stat): string {
	const decimals = percentDecimals(patients ?? 0);
	if (value === null) return `${range(low, high, decimals)}\u2009%`;
	return `${percent(value, decimals)}${inBrackets(range(low, high, decimals))}`;
}

/** Three decimals, never zero and no stars. */
export function pText({ value }: Pick<Stat, 'value'>): string {
	const p = value ?? 1;
	return p < 0.001 ? '< 0.001' : decimal(p, 3);
}

export const PARTS: readonly Part[] = [
	{
		title: 'Scored',
		rows: [
			{ id: 'patients', label: 'Patients', unit: () => 'patients', text: whole },
			{ id: 'courses', label: 'Courses', unit: courses, text: whole }
		]
	},
	{
		title: 'Scores',
		rows: [
			{ id: 'baseline', label: 'Baseline, mean (SD)', unit: scale, text: withSd },
			{ id: 'follow_up', label: 'At the visit, mean (SD)', unit: scale, text: withSd }
		]
	},
	{
		title: 'Improvement',
		rows: [
			{ id: 'improvement', label: 'Mean (SD)', unit: scale, text: withSd },
			{
				id: 'improvement',
				label: '95\u2009% interval',
				unit: scale,
				text: ({ low, high }, { decimals }) => range(low, high, decimals)
			},
			{
				id: 'improvement_low',
				label: 'Mean, missing as at baseline',
				unit: scale,
				text: withRange
			},
			{ id: 'percent', label: 'Per cent of baseline', unit: inPercent, text: share },
			{
				id: 'hodges_lehmann',
				label: 'Median (Hodges–Lehmann)',
				unit: scale,
				text: withRange
			},
			{
				id: 'srm',
				label: 'Mean / SD (SRM)',
				unit: plain,
				text: ({ value }) => decimal(value ?? 0, 2)
			},
			{ id: 'p', label: 'p, signed ranks', unit: plain, text: pText },
			{ id: 'p_adjusted', label: 'p, adjusted', unit: plain, text: pText }
		]
	},
	{
		title: 'Share of courses',
		rows: [
			{ id: 'improved', label: 'Improved at all', unit: inPercent, text: share },
			{ id: 'responders', label: 'Improved enough', unit: inPercent, text: share },
			{
				id: 'responder_bounds',
				label: 'Missing as no, as yes',
				unit: inPercent,
				text: share
			},
			{ id: 'detectable', label: 'Changed beyond noise', unit: inPercent, text: share }
		]
	},
	{
		title: 'Courses, who is missing',
		rows: [
			{ id: 'recorded', label: 'Recorded', unit: courses, text: whole },
			{ id: 'with_session', label: 'With a session', unit: courses, text: whole },
			{ id: 'with_baseline', label: 'With a baseline', unit: courses, text: whole },
			{ id: 'due', label: 'Due at the visit', unit: courses, text: whole },
			{ id: 'seen', label: 'Of these seen', unit: courses, text: whole },
			{ id: 'dropped', label: 'Dropped before', unit: courses, text: whole },
			{ id: 'missed', label: 'Missed', unit: courses, text: whole },
			{ id: 'not_yet_due', label: 'Not yet due', unit: courses, text: whole },
			{ id: 'unplanned', label: 'Scored unplanned', unit: courses, text: whole },
			{ id: 'analysed', label: 'Analysed', unit: courses, text: whole },
			{ id: 'baseline_seen', label: 'Baseline of those seen', unit: scale, text: mean },
			{ id: 'baseline_unseen', label: 'Baseline of those not seen', unit: scale, text: mean }
		]
	}
];
