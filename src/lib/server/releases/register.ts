/** The releases that were made, as pages and files tell of them. */
import type { Kysely, Selectable } from 'kysely';
import type { Database, ReleaseTable } from '#db/schema.ts';
import type { ReleaseChoices, ReleaseReport } from '#lib/domain/release-report.ts';
import { usableBy, type Using } from './usable.ts';

export type Release = {
	releaseNo: number;
	title: string;
	description: string;
	ethicsReference: string;
	requestNo: number | null;
	/** UTC, ISO 8601. */
	madeAt: string;
	madeBy: string;
	dataVersion: number;
	synthetic: boolean;
	choices: ReleaseChoices;
	report: ReleaseReport;
	hash: string;
	/** It stays as it was, and nobody should work with it any more. */
	withdrawn: { at: string; reason: string } | null;
	/** Whose records it was made of: for directors, never for researchers. */
	clinics: string[];
};

/** All that they may use, the latest first. */
export async function releases(db: Kysely<Database>, by: Using): Promise<Release[]> {
	return (await joined(db, by).orderBy('release.release_no', 'desc').execute()).map(releaseFrom);
}

/** The numbers of all that they may use, the latest first. */
export async function releaseNumbers(db: Kysely<Database>, by: Using): Promise<number[]> {
	const rows = await db
		.selectFrom('release')
		.select('release_no')
		.where(usableBy(by))
		.orderBy('release_no', 'desc')
		.execute();
	return rows.map(({ release_no }) => release_no);
}

/** Null where there is none of this number that they may use. */
export async function releaseOf(
	db: Kysely<Database>,
	by: Using,
	releaseNo: number
): Promise<Release | null> {
	const row = await joined(db, by).where('release.release_no', '=', releaseNo).executeTakeFirst();
	return row ? releaseFrom(row) : null;
}

const joined = (db: Kysely<Database>, by: Using) =>
	db
		.selectFrom('release')
		.leftJoin('release_withdrawal as withdrawal', 'withdrawal.release_no', 'release.release_no')
		.selectAll('release')
		.select(['withdrawal.withdrawn_at', 'withdrawal.reason'])
		.where(usableBy(by));

type Row = Selectable<ReleaseTable> & { withdrawn_at: string | null; reason: string | null };

const releaseFrom = (row: Row): Release => ({
	releaseNo: row.release_no,
	title: row.title,
	description: row.description,
	ethicsReference: row.ethics_reference,
	requestNo: row.request_no,
	madeAt: row.made_at,
	madeBy: row.made_by,
	dataVersion: row.data_version,
	synthetic: row.synthetic,
	// Written by makeRelease and never changed since.
	choices: row.choices as unknown as ReleaseChoices,
	report: row.report as unknown as ReleaseReport,
	hash: row.hash,
	withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at, reason: row.reason ?? '' },
	clinics: row.clinics
});
