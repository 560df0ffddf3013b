/** Table 1: what the groups are made of, a row a value, each count as it passed the gate. */
import type { TwinTable } from '#lib/charts/figure.ts';
import { keysOfArms } from '#lib/domain/arms.ts';
import { DIMENSION_FACTS, MOST_DIMENSIONS, type Dimension } from '#lib/domain/dimensions.ts';
import { dimensionsUsed } from '#lib/domain/filters.ts';
import { count, decimal, percent, percentDecimals, sentenceCase } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import { meanInterval } from '#lib/statistics/index.ts';
import type { Context, Group, Question } from '../../analysis.ts';
import { lineLabel, lineOrder } from '../lines.ts';
import { told } from '../told.ts';
import type { ComparedArm } from './arms.ts';

/** What a reader asks of two groups, in the order of the table. */
const ASKED: readonly Dimension[] = ['age', 'sex', 'type', 'severity', 'smoking', 'area', 'clinic'];

/** The dimensions of Table 1: those that are no filter and not what the groups differ in. */
export function tablesOf({ filters, known }: Pick<Question, 'filters' | 'known'>): Dimension[] {
	if (filters.arms.length === 0) return [];
	const taken = [...Object.keys(filters.where), ...keysOfArms(filters.arms)];
	return ASKED.filter(
		(dimension) =>
			!taken.includes(dimension) && (dimension !== 'clinic' || known.clinics.length > 1)
	);
}

/** Of one group: how many patients have the value; null where it is hidden. */
type Share = { patients: number | null; of: number };

export type Line = {
	dimension: Dimension;
	label: string;
	shares: Share[];
};

/** All lines, those nobody recorded among them. A value that no group has is left out. */
export function linesOf(
	shown: readonly Group[],
	arms: readonly ComparedArm[],
	measure: Measure,
	context: Context
): Line[] {
	const { filters, known, hidden } = context;
	return tablesOf(context).flatMap((dimension) => {
		const isIn = ({ key }: { key: Group['key'] }) =>
			key.measure === measure.code && key.table === dimension;
		const lines = shown.filter(isIn);
		const hiding = hidden.filter(isIn);
		const wholly = (arm: ComparedArm) =>
			hiding.some(({ key, whole }) => key.arm === arm.name && whole);
		const values = new Set(
			[...lines, ...hiding.filter(({ whole }) => !whole)].map(({ key }) => key.line ?? null)
		);
		return [...values].toSorted(lineOrder(dimension, known)).map((value): Line => {
			const isValue = (arm: ComparedArm) => (one: { key: Group['key'] }) =>
				one.key.arm === arm.name && (one.key.line ?? null) === value;
			return {
				dimension,
				label: lineLabel(dimension, value, known),
				shares: arms.map((arm) => {
					const cell = lines.find(isValue(arm))?.cells[filters.wk];
					const of = arm.group?.cells[filters.wk]?.patients ?? 0;
					if (cell) return { patients: cell.sums ? cell.patients : null, of };
					const isHidden = wholly(arm) || hiding.some(isValue(arm));
					return { patients: isHidden ? null : 0, of };
				})
			};
		});
	});
}

/** Mean and spread of the baseline, in the scale's own direction; null below two patients. */
export function baselineOf({ patients }: ComparedArm, { better, decimals }: Measure) {
	const turn = better === 'lower' ? -1 : 1;
	const { mean, sd } = meanInterval(patients.map(({ baseline }) => turn * baseline));
	return patients.length < 2 ? null : { mean: told(mean, decimals), sd: told(sd, decimals) };
}

export function characteristicsTable(
	lines: readonly Line[],
	arms: readonly ComparedArm[],
	measure: Measure,
	context: Context
): TwinTable {
	const { filters, accepted } = context;
	const full = dimensionsUsed(filters, accepted).size >= MOST_DIMENSIONS;
	return {
		caption: `What the groups are made of, week ${filters.wk}`,
		note: full
			? 'Patients with a score at this week. Counts by age, sex and the like need one filter less: at most three at once.'
			: 'Patients with a score at this week; one with several courses may count in two rows of a part',
		columns: [
			{ label: 'Part', align: 'left' },
			{ label: 'Value', align: 'left' },
			...arms.map(({ letter, label }) => ({ label: `${letter} ${label}`, align: 'right' as const }))
		],
		rows: [
			{
				group: 'All',
				style: null,
				cells: [
					'Patients',
					...arms.map(({ group }) => {
						const cell = group?.cells[filters.wk];
						return cell?.sums ? count(cell.patients) : 'hidden';
					})
				],
				hidden: null
			},
			{
				group: null,
				style: null,
				cells: [
					`Baseline, ${measure.shortName}: mean (SD)`,
					...arms.map((arm) => {
						const baseline = baselineOf(arm, measure);
						if (!baseline || baseline.mean === null || baseline.sd === null) return '–';
						const { decimals } = measure;
						return `${decimal(baseline.mean, decimals)} (${decimal(baseline.sd, decimals)})`;
					})
				],
				hidden: null
			},
			...lines.map(({ dimension, label, shares }, i) => ({
				group: lines[i - 1]?.dimension === dimension ? null : DIMENSION_FACTS[dimension].label,
				style: null,
				cells: [sentenceCase(label), ...shares.map(shareWords)],
				hidden: null
			}))
		]
	};
}

function shareWords({ patients, of }: Share): string {
	if (patients === null) return 'hidden';
	return of === 0
		? count(patients)
		: `${count(patients)} (${percent((100 * patients) / of, percentDecimals(of))})`;
}
