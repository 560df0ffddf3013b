/** Query strings with one key changed; keys stay sorted, as in every link of the product. */

/** The query with this value for the key; an empty value takes the key away. */
export function withKey(query: string, key: string, value: string): string {
	const params = new URLSearchParams(query);
	if (value === '') params.delete(key);
	else params.set(key, value);
	params.sort();
	return params.toString();
}

/** The query without the key. */
export const withoutKey = (query: string, key: string): string => withKey(query, key, '');

/** Of the query these keys alone. */
export function onlyKeys(query: string, keys: readonly string[]): string {
	const params = new URLSearchParams(query);
	const kept = new URLSearchParams([...params].filter(([key]) => keys.includes(key)));
	kept.sort();
	return kept.toString();
}

/** The keys and values that are not among these. */
export const beside = (query: string, keys: ReadonlySet<string>): [string, string][] =>
	[...new URLSearchParams(query)].filter(([key]) => !keys.has(key));
