/** Which rows a researcher's question is about: a cohort by its name, found before anything is asked. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import {
	COHORT_RULES,
	cohortNameText,
	readCohortName,
	WHOLE_RELEASE,
	type CohortName,
	type CohortRules
} from '#lib/domain/cohort-rules.ts';
import { shorten } from '#lib/domain/refusals.ts';
import type { ReleaseScope, Viewer } from '#lib/domain/roles.ts';
import { usableBy, type Using } from './usable.ts';

/** The scope, or in words why there is none. */
export type Found = { scope: ReleaseScope; problem: null } | { scope: null; problem: string };

/** Finds the cohort that a link names. A release that is withdrawn, or not theirs to use, has none. */
export async function scopeOf(db: Kysely<Database>, by: Using, name: string): Promise<Found> {
	const read = readCohortName(name);
	if (!read) {
		return none(
			`“${shorten(name)}” names no cohort. A cohort is named like neck-study@2, all of a release like release-1.`
		);
	}
	const found =
		read.kind === 'release'
			? { number: read.release, rules: WHOLE_RELEASE }
			: await saved(db, read);
	const standing = found && (await standingOf(db, by, found.number));
	if (!standing) return none(NOT_THERE[read.kind](cohortNameText(read)));
	if (standing.withdrawn !== null) {
		return none(
			`Release ${found.number} was withdrawn (${standing.withdrawn.replace(/\.+$/, '')}), and no figures are made of it any more. Choose another one under Releases.`
		);
	}
	return { scope: { ...found, cohort: cohortNameText(read) }, problem: null };
}

/** The same words for what is not theirs to use, which must not tell that it is there. */
const NOT_THERE: Record<CohortName['kind'], (name: string) => string> = {
	cohort: (name) => `There is no cohort ${name}. Saved ones stand under Cohorts.`,
	release: (name) => `There is no ${name.replace('-', ' ')}. What there is stands under Releases.`
};

/** Whether a release still stands: why it was withdrawn, or null; nothing where they may use none of the number. */
export async function standingOf(
	db: Kysely<Database>,
	by: Using,
	releaseNo: number
): Promise<{ withdrawn: string | null } | undefined> {
	return db
		.selectFrom('release')
		.leftJoin('release_withdrawal as gone', 'gone.release_no', 'release.release_no')
		.select('gone.reason as withdrawn')
		.where('release.release_no', '=', releaseNo)
		.where(usableBy(by))
		.executeTakeFirst();
}

const none = (problem: string): Found => ({ scope: null, problem });

async function saved(
	db: Kysely<Database>,
	{ slug, version }: Extract<CohortName, { kind: 'cohort' }>
): Promise<{ number: number; rules: CohortRules } | null> {
	const row = await db
		.selectFrom('cohort')
		.select(['release_no', 'rules'])
		.where('slug', '=', slug)
		.where('version', '=', version)
		.executeTakeFirst();
	return row ? { number: row.release_no, rules: rulesOf(row.rules) } : null;
}

/** Who asks about all of a release. */
export const viewerOfAll = (number: number): Viewer =>
	viewerOf({
		number,
		cohort: cohortNameText({ kind: 'release', release: number }),
		rules: WHOLE_RELEASE
	});

/** As they were stored; zod has seen them before. */
export const rulesOf = (stored: unknown): CohortRules => {
	const { where, followUp } = COHORT_RULES.parse(stored);
	return { where, followUp };
};

/**
 * Who asks about a cohort. Every class of a release holds 11 patients and more, so any group by its columns
 * may be told exactly. Who was scored at a visit is no column: such a count may be small, in figures as in
 * the files, and is of people whom their class hides.
 */
export const viewerOf = (scope: ReleaseScope): Viewer => ({
	role: 'researcher',
	clinics: [],
	threshold: 1,
	insideClinic: true,
	operatorCode: null,
	release: scope
});
