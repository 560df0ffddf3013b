/**
 * What routes call to say why a number changed: what each data version added, corrected or withdrew. A
 * version is told to staff of its clinics alone, and no number of rows that are of few patients.
 */
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { count, list } from '#lib/domain/format.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { connection } from './connection.ts';
import { PATIENT_ERASED } from './records/erase.ts';
import { DEMO_REMOVED } from './records/remove-demo.ts';
import type { StoredTableName } from './records/store.ts';

export type VersionShown = {
	version: number;
	/** The day it was stored, YYYY-MM-DD. */
	on: string;
	/** What happened: "Import", "A patient was erased". */
	reason: string;
	/** Rows by table: "scores 240", "courses and contacts of fewer than 5 patients"; empty where nothing was. */
	added: string[];
	corrected: string[];
	/** In words; empty where nothing was. */
	withdrawn: string;
	/** Not all of its clinics are the viewer's, so that no rows are told. */
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
/** Their rows are of no patient, so that any number of them may be told. */
const OF_NOBODY: readonly string[] = ['clinic', 'protocol'] satisfies StoredTableName[];

/** One patient is always too few for numbers. */
const WITHDRAWN: Readonly<Record<string, string>> = {
	[PATIENT_ERASED]: 'all records of one patient',
	[DEMO_REMOVED]: 'all records of the demo'
};

const MOST_SHOWN = 50;

/**
 * The latest data versions of the viewer's clinics, the latest first. Those of which the clinics are not
 * known, and those of none, are for whoever has all clinics.
 */
export async function dataVersions(
	{ clinics, threshold }: Pick<Viewer, 'clinics' | 'threshold'>,
	db: Kysely<Database> = connection()
): Promise<VersionShown[]> {
	const own = sql`${[...clinics]}::text[]`;
	const hasAll = sql<boolean>`not exists (select from clinic where clinic_id <> all (${own}))`;
	const versions = await db
		.selectFrom('data_version')
		.leftJoin('import_batch', 'import_batch.data_version', 'data_version.version')
		.leftJoin('import_batch as taken_back', 'taken_back.undone_in', 'data_version.version')
		.select(['version', 'data_version.created_at', 'reason', 'import_batch.report'])
		.select(['import_batch.undone_in', 'taken_back.data_version as undoes'])
		.select(sql<boolean>`${hasAll} or data_version.clinics <@ ${own}`.as('all_own'))
		.where(sql<boolean>`(${hasAll} or data_version.clinics && ${own})`)
		.orderBy('version', 'desc')
		.limit(MOST_SHOWN)
		.execute();
	return versions.map(({ version, created_at, reason, report, undone_in, undoes, all_own }) => {
		const rows = (what: Written) => (report && all_own ? rowsOf(report, what, threshold) : []);
		return {
			version,
			on: created_at.slice(0, 10),
			reason: undone_in === null ? reason : `${reason}, taken back with version ${undone_in}`,
			added: rows('new'),
			corrected: rows('changed'),
			withdrawn: all_own ? withdrawnBy(reason, undoes) : '',
			elsewhere: !all_own
		};
	});
}

const withdrawnBy = (reason: string, undoes: number | null): string =>
	undoes === null ? (WITHDRAWN[reason] ?? '') : `what version ${undoes} added and corrected`;

type Written = 'new' | 'changed';

/** Words for the tables of an import's report that have such rows: first those with numbers. */
function rowsOf(report: Record<string, unknown>, what: Written, threshold: number): string[] {
	const numbers: string[] = [];
	const ofFew: string[] = [];
	const ofUnknown: string[] = [];
	for (const [table, words] of Object.entries(TABLES)) {
		const rows = countIn(report[table], what) ?? 0;
		if (rows === 0) continue;
		const patients = patientsOf(report, table, what);
		// Older imports noted rows alone, and many rows may be of one patient.
		if (patients === null) ofUnknown.push(words);
		else if (patients >= threshold) numbers.push(`${words} ${count(rows)}`);
		else if (table === 'patient') numbers.push(`fewer than ${threshold} patients`);
		else ofFew.push(words);
	}
	if (ofFew.length > 0) numbers.push(`${list(ofFew)} of fewer than ${threshold} patients`);
	return [...numbers, ...ofUnknown];
}

/** Of how many patients the rows are; null where that was not noted. */
function patientsOf(report: Record<string, unknown>, table: string, what: Written): number | null {
	if (OF_NOBODY.includes(table)) return Infinity;
	return table === 'patient'
		? countIn(report[table], what)
		: countIn(memberOf(report.patientsOf, table), what);
}

const memberOf = (of: unknown, name: string): unknown =>
	typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined; // as just seen

function countIn(counts: unknown, what: Written): number | null {
	const found = memberOf(counts, what);
	return typeof found === 'number' ? found : null;
}
