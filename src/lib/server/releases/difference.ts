/**
 * What changed between two releases: how their columns are told, how many rows each table has, and how
 * many courses each saved cohort would hold on either. Counts only. Of counts that differ by fewer than k only
 * the earlier one is told (METHODS 5.7). That keeps no secret, since each release tells its own counts exactly:
 * what protects people is that every class differs by nobody or by k and more.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { rulesWords, type CohortColumns } from '#lib/domain/cohort-query.ts';
import type { CohortRules } from '#lib/domain/cohort-rules.ts';
import { RELEASE_K, toldColumns, type ReleaseReport } from '#lib/domain/release-report.ts';
import { savedCohorts } from './cohorts.ts';
import { coursesOf } from './flow.ts';
import { usableBy, type Using } from './usable.ts';

/** A count on both releases. Where they differ by fewer than k and more than none, only the earlier one. */
export type Changed = { words: string; before: number } & (
	{ after: number; by: number } | { after: null; by: null }
);

export type Difference = {
	from: number;
	to: number;
	/** The data versions they were made from. */
	dataVersions: [number, number];
	/** Columns that are told otherwise: "Age: bands of ten years, then dropped". */
	columns: string[];
	tables: Changed[];
	/** Saved cohorts whose rules can be asked of both; none is counted where one of the two was withdrawn. */
	cohorts: (Changed & { name: string })[];
	/** How many cohorts cannot: their rules name what one of the two does not have. */
	notOnBoth: number;
	/** The numbers of those of the two that were withdrawn. */
	withdrawn: number[];
};

/** Null where they may not use both. Of withdrawn ones only what their reports say is compared. */
export async function releaseDifference(
	db: Kysely<Database>,
	from: number,
	to: number,
	by: Using
): Promise<Difference | null> {
	const rows = await db
		.selectFrom('release')
		.leftJoin('release_withdrawal as gone', 'gone.release_no', 'release.release_no')
		.select(['release.release_no', 'report', 'data_version', 'gone.release_no as withdrawn'])
		.where('release.release_no', 'in', [from, to])
		.where(usableBy(by))
		.execute();
	const before = rows.find(({ release_no }) => release_no === from);
	const after = rows.find(({ release_no }) => release_no === to);
	if (!before || !after) return null;
	// Written by the one place that makes releases.
	const reports = [before.report as ReleaseReport, after.report as ReleaseReport] as const;
	const withdrawn = [before, after].flatMap((release) => release.withdrawn ?? []);
	const { cohorts, notOnBoth } =
		withdrawn.length > 0
			? { cohorts: [], notOnBoth: 0 }
			: await cohortsOn(db, by, [from, to], reports);
	return {
		from,
		to,
		dataVersions: [before.data_version, after.data_version],
		columns: columnsToldOtherwise(reports),
		tables: tablesOf(reports),
		cohorts,
		notOnBoth,
		withdrawn
	};
}

/** The latest ones; each is counted on both. */
const MOST_COHORTS = 50;

type Both = readonly [ReleaseReport, ReleaseReport];

const changed = (words: string, before: number, after: number): Changed => {
	const by = after - before;
	return by === 0 || Math.abs(by) >= RELEASE_K
		? { words, before, after, by }
		: { words, before, after: null, by: null };
};

const tablesOf = ([one, other]: Both): Changed[] => [
	changed('courses', one.courses, other.courses),
	changed('sessions', one.rows.sessions, other.rows.sessions),
	changed('scores', one.rows.assessments, other.rows.assessments),
	changed('side effects', one.rows.sideEffects, other.rows.sideEffects),
	changed('contacts', one.rows.contacts, other.rows.contacts)
];

function columnsToldOtherwise([one, other]: Both): string[] {
	return one.columns.flatMap((column) => {
		const later = other.columns.find(({ name }) => name === column.name);
		return later && later.words !== column.words
			? [`${column.label}: ${column.words}, then ${later.words}`]
			: [];
	});
}

async function cohortsOn(
	db: Kysely<Database>,
	by: Using,
	releases: readonly [number, number],
	reports: Both
) {
	const [one, other] = reports.map(toldColumns);
	if (!one || !other) throw new Error('two releases have two reports');
	const saved = (await savedCohorts(db, by)).slice(0, MOST_COHORTS);
	const asked = saved.filter(({ rules }) => fits(rules, one) && fits(rules, other));
	const cohorts = [];
	for (const { name, title, rules } of asked) {
		const before = await coursesOf(db, releases[0], rules);
		const after = await coursesOf(db, releases[1], rules);
		const words = [title, ...rulesWords(rules, one).map((rule) => rule.words)].join('; ');
		cohorts.push({ name, ...changed(words, before, after) });
	}
	return { cohorts, notOnBoth: saved.length - asked.length };
}

/** Whether every column and value of the rules is there. */
const fits = ({ where }: CohortRules, columns: CohortColumns): boolean =>
	Object.entries(where).every(([name, values]) => {
		const there = columns.find((column) => column.name === name)?.values.map(({ value }) => value);
		return values?.every((value) => there?.includes(value)) ?? true;
	});
