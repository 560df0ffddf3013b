/** The release that is exported, as its files tell it. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { CohortRules } from '#lib/domain/cohort-rules.ts';
import type { ReleaseReport } from '#lib/domain/release-report.ts';
import type { ReleaseFacts } from '#lib/formats/release/facts.ts';

/** Cannot be exported; the message is one sentence for whoever asked. */
export class ExportError extends Error {}

export type Exported = {
	releaseNo: number;
	/** `slug@3` and its rules, or null for all of the release. */
	cohort: { name: string; rules: CohortRules } | null;
};

/** Throws ExportError for a release that is not there or was withdrawn. */
export async function factsOf(
	db: Kysely<Database>,
	{ releaseNo, cohort }: Exported
): Promise<ReleaseFacts> {
	const row = await db
		.selectFrom('release as r')
		.leftJoin('release_withdrawal as w', 'w.release_no', 'r.release_no')
		.select([
			'r.title',
			'r.description',
			'r.report',
			'r.data_version',
			'r.synthetic',
			'r.made_at',
			'r.hash',
			'w.reason'
		])
		.where('r.release_no', '=', releaseNo)
		.executeTakeFirst();
	if (!row) throw new ExportError(`There is no release ${releaseNo}.`);
	if (row.reason !== null)
		throw new ExportError(`Release ${releaseNo} was withdrawn: ${row.reason}`);
	return {
		releaseNo,
		title: row.title,
		description: row.description,
		madeAt: row.made_at,
		dataVersion: row.data_version,
		synthetic: row.synthetic,
		hash: row.hash,
		// Written by the one that makes releases, from a ReleaseReport.
		report: row.report as unknown as ReleaseReport,
		cohort
	};
}
