/** The rules of a cohort as an address spells them: `area=face&area=neck&seen=wrinkles&wk=12`, and back. */
import type { CohortRules } from './cohort-rules.ts';
import type { Option } from './dimensions.ts';
import { CONCERNS } from './measure.ts';
import { notOneOf, problem, shorten, type Problem } from './refusals.ts';
import type { ReleaseColumnName } from './release-columns.ts';
import { VISIT_WEEKS } from './visit-windows.ts';

/** The columns that a release has, with their values. */
export type CohortColumns = readonly {
	name: ReleaseColumnName;
	label: string;
	values: readonly Option[];
}[];

/** Keys of the page that are no rules. */
const BESIDE = ['release', 'of', 'cohort'];

/**
 * Reads the rules. A column's key may stand several times, once for each value. What is wrong is left out
 * and named.
 */
export function readRules(
	params: URLSearchParams,
	columns: CohortColumns
): { rules: CohortRules; problems: Problem[] } {
	const problems: Problem[] = [];
	const where: CohortRules['where'] = {};
	const known = new Map(columns.map((column) => [column.name as string, column]));
	for (const key of new Set(params.keys())) {
		if (BESIDE.includes(key) || key === 'seen' || key === 'wk' || key.startsWith('/')) continue;
		const column = known.get(key);
		if (!column) {
			problems.push(
				problem(
					key,
					params.get(key) ?? '',
					`This release has no column “${shorten(key)}”. It has ${[...known.keys()].join(', ')}.`
				)
			);
			continue;
		}
		const allowed = column.values.map(({ value }) => value);
		const chosen = [...new Set(params.getAll(key).filter((value) => value !== ''))];
		for (const value of chosen.filter((one) => !allowed.includes(one))) {
			problems.push(problem(key, value, notOneOf(value, allowed)));
		}
		// In the order of the column, so that the same rules are always the same text.
		const values = allowed.filter((value) => chosen.includes(value));
		if (values.length > 0) where[column.name] = values;
	}
	const followUp = readFollowUp(params, problems);
	const inOrder = Object.fromEntries(
		columns.flatMap(({ name }) => (where[name] ? [[name, where[name]]] : []))
	);
	return { rules: { where: inOrder, followUp }, problems };
}

function readFollowUp(params: URLSearchParams, problems: Problem[]): CohortRules['followUp'] {
	const seen = params.get('seen') ?? '';
	const concern = CONCERNS.find((name) => name === seen);
	if (seen !== '' && !concern) problems.push(problem('seen', seen, notOneOf(seen, CONCERNS)));
	const given = params.getAll('wk').filter((week) => week !== '');
	const allowed = VISIT_WEEKS.map(String);
	for (const week of given.filter((one) => !allowed.includes(one))) {
		problems.push(problem('wk', week, notOneOf(week, allowed)));
	}
	const weeks = VISIT_WEEKS.filter((week) => given.includes(String(week)));
	if (!concern) {
		if (weeks.length > 0 && seen === '') {
			problems.push(
				problem(
					'wk',
					given.join(),
					'A week alone asks for no score: choose the concern as well (“seen”).'
				)
			);
		}
		return null;
	}
	// Without a week: scored again at any visit.
	return { concern, weeks: weeks.length > 0 ? weeks : [...VISIT_WEEKS] };
}

/** The canonical query of the rules: read again, they are the same. */
export function rulesQuery({ where, followUp }: CohortRules): string {
	const entries = Object.entries(where).flatMap(([name, values]) =>
		values.map((value): [string, string] => [name, value])
	);
	if (followUp) {
		entries.push(['seen', followUp.concern]);
		const any = followUp.weeks.length === VISIT_WEEKS.length;
		if (!any) entries.push(...followUp.weeks.map((week): [string, string] => ['wk', String(week)]));
	}
	return new URLSearchParams(entries).toString();
}

/** Each rule in words, in order: "Face or neck", "scored again for wrinkles at week 12". */
export function rulesWords(
	{ where, followUp }: CohortRules,
	columns: CohortColumns
): { key: string; words: string }[] {
	const words = columns.flatMap(({ name, label, values }) => {
		const chosen = where[name];
		if (!chosen) return [];
		const labels = chosen.map((value) => values.find((one) => one.value === value)?.label ?? value);
		return [{ key: name as string, words: `${label}: ${labels.join(' or ')}` }];
	});
	if (followUp) {
		const { weeks, concern } = followUp;
		const any = weeks.length === VISIT_WEEKS.length;
		const when = any ? 'at any visit' : `at week ${weeks.join(' or ')}`;
		words.push({ key: 'seen', words: `Scored again for ${concern.replaceAll('_', ' ')} ${when}` });
	}
	return words;
}
