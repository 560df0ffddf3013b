/** Checked lines -> the rows that the store takes: kept rows only, without what is not stored. */
import { dayNumber } from '#lib/domain/contract/days.ts';
import type { TableName } from '#lib/domain/contract/tables.ts';
import { noRecords, type ContractRecords } from './contract-records.ts';
import { keyOf, type ImportRows, type ImportSet } from './import-set.ts';

/** Ages from here on are stored as this one. */
const OLDEST = 90;

/**
 * The records are the lines themselves: with a million rows, copies would be most of the memory. The set is
 * only counted after this step. `versionOf` gives the key of a patient by clinic and pseudonym, `today` the age of one who comes
 * without a course.
 */
export function toRecords(
	set: ImportSet,
	versionOf: (clinicId: string, patientId: string) => number,
	today: string
): ContractRecords {
	const records = noRecords();
	const firstYears = firstYearOfCourses(set);
	for (const { line } of kept(set.rows.clinics)) {
		const { clinic_id, label } = line;
		records.clinics.push({ clinic_id, label, visit_weeks: line.visit_weeks ?? undefined });
	}
	for (const { line } of kept(set.rows.protocols)) records.protocols.push({ ...line });
	for (const { line, clinic } of kept(set.rows.patients)) {
		const year = firstYears.get(keyOf(clinic, line.patient_id)) ?? Number(today.slice(0, 4));
		const age = cappedAge(line.age_at_start, line.birth_year, year);
		const key_version = versionOf(clinic, line.patient_id);
		records.patients.push(Object.assign(line, age, { clinic_id: clinic, key_version }));
	}
	// The store writes the columns it knows; the emptied columns with dates are none of them.
	for (const { line, clinic } of kept(set.rows.courses)) {
		const { start_month: month } = line;
		if (month === null) continue;
		records.courses.push(Object.assign(line, { start_month: month, clinic_id: clinic }));
	}
	for (const { line, clinic } of kept(set.rows.sessions)) {
		const { session_day: day } = line;
		if (day === null) continue;
		records.sessions.push(Object.assign(line, { session_day: day, clinic_id: clinic }));
	}
	for (const { line, clinic } of kept(set.rows.assessments)) {
		const { assessed_day: day } = line;
		if (day === null) continue;
		records.assessments.push(Object.assign(line, { assessed_day: day, clinic_id: clinic }));
	}
	for (const { line, clinic } of kept(set.rows.side_effects)) {
		records.sideEffects.push(Object.assign(line, { clinic_id: clinic }));
	}
	for (const { line, clinic } of kept(set.rows.contacts)) {
		const { contact_day: day } = line;
		if (day === null) continue;
		records.contacts.push(Object.assign(line, { contact_day: day, clinic_id: clinic }));
	}
	return records;
}

/** The rows that stay, with the clinic that the checks made sure of. */
function* kept<T extends TableName>(rows: ImportRows[T]) {
	for (const { line, clinicId, refused, skipped } of rows) {
		if (!refused && !skipped) yield { line, clinic: clinicId ?? '' };
	}
}

/** 90 and over becomes 90, and a year of birth that would tell such an age is not kept. */
function cappedAge(age: number | null, birthYear: number | null, yearOfStart: number) {
	if (age !== null) return { age_at_start: Math.min(age, OLDEST), birth_year: null };
	if (birthYear !== null && yearOfStart - birthYear >= OLDEST) {
		return { age_at_start: OLDEST, birth_year: null };
	}
	return { age_at_start: null, birth_year: birthYear };
}

function firstYearOfCourses(set: ImportSet): Map<string, number> {
	const years = new Map<string, number>();
	for (const { line, clinic } of kept<'courses'>(set.rows.courses)) {
		if (line.start_month === null || dayNumber(`${line.start_month}-01`) === null) continue;
		const key = keyOf(clinic, line.patient_id);
		const year = Number(line.start_month.slice(0, 4));
		years.set(key, Math.min(years.get(key) ?? year, year));
	}
	return years;
}
