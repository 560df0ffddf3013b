/** One side effect by skin type and needle depth, or another grouping: in which courses it is recorded. */
import type { Figure } from '#lib/charts/figure.ts';
import { SKIN_TYPE_BANDS } from '#lib/domain/bands.ts';
import { DIMENSION_FACTS, DIMENSIONS } from '#lib/domain/dimensions.ts';
import { counted } from '#lib/domain/format.ts';
import { sideEffectOf } from '#lib/domain/side-effects.ts';
import type { Analysis, Cell, Context, FlatRow, Group, Guarded, Question } from '../analysis.ts';
import {
	effectByTypeSignatures,
	effectByTypeSums,
	PIGMENT_TERM
} from '../queries/effect-by-type-sums.ts';
import { cellsOf, gridOf } from './effect-by-skin-type/grid.ts';
import { tidy, twin } from './effect-by-skin-type/tables.ts';
import { answer, notes, restsOn } from './effect-by-skin-type/words.ts';

const groupable = DIMENSIONS.filter(
	(dimension) => dimension !== 'severity' && dimension !== 'type'
);

export const effectBySkinType: Analysis = {
	id: 'effect-by-skin-type',
	title: 'A side effect by skin type and needle depth',
	description:
		'Courses in which one side effect is recorded, per 100 courses with a session whose side-effect question was answered, by skin type and one more grouping, with 95 % intervals clustered by patient.',
	methods: ['clustered-rate', 'garwood', 'zero-events', 'clopper-pearson'],
	terms: ['side-effect-per-session', 'course', 'interval', 'hidden-groups', 'association'],
	page: `/safety/${PIGMENT_TERM}`,
	permission: 'aggregates',
	ofRelease: { finest: ['type'] },
	accepted: {
		view: ['term', 'by', 'data'],
		where: groupable,
		by: groupable,
		defaultBy: 'depth',
		panels: null,
		parts: 'type'
	},
	rows: (cohort, question) => effectByTypeSums(cohort, question),
	groups,
	signatures: effectByTypeSignatures,
	guards,
	within: () => ({}),
	covers: () => true,
	figure
};

const SUMS = ['answered', 'exposure_squares', 'events', 'patients_with', 'event_squares', 'cross_products']; // prettier-ignore

/** A patient has one skin type, so that the types of a group add up to it. */
function groups(rows: readonly FlatRow[]): Group[] {
	return [...Map.groupBy(rows, ({ line }) => line)].map(([line, own]) => {
		const total = (some: readonly FlatRow[], name: string) =>
			some.reduce((sum, row) => sum + Number(row[name] ?? 0), 0);
		const cell = (some: readonly FlatRow[]): Cell => ({
			patients: total(some, 'patients'),
			sums: Object.fromEntries(SUMS.map((name) => [name, total(some, name)]))
		});
		return {
			key: { line: line === null || line === undefined ? null : String(line) },
			patients: total(own, 'treated'),
			courses: total(own, 'courses'),
			cells: {
				...Object.fromEntries(
					SKIN_TYPE_BANDS.map(({ code }) => [
						code,
						{ ...cell(own.filter(({ type }) => type === code)), part: code }
					])
				),
				all: cell(own)
			},
			counts: { courses: { asked: total(own, 'answered') } }
		};
	});
}

/** Rates rest on whoever was asked; outside the clinic also on who was not, who had it and who had it not. */
function guards({ viewer }: Question): Guarded[] {
	const marks = viewer.insideClinic ? ['asked'] : ['asked', 'unasked', 'never', 'had', 'no_had'];
	return [
		...SKIN_TYPE_BANDS.map(({ code }) => ({ id: `cells.${code}`, marks })),
		{ id: 'cells.all', marks },
		...(viewer.insideClinic ? [] : [{ id: 'counts.courses', marks: ['asked', 'never'] }])
	];
}

function figure(shown: Group[], totals: Group[], context: Context): Figure {
	const { filters } = context;
	const effect = sideEffectOf(filters.term ?? PIGMENT_TERM) ?? sideEffectOf(PIGMENT_TERM)!; // of the list
	const cells = cellsOf(shown, totals[0], context);
	const beside = filters.by ? ` and ${DIMENSION_FACTS[filters.by].label.toLowerCase()}` : '';
	const asked = totals[0]?.counts.courses?.asked;
	return {
		analysis: effectBySkinType.id,
		title: `${effect.label}: in which skin${filters.by === 'depth' ? ', and at what depth' : ''}?`,
		answer: answer(cells, totals[0], effect, context),
		basis: asked == null ? 'No courses shown' : `${counted(asked, 'course')} asked about`,
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: [],
		panels: cells.rows.length > 0 ? [gridOf(cells, `By skin type${beside}`, context)] : [],
		restsOn: restsOn(totals[0], effect, context),
		notes: notes(),
		twins: [twin(cells, context)],
		table: tidy(cells, effect, context)
	};
}
