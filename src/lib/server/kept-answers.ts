/**
 * Answers that were worked out already, for as long as the records stay the same: the page, its file, its
 * picture and the next viewer with the same rights ask the same question. Bounded in memory.
 */
import { LRUCache } from 'lru-cache';
import type { Figure } from '#lib/charts/figure.ts';
import type { Filters } from '#lib/domain/filters.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import type { Gated } from './gate.ts';
import { inFlight } from './in-flight.ts';
import { keptByVersion } from './kept-by-version.ts';

/** What a figure says about itself, without the sums it was made of. */
export type Kept = {
	figure: Figure;
	hidden: number;
	threshold: number;
	/** Whether there is no group of which anything may be told. */
	nothingTold: boolean;
};

/** Who asks what, of which state of the records. */
export type Asked = {
	/** All that rights, hiding and the values to choose from depend on: no answer crosses to other rights. */
	viewer: Viewer;
	analysisId: string;
	filters: Filters;
	dataVersion: number;
	/** Which series of versions that is of. */
	epoch: number;
};

const MOST_BYTES = 32 * 1024 * 1024;
/** As text: its size is known, and nobody who holds an answer can change what the next one gets. */
const kept = keptByVersion(
	new LRUCache<string, string>({
		maxSize: MOST_BYTES,
		sizeCalculation: (text, key) => 2 * (text.length + key.length)
	})
);
/** Questions that are being worked out: who asks the same meanwhile waits for the one answer. */
const begun = inFlight<string>();

/**
 * The answer kept for this question, or the one that `work` gives, which is kept. Nothing is kept of what
 * throws. The data version is part of the question, so that one more import makes every answer anew.
 */
export async function keptAnswer(asked: Asked, work: () => Promise<Gated>): Promise<Kept> {
	const id = JSON.stringify(asked);
	const found = kept.get(id);
	if (found !== undefined) return read(found);
	return read(await (begun.get(id) ?? begun.begin(id, () => workedOut(id, work))));
}

async function workedOut(id: string, work: () => Promise<Gated>): Promise<string> {
	const { figure, hidden, threshold, groups } = await work();
	const text = JSON.stringify({
		figure,
		hidden: hidden.length,
		threshold,
		nothingTold: groups.totals.length === 0
	} satisfies Kept);
	kept.set(id, text);
	return text;
}

/** What was written by workedOut. */
const read = (text: string): Kept => JSON.parse(text) as Kept;
