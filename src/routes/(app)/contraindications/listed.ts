/** The reference list of contraindications as it is read: the gravest first, its sources by their names. */
import { areaLabel } from '#lib/domain/areas.ts';
import type { Contraindication } from '#lib/domain/contraindications.ts';
import type { PublishedSource } from '#lib/domain/published.ts';
import { RECORDED_FLAGS } from '#lib/domain/recorded-flags.ts';

export type Listed = {
	code: string;
	label: string;
	kind: string;
	wait: string;
	area: string;
	sources: string;
	note: string | null;
	/** Whether it is among what is recorded of each patient. */
	recorded: boolean;
};

const ORDER = ['absolute', 'relative', 'precaution', 'site'];
const rank = ({ kind }: Contraindication) => ORDER.findIndex((word) => kind.startsWith(word));

export const listed = (
	entries: readonly Contraindication[],
	sources: readonly Pick<PublishedSource, 'studyId' | 'label'>[]
): Listed[] =>
	entries
		.toSorted((a, b) => rank(a) - rank(b))
		.map((entry) => ({
			code: entry.code,
			label: entry.label,
			kind: entry.kind,
			wait: entry.washout ?? '–',
			area: entry.concern === 'any' ? 'any' : areaLabel(entry.concern),
			sources: named(entry.source, sources),
			note: entry.notes,
			recorded: RECORDED_FLAGS.some(({ code }) => code === entry.code)
		}));

/** Studies of the register by their labels: "Chu 2021, review" for "chu2021_review". */
const named = (source: string, sources: readonly Pick<PublishedSource, 'studyId' | 'label'>[]) =>
	source.replace(
		/[a-z0-9_]+/g,
		(word) => sources.find(({ studyId }) => studyId === word)?.label ?? word
	);
