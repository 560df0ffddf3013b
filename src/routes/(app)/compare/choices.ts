/**
 * What can be compared: the groups of one dimension on each area with enough patients at the week, as
 * the outcomes over weeks tell them. So a suggestion leads to a comparison that has an answer.
 */
import type { Problem } from '#lib/domain/filters.ts';
import type { DrawnFigure, SeriesStyle, TrendPanel } from '#lib/charts/figure.ts';
import { ARM_KEYS, ARM_NAMES } from '#lib/domain/arms.ts';
import { AREA_ROOTS, areaLabel, isAreaCode } from '#lib/domain/areas.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { DIMENSION_FACTS, type Dimension, type Option } from '#lib/domain/dimensions.ts';
import type { FilterBar } from '#lib/domain/filter-bar.ts';
import { CONCERNS } from '#lib/domain/measure.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';

/** A comparison needs so many patients with a score in each group. */
const FEWEST_PATIENTS = 10;
const MOST_SUGGESTIONS = 6;
/** Early enough that many have been seen, late enough that something happened. */
const USUAL_WEEK = '12';

type Select = { key: string; label: string; value: string; options: readonly Option[] };

export type Group = { value: string; label: string; style: SeriesStyle; patients: number };
export type Suggestion = { href: string; label: string; counts: string; fewest: number };

export type Choices = {
	/** What is looked at: concern, area, what the groups differ in, week. */
	about: Select[];
	/** For each group of the comparison its values, with their patients where one area is chosen. */
	arms: Select[];
	/** Kept in the form of the groups. */
	kept: [string, string][];
	suggestions: Suggestion[];
	/** The comparison of two sides is offered for the same concern. */
	query: string;
	/** "Wrinkles". */
	concern: string;
	/** "needle depth". */
	by: string;
	problems: readonly Problem[];
	stamp: unknown;
};

/** The same address as a question of outcomes by one dimension, of one concern. */
export function asksForGroups(params: URLSearchParams): URLSearchParams {
	const by = ARM_KEYS.find((key) => key === params.get('by')) ?? 'depth';
	const concern = CONCERNS.find((name) => name === params.get('concern')) ?? 'wrinkles';
	const week = params.get('wk') || USUAL_WEEK;
	const area = params.get('area');
	return new URLSearchParams([
		['concern', concern],
		['by', by],
		['wk', week],
		...(area && isAreaCode(area) ? [['area', area]] : [])
	]);
}

type Answered = {
	figure: DrawnFigure;
	bar: FilterBar;
	problems: readonly Problem[];
	stamp: unknown;
};

export function choicesOf({ figure, bar, problems, stamp }: Answered): Choices {
	const asked = new URLSearchParams(bar.query);
	const value = (key: string, otherwise: string) => asked.get(key) ?? otherwise;
	const concern = value('concern', 'wrinkles');
	const by = ARM_KEYS.find((key) => key === asked.get('by')) ?? 'depth';
	const week = value('wk', '26');
	const area = value('area', '');
	const panels = figure.trends.map((panel) => ({ panel, groups: groupsOf(panel, Number(week)) }));
	const groups = merged(panels.flatMap(({ groups }) => groups));
	const kept: [string, string][] = [
		['concern', concern],
		...(area ? ([['area', area]] satisfies [string, string][]) : []),
		['wk', week]
	];
	const view = bar.view.find((choice) => choice.key === 'by');
	const groupings = (view?.options ?? []).filter(({ value }) =>
		ARM_KEYS.some((key) => key === value)
	);
	return {
		about: [
			{
				key: 'concern',
				label: 'Concern',
				value: concern,
				options: CONCERNS.map((name) => ({ value: name, label: CONCERN_WORDS[name].label }))
			},
			{
				key: 'area',
				label: 'Body area',
				value: area,
				options: [
					{ value: '', label: 'all areas of one scale' },
					...AREA_ROOTS.map((code) => ({ value: code, label: areaLabel(code) }))
				]
			},
			{ key: 'by', label: 'Groups differ in', value: by, options: named(groupings) },
			{
				key: 'wk',
				label: 'Week',
				value: week,
				options: VISIT_WEEKS.map((each) => ({ value: String(each), label: `week ${each}` }))
			}
		],
		arms: armsOf(by, groups, area !== ''),
		kept,
		suggestions: suggestionsOf(panels, by, week, concern),
		query: new URLSearchParams(kept).toString(),
		concern: CONCERNS.flatMap((name) =>
			name === concern ? [CONCERN_WORDS[name].label] : []
		).join(),
		by: DIMENSION_FACTS[by].label.toLowerCase(),
		problems,
		stamp
	};
}

const named = (groupings: readonly Option[]): Option[] =>
	groupings.map(({ value, label }) => ({
		value,
		label: ARM_KEYS.find((key) => key === value)
			? DIMENSION_FACTS[value as Dimension].label.toLowerCase() // found among the dimensions
			: label
	}));

/** The lines of a panel with enough patients; what nobody recorded is no group. */
function groupsOf({ series, hidden }: TrendPanel, week: number): Group[] {
	if (hidden) return [];
	return series.flatMap(({ id, label, style, points }) => {
		const patients = points.find((point) => point.week === week)?.patients ?? 0;
		const known = id !== 'none' && id !== 'together';
		return known && patients >= FEWEST_PATIENTS ? [{ value: id, label, style, patients }] : [];
	});
}

/** One entry a value; patients of several panels may be the same ones, so the most of one panel. */
function merged(groups: readonly Group[]): Group[] {
	const found = new Map<string, Group>();
	for (const group of groups) {
		const other = found.get(group.value);
		if (!other || other.patients < group.patients) found.set(group.value, group);
	}
	return [...found.values()];
}

function armsOf(by: Dimension, groups: readonly Group[], counted: boolean): Select[] {
	const options = groups.map(({ value, label, patients }) => ({
		value,
		label: counted ? `${label} (${patients} patients)` : label
	}));
	const largest = groups.toSorted((one, other) => other.patients - one.patients).slice(0, 2);
	const chosen = groups.filter((group) => largest.includes(group));
	return ARM_NAMES.map((name, i) => ({
		key: `${name}.${by}`,
		label: i < 2 ? name.toUpperCase() : `${name.toUpperCase()} (may be left out)`,
		value: chosen[i]?.value ?? '',
		options: i < 2 ? options : [{ value: '', label: 'no third group' }, ...options]
	}));
}

/** On each area the two largest groups, areas with the most patients in the smaller one first. */
function suggestionsOf(
	panels: readonly { panel: TrendPanel; groups: Group[] }[],
	by: string,
	week: string,
	concern: string
): Suggestion[] {
	const found = panels.flatMap(({ panel, groups }) => {
		const pairs = groups
			.flatMap((one, i) => groups.slice(i + 1).map((two) => [one, two] as const))
			.toSorted((a, b) => fewestOf(b) - fewestOf(a));
		const [measure = '', area] = panel.id.split('.');
		return pairs.slice(0, 2).map(([one, two]): Suggestion => {
			const params = new URLSearchParams([
				[`a.${by}`, one.value],
				[`b.${by}`, two.value],
				['concern', concern],
				...(area ? [['area', area]] : []),
				...(panel.title.includes(',') ? [['measure', measure]] : []),
				...(week === '26' ? [] : [['wk', week]])
			]);
			params.sort();
			return {
				href: `/compare?${params}`,
				label: `${panel.title}: ${one.label} or ${two.label}?`,
				counts: `${one.patients} and ${two.patients} patients at week ${week}`,
				fewest: fewestOf([one, two])
			};
		});
	});
	return found.toSorted((one, other) => other.fewest - one.fewest).slice(0, MOST_SUGGESTIONS);
}

const fewestOf = ([one, two]: readonly [Group, Group]) => Math.min(one.patients, two.patients);
