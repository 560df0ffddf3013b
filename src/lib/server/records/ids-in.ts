/** Whom and what the rows of an import speak of, in parts that the database is asked for one by one. */
import { columnText } from './column-text.ts';
import { allRows, keyOf, type ImportSet } from './import-set.ts';

/** Ids in one question to the database. */
const IDS_AT_ONCE = 5000;

/** Clinics and ids of a column over all files, each pair once. */
export function idsIn(set: ImportSet, column: 'patient_id' | 'course_id'): [string[], string[]][] {
	const pairs = new Map<string, [string, string]>();
	let last: [string, string] | null = null;
	for (const row of allRows(set)) {
		const id = columnText(row, column);
		if (id === null || row.clinicId === null) continue;
		// Rows of one course mostly come one after the other.
		if (last?.[1] === id && last[0] === row.clinicId) continue;
		last = [row.clinicId, id];
		pairs.set(keyOf(row.clinicId, id), last);
	}
	const all = [...pairs.values()];
	const parts: [string[], string[]][] = [];
	for (let start = 0; start < all.length; start += IDS_AT_ONCE) {
		const part = all.slice(start, start + IDS_AT_ONCE);
		parts.push([part.map(([clinic]) => clinic), part.map(([, id]) => id)]);
	}
	return parts;
}
