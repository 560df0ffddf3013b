/** What the methods page is narrowed to: a figure that led here, or words that were searched for. */
import type { Register } from '#lib/server/app.ts';

export type Wanted = {
	/** As it was typed. */
	q: string;
	/** The figure whose entries are wanted; null for all. */
	figure: Register['figures'][number] | null;
	/** What the address asks for and the page does not know. */
	unknown: { key: string; value: string }[];
};

const LONGEST = 100;
const KEYS = ['q', 'figure'];

/** What the address asks for. A search goes through everything, whatever figure led here. */
export function wantedOf(params: URLSearchParams, { figures }: Register): Wanted {
	const given = [...params].filter(([, value]) => value !== '');
	const q = (params.get('q') ?? '').slice(0, LONGEST).trim();
	const id = params.get('figure');
	const figure = figures.find((entry) => entry.id === id) ?? null;
	const unknown = given
		.filter(([key]) => !KEYS.includes(key) || (key === 'figure' && !figure))
		.map(([key, value]) => ({ key: key.slice(0, 40), value: value.slice(0, 40) }));
	return { q, figure: q === '' ? figure : null, unknown };
}

/** The entries that belong to the figure and hold every word searched for, and how many they are. */
export function narrowed(register: Register, { q, figure }: Wanted) {
	const words = folded(q).split(' ').filter(Boolean);
	const holds = (text: string) => words.every((word) => folded(text).includes(word));
	const belongs = ({ usedIn }: { usedIn: Register['figures'] }) =>
		figure === null || usedIn.some(({ id }) => id === figure.id);
	const terms = register.terms.filter(
		(term) => belongs(term) && holds(`${term.term} ${term.words} ${term.id}`)
	);
	const families = register.families
		.map((family) => ({
			...family,
			methods: family.methods.filter(
				(method) => belongs(method) && holds(textOf(method, family.name))
			)
		}))
		.filter(({ methods }) => methods.length > 0);
	const found = families.reduce((sum, { methods }) => sum + methods.length, terms.length);
	return { terms, families, found };
}

type MethodEntry = Register['families'][number]['methods'][number];

function textOf(method: MethodEntry, family: string): string {
	const { id, name, words, sources, assumes, noAnswer, limits, functions } = method;
	const books = sources.map(({ authors, year, title, in: where }) =>
		[authors, year, title, where].join(' ')
	);
	return [id, name, family, words, ...books, assumes, noAnswer, limits, ...functions].join(' ');
}

/** Alike for the eye is alike for the search: case, dashes, quotes, accents. */
const folded = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[‐-―]/g, '-')
		.replace(/[‘’′]/g, "'")
		.toLowerCase();
