/** A formula of the register, taken apart into what stands on the line, above it and below it. */

export type Run = {
	text: string;
	place: 'line' | 'below' | 'above';
	/** A quantity of one letter, set in italics as in print. */
	quantity: boolean;
};

const PLACES = { _: 'below', '^': 'above' } as const;

/** `s_m^2` as s, m below, 2 above; `_` and `^` take the next sign, or all between braces. */
export function runsOf(formula: string): Run[] {
	const pieces = [...formula.matchAll(/([_^])(?:\{([^}]*)\}|(.))|[^_^]+/gu)];
	return pieces.flatMap(([whole, mark, braced, single]) => {
		if (mark !== '_' && mark !== '^') return lettersOf(whole, 'line');
		return lettersOf(braced ?? single ?? '', PLACES[mark]);
	});
}

/** Single letters apart from words, numbers and signs. */
function lettersOf(text: string, place: Run['place']): Run[] {
	return [...text.matchAll(/[\p{L}’]+|[^\p{L}’]+/gu)].map(({ 0: part, index }) => ({
		text: part,
		place,
		// Capital Greek letters are sums and functions; "a point" is no quantity.
		quantity:
			/^\p{L}$/u.test(part) &&
			!/[ΣΠΓΔ]/.test(part) &&
			!(part === 'a' && /^a \p{L}{2}/u.test(text.slice(index)))
	}));
}
