/**
 * A bundle of another Stipple -> a release of this one. A bundle tells no months and no exact values, so it
 * never becomes a clinic's records again; it becomes what it was, row by row, and keeps its hash.
 */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import {
	RELEASE_K,
	toldColumns,
	type ReleaseChoices,
	type ReleaseReport
} from '#lib/domain/release-report.ts';
import { Refused } from '../../accounts/refused.ts';
import { audit, type AuditSource } from '../../audit.ts';
import { lockRecords } from '../../records/store.ts';
import { nextReleaseNo } from '../earlier.ts';
import { rowCounts } from '../report.ts';
import { hashOfRows, insertRows } from '../row-tables.ts';
import type { ReleaseRows } from '../rows.ts';
import { coursesTold } from '../verify.ts';
import { checkFiles } from './checksums.ts';
import { BUNDLE_LIMITS, openBundle, type BundleLimits } from './files.ts';
import { readPapers, type Papers } from './papers.ts';
import { readRows } from './read-rows.ts';
import { releaseRowsOf } from './release-rows.ts';

export type ImportedRelease = {
	releaseNo: number;
	/** Of its rows: for all of a release the hash that it had, for a cohort its own. */
	hash: string;
	report: ReleaseReport;
};

/** Who made a release that came in as a bundle: nobody here. */
const IMPORTED = 'import';

/**
 * `path` is the ZIP, or the folder that it was unpacked into. Writes all of it or nothing. Throws Refused, in
 * words that say what is wrong with it.
 */
export async function importRelease(
	db: Kysely<Database>,
	path: string,
	source: AuditSource,
	limits: BundleLimits = BUNDLE_LIMITS
): Promise<ImportedRelease> {
	const files = await openBundle(path, limits);
	try {
		const sums = await checkFiles(files);
		const papers = await readPapers(files);
		await refuseKnown(db, [papers.hash]);
		const bundle = await readRows(files, papers, sums, limits);
		const rows = releaseRowsOf(bundle);
		const hash = hashOfRows(rows);
		checkContent(papers, rows, hash);
		const made = await db.transaction().execute((tx) => write(tx, { papers, rows, hash, source }));
		// Else figures of it are planned as if it had no rows.
		await sql`select count_release_rows()`.execute(db);
		return made;
	} finally {
		files.close();
	}
}

async function refuseKnown(db: Kysely<Database>, hashes: readonly string[]): Promise<void> {
	const known = await db
		.selectFrom('release')
		.select('release_no')
		.where('hash', 'in', [...hashes])
		.executeTakeFirst();
	if (known) throw new Refused(`It is here already, as release ${known.release_no}.`);
}

/** What the papers say of the rows, as far as rows can show it. */
function checkContent(
	{ hash: told, cohort, origin, report }: Papers,
	rows: ReleaseRows,
	hash: string
): void {
	if (rows.release_course.length === 0) throw new Refused('The bundle has no courses.');
	if (cohort === null && hash !== told) {
		throw new Refused(
			`The rows are not those of the release: their hash is ${hash}, and privacy.json says ${told}.`
		);
	}
	if (cohort === null && rows.release_course.length !== report.courses) {
		throw new Refused('privacy.json tells of another number of courses than there are.');
	}
	// A condition on follow-up takes courses out of the middle of classes; bands take whole ones.
	if (origin.rules.followUp !== null) return;
	const smallest = Math.min(...[...coursesTold(rows).values()].map(({ length }) => length));
	if (smallest < RELEASE_K) {
		throw new Refused(
			`A group of courses that share every column holds ${smallest}, and a release holds at least ${RELEASE_K} in each. No figures are made of it here.`
		);
	}
}

type Writing = {
	papers: Papers;
	rows: ReleaseRows;
	hash: string;
	source: AuditSource;
};

async function write(
	tx: Transaction<Database>,
	{ papers, rows, hash, source }: Writing
): Promise<ImportedRelease> {
	// Releases take their numbers one after the other, whichever way they come.
	await lockRecords(tx);
	await refuseKnown(tx, [papers.hash, hash]);
	const releaseNo = await nextReleaseNo(tx);
	const report = reportOf(papers, rows);
	const choices: ReleaseChoices = {
		order: toldColumns(report).map(({ name }) => name),
		linked: report.linked
	};
	await tx
		.insertInto('release')
		.values({
			release_no: releaseNo,
			title: papers.cohort === null ? papers.title : `${papers.title}: ${papers.cohort}`,
			description: papers.description,
			ethics_reference: '',
			request_no: null,
			// Of no clinic here: no release of this Stipple is ever held against it.
			clinics: [],
			choices: sql`${JSON.stringify(choices)}::jsonb`,
			report: sql`${JSON.stringify(report)}::jsonb`,
			data_version: papers.dataVersion,
			synthetic: papers.synthetic,
			made_at: papers.madeAt,
			made_by: IMPORTED,
			hash
		})
		.execute();
	await insertRows(tx, rows, releaseNo);
	await audit(tx, {
		...source,
		action: 'release-imported',
		object: String(releaseNo),
		detail: {
			fromRelease: papers.origin.release,
			fromHash: papers.origin.hash,
			cohort: papers.origin.cohort,
			courses: rows.release_course.length,
			hash
		}
	});
	return { releaseNo, hash, report };
}

/** As it was told there; of a cohort the numbers of people and rows are its own. */
function reportOf({ report, origin, cohort, patients }: Papers, rows: ReleaseRows): ReleaseReport {
	if (cohort === null) return { ...report, origin };
	return {
		...report,
		patients,
		courses: rows.release_course.length,
		rows: rowCounts(rows),
		origin
	};
}
