/** What routes call to say why a number changed: what each data version added, corrected or took away. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { connection } from './connection.ts';
import type { StoredTableName } from './records/store.ts';
import { releaseDifference, type Difference } from './releases/difference.ts';

export type { Difference } from './releases/difference.ts';

export type VersionShown = {
	version: number;
	/** The day it was stored, YYYY-MM-DD. */
	on: string;
	/** What happened: "Import", "A patient was erased". */
	reason: string;
	/** Rows by table, "scores 240"; empty where nothing was. */
	added: string[];
	corrected: string[];
	/** Why no rows are told: they are of clinics that are not the viewer's. */
	elsewhere: boolean;
};

/** The words of the tables, as staff use them. */
const TABLES: Readonly<Record<StoredTableName, string>> = {
	clinic: 'clinics',
	patient: 'patients',
	protocol: 'protocols',
	course: 'courses',
	session: 'sessions',
	assessment: 'scores',
	side_effect: 'side effects',
	contact: 'contacts'
};

const MOST_SHOWN = 50;

/**
 * The data versions, the latest first, with the rows of each as far as they are all of the viewer's
 * clinics. Rows are counted, not patients, and never told of other clinics.
 */
export async function dataVersions(
	{ clinics }: Pick<Viewer, 'clinics'>,
	db: Kysely<Database> = connection()
): Promise<VersionShown[]> {
	const versions = await db
		.selectFrom('data_version')
		.select(['version', 'created_at', 'reason'])
		.orderBy('version', 'desc')
		.limit(MOST_SHOWN)
		.execute();
	const batches = await db
		.selectFrom('import_batch')
		.select(['data_version', 'clinics', 'report'])
		.where('data_version', '>=', versions.at(-1)?.version ?? 0)
		.execute();
	const byVersion = new Map(batches.map((batch) => [batch.data_version, batch]));
	return versions.map(({ version, created_at, reason }) => {
		const batch = byVersion.get(version);
		const own = batch?.clinics.every((clinic) => clinics.includes(clinic)) ?? true;
		const rows = (what: 'new' | 'changed') => (batch && own ? rowsOf(batch.report, what) : []);
		return {
			version,
			on: created_at.slice(0, 10),
			reason: own ? reason : 'Records of other clinics',
			added: rows('new'),
			corrected: rows('changed'),
			elsewhere: !own
		};
	});
}

/** "scores 240" for each table of an import's report that has any. */
function rowsOf(report: Record<string, unknown>, what: 'new' | 'changed'): string[] {
	return Object.entries(TABLES).flatMap(([table, words]) => {
		const counts = report[table];
		if (typeof counts !== 'object' || counts === null || !(what in counts)) return [];
		const count = Number((counts as Record<string, unknown>)[what]); // an object, as just seen
		return count > 0 ? [`${words} ${count.toLocaleString('en-GB')}`] : [];
	});
}

/** The two releases of an address and what differs between them; null where one is not there. */
export async function differenceBetween(
	from: string | null,
	to: string | null,
	db: Kysely<Database> = connection()
): Promise<Difference | null> {
	const numbers = [from, to].map((text) => (/^[1-9]\d{0,5}$/.test(text ?? '') ? Number(text) : 0));
	return releaseDifference(db, numbers[0] ?? 0, numbers[1] ?? 0);
}

/** The numbers of all releases, the latest first. */
export async function releaseNumbers(db: Kysely<Database> = connection()): Promise<number[]> {
	const rows = await db
		.selectFrom('release')
		.select('release_no')
		.orderBy('release_no', 'desc')
		.execute();
	return rows.map(({ release_no }) => release_no);
}
