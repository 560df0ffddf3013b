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

/** The keys and values that are not among these. */
export const beside = (query: string, keys: ReadonlySet<string>): [string, string][] =>
	[...new URLSearchParams(query)].filter(([key]) => !keys.has(key));
