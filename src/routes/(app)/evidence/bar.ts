/** The filter bar of the register: one concern and one area, read from the address. */
import type { Option } from '#lib/domain/dimensions.ts';
import type { Choice, FilterBar } from '#lib/domain/filter-bar.ts';
import type { Problem } from '#lib/domain/filters.ts';
import type { Wanted } from './register.ts';

const KEYS = [
	{ key: 'concern', label: 'Concern', all: 'all concerns' },
	{ key: 'area', label: 'Body area', all: 'all areas' }
] as const;

/** What is wanted, the bar that says so, and the values that the register does not know. */
export function registerBar(
	params: URLSearchParams,
	options: Record<(typeof KEYS)[number]['key'], readonly Option[]>
): { bar: FilterBar; wanted: Wanted; problems: Problem[] } {
	const known = (key: string, value: string) =>
		KEYS.some((entry) => entry.key === key && options[entry.key].some((o) => o.value === value));
	const given = [...params].filter(([, value]) => value !== '');
	const chosen = new Map(given.filter(([key, value]) => known(key, value)));
	const choices = KEYS.map(({ key, label, all }): Choice => {
		const value = chosen.get(key) ?? '';
		return {
			key,
			label,
			value,
			words: options[key].find((option) => option.value === value)?.label ?? all,
			options: [{ value: '', label: all }, ...options[key]],
			clearQuery: value === '' ? null : queryOf(chosen, key)
		};
	});
	const set = choices.filter((choice) => choice.value !== '');
	return {
		bar: {
			set,
			free: [],
			view: choices.filter((choice) => choice.value === ''),
			used: set.length,
			most: KEYS.length,
			sentence: set.map((choice) => choice.words).join(' · '),
			query: queryOf(chosen)
		},
		wanted: { concern: chosen.get('concern') ?? null, area: chosen.get('area') ?? null },
		problems: given.filter(([key, value]) => !known(key, value)).map(problem)
	};
}

function queryOf(chosen: ReadonlyMap<string, string>, without?: string): string {
	const entries = [...chosen].filter(([key]) => key !== without);
	return new URLSearchParams(entries.toSorted()).toString();
}

const problem = ([key, value]: [string, string]): Problem => ({
	key: key.slice(0, 40),
	value: value.slice(0, 40),
	message: KEYS.some((entry) => entry.key === key)
		? 'The register holds nothing under this value.'
		: 'The register is narrowed by concern and area alone.'
});
