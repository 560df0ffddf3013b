/** How often what speaks against needling is recorded among those who were treated. */
import type { Figure, ForestPanel } from '#lib/charts/figure.ts';
import { counted, percent } from '#lib/domain/format.ts';
import { DIMENSIONS } from '#lib/domain/dimensions.ts';
import { FLAG_ANSWERS, RECORDED_FLAGS } from '#lib/domain/recorded-flags.ts';
import type { Analysis, Context, FlatRow, Group, Guarded } from '../analysis.ts';
import {
	contraindicationSignatures,
	contraindicationSums
} from '../queries/contraindication-sums.ts';
import { inWords, recordedOf } from './contraindications/recorded.ts';
import { tidy, twin } from './contraindications/tables.ts';
import { answer, restsOn } from './contraindications/words.ts';
import { niceScale } from './scale.ts';
import { toldEstimate } from './told.ts';

const SERIES = 'yes';

export const contraindicationsRecorded: Analysis = {
	id: 'contraindications-recorded',
	title: 'Contraindications on record',
	description:
		'Treated patients with each contraindication on record: yes, no, unknown, and the share with yes with a 95 % interval. Sensitive: at most one filter.',
	methods: ['wilson', 'clopper-pearson'],
	terms: ['contraindication', 'patient', 'interval', 'hidden-groups'],
	page: '/contraindications',
	permission: 'aggregates',
	accepted: {
		view: ['data'],
		where: DIMENSIONS.filter((dimension) => dimension !== 'severity'),
		by: [],
		defaultBy: null,
		panels: null,
		parts: null,
		most: 1
	},
	rows: contraindicationSums,
	groups,
	signatures: contraindicationSignatures,
	guards,
	within: () => ({}),
	covers: () => true,
	figure
};

function groups(rows: readonly FlatRow[]): Group[] {
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const patients = number('patients');
		return {
			key: { line: null },
			patients,
			courses: number('courses'),
			cells: Object.fromEntries(
				RECORDED_FLAGS.map(({ flag }) => [
					flag,
					{
						patients,
						sums: Object.fromEntries(FLAG_ANSWERS.map((name) => [name, number(`${flag}_${name}`)]))
					}
				])
			),
			counts: {}
		};
	});
}

/** The answers add up to all patients: a small one hides the three of them, inside the clinic too. */
function guards(): Guarded[] {
	return RECORDED_FLAGS.map(({ flag }) => ({
		id: `cells.${flag}`,
		marks: FLAG_ANSWERS.map((name) => `${flag}_${name}`)
	}));
}

function figure(_: Group[], totals: Group[], context: Context): Figure {
	const [group] = totals;
	return {
		analysis: contraindicationsRecorded.id,
		title: 'What speaks against needling, and how often is it recorded?',
		answer: answer(group, context),
		basis: group
			? `${counted(group.patients, 'treated patient')}, ${counted(group.courses, 'course')}`
			: 'Nobody shown',
		legend: group ? [{ id: SERIES, label: 'patients with yes', style: { kind: 'single' } }] : [],
		trends: [],
		others: [],
		forests: group ? [panel(group)] : [],
		bars: [],
		panels: [],
		restsOn: restsOn(group, context),
		notes: group ? ['Lines: 95 % intervals. Open marks: on record of nobody.'] : [],
		twins: group ? [twin(group)] : [],
		table: tidy(group, context)
	};
}

function panel(group: Group): ForestPanel {
	const rows = RECORDED_FLAGS.map(({ flag, label }) => ({
		flag,
		label,
		recorded: recordedOf(group, flag)
	}));
	return {
		id: 'recorded',
		title: 'On record when treatment starts',
		note: 'of patients with yes or no',
		xLabel: 'Per cent of patients with an answer',
		scale: scaleOf(rows.flatMap(({ recorded: { share, interval } }) => [share, interval?.high])),
		rows: rows.map(({ flag, label, recorded }) => {
			const { share, interval, decimals, why, answers } = recorded;
			return {
				id: flag,
				label,
				marks: [
					{
						seriesId: SERIES,
						estimate:
							share === null
								? null
								: toldEstimate(
										{ value: share, low: interval?.low ?? null, high: interval?.high ?? null },
										decimals
									),
						why,
						few: !answers?.yes,
						sentence: `${label}: ${inWords(recorded)}.`
					}
				],
				total: [{ text: share === null ? (answers ? '–' : 'hidden') : percent(share, decimals) }]
			};
		})
	};
}

function scaleOf(values: readonly (number | null | undefined)[]): ForestPanel['scale'] {
	const scale = niceScale(values.flatMap((value) => value ?? []));
	return { ...scale, min: 0, max: Math.min(100, scale.max) };
}
