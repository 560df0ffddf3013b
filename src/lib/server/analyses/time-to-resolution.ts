/** One side effect: how long it stays after a session, when it begins, how bad it is. */
import type { Figure } from '#lib/charts/figure.ts';
import { DIMENSIONS, DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { counted, lowerFirst } from '#lib/domain/format.ts';
import { RESOLUTION_DAYS } from '#lib/domain/resolution-days.ts';
import { sideEffectOf } from '#lib/domain/side-effects.ts';
import type { Analysis, Context, FlatRow, Group, Guarded, Question } from '../analysis.ts';
import { DEFAULT_TERM, effectEpisodes, effectSignatures } from '../queries/effect-episodes.ts';
import { dayMarks, ONSET_DAYS } from '../queries/first-episodes.ts';
import { GRADES } from '../queries/reported-grades.ts';
import { lineLabel, lineOrder, lineStyle } from './lines.ts';
import { dayCell, resolutionCells } from './resolution/curve.ts';
import { resolutionLine } from './resolution/line.ts';
import { stepsPanel } from './resolution/panel.ts';
import { gradeBars, gradeCell, onsetBars, onsetCell } from './time-to-resolution/bars.ts';
import { tidyTable, twinTables } from './time-to-resolution/tables.ts';
import { answer, notes, restsOn } from './time-to-resolution/words.ts';

/** Per cent: a thinner part of a bar is not seen. */
const LEAST_DRAWN = 1;

export const timeToResolution: Analysis = {
	id: 'time-to-resolution',
	title: 'How long a side effect stays',
	description:
		'Share of patients with one side effect who still have it, by day since the session (Kaplan-Meier, those not known to be free of it counted as long as they were asked), with medians, onset and severity.',
	methods: ['kaplan-meier', 'survival-quantile', 'survival-difference', 'verdict'],
	terms: ['side-effect-per-session', 'session', 'interval', 'hidden-groups', 'association'],
	page: `/safety/${DEFAULT_TERM}`,
	permission: 'aggregates',
	besidePublished: true,
	accepted: {
		view: ['term', 'by', 'data'],
		where: DIMENSIONS.filter((dimension) => dimension !== 'severity'),
		by: DIMENSIONS.filter((dimension) => dimension !== 'severity'),
		defaultBy: 'depth',
		panels: null,
		parts: null
	},
	rows: (cohort, question) => effectEpisodes(cohort, question),
	groups,
	signatures: effectSignatures,
	guards,
	within: () => ({}),
	covers: () => true,
	figure
};

function groups(rows: readonly FlatRow[]): Group[] {
	return rows
		.filter(({ what }) => what === 'treated')
		.map((row) => {
			const number = (name: string) => Number(row[name] ?? 0);
			const episodes = rows.filter(({ what, line }) => what === 'episode' && line === row.line);
			const resolution = resolutionCells(episodes);
			const withIt = resolution.cells.resolution.patients;
			const began = (from: number, to: number) =>
				episodes
					.filter((one) => Number(one.began) > from && Number(one.began) <= to)
					.reduce((sum, one) => sum + Number(one.patients), 0);
			return {
				key: { line: row.line === null || row.line === undefined ? null : String(row.line) },
				// Whoever was treated counts for the threshold, also when nobody asked.
				patients: number('patients'),
				courses: number('courses'),
				cells: {
					...resolution.cells,
					...Object.fromEntries(
						GRADES.map((grade) => [
							gradeCell(grade),
							{ patients: number('asked'), sums: { sessions: number(grade) } }
						])
					),
					...Object.fromEntries(
						ONSET_DAYS.map((day, i) => [
							onsetCell(day),
							{ patients: withIt, sums: { patients: began(ONSET_DAYS[i - 1] ?? -1, day) } }
						])
					)
				},
				counts: {
					sessions: {
						done: number('sessions'),
						answered: number('answered'),
						patients: number('asked')
					},
					...resolution.counts
				}
			};
		});
}

/** As for the rates: inside the clinic by whom it rests on, outside by who had it and had it not too. */
function guards({ viewer }: Question): Guarded[] {
	const outside = !viewer.insideClinic;
	const with_ = (marks: string[], both: string[]) => (outside ? [...marks, ...both] : marks);
	return [
		{ id: 'cells.resolution', marks: with_(['first'], ['no_had']) },
		...GRADES.map((grade) => ({
			id: `cells.${gradeCell(grade)}`,
			marks: with_(['asked'], [grade, `no_${grade}`])
		})),
		...ONSET_DAYS.map((day) => ({
			id: `cells.${onsetCell(day)}`,
			marks: with_(['first'], dayMarks(day).began)
		})),
		...(outside
			? [
					{ id: 'counts.sessions', marks: ['asked', 'unasked'] },
					...RESOLUTION_DAYS.flatMap((day) => [
						{ id: `cells.${dayCell(day)}`, marks: dayMarks(day).share },
						{ id: `counts.${dayCell(day)}`, marks: dayMarks(day).atRisk }
					])
				]
			: [])
	];
}

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters, known } = context;
	const effect = sideEffectOf(filters.term ?? DEFAULT_TERM) ?? sideEffectOf(DEFAULT_TERM)!; // of the list
	const what = lowerFirst(effect.label);
	const order = lineOrder(filters.by, known);
	const groupsShown = shown.toSorted((a, b) => order(a.key.line ?? null, b.key.line ?? null));
	const lines = groupsShown.map((group) =>
		resolutionLine(group, {
			id: group.key.line ?? 'none',
			label: lineLabel(filters.by, group.key.line ?? null, known),
			style: lineStyle(filters.by, group.key.line ?? null, known),
			what
		})
	);
	const all = { id: 'all', label: 'All courses', style: { kind: 'single' }, what } as const;
	const total = totals[0] ? resolutionLine(totals[0], all) : null;
	const answered = { effect, lines: filters.by ? lines : [], total };
	// Where every group is hidden, or there is none, all of them together are the one line.
	const drawn = answered.lines.length > 0 || !total ? answered.lines : [total];
	const withCurve = drawn.filter(({ episodes }) => episodes);
	return {
		analysis: timeToResolution.id,
		title: `${effect.label}: how long does it stay?`,
		answer: answer(answered, context),
		basis: total?.episodes
			? `${counted(total.episodes.patients, 'patient')} with it`
			: 'No patients shown',
		legend: [],
		trends: [],
		others: [],
		forests: [],
		// Where all began on one day, or no share is both told and wide enough to see, the table says it alone.
		bars: [gradeBars(drawn, what), onsetBars(drawn, what)].filter(
			({ rows, parts }) =>
				parts.length > 1 &&
				rows.some(({ shares }) => shares.some(({ percent }) => (percent ?? 0) >= LEAST_DRAWN))
		),
		panels:
			withCurve.length === 0
				? []
				: [
						stepsPanel(withCurve, {
							title: 'Who still has it, by day',
							note: `Each patient counts once, with the first session it followed${
								filters.by ? `; ${DIMENSION_FACTS[filters.by].by}` : ''
							}`,
							what,
							hidden: null
						})
					],
		restsOn: restsOn(answered, context),
		notes: notes(),
		twins: twinTables(answered, context),
		table: tidyTable(answered, context)
	};
}
