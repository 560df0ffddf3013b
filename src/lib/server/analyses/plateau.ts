/** By which week four fifths of the gain were there: a line an area or concern. */
import type { Figure, Phrase } from '#lib/charts/figure.ts';
import type { IntervalsPanel } from '#lib/charts/panels.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { count, counted, decimal, interval, list, sentenceCase } from '#lib/domain/format.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import type { Analysis, Cell, Context, FlatRow, Group } from '../analysis.ts';
import {
	LAST_WEEK,
	LISTS,
	plateauSeries,
	plateauSignatures,
	weeksOf
} from '../queries/plateau-series.ts';
import { panelName } from './change-at-visit/columns.ts';
import { unfitIn } from './depth/dose-words.ts';
import { wholeHidden } from './depth/lines.ts';
import { ACCEPTED, gainHref, panelsAsked, subjectIn } from './gain/asked.ts';
import { reachedIn, type Reached } from './gain/reached.ts';
import { improvementOverTime } from './improvement-over-time.ts';
import { anyStep, hiddenWords } from './improvement/hidden.ts';
import type { Panel } from './improvement/panels.ts';
import { IMPROVEMENT_TERMS } from './improvement/terms.ts';
import { amount } from './improvement/words.ts';
import { told, toldEstimate } from './told.ts';
import { reasonOf, refusal } from './widen.ts';

export const plateau: Analysis = {
	id: 'plateau',
	title: 'When the gain levels off',
	description:
		'The week by which 80 % of the gain at week 26 was reached, by concern or body area, with bootstrap intervals, on series scored at all visits up to then.',
	methods: ['time-to-plateau'],
	terms: ['week', ...IMPROVEMENT_TERMS],
	page: '/sessions/gain',
	permission: 'aggregates',
	accepted: ACCEPTED,
	rows: (cohort, question) => plateauSeries(cohort, question),
	groups,
	signatures: plateauSignatures,
	// Outside the clinic how many are in a list also tells how many are not.
	guards: ({ viewer }) =>
		LISTS.map((name) => ({
			id: `cells.${name}`,
			marks: [name, ...(viewer.insideClinic ? [] : [`no_${name}`])]
		})),
	// The same series as over time, so that both hide the same.
	within: improvementOverTime.within,
	covers: improvementOverTime.covers,
	figure
};

function groups(rows: readonly FlatRow[]): Group[] {
	return rows.map((row) => {
		const text = (name: string) => (row[name] === null ? null : String(row[name]));
		const cells = LISTS.map((name): [string, Cell] => {
			// What plateauSeries wrote: a patient, and the improvement at each visit of the list.
			const listed = JSON.parse(String(row[name])) as [string, ...number[]][];
			const records = listed.map(([patient, ...gains]) => ({
				patient,
				...Object.fromEntries(weeksOf(name).map((week, i) => [week, gains[i] ?? null]))
			}));
			const patients = Number(row[`patients_${name}`]);
			return [name, { patients, sums: { n: records.length }, records }];
		});
		return {
			key: { measure: text('measure'), area: text('area'), line: text('line') },
			patients: Number(row.patients),
			courses: Number(row.courses),
			cells: Object.fromEntries(cells),
			counts: {}
		};
	});
}

type Row = { panel: Panel; reached: Reached };

async function figure(shown: Group[], totals: Group[], context: Context): Promise<Figure> {
	const { filters } = context;
	const rows: Row[] = [];
	for (const panel of panelsAsked(shown, totals, context)) {
		rows.push({ panel, reached: await reachedIn(panel) });
	}
	const courses = totals.reduce((sum, group) => sum + group.courses, 0);
	const about = filters.concern ? `${CONCERN_WORDS[filters.concern].label}: by` : 'By';
	return {
		analysis: plateau.id,
		title: `${about} which week is most of the gain there?`,
		answer: answer(rows, context),
		basis: `${counted(courses, 'series', 'series')} shown`,
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: [],
		panels: rows.length > 0 ? [panelOf(rows, context)] : [],
		restsOn: restsOn(rows, context),
		notes: [
			`The week by which the mean improvement first reached 80 % of that at week ${LAST_WEEK}, on straight lines between visits. Lines: 95 % bootstrap intervals over patients. Open marks: fewer than 20 patients.`
		],
		twins: [twin(rows)],
		table: tidy(rows, context)
	};
}

/** "80 % of the week-26 gain is there by week 15 (13 to 18) on necks and by week 12 (11 to 14) on faces." */
function answer(rows: readonly Row[], context: Context): Phrase[] {
	const known = rows.filter(({ reached }) => reached.week !== null);
	const subject = ({ panel }: Row) => subjectIn(panel, context);
	const not = (why: (reached: Reached) => boolean, words: string, strong: string): Phrase[] => {
		const some = rows.filter(({ reached }) => reached.week === null && why(reached)).map(subject);
		return some.length === 0
			? []
			: [
					{ text: ` ${sentenceCase(list(some))}: ${words}` },
					{ text: strong, strong: true },
					{ text: '.' }
				];
	};
	const few = ({ why }: Reached) => why === 'too few to say' || why?.startsWith('nobody') === true;
	const unclear = ({ why }: Reached) => why === 'gain not clear' || why === 'no gain';
	const rest = [
		...not(unclear, `the gain at week ${LAST_WEEK} is `, 'not clear'),
		...not(few, '', 'too few to say')
	];
	const unfit = unfitIn(rows);
	if (unfit) return [{ text: `${unfit} Choose another measure.` }];
	if (known.length > 0) {
		const parts = known.map((row) => {
			const { week } = row.reached;
			return `by week ${decimal(week?.value ?? 0, 0)} ${interval(week?.low ?? null, week?.high ?? null, 0)} for ${subject(row)}`;
		});
		return [
			{ text: `80\u2009% of the gain at week ${LAST_WEEK} is there ` },
			{ text: list(parts), strong: true },
			{ text: '.' },
			...rest
		];
	}
	const [whole] = context.hidden.filter((group) => group.whole);
	if (whole && rows.every(({ panel }) => !panel.total)) {
		const href = (wider: typeof context.filters) => gainHref(wider, context);
		return refusal(whole, context, href, anyStep(context, gainHref));
	}
	return rest.length > 0
		? rest
		: [
				{
					text: 'No answer for these filters: nobody was scored at all visits. Take a filter away.'
				}
			];
}

function panelOf(rows: readonly Row[], context: Context): IntervalsPanel {
	const ticks = VISIT_WEEKS.filter((week) => week <= LAST_WEEK);
	return {
		kind: 'intervals',
		id: 'plateau',
		title: '80\u2009% of the gain',
		note: `Of the mean improvement at week ${LAST_WEEK}, on the same series throughout`,
		hidden: null,
		xLabel: 'Weeks since first session',
		scale: { min: 0, max: Math.ceil((ticks.at(-1) ?? 26) / 4) * 4, step: 4, decimals: 0 },
		zero: false,
		worthwhile: null,
		rows: rows.map(({ panel, reached }) => {
			const { week, why, few } = reached;
			const words = week ? weekWords(reached) : (why ?? '–');
			return {
				id: `${panel.measure.code}-${panel.area ?? 'all'}`,
				label: panelName(panel),
				sentence: `${sentenceCase(subjectIn(panel, context))}: ${week ? `by week ${words}` : words}${reached.patients === null ? '' : `, ${counted(reached.patients, 'patient')}`}.`,
				why,
				few,
				estimate: toldEstimate(week, 0),
				lead: false,
				style: { kind: 'single' },
				words
			};
		})
	};
}

/** "15 (13 to 18)". */
const weekWords = ({ week }: Reached) =>
	week ? `${decimal(week.value, 0)} ${interval(week.low, week.high, 0)}`.trim() : '–';

function restsOn(rows: readonly Row[], context: Context): Figure['restsOn'] {
	const named = rows.flatMap((row) => {
		const { series, weeks } = row.reached;
		if (series === null || !weeks || !row.panel.total) return [];
		return [
			`${counted(series, 'series', 'series')} of ${count(row.panel.total.courses)} for ${subjectIn(row.panel, context)}, scored at weeks ${list(weeks.map(String))}`
		];
	});
	return [
		{
			title: 'The same series throughout',
			text: [
				{
					text:
						named.length === 0
							? 'None, or hidden.'
							: `${named.join('; ')}. Who missed one of these visits is not in it.`
				}
			]
		},
		{
			title: 'Which visits',
			text: [
				{
					text: `Every visit window up to week ${LAST_WEEK} where half of the series have them all, else weeks ${list(weeksOf('usual').map(String))}. Fewer visits make the week coarser.`
				}
			]
		},
		{
			title: 'What it does not show',
			text: [
				{
					text: `Where scores still rise at week ${LAST_WEEK}, the true plateau is later. Sessions go on for months, so a late week may be the work of late sessions.`
				}
			]
		},
		{ title: 'Hidden', text: hiddenWords(context, gainHref) }
	];
}

function twin(rows: readonly Row[]): Figure['twins'][number] {
	const text = (value: number | null) => (value === null ? '–' : count(value));
	return {
		caption: 'Weeks to 80\u2009% of the gain',
		note: '95 % interval; mean improvement at the last visit of the same series',
		columns: [
			{ label: 'Of', align: 'left' },
			{ label: 'Week', align: 'right', strong: true },
			{ label: `Gain at week ${LAST_WEEK}`, align: 'right' },
			{ label: 'Patients', align: 'right' },
			{ label: 'Series', align: 'right' },
			{ label: 'Visits', align: 'left' }
		],
		rows: rows.map(({ panel, reached }) => ({
			group: null,
			style: null,
			cells: [
				panelName(panel),
				reached.week ? weekWords(reached) : (reached.why ?? '–'),
				reached.gain === null
					? '–'
					: amount(reached.gain, 'scale', panel.measure, panel.measure.decimals),
				text(reached.patients),
				text(reached.series),
				reached.weeks ? reached.weeks.join(', ') : '–'
			],
			hidden: null
		}))
	};
}

function tidy(rows: readonly Row[], context: Context): Figure['table'] {
	return {
		columns: [
			{ key: 'measure', label: 'Measure', type: 'text' },
			{ key: 'area', label: 'Body area', type: 'text' },
			{ key: 'week', label: 'Week by which 80 % of the gain was there', type: 'decimal' },
			{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'gain', label: `Mean improvement at week ${LAST_WEEK}`, type: 'decimal' },
			{ key: 'unit', label: 'Unit of the gain', type: 'text' },
			{ key: 'patients', label: 'Patients', type: 'integer' },
			{ key: 'series', label: 'Series scored at all these visits', type: 'integer' },
			{ key: 'visits', label: 'Visits, in weeks', type: 'text' },
			{ key: 'why', label: 'Why a number is not shown', type: 'text' }
		],
		rows: rows.map(({ panel, reached }) => {
			const { measure, area } = panel;
			const week = toldEstimate(reached.week, 0);
			const whole = wholeHidden(panel, context);
			return [
				measure.code,
				area ?? 'all areas together',
				week?.value ?? null,
				week?.low ?? null,
				week?.high ?? null,
				told(reached.gain, measure.decimals),
				measure.unit.many,
				reached.patients,
				reached.series,
				reached.weeks?.join(' ') ?? null,
				panel.total ? reached.why : reasonOf(whole ?? { why: 'second' }, context)
			];
		})
	};
}
