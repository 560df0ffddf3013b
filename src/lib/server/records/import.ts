/**
 * The import of the contract's files, from bytes to the database. A dry run is this same function with
 * its transaction rolled back; so is an import in which anything was refused.
 */
import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { latestToday } from '#lib/domain/contract/days.ts';
import { TABLE_NAMES, type TableName } from '#lib/domain/contract/tables.ts';
import { audit, type AuditSource } from '../audit.ts';
import type { CheckContext } from './checks/check.ts';
import { CHECKS, CHECKS_OF_DATES } from './checks/index.ts';
import { countDays } from './course-days.ts';
import { leaveOutErased } from './erased.ts';
import { adoptCodedCourses, findClinics, pseudonymise } from './identify.ts';
import {
	allRows,
	fileOf,
	isKept,
	keyOf,
	type ImportMessage,
	type ImportRow,
	type ImportSet
} from './import-set.ts';
import { importDetail } from './import-detail.ts';
import { keptIf } from './kept-if.ts';
import { registerKeys, type KeyRing } from './key-ring.ts';
import { loadKnown, type Known } from './known.ts';
import { hashOfFiles, readFiles, type SourceFile } from './read-files.ts';
import { rekeyKnown } from './rekey.ts';
import { holdsDemo } from './remove-demo.ts';
import { lockRecords, storeRecords, type StoredTableName, type StoreReport } from './store.ts';
import type { TableCounts } from './upsert.ts';
import { toRecords } from './to-records.ts';

/** The import cannot begin; the message is one sentence for the operator. */
export class ImportError extends Error {}

export type ImportOptions = {
	/** The keys that make pseudonyms, or STUDY_IDS_ONLY. */
	keys: KeyRing;
	dryRun: boolean;
	/** Stores what is right although something was refused. */
	goodRowsOnly: boolean;
	/** The day up to which the files are complete, YYYY-MM-DD; null for the latest day in them. */
	dataThrough: string | null;
	minorsAllowed: boolean;
	now: Date;
	/** Who imports, for the audit. */
	by: AuditSource;
};

export type ImportOutcome = {
	/** Whether the database now holds the files' content. */
	stored: boolean;
	/** Whether nothing was refused, or only rows that the user let go. */
	acceptable: boolean;
	/** The data version this import made; null when nothing changed or nothing was stored. */
	version: number | null;
	/** Patients who moved from an earlier key for pseudonyms to the newest. */
	rekeyed: number;
	/** When the very same files were stored before. */
	before: { at: string; version: number } | null;
	/** For a refused import or a dry run: what storing the good rows would have done. */
	tables: Record<TableName, TableCounts & { refused: number; skipped: number }>;
	messages: ImportMessage[];
	/** Files and columns that are not in the contract, and were not looked at further. */
	ignored: string[];
};

/** Reads, checks and stores the files. All or nothing, unless good rows only are asked for. */
export async function importFiles(
	db: Kysely<Database>,
	files: readonly SourceFile[],
	options: ImportOptions
): Promise<ImportOutcome> {
	const ours = TABLE_NAMES.map(fileOf);
	if (!files.some(({ name }) => ours.includes(name))) {
		throw new ImportError(`None of the contract's files is here: ${ours.join(', ')}.`);
	}
	const today = latestToday(options.now);
	if (options.dataThrough !== null && options.dataThrough > today) {
		throw new ImportError('--data-through lies in the future.');
	}
	const set = readFiles(files);
	const ignored = [
		...files.flatMap(({ name }) => (ours.includes(name) ? [] : [name])),
		...set.ignoredColumns
	];
	return keptIf(
		db,
		async (tx) => ({
			...(await importSet(tx, set, hashOfFiles(files), today, options)),
			ignored
		}),
		({ stored }) => stored
	);
}

async function importSet(
	tx: Transaction<Database>,
	set: ImportSet,
	filesHash: string,
	today: string,
	options: ImportOptions
): Promise<Omit<ImportOutcome, 'ignored'>> {
	await lockRecords(tx);
	await refuseBesideDemo(tx);
	const before = await importedBefore(tx, filesHash);
	const clinics = await tx.selectFrom('clinic').select('clinic_id').execute();
	findClinics(
		set,
		clinics.map(({ clinic_id }) => clinic_id)
	);
	const { newest } = options.keys;
	await registerKeys(tx, options.keys);
	const { staying, moved } = await rekeyKnown(tx, set, options.keys);
	const versions = pseudonymise(set, newest, staying);
	await adoptCodedCourses(tx, set, options.keys);
	await leaveOutErased(tx, set);
	const known = await loadKnown(tx, set);
	const dataThrough = check(set, known, today, options);
	const batch = {
		id: `import-${randomUUID()}`,
		kind: 'import' as const,
		filesHash,
		reason: 'Import of files',
		dataThrough: Object.fromEntries(dataThrough),
		synthetic: false,
		leftOut: leftOut(set),
		keyFingerprint: newest.fingerprint
	};
	const records = toRecords(
		set,
		(clinicId, patientId) => versions.get(keyOf(clinicId, patientId)) ?? newest.keyVersion,
		today
	);
	const report = await storeRecords(tx, records, batch);
	const refused = set.messages.some(({ check }) => !check.startsWith('W'));
	const acceptable = options.goodRowsOnly || !refused;
	const stored = acceptable && !options.dryRun;
	if (stored) {
		const [only, ...others] = report.clinics;
		await audit(tx, {
			...options.by,
			action: 'import',
			object: report.version === null ? null : batch.id,
			clinic: others.length === 0 ? only : null,
			detail: {
				...importDetail(report),
				filesHash,
				goodRowsOnly: options.goodRowsOnly,
				...(moved > 0 ? { patientsUnderNewKey: moved } : {})
			}
		});
	}
	const messages = sorted(set.messages);
	return {
		stored,
		acceptable,
		version: stored ? report.version : null,
		before,
		rekeyed: moved,
		tables: countsOf(set, report),
		messages
	};
}

/** Runs all checks. Gives the day up to which each clinic's records are complete. */
function check(
	set: ImportSet,
	known: Known,
	today: string,
	{ dataThrough: asked, minorsAllowed }: ImportOptions
): Map<string, string> {
	const dataThrough = new Map<string, string>();
	const context: CheckContext = { set, known, today, minorsAllowed, dataThrough };
	for (const run of CHECKS_OF_DATES) run(context);
	const latest = countDays(set, known);
	for (const clinicId of clinicsOf(allRows(set))) {
		const own = set.rows.clinics.find(({ line }) => line.clinic_id === clinicId);
		const seen = latest.get(clinicId);
		const day = own?.line.data_through ?? asked ?? (seen && seen > today ? today : seen);
		if (day !== undefined) dataThrough.set(clinicId, day);
	}
	for (const run of CHECKS) run(context);
	const written = clinicsOf(allRows(set).filter(isKept));
	for (const clinicId of dataThrough.keys())
		if (!written.has(clinicId)) dataThrough.delete(clinicId);
	return dataThrough;
}

function clinicsOf(rows: readonly ImportRow[]): Set<string> {
	const clinics = new Set<string>();
	for (const { clinicId } of rows) if (clinicId !== null) clinics.add(clinicId);
	return clinics;
}

/** Throws ImportError where the database holds the demo: its figures and real ones never mix. */
export async function refuseBesideDemo(db: Kysely<Database>): Promise<void> {
	if (!(await holdsDemo(db))) return;
	throw new ImportError(
		'The database holds the synthetic demo, which is never mixed with real records. Nothing was stored. Remove it with `npm run stipple -- demo remove`, or import into a database of your own, by setting DATABASE_URL, or DATA_DIR to a new folder.'
	);
}

async function importedBefore(tx: Transaction<Database>, filesHash: string) {
	const batch = await tx
		.selectFrom('import_batch')
		.select(['created_at as at', 'data_version as version'])
		.where('kind', '=', 'import')
		.where('files_hash', '=', filesHash)
		.where('undone_in', 'is', null)
		.orderBy('data_version', 'desc')
		.executeTakeFirst();
	return batch ?? null;
}

/** The stored table of each table of the contract; instruments are a dictionary and only compared. */
const STORED: Record<Exclude<TableName, 'instruments'>, StoredTableName> = {
	clinics: 'clinic',
	protocols: 'protocol',
	patients: 'patient',
	courses: 'course',
	sessions: 'session',
	assessments: 'assessment',
	side_effects: 'side_effect',
	contacts: 'contact'
};

function leftOut(set: ImportSet): Record<string, { refused: number; skipped: number }> {
	return Object.fromEntries(
		Object.entries(STORED).map(([table, stored]) => [
			stored,
			countLeftOut(set, table as keyof typeof STORED)
		])
	);
}

function countLeftOut(set: ImportSet, table: TableName) {
	return {
		refused: set.rows[table].filter(({ refused }) => refused).length,
		skipped:
			set.rows[table].filter(({ refused, skipped }) => skipped && !refused).length +
			(set.erased[table] ?? 0)
	};
}

function countsOf(set: ImportSet, report: StoreReport): ImportOutcome['tables'] {
	const entries = TABLE_NAMES.map((table) => {
		const counts =
			table === 'instruments'
				? { new: 0, changed: 0, unchanged: set.rows.instruments.filter(isKept).length }
				: report.tables[STORED[table]];
		return [table, { ...counts, ...countLeftOut(set, table) }];
	});
	// One entry for each name.
	return Object.fromEntries(entries) as ImportOutcome['tables'];
}

/** By file as they are read, then by row. */
function sorted(messages: readonly ImportMessage[]): ImportMessage[] {
	const place = new Map(TABLE_NAMES.map((table, index) => [fileOf(table), index]));
	return messages.toSorted(
		(a, b) =>
			(place.get(a.file) ?? 0) - (place.get(b.file) ?? 0) ||
			(a.row ?? 0) - (b.row ?? 0) ||
			a.check.localeCompare(b.check, 'en')
	);
}
