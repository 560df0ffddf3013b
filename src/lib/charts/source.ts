/** What stands at the foot of a downloaded picture: the question and where its numbers are from. */
import { getContext, hasContext, setContext } from 'svelte';

export type Source = {
	question: string;
	/** Filters, what it counts, data version and date; a line each. */
	lines: readonly string[];
};

const KEY = Symbol('source of the charts on this page');

/** Tells the charts below this component where they are from; asked anew for each picture. */
export const tellSource = (source: () => Source) => setContext(KEY, source);

const NONE: Source = { question: '', lines: [] };

/** Gives the source when it is asked; without words where nobody told it. */
export const heardSource = (): (() => Source) =>
	hasContext(KEY) ? getContext<() => Source>(KEY) : () => NONE;
