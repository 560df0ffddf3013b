/** How what an address says wrongly is read and named: shortened, and nothing in it that misleads. */

export type Problem = { key: string; value: string; message: string };

/** Longer keys and values, or more of them, belong to no question. */
const MOST_CHARACTERS = 200;
const MOST_PARAMETERS = 60;

/** One value a key. Whatever is repeated, too long or too much is named. */
export function single(params: URLSearchParams): {
	values: Map<string, string>;
	problems: Problem[];
} {
	const values = new Map<string, string>();
	const problems: Problem[] = [];
	let read = 0;
	for (const [key, value] of params) {
		read++;
		if (read > MOST_PARAMETERS) {
			problems.push(problem(key, value, `At most ${MOST_PARAMETERS} keys at once.`));
			break;
		}
		if (value === '') continue;
		if (key.length > MOST_CHARACTERS || value.length > MOST_CHARACTERS) {
			problems.push(
				problem(key, value, `“${shorten(key)}” is too long: at most ${MOST_CHARACTERS} characters.`)
			);
		} else if (values.has(key)) {
			const message = `“${shorten(key)}” is given more than once: one value a key.`;
			problems.push(problem(key, value, message));
		} else values.set(key, value);
	}
	return { values, problems };
}

export const notOneOf = (value: string, allowed: readonly string[]) =>
	`“${shorten(value)}” is not one of: ${allowed.slice(0, 40).join(', ')}.`;
/** Short, and nothing in it that a screen cannot show or that turns the text around it. */
export function shorten(text: string): string {
	const visible = [...text.slice(0, 2 * MOST_CHARACTERS).toWellFormed()].map((character) =>
		/\p{C}|\p{Zl}|\p{Zp}/u.test(character) ? '\uFFFD' : character
	);
	return visible.length > 40 ? `${visible.slice(0, 39).join('')}…` : visible.join('');
}
export const problem = (key: string, value: string, message: string): Problem => ({
	key: shorten(key),
	value: shorten(value),
	message
});
