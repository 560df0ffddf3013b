/** Saved cohorts: rules on a release under a name. A cohort never changes; a change is its next version. */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { rulesQuery, type CohortColumns } from '#lib/domain/cohort-query.ts';
import { COHORT_RULES, type CohortRules } from '#lib/domain/cohort-rules.ts';
import { toldColumns, type ReleaseReport } from '#lib/domain/release-report.ts';
import { NOT_SHOWN, SHOWN_TEXT } from '#lib/domain/shown-text.ts';
import { Refused } from '../accounts/refused.ts';
import { audit, type AuditSource } from '../audit.ts';
import { rulesOf, standingOf } from './scope.ts';
import { usableBy, type Using } from './usable.ts';

export type SavedCohort = {
	slug: string;
	version: number;
	/** `slug@3`, as links name it. */
	name: string;
	releaseNo: number;
	title: string;
	description: string;
	rules: CohortRules;
	madeAt: string;
	madeBy: string;
	/** Why its release was withdrawn; null while it was not. */
	withdrawn: string | null;
};

/** Whoever saves: a person with an account, or a visitor of the demo. */
export type CohortMaker = { id: string; name: string; isDemo: boolean };

/** Visitors of a demo share its cohorts; this many are kept. */
const MOST_OF_DEMO = 200;
const SAVING_LOCK = 7_499_625;

/** Every cohort of releases they may use in its latest version, or all versions of one; the latest first. */
export async function savedCohorts(
	db: Kysely<Database>,
	by: Using,
	slug?: string
): Promise<SavedCohort[]> {
	const rows = await db
		.selectFrom('cohort')
		.innerJoin('release', 'release.release_no', 'cohort.release_no')
		.leftJoin('release_withdrawal as gone', 'gone.release_no', 'cohort.release_no')
		.select(['slug', 'version', 'cohort.release_no', 'cohort.title', 'cohort.description', 'rules'])
		.select(['cohort.made_at', 'cohort.made_by', 'gone.reason'])
		.where(usableBy(by))
		.$if(slug !== undefined, (query) => query.where('slug', '=', slug ?? ''))
		.$if(slug === undefined, (query) =>
			query.where(
				'version',
				'=',
				sql<number>`(select max(later.version) from cohort as later where later.slug = cohort.slug)`
			)
		)
		.orderBy('cohort.made_at', 'desc')
		.orderBy('slug')
		.orderBy('version', 'desc')
		.execute();
	return rows.map((row) => ({
		slug: row.slug,
		version: row.version,
		name: `${row.slug}@${row.version}`,
		releaseNo: row.release_no,
		title: row.title,
		description: row.description,
		rules: rulesOf(row.rules),
		madeAt: row.made_at,
		madeBy: row.made_by,
		withdrawn: row.reason
	}));
}

/** The columns that survived in a release, with their values; null where they may use no such release. */
export async function columnsOf(
	db: Kysely<Database>,
	by: Using,
	releaseNo: number
): Promise<CohortColumns | null> {
	const row = await db
		.selectFrom('release')
		.select('report')
		.where('release_no', '=', releaseNo)
		.where(usableBy(by))
		.executeTakeFirst();
	if (!row) return null;
	// Written by the one place that makes releases.
	const report = row.report as ReleaseReport;
	return toldColumns(report).map(({ name, label, values }) => ({ name, label, values }));
}

/**
 * Saves the rules under a name. `of` is the cohort whose next version this is; without it the name has to
 * be new. Gives the name that links use. Throws Refused (`field` title or release).
 */
export async function saveCohort(
	db: Kysely<Database>,
	given: {
		releaseNo: number;
		title: string;
		description: string;
		rules: CohortRules;
		of: string | null;
	},
	maker: CohortMaker,
	source: AuditSource
): Promise<string> {
	const title = given.title.trim().replaceAll(/\s+/g, ' ');
	const slug = given.of ?? slugOf(title);
	if (title.length === 0 || title.length > 80 || slug === '') {
		throw new Refused(
			'Give the cohort a name of 1 to 80 characters, with letters or digits in it.',
			'title'
		);
	}
	const description = given.description.replaceAll('\r\n', '\n').trim();
	if (!SHOWN_TEXT.test(title)) throw new Refused(NOT_SHOWN, 'title');
	if (!SHOWN_TEXT.test(description)) throw new Refused(NOT_SHOWN, 'description');
	if (description.length > 1000) {
		throw new Refused('The description may have 1,000 characters.', 'description');
	}
	const rules = COHORT_RULES.parse(given.rules);
	return db.transaction().execute(async (tx) => {
		await sql`select pg_advisory_xact_lock(${SAVING_LOCK})`.execute(tx);
		await refuseGone(tx, maker, given.releaseNo);
		if (maker.isDemo) await refuseMore(tx);
		const version = await nextVersionOf(tx, maker, slug, given.of !== null);
		await tx
			.insertInto('cohort')
			.values({
				slug,
				version,
				release_no: given.releaseNo,
				title,
				description,
				rules: sql`${JSON.stringify(rules)}::jsonb`,
				made_by: maker.name,
				person_id: maker.isDemo ? null : maker.id
			})
			.execute();
		await audit(tx, {
			...source,
			action: 'cohort-saved',
			object: `${slug}@${version}`,
			detail: { release: given.releaseNo, rules: rulesQuery(rules) }
		});
		return `${slug}@${version}`;
	});
}

/** Names are unique among all cohorts; the words tell of none that is not theirs to use. */
async function nextVersionOf(
	tx: Transaction<Database>,
	by: Using,
	slug: string,
	mayExist: boolean
): Promise<number> {
	const [theirs] = await savedCohorts(tx, by, slug);
	const { latest } = await tx
		.selectFrom('cohort')
		.select((eb) => eb.fn.max('version').as('latest'))
		.where('slug', '=', slug)
		.executeTakeFirstOrThrow();
	const next = (latest ?? 0) + 1;
	if (mayExist && !theirs) {
		throw new Refused(`There is no cohort ${slug} to make a next version of.`, 'title');
	}
	if (next > 1 && theirs?.version !== next - 1) {
		throw new Refused('This name cannot be given. Choose another one.', 'title');
	}
	if (!mayExist && theirs) {
		throw new Refused(
			`There is a cohort ${slug} already. Choose another name, or open it and change it: that makes version ${next}.`,
			'title'
		);
	}
	return next;
}

async function refuseGone(tx: Transaction<Database>, by: Using, releaseNo: number): Promise<void> {
	const standing = await standingOf(tx, by, releaseNo);
	if (!standing) throw new Refused(`There is no release ${releaseNo}.`, 'release');
	if (standing.withdrawn !== null) {
		throw new Refused(`Release ${releaseNo} was withdrawn: choose another one.`, 'release');
	}
}

async function refuseMore(tx: Transaction<Database>): Promise<void> {
	const { saved } = await tx
		.selectFrom('cohort')
		.select((eb) => eb.fn.countAll<number>().as('saved'))
		.where('person_id', 'is', null)
		.executeTakeFirstOrThrow();
	if (Number(saved) >= MOST_OF_DEMO) {
		throw new Refused(`The demo keeps ${MOST_OF_DEMO} cohorts, and they are all taken.`, 'title');
	}
}

/** "Necks, shallow" becomes `necks-shallow`; empty where nothing of the title can stand in a link. */
export const slugOf = (title: string): string =>
	title
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '')
		.slice(0, 60)
		.replace(/-+$/, '');
