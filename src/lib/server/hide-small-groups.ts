/**
 * Takes out of an answer what may not be told: whole tables, groups, single cells and counts. Which
 * those are is decided in `privacy/`; here the decision is carried out, and what is hidden is named.
 */
import { areaRoot } from '#lib/domain/areas.ts';
import type { Filters } from '#lib/domain/filters.ts';
import { quartersIn } from '#lib/domain/reach.ts';
import type { Address, Atom, Disclosure, Verdict } from '#lib/privacy/disclosure.ts';
import { addressesOf } from './addresses.ts';
import type { Analysis, Cell, Group, HiddenGroup, Key, Question } from './analysis.ts';
import type { Ruling } from './ruling.ts';

export type Told = { shown: Group[]; totals: Group[]; hidden: HiddenGroup[] };

/** What is left of the groups and of the totals they are parts of, and the names of what is not. */
export function hideSmallGroups(
	groups: readonly Group[],
	totals: readonly Group[],
	ruling: Ruling,
	analysis: Analysis,
	question: Question
): Told {
	const together = { ...question, filters: { ...question.filters, by: null } };
	const left = (list: readonly Group[], of: Question) =>
		list.flatMap((group) => {
			const judged = judge(ruling, analysis, of, group.key);
			return group.patients > 0 && judged() === 'shown' ? [blanked(group, judged)] : [];
		});
	return {
		shown: left(groups, question),
		totals: left(totals, together),
		hidden: [...ruling].flatMap(([base, disclosure]) =>
			hiddenOf(base, disclosure, analysis, question)
		)
	};
}

/** Whether there are courses that these filters leave, of one measure and area, and all may be told of together. */
export const isAnswerable = (
	ruling: Ruling,
	analysis: Analysis,
	question: Question,
	filters: Filters,
	{ measure = null, area = null }: Key
): boolean => {
	const { accepted, known } = question;
	const key = { measure, area };
	const of = { ...question, filters: { ...filters, by: null } };
	const within = analysis.within(of, key);
	const somebody = addressesOf(key, of.filters, accepted, known, within).some(
		(address) => ruling.get(measure ?? '')?.isEmpty(address) === false
	);
	return somebody && judge(ruling, analysis, of, key)() === 'shown';
};

type Judged = (guard?: string, part?: string) => Verdict;

/** The verdict on one group, and on what is guarded or apart in it. */
function judge(ruling: Ruling, analysis: Analysis, question: Question, key: Key): Judged {
	const { filters, accepted, known } = question;
	const disclosure = ruling.get(key.measure ?? '');
	const addresses = addressesOf(key, filters, accepted, known, analysis.within(question, key));
	return (guard, part) => {
		if (!disclosure) return 'second';
		const parts: Address = part && accepted.parts ? { [accepted.parts]: [part] } : {};
		return verdictOn(
			addresses.map((address) => ({ ...address, ...parts })),
			disclosure,
			guard
		);
	};
}

/** Several addresses (a year in two places) may be told together where each may, or is empty. */
function verdictOn(
	addresses: readonly Address[],
	{ verdict, isEmpty }: Disclosure,
	guard?: string
): Verdict {
	const verdicts = addresses.map((address) => verdict(address, guard));
	if (addresses.length === 1) return verdicts[0] ?? 'second';
	const people = verdicts.filter((_, i) => !isEmpty(addresses[i] ?? {}));
	const counted = people.length > 0 ? people : verdicts;
	return counted.every((one) => one === 'shown') ? 'shown' : 'second';
}

function blanked(group: Group, judged: Judged): Group {
	const cells = Object.entries(group.cells).map(([id, cell]): [string, Cell] => {
		const why = judged(`cells.${id}`, cell.part);
		return [id, why === 'shown' ? cell : { patients: 0, sums: null, why }];
	});
	const counts = Object.entries(group.counts).map(([id, values]) => {
		const told = judged(`counts.${id}`) === 'shown';
		const none = Object.fromEntries(Object.keys(values).map((name) => [name, null]));
		return [id, told ? values : none] as const;
	});
	return { ...group, cells: Object.fromEntries(cells), counts: Object.fromEntries(counts) };
}

/**
 * The names of what is hidden of one measure: it, its panels, their lines. Below what is hidden nothing
 * is named, and a value that nobody has is named like one that is hidden where saying so would tell.
 */
function hiddenOf(
	base: string,
	disclosure: Disclosure,
	analysis: Analysis,
	question: Question
): HiddenGroup[] {
	const { filters, accepted, known } = question;
	const { where, by } = filters;
	const at = (key: Key, grouping: Filters['by'], within = analysis.within(question, key)) =>
		verdictOn(addressesOf(key, { ...filters, by: grouping }, accepted, known, within), disclosure);
	const panels = filters.concern ? accepted.panels : null;
	const panel = panels === 'area' && where.area ? areaRoot(where.area) : null;
	const whole: Key = { measure: base || null, area: panel };
	if (!analysis.covers(whole, question)) return [];
	const all = at(whole, null);
	const tables: Key[] =
		panels && !panel
			? disclosure
					.valuesOf(panels)
					.flatMap((path) => (path.length === 1 ? [{ ...whole, area: path[0] ?? null }] : []))
			: [whole];
	const below = tables.flatMap((table): HiddenGroup[] => {
		if (!analysis.covers(table, question)) return [];
		// Of the parts that are decided on alone, the table's own may be told where all together are not.
		if (at(whole, null, analysis.within(question, table)) !== 'shown') return [];
		const why = at(table, null);
		if (why !== 'shown') return [{ key: table, why, whole: true }];
		if (!by) return [];
		return linesOf(disclosure, question).flatMap((line): HiddenGroup[] => {
			const key = { ...table, line };
			const verdict = at(key, by);
			return verdict === 'shown' ? [] : [{ key, why: verdict, whole: false }];
		});
	});
	return all === 'shown' ? below : [{ key: whole, why: all, whole: true }, ...below];
}

/** The values of the grouping that lie within the filters. */
function linesOf(disclosure: Disclosure, { filters, known }: Question): Atom[] {
	const { by, where } = filters;
	if (!by) return [];
	const paths = disclosure.valuesOf(by);
	const filter = where[by];
	if (by === 'quarter') {
		const within = filter === undefined ? null : quartersIn(filter, known.quarters);
		const quarters = paths.flatMap((path) => (path.length === 3 ? [path[2] ?? null] : []));
		return quarters.filter((quarter) => within?.includes(quarter ?? '') ?? true);
	}
	const values = paths.flatMap((path) => (path.length === 1 ? [path[0] ?? null] : []));
	const own = by === 'area' && filter ? areaRoot(filter) : filter;
	return own === undefined ? values : values.filter((value) => value === own);
}
