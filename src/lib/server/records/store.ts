/**
 * The one way in which records reach the database: merges them with what is stored, counts what
 * changed, gives the data its next version number and keeps the read models in step.
 */
import { sql, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { DEFAULT_VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import { refreshReadModels } from '../read-models/refresh.ts';
import type { ContractRecords } from './contract-records.ts';
import { keyOf } from './import-set.ts';
import { patientsTouched, type PatientCounts } from './patients-touched.ts';
import { keepClinic } from './row-before.ts';
import { STORED_TABLES, type StoredTable } from './stored-tables.ts';
import { upsert, type TableCounts, type Touched } from './upsert.ts';

export type { ContractRecords } from './contract-records.ts';

export type Batch = {
	id: string;
	kind: 'demo' | 'import';
	/** Hash over the files' bytes; null for the demo. */
	filesHash: string | null;
	/** One sentence for the list of data versions. */
	reason: string;
	/** Clinic -> the day, YYYY-MM-DD, up to which its records claim to be complete. */
	dataThrough: Readonly<Record<string, string>>;
	synthetic: boolean;
	/** Counts of rows that were refused or skipped before the store; kept with the batch. */
	leftOut?: Readonly<Record<string, { refused: number; skipped: number }>>;
	/** Tells which key made the pseudonyms; kept with the batch, so that another key is noticed. */
	keyFingerprint?: string | null;
};

export type StoredTableName = 'clinic' | StoredTable['name'];
export type StoreReport = {
	/** The new data version; null when nothing changed and nothing was written. */
	version: number | null;
	/** Clinics with a new or changed row. */
	clinics: string[];
	tables: Record<StoredTableName, TableCounts>;
	/** Of how many patients the new and changed rows are, of the tables that hang on courses. */
	patients: Partial<Record<StoredTableName, PatientCounts>>;
};

/** Everybody who writes records waits here for the one before: "records" as a number. */
const RECORDS_LOCK = 7_265_636;

/**
 * Stores the records as one batch. The same records a second time write nothing at all, not even
 * the batch. Throws when a clinic is new and its `dataThrough` is missing, when a row's parent does
 * not exist, or when real records would enter a synthetic clinic; the caller's transaction then ends.
 */
export async function storeRecords(
	tx: Transaction<Database>,
	records: ContractRecords,
	batch: Batch
): Promise<StoreReport> {
	await lockRecords(tx);
	const version = await nextVersion(tx);
	const clinics = await storeClinics(tx, records, batch, version);
	const tables: Partial<StoreReport['tables']> = { clinic: clinics.counts };
	const touched = new Map<StoredTable['touches'], Touched[]>();
	const patients: StoreReport['patients'] = {};
	const added = addedInBatch(clinics.added);
	for (const table of STORED_TABLES) {
		const rows = records[table.records];
		const written = await upsert(tx, table, rows, batch.id, added.holds(table));
		added.see(table, written.touched);
		tables[table.name] = written.counts;
		touched.set(table.touches, [...(touched.get(table.touches) ?? []), ...written.touched]);
		if (table.touches === 'course_id') {
			patients[table.name] = await patientsTouched(tx, written.touched);
		}
	}
	const courses = await touchedCourses(tx, touched);
	const changedClinics = [...new Set([...clinics.changed, ...courses.keys()])].sort();
	const report: StoreReport = {
		version,
		clinics: changedClinics,
		// Every table has been through the loop above.
		tables: tables as StoreReport['tables'],
		patients
	};
	const changedAnything = Object.values(report.tables).some((table) => table.new + table.changed);
	if (!changedAnything) return { ...report, version: null };

	await noteVersion(tx, version, batch.reason, changedClinics);
	await tx
		.insertInto('import_batch')
		.values(batchRow(batch, report, version))
		.execute();
	await refreshReadModels(tx, [...clinics.whole]);
	for (const clinicId of changedClinics) {
		if (clinics.whole.has(clinicId)) continue;
		const courseIds = [...(courses.get(clinicId) ?? [])].sort();
		const otherDay = clinics.otherDay.has(clinicId);
		await refreshReadModels(tx, [clinicId], courseIds, { otherDay });
	}
	return report;
}

/** Makes other writers of records wait until this transaction ends. Taking it twice does no harm. */
export async function lockRecords(tx: Transaction<Database>): Promise<void> {
	await sql`select pg_advisory_xact_lock(${RECORDS_LOCK}::bigint)`.execute(tx);
}

/** The number of the data version that this transaction makes. Call `lockRecords` first. */
export async function nextVersion(tx: Transaction<Database>): Promise<number> {
	const row = await tx
		.selectFrom('data_version')
		.select((eb) => eb.fn.max('version').as('latest'))
		.executeTakeFirst();
	return (row?.latest ?? 0) + 1;
}

/**
 * Stores that the records are in this version from now on, and of which clinics something is other than
 * before: what was worked out about the others stands, and whoever belongs to others is not told of it.
 * Every change of records ends here.
 */
export async function noteVersion(
	tx: Transaction<Database>,
	version: number,
	reason: string,
	clinics: readonly string[]
): Promise<void> {
	await tx
		.insertInto('data_version')
		.values({ version, reason, clinics: [...clinics] })
		.execute();
	if (clinics.length === 0) return;
	await tx
		.updateTable('clinic')
		.set({ data_version: version })
		.where('clinic_id', 'in', clinics)
		.execute();
}

async function storeClinics(
	tx: Transaction<Database>,
	records: ContractRecords,
	batch: Batch,
	version: number
): Promise<{
	counts: TableCounts;
	changed: Set<string>;
	added: Set<string>;
	/** New ones, and those with another schedule: nothing derived of them stands. */
	whole: Set<string>;
	otherDay: Set<string>;
}> {
	const counts: TableCounts = { new: 0, changed: 0, unchanged: 0 };
	const changed = new Set<string>();
	const added = new Set<string>();
	const whole = new Set<string>();
	const otherDay = new Set<string>();
	const stored = new Map(
		(await tx.selectFrom('clinic').selectAll().execute()).map((row) => [row.clinic_id, row])
	);
	const { rows } = await sql<{ clinic_id: string }>`
		select clinic_id from clinic
		where exists (select from patient where patient.clinic_id = clinic.clinic_id)`.execute(tx);
	const withRecords = new Set(rows.map(({ clinic_id }) => clinic_id));
	const given = new Map(records.clinics.map((clinic) => [clinic.clinic_id, clinic]));
	for (const clinicId of new Set([...given.keys(), ...Object.keys(batch.dataThrough)])) {
		const clinic = given.get(clinicId);
		const before = stored.get(clinicId);
		const dataThrough = batch.dataThrough[clinicId] ?? before?.data_through;
		if (dataThrough === undefined) throw new Error(`No data-through day for ${clinicId}.`);
		if (before && before.synthetic !== batch.synthetic) {
			throw new Error('Real and synthetic records never share a clinic.');
		}
		const row = {
			label: clinic?.label ?? before?.label ?? null,
			visit_weeks: clinic?.visit_weeks ?? before?.visit_weeks ?? [...DEFAULT_VISIT_WEEKS],
			// Older files do not make newer ones incomplete.
			data_through:
				before && withRecords.has(clinicId) && before.data_through > dataThrough
					? before.data_through
					: dataThrough
		};
		if (!before) {
			const fresh = { clinic_id: clinicId, data_version: version, synthetic: batch.synthetic };
			await tx
				.insertInto('clinic')
				.values({ ...row, ...fresh })
				.execute();
			await keepClinic(tx, batch.id, clinicId, null);
			counts.new++;
			changed.add(clinicId);
			added.add(clinicId);
			whole.add(clinicId);
		} else if (
			row.label !== before.label ||
			row.data_through !== before.data_through ||
			row.visit_weeks.join() !== before.visit_weeks.join()
		) {
			await keepClinic(tx, batch.id, clinicId, before);
			await tx.updateTable('clinic').set(row).where('clinic_id', '=', clinicId).execute();
			counts.changed++;
			changed.add(clinicId);
			if (row.visit_weeks.join() !== before.visit_weeks.join()) whole.add(clinicId);
			if (row.data_through !== before.data_through) otherDay.add(clinicId);
		} else counts.unchanged++;
	}
	return { counts, changed, added, whole, otherDay };
}

/**
 * The clinics, patients and courses that this batch added. Every key begins with that of the row's owner,
 * and no row is stored before its owner: under a new one nothing is stored.
 */
function addedInBatch(clinics: ReadonlySet<string>) {
	const added = new Map<string, Set<string>>([
		['clinic_id', new Set([...clinics].map((clinicId) => keyOf(clinicId)))]
	]);
	return {
		/** Whether a row of the table belongs to one of them. */
		holds({ key }: StoredTable): (row: Readonly<Record<string, unknown>>) => boolean {
			const owner = key.slice(0, -1);
			const ids = added.get(owner.at(-1) ?? '');
			if (!ids || ids.size === 0) return () => false;
			let last: Readonly<Record<string, unknown>> = {};
			let isNew = false;
			return (row) => {
				// Rows of one owner mostly come one after the other.
				if (owner.some((name) => row[name] !== last[name])) {
					// Keys are texts.
					isNew = ids.has(keyOf(...(owner.map((name) => row[name]) as [string])));
				}
				last = row;
				return isNew;
			};
		},
		see({ key, touches }: StoredTable, touched: readonly Touched[]): void {
			if (key.at(-1) !== touches) return;
			const own = touched.filter((one) => one.added > 0);
			added.set(touches, new Set(own.map(({ clinicId, id }) => keyOf(clinicId, id))));
		}
	};
}

/** Clinic -> the courses whose own rows, patient or protocol changed. */
async function touchedCourses(
	tx: Transaction<Database>,
	touched: ReadonlyMap<StoredTable['touches'], readonly Touched[]>
): Promise<Map<string, Set<string>>> {
	const courses = new Map<string, Set<string>>();
	const add = (clinicId: string, courseId: string | null) => {
		const ids = courses.get(clinicId) ?? new Set<string>();
		if (courseId !== null) ids.add(courseId);
		courses.set(clinicId, ids);
	};
	for (const { clinicId, id } of touched.get('course_id') ?? []) {
		if (clinicId !== null) add(clinicId, id);
	}
	const patients = touched.get('patient_id') ?? [];
	for (const { clinicId } of patients) if (clinicId !== null) add(clinicId, null);
	const protocols = (touched.get('protocol_id') ?? []).map(({ id }) => id);
	const others = await sql<{ clinic_id: string; course_id: string }>`
		select clinic_id, course_id from course where protocol_id = any (${protocols}::text[])
		union
		select course.clinic_id, course_id from course
			join unnest(
				${patients.map(({ clinicId }) => clinicId)}::text[],
				${patients.map(({ id }) => id)}::text[]
			) as changed (clinic_id, patient_id) using (clinic_id, patient_id)`.execute(tx);
	for (const { clinic_id, course_id } of others.rows) add(clinic_id, course_id);
	return courses;
}

function batchRow(batch: Batch, report: StoreReport, version: number) {
	const counts = Object.entries(report.tables).map(([table, counted]) => [
		table,
		{ ...counted, ...(batch.leftOut?.[table] ?? { refused: 0, skipped: 0 }) }
	]);
	return {
		batch_id: batch.id,
		kind: batch.kind,
		data_version: version,
		files_hash: batch.filesHash,
		can_be_undone: batch.kind === 'import',
		clinics: report.clinics,
		report: {
			...Object.fromEntries(counts),
			patientsOf: report.patients,
			...(batch.keyFingerprint ? { key: batch.keyFingerprint } : {})
		}
	};
}
