/**
 * Finds the clinic of every row, and puts pseudonyms in the place of source ids. After this step no
 * source id is left in the set; messages never held any.
 */
import { sql, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { TableName } from '#lib/domain/contract/tables.ts';
import type { Pseudonyms } from '../pseudonym.ts';
import { cellsOf, columnText } from './column-text.ts';
import { allRows, keyOf, refuse, type ImportRow, type ImportSet } from './import-set.ts';
import type { KeyRing } from './key-ring.ts';

const SHARED: readonly TableName[] = ['instruments', 'protocols'];

/** Gives each row its clinic: its own cell, else the only clinic, else that of its course or patient. */
export function findClinics(set: ImportSet, clinicsInDatabase: readonly string[]): void {
	const named = new Set(allRows(set).flatMap((row) => columnText(row, 'clinic_id') ?? []));
	const all = named.size > 0 ? [...named] : clinicsInDatabase;
	const only = all.length === 1 ? (all[0] ?? null) : null;
	const patients = new Map<string, Set<string>>();
	const courses = new Map<string, Set<string>>();
	for (const row of allRows(set)) {
		if (SHARED.includes(row.table)) continue;
		row.clinicId =
			columnText(row, 'clinic_id') ??
			only ??
			single(courses.get(columnText(row, 'course_id') ?? '')) ??
			single(patients.get(columnText(row, 'patient_id') ?? ''));
		if (row.clinicId === null) {
			if (!row.refused) refuse(set, row, 'E1', CLINIC_UNKNOWN);
			continue;
		}
		if (row.table === 'patients') remember(patients, columnText(row, 'patient_id'), row.clinicId);
		if (row.table === 'courses') remember(courses, columnText(row, 'course_id'), row.clinicId);
	}
}

const CLINIC_UNKNOWN = {
	column: 'clinic_id',
	rule: 'is missing, and it cannot be told which of the clinics the row belongs to',
	offer: 'Add the column clinic_id.'
};

const single = (clinics: Set<string> | undefined) =>
	clinics?.size === 1 ? ([...clinics][0] ?? null) : null;

function remember(clinics: Map<string, Set<string>>, id: string | null, clinicId: string): void {
	if (id !== null) clinics.set(id, (clinics.get(id) ?? new Set()).add(clinicId));
}

/**
 * Patients get their pseudonym; the source's own row keys get a code. Ids of courses and pairs stay,
 * unless they contain the source id of their patient. `staying` are patients under an earlier key, by
 * clinic and source id. Gives the versions of their keys, by clinic and pseudonym.
 */
export function pseudonymise(
	set: ImportSet,
	newest: Pseudonyms,
	staying: ReadonlyMap<string, Pseudonyms> = new Map()
): Map<string, number> {
	const versions = new Map<string, number>();
	if (newest.keyVersion === 0) return versions;
	const keyFor = (clinicId: string, patientId: string) =>
		staying.get(keyOf(clinicId, patientId)) ?? newest;
	const coded = new Map<string, string>();
	for (const row of set.rows.courses) {
		const { line, clinicId } = row;
		if (clinicId === null || line.patient_id === null) continue;
		const { codeFor } = keyFor(clinicId, line.patient_id);
		if (line.course_id !== null && contains(line.course_id, line.patient_id)) {
			const code = codeFor('course', clinicId, line.course_id);
			coded.set(keyOf(clinicId, line.course_id), code);
		}
		if (line.pair_id !== null && contains(line.pair_id, line.patient_id)) {
			line.pair_id = codeFor('pair', clinicId, line.pair_id);
		}
	}
	for (const row of allRows(set)) {
		const { clinicId } = row;
		if (clinicId === null) continue;
		replace(row, 'patient_id', (id) => {
			const { codeFor, keyVersion } = keyFor(clinicId, id);
			const code = codeFor('patient', clinicId, id);
			if (keyVersion !== newest.keyVersion) versions.set(keyOf(clinicId, code), keyVersion);
			return code;
		});
		replace(row, 'assessment_id', (id) => newest.codeFor('row', clinicId, id));
		replace(row, 'side_effect_id', (id) => newest.codeFor('row', clinicId, id));
		replace(row, 'course_id', (id) => coded.get(keyOf(clinicId, id)) ?? id);
	}
	return versions;
}

/**
 * For rows that come without their courses file: a course that the database holds under a code gets
 * that code here too, whichever key made it.
 */
export async function adoptCodedCourses(
	tx: Transaction<Database>,
	set: ImportSet,
	{ newest, earlier }: KeyRing
): Promise<void> {
	if (newest.keyVersion === 0) return;
	const inFiles = new Set(set.rows.courses.map((row) => keyOf(row.clinicId, row.line.course_id)));
	const rowsByCode = new Map<string, ImportRow[]>();
	for (const row of allRows(set)) {
		const id = columnText(row, 'course_id');
		if (id === null || row.clinicId === null || inFiles.has(keyOf(row.clinicId, id))) continue;
		for (const { codeFor } of [newest, ...earlier]) {
			const code = codeFor('course', row.clinicId, id);
			const rows = rowsByCode.get(code);
			if (rows) rows.push(row);
			else rowsByCode.set(code, [row]);
		}
	}
	if (rowsByCode.size === 0) return;
	const found = await sql<{ course_id: string }>`
		select course_id from course where course_id = any (${[...rowsByCode.keys()]}::text[])`.execute(tx);
	for (const { course_id: code } of found.rows) {
		for (const row of rowsByCode.get(code) ?? []) replace(row, 'course_id', () => code);
	}
}

function replace(row: ImportRow, column: string, by: (id: string) => string): void {
	const id = columnText(row, column);
	if (id !== null) cellsOf(row)[column] = by(id);
}

/** Whether a patient's id can be read in another id: as one of its parts, or, when long, anywhere. */
export function contains(id: string, patientId: string): boolean {
	if (id.split(/[._-]/).includes(patientId) || id === patientId) return true;
	return patientId.length >= 4 && id.includes(patientId);
}
