/** What the audit keeps of an import: counts and names of clinics, never a cell. */
import type { StoreReport } from './store.ts';

/** "patient: 2 new, 1 changed", of the tables where anything is. */
export function importDetail({ version, clinics, tables }: StoreReport) {
	const rows = Object.entries(tables)
		.filter(([, counts]) => counts.new + counts.changed > 0)
		.map(([table, counts]) => `${table}: ${counts.new} new, ${counts.changed} changed`);
	return { dataVersion: version, clinics, rows };
}
