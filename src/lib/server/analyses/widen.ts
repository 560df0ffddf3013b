/** What is hidden and why, and the nearest wider question that can be answered. */
import type { Phrase } from '#lib/charts/figure.ts';
import { areaLabel, areaRoot } from '#lib/domain/areas.ts';
import { DIMENSION_FACTS, type Dimension } from '#lib/domain/dimensions.ts';
import { toQuery, without, type Filters } from '#lib/domain/filters.ts';
import { list, sentenceCase } from '#lib/domain/format.ts';
import type { Cell, Context, Group, HiddenGroup, Key } from '../analysis.ts';
import { lineLabel, lineOrder } from './lines.ts';

export const NOTHING_HIDDEN = 'Nothing: no group of the answer is too small.';
export const SINGLE_CELLS =
	'Single figures of too few patients, and figures beside them from which they would follow; the table marks them.';

export type Step = { label: string; href: string };
type Wider = { filters: Filters; label: string };

/** Why a group is hidden, as its own sentence's end: "fewer than 5 patients". */
export const reasonOf = ({ why }: Pick<HiddenGroup, 'why'>, { viewer }: Pick<Context, 'viewer'>) =>
	why === 'small'
		? `fewer than ${viewer.threshold} patients`
		: 'so that no small group follows from it';

/** Why a single figure is hidden: for a table cell, and as a sentence's end. */
export const whyHidden = ({ why }: Cell) =>
	why === 'small' ? 'hidden: too few patients' : 'hidden: so that no small group follows from it';
export const reasonIn = (cell: Cell | undefined, context: Pick<Context, 'viewer'>) =>
	reasonOf({ why: cell?.why ?? 'second' }, context);

/** " By needle depth every group is hidden." where all together may be told and no group may. */
export function groupsHidden(lines: readonly Group[], { filters, hidden }: Context): Phrase[] {
	return filters.by && lines.length === 0 && hidden.length > 0
		? [{ text: ` ${sentenceCase(DIMENSION_FACTS[filters.by].by)} every group is hidden.` }]
		: [];
}

/** Of a question about one side effect: it stands in the page's address, so that no query repeats it. */
export const onItsPage = (context: Context): Context => ({
	...context,
	accepted: { ...context.accepted, view: context.accepted.view.filter((key) => key !== 'term') }
});

/** The page of an analysis with these filters. */
export function pageHref(page: string, filters: Filters, { accepted }: Context): string {
	const query = toQuery(filters, accepted);
	return query ? `${page}?${query}` : page;
}

/**
 * The nearest question with fewer or wider filters whose answer may be told: one filter one level up
 * or away, the one set last first; else two, else all; else the measure only where it leads. Null when
 * there is none.
 */
export function nearest(context: Context, of: Key = {}): Wider | null {
	const { filters, answerable } = context;
	const steps = Object.keys(filters.where)
		.toReversed()
		.flatMap((key) => wider(filters, key as Dimension)); // keys of `where` are dimensions
	const pairs = steps.flatMap((one) =>
		Object.keys(one.filters.where).flatMap((key) =>
			wider(one.filters, key as Dimension).map((two) => ({
				...two,
				label: `${one.label} and ${two.label}`
			}))
		)
	);
	const all = { filters: { ...filters, where: {} }, label: 'all courses' };
	const { area, ...where } = filters.where;
	const leading = (filters.measure ? [filters.where, ...(area ? [where] : [])] : []).map(
		(left) => ({
			filters: { ...filters, measure: null, where: left },
			label: 'the areas it leads on'
		})
	);
	return [...steps, ...pairs, all, ...leading].find((step) => answerable(step.filters, of)) ?? null;
}

/** One filter one level up, and away. */
function wider(filters: Filters, key: Dimension): Wider[] {
	const value = filters.where[key] ?? '';
	const away = {
		filters: { ...without(filters, key), by: filters.by },
		label: DIMENSION_FACTS[key].all
	};
	const set = (up: string, label: string): Wider => ({
		filters: { ...filters, where: { ...filters.where, [key]: up } },
		label
	});
	if (key === 'area' && areaRoot(value) !== value) {
		const root = areaRoot(value);
		return [set(root, `the whole ${areaLabel(root).toLowerCase()}`), away];
	}
	if (key === 'quarter' && /^\d{4}-Q/.test(value)) {
		const year = value.slice(0, 4);
		return [set(year, `all of ${year}`), away];
	}
	return [away];
}

/** "Try all depths", as a link; nothing where no wider question can be answered. */
export function tryWords(step: Step | null): Phrase[] {
	return step ? [{ text: ' ' }, { text: step.label, href: step.href }, { text: '.' }] : [];
}

/** The step to the nearest wider question, on the page that `href` gives for its filters. */
export function nextStep(
	context: Context,
	href: (filters: Filters) => string,
	of: Key = {}
): Step | null {
	const found = nearest(context, of);
	return found && { label: `Try ${found.label}`, href: href(found.filters) };
}

/** The step from groups to all of them together. */
export const togetherStep = (
	{ filters }: Context,
	href: (filters: Filters) => string
): Step | null =>
	filters.by && !filters.network
		? {
				label: `Try ${DIMENSION_FACTS[filters.by].all} together`,
				href: href({ ...filters, by: null })
			}
		: null;

/** The answer where nothing may be told, with the question that can be answered. */
export const refusal = (
	hidden: HiddenGroup,
	context: Context,
	href: (filters: Filters) => string,
	step = nextStep(context, href, hidden.key)
): Phrase[] => [
	{ text: `Hidden for these filters: ${reasonOf(hidden, context)}.` },
	...tryWords(step)
];

/** "Fewer than 5 patients: under 0.5 mm. So that …: over 2.5 mm. Try all depths together." */
export function hiddenLinesWords(context: Context, page: string): Phrase[] {
	const { hidden, hiddenCells } = context;
	const href = (filters: Filters) => pageHref(page, filters, context);
	const cells = hiddenCells ? SINGLE_CELLS : '';
	const [whole] = hidden.filter((group) => group.whole);
	if (whole) return refusal(whole, context, href);
	if (hidden.length === 0) return [{ text: cells || NOTHING_HIDDEN }];
	return [
		{ text: byReason(hidden, context, (groups) => lineNames(groups, context)) },
		...tryWords(togetherStep(context, href)),
		...(cells ? [{ text: ` ${cells}` }] : [])
	];
}

/** The names of what is hidden, by reason: "Fewer than 5 patients: under 0.5 mm and over 2.5 mm." */
export function byReason(
	hidden: readonly HiddenGroup[],
	context: Context,
	names: (groups: readonly HiddenGroup[]) => string
): string {
	return [...Map.groupBy(hidden, (group) => reasonOf(group, context))]
		.map(([reason, groups]) => `${sentenceCase(reason)}: ${names(groups)}.`)
		.join(' ');
}

/** The lines in their order: "under 0.5 mm and over 2.5 mm". */
export const lineNames = (groups: readonly HiddenGroup[], { filters, known }: Context): string =>
	list(
		groups
			.map((group) => group.key.line ?? null)
			.toSorted(lineOrder(filters.by, known))
			.map((value) => lineLabel(filters.by, value, known))
	);
