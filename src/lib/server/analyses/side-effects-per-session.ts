/** How often a side effect follows a session whose side-effect question was answered, or a course with one. */
import type { Figure, ForestPanel, ForestRow } from '#lib/charts/figure.ts';
import { DIMENSIONS, DIMENSION_FACTS } from '#lib/domain/dimensions.ts';
import { count } from '#lib/domain/format.ts';
import { SIDE_EFFECTS, type SideEffect } from '#lib/domain/side-effects.ts';
import type { Per } from '#lib/domain/view-keys.ts';
import type { Analysis, Context, FlatRow, Group, Guarded, Question } from '../analysis.ts';
import { sideEffectSignatures, sideEffectSums, TERM_SUMS } from '../queries/side-effect-sums.ts';
import { lineLabel, lineOrder, lineStyle } from './lines.ts';
import { niceScale } from './scale.ts';
import { toldEstimate } from './told.ts';
import { askedOf, decimalsOf, inWords, rateOf, totalPhrase } from './side-effects/rates.ts';
import { tidy, twin } from './side-effects/tables.ts';
import { answer, basis, restsOn } from './side-effects/words.ts';

/** Marks with fewer events are drawn open. */
const FEW_EVENTS = 5;

export const sideEffectsPerSession: Analysis = {
	id: 'side-effects-per-session',
	title: 'Side effects per session',
	description:
		'Sessions followed by each side effect, per 100 sessions whose side-effect question was answered, or courses, per 100 with such a session: of any severity or from one on, with 95 % intervals clustered by patient, exact ones, and the courses with none.',
	methods: ['clustered-rate', 'garwood', 'zero-events', 'clopper-pearson'],
	terms: ['side-effect-per-session', 'session', 'interval', 'hidden-groups', 'association'],
	page: '/safety',
	permission: 'aggregates',
	ownFirst: true,
	besidePublished: true,
	accepted: {
		view: ['by', 'network', 'per', 'least', 'data'],
		where: DIMENSIONS.filter((dimension) => dimension !== 'severity'),
		by: DIMENSIONS.filter((dimension) => dimension !== 'severity'),
		defaultBy: 'depth',
		panels: null,
		parts: null
	},
	rows: (cohort, question) => sideEffectSums(cohort, question),
	groups,
	signatures: sideEffectSignatures,
	guards,
	within: () => ({}),
	covers: () => true,
	figure
};

function groups(rows: readonly FlatRow[]): Group[] {
	return rows.map((row) => {
		const number = (name: string) => Number(row[name] ?? 0);
		const patients = number('patients');
		const exposure = { answered: number('answered'), exposure_squares: number('exposure_squares') };
		const cell = (term: string) => ({
			patients,
			sums: {
				...exposure,
				...Object.fromEntries(TERM_SUMS.map((name) => [name, number(`${name}_${term}`)]))
			}
		});
		return {
			key: { line: row.line === null ? null : String(row.line) },
			// Whoever was treated counts for the threshold, also when nobody asked.
			patients: number('patients_treated'),
			courses: number('courses'),
			cells: Object.fromEntries([
				...SIDE_EFFECTS.map(({ term }) => [term, cell(term)] as const),
				['serious', { patients, sums: { ...exposure, events: number('serious') } }] as const
			]),
			counts: {
				sessions: {
					done: number('sessions'),
					answered: number('sessions_answered'),
					unanswered: number('sessions') - number('sessions_answered'),
					patients
				},
				courses: { asked: number('courses_asked'), free: number('free'), calm: number('calm') }
			}
		};
	});
}

/**
 * Rates rest on whoever was asked; outside the clinic also on who had the effect and who had it not, and
 * of those from a severity on, on who had it less badly: they are what is left of the effect of any.
 */
function guards({ viewer, filters }: Question): Guarded[] {
	const names = [...SIDE_EFFECTS.map(({ term }) => term), 'serious'];
	if (viewer.insideClinic) return names.map((name) => ({ id: `cells.${name}`, marks: ['asked'] }));
	const milder = { any: [], moderate: ['milder'], severe: ['milder', 'worse'] }[filters.least];
	return [
		...names.map((name) => ({
			id: `cells.${name}`,
			marks: [
				'asked',
				name,
				`no_${name}`,
				...(name === 'serious' ? [] : milder.map((how) => `${how}_${name}`))
			]
		})),
		{ id: 'counts.sessions', marks: ['asked', 'unasked'] },
		// Also what one of them less another leaves, and what serious courses leave of those not calm.
		{
			id: 'counts.courses',
			marks: ['asked', 'never', 'free', 'no_free', 'calm', 'no_calm', 'usual', 'unexpected']
		}
	];
}

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters, known } = context;
	const { per } = filters;
	const order = lineOrder(filters.by, known);
	const lines = shown.toSorted((a, b) => order(a.key.line ?? null, b.key.line ?? null));
	const total = totals[0];
	// Where every group is hidden, all of them together are the one line.
	const drawn = lines.length > 0 || !total ? lines : [total];
	const one = lines.length > 0 ? context : { ...context, filters: { ...filters, by: null } };
	const seen = SIDE_EFFECTS.filter(({ term }) => (total?.cells[term]?.sums?.events ?? 0) > 0);
	const ofKind = (...kinds: SideEffect['expected'][]) =>
		kinds.flatMap((kind) => seen.filter((effect) => effect.expected === kind));
	const ordered = ofKind('serious', 'unexpected', 'uncommon', 'expected');
	const panel = (id: string, title: string, note: string, effects: SideEffect[]): ForestPanel => ({
		id,
		title,
		note,
		xLabel: X_LABELS[per],
		scale: scaleOf(effects, drawn, per),
		rows: effects.map((effect) => forestRow(effect, drawn, total, one))
	});
	const forests = [
		panel(
			'unexpected',
			'Serious, unexpected, less common',
			'own scale',
			ofKind('serious', 'unexpected', 'uncommon')
		),
		panel('expected', 'Expected', 'pass within days', ofKind('expected'))
	].filter((forest) => forest.rows.length > 0);
	return {
		analysis: sideEffectsPerSession.id,
		title: TITLES[per],
		answer: answer(seen, total, lines, context),
		basis: basis(total, per),
		legend: drawn.map((group) => {
			const answered = askedOf(group, per);
			return {
				id: group.key.line ?? 'none',
				label: lineLabel(one.filters.by, group.key.line ?? null, known),
				style: lineStyle(one.filters.by, group.key.line ?? null, known),
				...(answered === null ? {} : { note: `${count(answered)} ${NOTES[per]}` })
			};
		}),
		trends: [],
		others: [],
		forests,
		bars: [],
		panels: [],
		restsOn: restsOn(total, context),
		notes: [
			`Marks ${filters.by ? DIMENSION_FACTS[filters.by].by : 'for all courses'}. Open marks: fewer than 5 events. Lines: 95 % intervals clustered by patient; without an event, the upper limit counts patients.`,
			PUBLISHED_NOTE
		],
		twins: [twin(ordered, lines, total, context)],
		table: tidy(ordered, lines, total, context)
	};
}

const TITLES = {
	session: 'What side effects follow a session, and how often?',
	course: 'What side effects follow a course, and how often?'
};
const X_LABELS = {
	session: 'Sessions with the effect, per 100 answered',
	course: 'Courses with the effect, per 100 asked about'
};
const PUBLISHED_NOTE =
	'Published, in the table: patients with it over a whole treatment, as printed. A: alike in area, device, depth and in counting courses; B: one of them differs; C: more. The file says which.';
const NOTES = { session: 'answered', course: 'asked about' };

function scaleOf(effects: SideEffect[], lines: Group[], per: Per) {
	const values = effects.flatMap(({ term }) =>
		lines.flatMap((group) => {
			const { estimate, events } = rateOf(group, term, per);
			if (!estimate) return [];
			return events >= FEW_EVENTS ? [estimate.value, estimate.high ?? 0] : [estimate.value];
		})
	);
	const scale = niceScale(values);
	return { ...scale, min: 0, max: Math.min(100, scale.max) };
}

function forestRow(
	{ term, label }: SideEffect,
	lines: Group[],
	total: Group | undefined,
	{ filters, known }: Context
): ForestRow {
	return {
		id: term,
		label,
		marks: lines.map((group) => {
			const rate = rateOf(group, term, filters.per);
			const name = lineLabel(filters.by, group.key.line ?? null, known);
			return {
				seriesId: group.key.line ?? 'none',
				estimate: toldEstimate(rate.estimate, decimalsOf(rate)),
				why: rate.why,
				few: rate.events < FEW_EVENTS,
				sentence: `${label}, ${name}: ${inWords(rate)}.`
			};
		}),
		total: totalPhrase(rateOf(total, term, filters.per))
	};
}
