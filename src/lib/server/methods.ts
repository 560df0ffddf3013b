/** The register of methods and the glossary beside the analyses: which figure is counted by what. */
import { GLOSSARY, type Term } from '#lib/domain/glossary.ts';
import {
	cite,
	FAMILIES,
	methodOf,
	type Family,
	type Method
} from '#lib/statistics/register/index.ts';
import { ANALYSES } from './analyses/index.ts';
import type { Analysis } from './analysis.ts';

/** A method as an answer names it: `source` is "Liang & Zeger 1986". */
export type MethodUsed = { id: string; name: string; source: string };

/** A figure that an entry is used in, and the page it stands on. */
export type UsedIn = { id: string; title: string; page: string };

export type MethodEntry = Method & { usedIn: UsedIn[] };
export type TermEntry = Omit<Term, 'methods'> & {
	usedIn: UsedIn[];
	/** The methods it is worked out by. */
	methods: { id: string; name: string }[];
};
export type Register = {
	figures: UsedIn[];
	terms: TermEntry[];
	families: (Omit<Family, 'methods'> & { methods: MethodEntry[] })[];
};

/** What the numbers of an analysis are worked out by, in its own order. */
export function methodsUsed({ methods }: Analysis): MethodUsed[] {
	return methods.map((id) => {
		const { name, sources } = methodOf(id);
		return { id, name, source: sources.map(cite).join(', ') };
	});
}

const usedIn = (uses: (analysis: Analysis) => readonly string[], id: string): UsedIn[] =>
	ANALYSES.filter((analysis) => uses(analysis).includes(id)).map(figureOf);

const figureOf = ({ id, title, page }: Analysis): UsedIn => ({ id, title, page });

/** Every word and every method, with the figures that use it. */
export function methodsRegister(): Register {
	return {
		figures: ANALYSES.map(figureOf),
		terms: GLOSSARY.map((term) => ({
			...term,
			usedIn: usedIn(({ terms }) => terms ?? [], term.id),
			methods: term.methods.map((id) => ({ id, name: methodOf(id).name }))
		})),
		families: FAMILIES.map((family) => ({
			...family,
			methods: family.methods.map((method) => ({
				...method,
				usedIn: usedIn(({ methods }) => methods, method.id)
			}))
		}))
	};
}
