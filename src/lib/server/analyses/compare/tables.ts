/** The figures of a comparison as tables to read, and as one tidy table to download. */
import type { Column, Table, TwinTable } from '#lib/charts/figure.ts';
import { count, decimal, interval } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import type { Context } from '../../analysis.ts';
import { pText } from '../change-at-visit/rows.ts';
import { told, toldEstimate, toldP } from '../told.ts';
import type { ComparedArm } from './arms.ts';
import type { Contrast } from './contrasts.ts';
import { weeksIn } from './curves.ts';
import { amountOf } from './differences.ts';
import { followedAt, meanAt } from './means.ts';

const DASH = '–';

/** Groups by week. */
export function curveTable(
	arms: readonly ComparedArm[],
	measure: Measure,
	{ filters }: Context
): TwinTable {
	const weeks = weeksIn(arms.flatMap(({ group }) => (group ? [group] : [])));
	const number = (value: number | null) => (value === null ? 'hidden' : count(value));
	return {
		caption: 'The same figures',
		note: `Improvement since baseline in ${measure.unit.many} (95 % interval), mean of the courses scored`,
		columns: [
			{ label: 'Group', align: 'left' },
			{ label: 'Patients', align: 'right' },
			{ label: `Due, week ${filters.wk}`, align: 'right' },
			{ label: 'Seen', align: 'right' },
			...weeks.map((week) => ({
				label: `Week ${week}`,
				align: 'right' as const,
				strong: week === filters.wk
			}))
		],
		rows: arms.map(({ name, letter, label, group, why }) => {
			const style = { kind: 'arm', arm: name } as const;
			const names = [`${letter} ${label}`];
			if (!group) {
				const reason = why ?? 'nobody';
				const hidden = reason.charAt(0).toUpperCase() + reason.slice(1);
				return { group: null, style, cells: names, hidden };
			}
			const { due, seen } = followedAt(group, filters.wk);
			const cells = weeks.map((week) => {
				const { estimate, why } = meanAt(group, week);
				if (!estimate) return why?.startsWith('hidden') ? 'hidden' : DASH;
				const range = interval(estimate.low, estimate.high, measure.decimals);
				return `${decimal(estimate.value, measure.decimals)}${range ? ` ${range}` : ''}`;
			});
			return {
				group: null,
				style,
				cells: [...names, number(group.patients), number(due), number(seen), ...cells],
				hidden: null
			};
		})
	};
}

/** The three ways of estimating, a row each; or why there is none. */
export function differenceTable(
	contrasts: readonly Contrast[],
	measure: Measure,
	{ filters }: Context
): TwinTable {
	const several = contrasts.length > 1;
	return {
		caption: `Differences at week ${filters.wk}`,
		note: `In ${measure.unit.many}; above 0 the group named first improved more`,
		columns: [
			{ label: 'Groups', align: 'left' },
			{ label: 'Estimate', align: 'left' },
			{ label: 'Difference (95 % interval)', align: 'right', strong: true },
			{ label: 'p', align: 'right' },
			...(several ? [{ label: 'p, adjusted (Holm)', align: 'right' as const }] : [])
		],
		rows: contrasts.flatMap(({ of, against, differences, lead, sign }): TwinTable['rows'] => {
			const pair = `${of.letter} minus ${against.letter}`;
			if (!differences) {
				const reason = `Withheld: ${sign.reasons.join(' ')}`;
				return [{ group: pair, style: null, cells: ['All estimates'], hidden: reason }];
			}
			return differences.map((difference, i) => ({
				group: i === 0 ? pair : null,
				style: null,
				cells: [
					`${difference.label}${difference === lead ? ' (leads)' : ''}`,
					amountOf(difference, measure.decimals),
					pCell(difference.p),
					...(several ? [pCell(difference.pHolm)] : [])
				],
				hidden: null
			}));
		})
	};
}

const pCell = (p: number | null) => pText({ value: p }) || DASH;

const COLUMNS: Column[] = [
	{ key: 'concern', label: 'Concern', type: 'text' },
	{ key: 'measure', label: 'Measure', type: 'text' },
	{ key: 'area', label: 'Body area', type: 'text' },
	{ key: 'clock', label: 'Weeks counted since the … session', type: 'text' },
	{ key: 'week', label: 'Week', type: 'integer', unit: 'wk' },
	{ key: 'group', label: 'Group', type: 'text' },
	{ key: 'against', label: 'Less the group', type: 'text' },
	{ key: 'figure', label: 'Figure', type: 'text' },
	{ key: 'unit', label: 'Unit', type: 'text' },
	{ key: 'value', label: 'Value', type: 'decimal' },
	{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
	{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
	{ key: 'p', label: 'p', type: 'decimal' },
	{ key: 'p_holm', label: 'p, adjusted (Holm)', type: 'decimal' },
	{ key: 'patients', label: 'Patients it rests on', type: 'integer' },
	{ key: 'word', label: 'In words', type: 'text' },
	{ key: 'hidden', label: 'Why a number is not shown', type: 'text' }
];

type Row = {
	week?: number;
	group: string;
	against?: string;
	figure: string;
	unit: string;
	value?: number | null;
	low?: number | null;
	high?: number | null;
	p?: number | null;
	pHolm?: number | null;
	patients?: number | null;
	word?: string | null;
	hidden?: string | null;
};

/** One row a figure; an empty number has its reason beside it. */
export function tidyTable(
	arms: readonly ComparedArm[],
	contrasts: readonly Contrast[],
	measure: Measure | null,
	{ filters }: Context
): Table {
	if (!measure) return { columns: COLUMNS, rows: [] };
	const weeks = weeksIn(arms.flatMap(({ group }) => (group ? [group] : [])));
	const rows: Row[] = [
		...arms.flatMap((arm) => curveRows(arm, weeks, measure)),
		...contrasts.flatMap((contrast) => contrastRows(contrast, measure))
	];
	return {
		columns: COLUMNS,
		rows: rows.map((row) => [
			measure.concern,
			measure.code,
			filters.where.area ?? 'all',
			filters.clock,
			row.week ?? filters.wk,
			row.group,
			row.against ?? null,
			row.figure,
			row.unit,
			row.value ?? null,
			row.low ?? null,
			row.high ?? null,
			row.p ?? null,
			row.pHolm ?? null,
			row.patients ?? null,
			row.word ?? null,
			row.hidden ?? null
		])
	};
}

const named = ({ letter, label }: ComparedArm) => `${letter} ${label}`;

function curveRows(arm: ComparedArm, weeks: readonly number[], measure: Measure): Row[] {
	const { group, why } = arm;
	const base = { group: named(arm) };
	if (!group) {
		return [{ ...base, figure: 'improvement', unit: measure.unit.many, hidden: why ?? 'nobody' }];
	}
	return weeks.flatMap((week) => {
		const { estimate, why, patients } = meanAt(group, week);
		const { scored, due, seen, missed, dropped, notYetDue } = followedAt(group, week);
		const counts = { scored, due, seen, missed, dropped, not_yet_due: notYetDue };
		return [
			{
				...base,
				week,
				figure: 'improvement',
				unit: measure.unit.many,
				...toldEstimate(estimate, measure.decimals),
				patients,
				hidden: why
			},
			...Object.entries(counts).map(([figure, value]) => ({
				...base,
				week,
				figure,
				unit: 'courses',
				value,
				hidden: value === null ? 'hidden: too few patients here or beside' : null
			}))
		];
	});
}

function contrastRows(contrast: Contrast, measure: Measure): Row[] {
	const { of, against, differences, lead, verdict, sign, likeness, detectable } = contrast;
	const base = { group: named(of), against: named(against) };
	const withheld = `withheld: ${sign.reasons.join(' ')}`;
	const unit = measure.unit.many;
	const { decimals } = measure;
	const estimates = (['raw', 'ancova', 'weighted'] as const).map((id): Row => {
		const found = differences?.find((difference) => difference.id === id);
		const leads = found !== undefined && found === lead;
		return {
			...base,
			figure: `difference_${id}`,
			unit,
			...toldEstimate(found?.estimate ?? null, decimals),
			p: toldP(found?.p ?? null),
			pHolm: toldP(found?.pHolm ?? null),
			word: leads ? `leads${verdict ? `: ${verdict}` : ''}` : null,
			hidden: found ? found.why : withheld
		};
	});
	const single = (
		figure: string,
		unit: string,
		value: number | null | undefined,
		places: number
	) => ({
		...base,
		figure,
		unit,
		value: told(value ?? null, places)
	});
	return [
		{ ...base, figure: 'gate', unit: 'word', word: [sign.word, ...sign.reasons].join('. ') },
		...estimates,
		...(detectable
			? [
					single('smallest_detectable', unit, detectable.smallest, decimals),
					single('more_courses', 'courses', detectable.moreCourses, 0)
				]
			: []),
		...(contrast.slopesDiffer
			? [
					{
						...base,
						figure: 'slopes_differ',
						unit: 'F',
						value: told(contrast.slopesDiffer.f, 2),
						p: toldP(contrast.slopesDiffer.p)
					}
				]
			: []),
		...(likeness
			? [
					single('equipoise', 'share', likeness.equipoise, 2),
					{ ...single('effective_n', 'patients', likeness.effectiveN.of, 0), against: '' },
					{
						...single('effective_n', 'patients', likeness.effectiveN.against, 0),
						group: named(against),
						against: ''
					}
				]
			: [])
	];
}
