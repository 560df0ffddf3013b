/** The mixed model beside the observed means: what it expects of each line at each visit, and its words. */
import type { Estimate, Phrase, TrendSeries, TwinTable } from '#lib/charts/figure.ts';
import { decimal, interval, list, rounded } from '#lib/domain/format.ts';
import { clusteredMean, sumsOf, type Mmrm, type MmrmPatient } from '#lib/statistics/index.ts';
import { model } from '../../models/model.ts';
import type { Context, FlatRow, Group } from '../../analysis.ts';
import { toldEstimate } from '../told.ts';
import { drawnOf, FEW_PATIENTS, nameOf, type Panel } from './panels.ts';
import { changed } from './words.ts';
import { HUNDREDTHS } from '../hundredths.ts';

/** A mean of the model is shown from so many patients of the line at the visit on. */
const FROM_PATIENTS = 10;

export type ModelPoint = {
	week: number;
	estimate: Estimate | null;
	patients: number;
	why: string | null;
};

/** Null where the model was not asked for or its scores are hidden. */
export type Modelled = {
	mmrm: Mmrm;
	lines: { id: string; label: string; style: TrendSeries['style']; points: ModelPoint[] }[];
};

/**
 * The model of one panel: its lines are the protocols, one value a patient and line (with several
 * courses their mean). Weeks at which a line may not be told of come into it for no patient of the line.
 */
export async function modelledOf(
	panel: Panel,
	weeks: readonly number[],
	context: Context
): Promise<Modelled | null> {
	const { filters } = context;
	if (!filters.model || !filters.concern || filters.unit !== 'scale' || !panel.total) return null;
	const groups = drawnOf(panel);
	const patients = groups.flatMap((group) =>
		patientsOf(group, nameOf(panel, group, context).id, weeks)
	);
	if (patients.length === 0) return null;
	const mmrm = await model('mmrm', patients, weeks.length, { minimumPatients: FROM_PATIENTS });
	return {
		mmrm,
		lines: groups.map((group) => {
			const name = nameOf(panel, group, context);
			return {
				...name,
				points: weeks.map((week, visit): ModelPoint => {
					const mean = mmrm.visits[visit]?.means.find(({ protocol }) => protocol === name.id);
					const none = { week, estimate: null, patients: mean?.patients ?? 0 };
					if (!mean || mean.patients === 0) return { ...none, why: 'nobody was scored' };
					if (mean.patients < FROM_PATIENTS)
						return { ...none, why: `fewer than ${FROM_PATIENTS} patients` };
					if (mean.estimate === null) return { ...none, why: 'the model found no answer' };
					return {
						week,
						patients: mean.patients,
						estimate: {
							value: rounded(mean.estimate),
							low: mean.interval && rounded(mean.interval.low),
							high: mean.interval && rounded(mean.interval.high)
						},
						why: null
					};
				})
			};
		})
	};
}

/** Each patient's mean baseline and mean improvement at each week, in the unit of the measure. */
function patientsOf(group: Group, protocol: string, weeks: readonly number[]): MmrmPatient[] {
	const at = weeks.map((week) => byPatient(group.cells[week]?.records ?? [], 'gain'));
	const baselines = byPatient(
		weeks.flatMap((week) => group.cells[week]?.records ?? []),
		'baseline'
	);
	return [...baselines].map(([patient, baseline]) => ({
		protocol,
		baseline: meanOf(baseline),
		improvements: at.map((week) => {
			const gains = week.get(patient);
			return gains ? meanOf(gains) : null;
		})
	}));
}

function byPatient(records: readonly FlatRow[], name: string): Map<string, number[]> {
	const groups = Map.groupBy(records, ({ patient }) => String(patient));
	return new Map(
		[...groups].map(([patient, own]) => {
			// One value a course, however often it was scored.
			const values = new Map(
				own.map((record) => [record.series, Number(record[name]) / HUNDREDTHS])
			);
			return [patient, [...values.values()]];
		})
	);
}

const meanOf = (values: readonly number[]) =>
	clusteredMean(sumsOf(values.map((value) => ({ patient: 'one', value })))).mean ?? 0;

/** The model's lines for the panel: of the look of the observed ones, drawn faint beside them. */
export const modelledSeries = (modelled: Modelled | null, { measure }: Panel): TrendSeries[] =>
	(modelled?.lines ?? []).map(({ id, label, style, points }) => ({
		id: `${id}.model`,
		label: `${label}, model`,
		style,
		modelled: true,
		points: points.map(({ week, estimate, patients, why }) => ({
			week,
			estimate: toldEstimate(estimate, measure.decimals),
			why,
			scored: null,
			seen: null,
			due: null,
			patients: patients > 0 ? patients : null,
			few: patients > 0 && patients < FEW_PATIENTS,
			sentence: `Week ${week}, ${label}, model: ${estimate ? changed(estimate, 'scale', measure, measure.decimals) : why}.`
		}))
	}));

const COVARIANCE = {
	unstructured: 'unstructured covariance between visits',
	'compound symmetry': 'compound symmetry between visits',
	independence: 'independent visits',
	'random intercept and slope': 'random intercept and slope'
} as const;

/** What the model assumes, and where it had to be simpler. */
export function modelWords(
	models: readonly { name: string; modelled: Modelled | null }[]
): Phrase[] {
	const fitted = models.flatMap(({ name, modelled }) =>
		modelled ? [{ name, ...modelled.mmrm }] : []
	);
	if (fitted.length === 0) {
		return [
			{ text: 'No model: it is of the change on the scale, and nobody was scored or it is hidden.' }
		];
	}
	const kinds = Map.groupBy(fitted, ({ covariance, simplerBecause, reason }) =>
		covariance === null
			? `no answer (${reason ?? 'no fit'})`
			: `${COVARIANCE[covariance]}${simplerBecause ? ` (${simplerBecause})` : ''}`
	);
	const structures = [...kinds].map(([words, of]) =>
		kinds.size > 1 ? `${words} for ${list(of.map(({ name }) => name))}` : words
	);
	return [
		{
			text: `Mixed model for repeated measures: improvement by week, group within week and baseline within week, at the mean baseline; ${list(structures)}; restricted maximum likelihood, degrees of freedom by Satterthwaite. One value a patient and line. It uses the visits of everyone seen at least once and assumes that scores are missing at random: explained by group, baseline and the scores seen.`
		}
	];
}

/** The model's means as a table beside the observed ones. */
export function modelTable(
	models: readonly { title: string; panel: Panel; modelled: Modelled | null }[],
	weeks: readonly number[],
	{ filters }: Context
): TwinTable {
	return {
		caption: 'What the model expects',
		note: 'Improvement since baseline at the mean baseline (95 % interval), assuming scores missing at random',
		columns: [
			{ label: 'Body area', align: 'left' },
			{ label: filters.by ? 'Group' : 'Courses', align: 'left' },
			...weeks.map((week) => ({
				label: `Week ${week}`,
				align: 'right' as const,
				strong: week === filters.wk
			}))
		],
		rows: models.flatMap(({ title, panel: { measure }, modelled }) =>
			(modelled?.lines ?? []).map(({ label, style, points }, i) => ({
				group: i === 0 ? title : null,
				style,
				cells: [
					label,
					...points.map(({ estimate }) => {
						if (!estimate) return '–';
						const range = interval(estimate.low, estimate.high, measure.decimals);
						return `${decimal(estimate.value, measure.decimals)}${range ? ` ${range}` : ''}`;
					})
				],
				hidden: null
			}))
		)
	};
}
