/** The rules of a cohort: which part of a release it is, by columns that survived in it. */
import * as z from 'zod';
import { CONCERNS } from './measure.ts';
import { readNumber } from './read-number.ts';
import { RELEASE_COLUMN_NAMES, type ReleaseColumnName } from './release-columns.ts';
import { VISIT_WEEKS } from './visit-windows.ts';

export type CohortRules = {
	/** One of these values; columns that are not named are free. */
	where: Partial<Record<ReleaseColumnName, readonly string[]>>;
	/** A score of this concern at one of these weeks, and a baseline where the measure has one. */
	followUp: { concern: string; weeks: readonly number[] } | null;
};

/** All of the release. */
export const WHOLE_RELEASE: CohortRules = { where: {}, followUp: null };

export const COHORT_RULES = z.strictObject({
	where: z.partialRecord(z.enum(RELEASE_COLUMN_NAMES), z.array(z.string().max(80)).min(1).max(60)),
	followUp: z
		.strictObject({
			concern: z.enum(CONCERNS),
			weeks: z
				.array(z.int().refine((week) => VISIT_WEEKS.includes(week), 'no week of a visit'))
				.min(1)
				.max(VISIT_WEEKS.length)
		})
		.nullable()
});

/** `slug@3`, or `release-2` for all of a release. */
export type CohortName =
	{ kind: 'release'; release: number } | { kind: 'cohort'; slug: string; version: number };

/** Reads the name as links spell it; null for what is none. */
export function readCohortName(text: string): CohortName | null {
	const release = readNumber(/^release-(\d+)$/.exec(text)?.[1]);
	if (release !== null) return { kind: 'release', release };
	const [, slug = '', after] = /^([a-z0-9]+(?:-[a-z0-9]+)*)@(\d+)$/.exec(text) ?? [];
	const version = readNumber(after);
	return version !== null && slug.length <= 60 ? { kind: 'cohort', slug, version } : null;
}

export const cohortNameText = (name: CohortName): string =>
	name.kind === 'release' ? `release-${name.release}` : `${name.slug}@${name.version}`;
