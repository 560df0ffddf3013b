/** Leaves out of an import whoever was erased: an old file does not bring them back. */
import { sql, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { TABLE_NAMES, type TableName } from '#lib/domain/contract/tables.ts';
import { columnText } from './column-text.ts';
import { idsIn } from './ids-in.ts';
import { keyOf, warn, type ImportRow, type ImportSet } from './import-set.ts';

/** Call once the rows hold pseudonyms. Their rows are taken out, with one warning for each person. */
export async function leaveOutErased(tx: Transaction<Database>, set: ImportSet): Promise<void> {
	const erased = await erasedAmong(tx, set);
	if (erased.size === 0) return;
	const courses = new Set<string>();
	for (const { clinicId, line } of set.rows.courses) {
		if (erased.has(keyOf(clinicId, line.patient_id))) courses.add(keyOf(clinicId, line.course_id));
	}
	const told = new Set<string>();
	for (const table of TABLE_NAMES) {
		const stay = allRowsOf(set, table).filter((row) => {
			const patient = keyOf(row.clinicId, columnText(row, 'patient_id'));
			if (erased.has(patient)) {
				if (!told.has(patient)) warn(set, row, 'W8', ERASED);
				told.add(patient);
				return false;
			}
			return !courses.has(keyOf(row.clinicId, columnText(row, 'course_id')));
		});
		set.erased[table] = set.rows[table].length - stay.length;
		// Rows of this very table.
		(set.rows[table] as ImportRow[]) = stay;
	}
}

const allRowsOf = (set: ImportSet, table: TableName): ImportRow[] => [...set.rows[table]];

const ERASED = {
	column: 'patient_id',
	rule: 'is of a patient who was erased: all their rows are left out',
	offer: 'Nothing needs to be done; `patient erase --restore` lets them in again.'
};

async function erasedAmong(tx: Transaction<Database>, set: ImportSet): Promise<Set<string>> {
	const erased = new Set<string>();
	for (const [clinics, ids] of idsIn(set, 'patient_id')) {
		const { rows } = await sql<{ clinic_id: string; patient_id: string }>`
			select clinic_id, patient_id from erased_patient
			join unnest(${clinics}::text[], ${ids}::text[]) as asked (clinic_id, patient_id)
				using (clinic_id, patient_id)`.execute(tx);
		for (const row of rows) erased.add(keyOf(row.clinic_id, row.patient_id));
	}
	return erased;
}
