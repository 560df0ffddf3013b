/** What routes call about cohorts of releases: to choose one, to build one, to save it. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { readRules, rulesQuery, rulesWords, type CohortColumns } from '#lib/domain/cohort-query.ts';
import { readCohortName, type CohortRules } from '#lib/domain/cohort-rules.ts';
import type { Problem } from '#lib/domain/filters.ts';
import { readNumber } from '#lib/domain/read-number.ts';
import type { SignedIn } from '#lib/domain/roles.ts';
import { Refused } from './accounts/refused.ts';
import type { AuditSource } from './audit.ts';
import { connection } from './connection.ts';
import {
	columnsOf,
	savedCohorts,
	saveCohort,
	slugOf,
	type SavedCohort
} from './releases/cohorts.ts';
import { flowOf, valueCounts, type FlowStage, type ValueCounts } from './releases/flow.ts';
import { usableBy, type Using } from './releases/usable.ts';

export { Refused };
export type { SavedCohort } from './releases/cohorts.ts';

type Db = Kysely<Database>;

/** A release that cohorts can be built on. */
export type OpenRelease = { number: number; title: string };

/** The releases they may use that were not withdrawn, the latest first. */
export async function openReleases(by: Using, db: Db = connection()): Promise<OpenRelease[]> {
	return db
		.selectFrom('release')
		.leftJoin('release_withdrawal as gone', 'gone.release_no', 'release.release_no')
		.select(['release.release_no as number', 'release.title'])
		.where('gone.release_no', 'is', null)
		.where(usableBy(by))
		.orderBy('release.release_no', 'desc')
		.execute();
}

/** A saved cohort with its rules in words. */
export type ShownCohort = SavedCohort & { words: string[] };

/** Every cohort of a release they may use, in its latest version. */
export async function cohorts(by: Using, db: Db = connection()): Promise<ShownCohort[]> {
	const saved = await savedCohorts(db, by);
	const columns = new Map<number, CohortColumns>();
	for (const releaseNo of new Set(saved.map((one) => one.releaseNo))) {
		columns.set(releaseNo, (await columnsOf(db, by, releaseNo)) ?? []);
	}
	return saved.map((one) => inWords(one, columns.get(one.releaseNo) ?? []));
}

const inWords = (cohort: SavedCohort, columns: CohortColumns): ShownCohort => ({
	...cohort,
	words: rulesWords(cohort.rules, columns).map(({ words }) => words)
});

/** One version of a cohort, who is in it, and its other versions; null where there is none they may use. */
export async function cohortOf(by: Using, name: string, db: Db = connection()) {
	const read = readCohortName(name);
	if (read?.kind !== 'cohort') return null;
	const versions = await savedCohorts(db, by, read.slug);
	const found = versions.find(({ version }) => version === read.version);
	if (!found) return null;
	const columns = (await columnsOf(db, by, found.releaseNo)) ?? [];
	return {
		cohort: inWords(found, columns),
		/** Null where the release was withdrawn: nothing of it is counted any more. */
		flow: found.withdrawn === null ? await flowOf(db, found.releaseNo, found.rules, columns) : null,
		query: rulesQuery(found.rules),
		versions: versions.map(({ name, version, madeAt, madeBy }) => ({
			name,
			version,
			madeAt,
			madeBy
		}))
	};
}

/** A release with the rules that an address asks for. */
export type Asked = {
	release: number;
	columns: CohortColumns;
	rules: CohortRules;
	query: string;
	problems: Problem[];
	/** The cohort whose next version is built; null for a new one. */
	of: { slug: string; title: string; description: string } | null;
};

/** The same, counted. */
export type Built = Asked & { stages: FlowStage[]; counts: ValueCounts };

/** Reads the rules of an address; null where they may use no such release. */
async function askedFor(by: Using, params: URLSearchParams, db: Db): Promise<Asked | null> {
	const release = readNumber(params.get('release'));
	const columns = release === null ? null : await columnsOf(db, by, release);
	if (release === null || !columns) return null;
	const { rules, problems } = readRules(params, columns);
	const of = params.get('of') ?? '';
	// What slugOf would change is the name of no cohort, and may be no text that a database takes.
	const [latest] = of !== '' && slugOf(of) === of ? await savedCohorts(db, by, of) : [];
	return {
		release,
		columns,
		rules,
		query: rulesQuery(rules),
		problems,
		of: latest ? { slug: latest.slug, title: latest.title, description: latest.description } : null
	};
}

/** Counts the rules of an address on its release; null where they may use no such release. */
export async function build(
	by: Using,
	params: URLSearchParams,
	db: Db = connection()
): Promise<Built | null> {
	const asked = await askedFor(by, params, db);
	if (!asked) return null;
	const { release, rules, columns } = asked;
	return {
		...asked,
		stages: await flowOf(db, release, rules, columns),
		counts: await valueCounts(db, release, rules, columns)
	};
}

/** Saves what an address asks for. Gives the name of the cohort. Throws Refused. */
export async function save(
	params: URLSearchParams,
	given: { title: string; description: string },
	signedIn: SignedIn,
	source: AuditSource,
	db: Db = connection()
): Promise<string | null> {
	const asked = await askedFor(signedIn, params, db);
	if (!asked) return null;
	const [wrong] = asked.problems;
	if (wrong) throw new Refused(`${wrong.key}: ${wrong.message}`);
	return saveCohort(
		db,
		{
			releaseNo: asked.release,
			...given,
			rules: asked.rules,
			of: asked.of?.slug ?? null
		},
		signedIn,
		source
	);
}
