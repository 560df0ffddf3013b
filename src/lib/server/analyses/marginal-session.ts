/** What each further session added: a chart an area, a line a session. */
import type { Figure } from '#lib/charts/figure.ts';
import type { IntervalsPanel } from '#lib/charts/panels.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { count, counted } from '#lib/domain/format.ts';
import type { Analysis, Cell, Context, FlatRow, Group, Guarded, Question } from '../analysis.ts';
import { clinicRules } from './clinic-rules.ts';
import { gainSignatures, MOST_SESSIONS, sessionGains } from '../queries/session-gains.ts';
import { panelName } from './change-at-visit/columns.ts';
import { hiddenPanel, wholeHidden } from './depth/lines.ts';
import { ACCEPTED, gainHref, panelsAsked } from './gain/asked.ts';
import { answer, gainWords, ordinal, restsOn, shortWords, type Ladder } from './gain/step-words.ts';
import { cellOf, SESSIONS, stepsOf } from './gain/steps.ts';
import { improvementOverTime } from './improvement-over-time.ts';
import { axisLabel } from './improvement/words.ts';
import { IMPROVEMENT_TERMS } from './improvement/terms.ts';
import { niceScale } from './scale.ts';
import { toldEstimate } from './told.ts';
import { reasonOf } from './widen.ts';

export const marginalSession: Analysis = {
	id: 'marginal-session',
	title: 'Gain with each further session',
	description:
		'Mean further improvement with the first, second, third session, by concern or body area: after less before in the same series, with 95 % intervals clustered by patient.',
	methods: ['marginal-gain', 'verdict'],
	terms: ['session', ...IMPROVEMENT_TERMS],
	page: '/sessions/gain',
	permission: 'aggregates',
	ofRelease: { finest: ['sessions'] },
	accepted: ACCEPTED,
	rows: (cohort, question) => sessionGains(cohort, question),
	groups,
	signatures: gainSignatures,
	guards,
	// The same series as over time, so that both hide the same.
	within: improvementOverTime.within,
	covers: improvementOverTime.covers,
	figure
};

function groups(rows: readonly FlatRow[]): Group[] {
	return rows.map((row) => {
		const text = (name: string) => (row[name] === null ? null : String(row[name]));
		// What sessionGains wrote: a patient, and the improvement after each session.
		const ladders = JSON.parse(String(row.ladders)) as [string, (number | null)[]][];
		const cells = SESSIONS.map((session): [string, Cell] => {
			const records = ladders
				.filter(([, steps]) => steps.length >= session)
				.map(([patient, steps]) => ({
					patient,
					before: session === 1 ? 0 : (steps[session - 2] ?? null),
					after: steps[session - 1] ?? null
				}));
			const scored = records.filter(({ before, after }) => before !== null && after !== null);
			const patients = new Set(scored.map(({ patient }) => patient)).size;
			return [cellOf(session), { patients, sums: { had: records.length }, records }];
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

/** A gain rests on those scored before and after the session; outside the clinic also on the others. */
function guards({ viewer }: Question): Guarded[] {
	return SESSIONS.map((session) => ({
		id: `cells.${cellOf(session)}`,
		marks: [`gain_${session}`, ...(viewer.insideClinic ? [] : [`no_gain_${session}`])]
	}));
}

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters } = context;
	const ladders = panelsAsked(shown, totals, context).map((panel): Ladder => {
		return { panel, steps: stepsOf(panel) };
	});
	const courses = totals.reduce((sum, group) => sum + group.courses, 0);
	const about = filters.concern ? `${CONCERN_WORDS[filters.concern].label}: what` : 'What';
	return {
		analysis: marginalSession.id,
		title: `${about} does each further session add?`,
		answer: answer(ladders, context),
		basis: `${counted(courses, 'series', 'series')} shown`,
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: [],
		panels: ladders.map((ladder) => panelOf(ladder, ladders, context)),
		restsOn: restsOn(context),
		notes: [
			`Lines: 95 % intervals that count patients. Open marks: fewer than 20 patients. Right of the zero line patients got better with the session. At most ${MOST_SESSIONS} sessions.`,
			...clinicRules(
				ladders.map(({ panel }) => panel.measure),
				context
			)
		],
		twins: [twin(ladders)],
		table: tidy(ladders, context)
	};
}

function panelOf(
	{ panel, steps }: Ladder,
	among: readonly Ladder[],
	context: Context
): IntervalsPanel {
	const { measure } = panel;
	const alike = among.filter((other) => other.panel.measure.unit.many === measure.unit.many);
	const values = alike.flatMap(({ steps: own }) =>
		own.flatMap(({ gain, few }) =>
			gain ? [gain.value, ...(few ? [] : [gain.low ?? gain.value, gain.high ?? gain.value])] : []
		)
	);
	const worthwhile = measure.smallestWorthwhile;
	return {
		kind: 'intervals',
		id: `gain-${measure.code}-${panel.area ?? 'all'}`,
		title: panelName(panel),
		note: `Further improvement with each session · ${measure.shortName}`,
		hidden: hiddenPanel(panel, context, gainHref),
		xLabel: axisLabel('scale', measure).replace('baseline', 'before the session'),
		scale: niceScale(values, (worthwhile ?? 0) * 1.1),
		zero: true,
		worthwhile:
			worthwhile === null ? null : { value: worthwhile, label: `worthwhile ${worthwhile}` },
		rows: steps.map((step) => {
			const label = `${ordinal(step.session)} session`;
			const asked =
				step.patients === null
					? ''
					: `, ${counted(step.patients, 'patient')} scored before and after`;
			return {
				id: cellOf(step.session),
				label,
				sentence: `${label}: ${step.gain ? `added ${gainWords(step, measure)}` : step.why}${asked}.`,
				why: step.why,
				few: step.few,
				estimate: toldEstimate(step.gain, measure.decimals),
				lead: false,
				style: { kind: 'single' },
				words: shortWords(step, measure)
			};
		})
	};
}

function twin(ladders: readonly Ladder[]): Figure['twins'][number] {
	const text = (value: number | null) => (value === null ? '–' : count(value));
	return {
		caption: 'The same figures',
		note: 'Mean further improvement with each session (95 % interval)',
		columns: [
			{ label: 'Of', align: 'left' },
			{ label: 'Session', align: 'left' },
			{ label: 'Further improvement', align: 'right', strong: true },
			{ label: 'Patients', align: 'right' },
			{ label: 'Series scored', align: 'right' },
			{ label: 'Had it, not scored', align: 'right' },
			{ label: 'Verdict', align: 'left' }
		],
		rows: ladders.flatMap(({ panel, steps }) =>
			steps.map((step, i) => ({
				group: i === 0 ? `${panelName(panel)} · ${panel.measure.shortName}` : null,
				style: null,
				cells: [
					ordinal(step.session),
					step.why?.startsWith('hidden') ? 'hidden' : shortWords(step, panel.measure),
					text(step.patients),
					text(step.scored),
					text(step.unscored),
					step.verdict ?? '–'
				],
				hidden: null
			}))
		)
	};
}

function tidy(ladders: readonly Ladder[], context: Context): Figure['table'] {
	return {
		columns: [
			{ key: 'measure', label: 'Measure', type: 'text' },
			{ key: 'area', label: 'Body area', type: 'text' },
			{ key: 'session', label: 'Session', type: 'integer' },
			{ key: 'gain', label: 'Mean further improvement', type: 'decimal' },
			{ key: 'ci_low', label: '95 % interval, lower end', type: 'decimal' },
			{ key: 'ci_high', label: '95 % interval, upper end', type: 'decimal' },
			{ key: 'unit', label: 'Unit', type: 'text' },
			{ key: 'patients', label: 'Patients scored before and after', type: 'integer' },
			{ key: 'scored', label: 'Series scored before and after', type: 'integer' },
			{ key: 'unscored', label: 'Series that had it and were not', type: 'integer' },
			{ key: 'verdict', label: 'Verdict', type: 'text' },
			{ key: 'why', label: 'Why a number is not shown', type: 'text' }
		],
		rows: ladders.flatMap(({ panel, steps }) => {
			const head = [panel.measure.code, panel.area ?? 'all areas together'];
			if (!panel.total) {
				const whole = wholeHidden(panel, context);
				const why = reasonOf(whole ?? { why: 'second' }, context);
				return [[...head, ...Array.from({ length: 9 }, () => null), why]];
			}
			return steps.map((step) => {
				const gain = toldEstimate(step.gain, panel.measure.decimals);
				return [
					...head,
					step.session,
					gain?.value ?? null,
					gain?.low ?? null,
					gain?.high ?? null,
					panel.measure.unit.many,
					step.patients,
					step.scored,
					step.unscored,
					step.verdict,
					step.why
				];
			});
		})
	};
}
