/** Entries of the audit as a CSV file, written while they are read: its size does not matter. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { csvRows, writeCsv } from '#lib/formats/csv.ts';
import { entriesOf, type NamedEntry } from './entries.ts';
import type { AuditFilters } from './filters.ts';

/** Rows of one answer of the database. */
const ROWS_AT_ONCE = 1_000;

/** All that the hash is made of, so that a reader can check it, and the actor's name. */
const COLUMNS = [
	'entry_no',
	'at',
	'actor',
	'actor_name',
	'role',
	'clinic',
	'action',
	'object',
	'outcome',
	'request_id',
	'address',
	'detail',
	'previous_hash',
	'hash'
] as const;

/** The filtered entries up to a number, newest first, below lines that say what the file is about. */
export function entriesAsCsv(
	db: Kysely<Database>,
	filters: AuditFilters,
	{ upTo, about }: { upTo: number; about: readonly string[] }
): ReadableStream<Uint8Array> {
	const columns = COLUMNS.map((key) => ({ key, label: key, type: 'text' as const }));
	const encoder = new TextEncoder();
	let before = upTo + 1;
	return new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(encoder.encode(writeCsv({ columns, rows: [] }, about)));
		},
		async pull(controller) {
			const entries = await entriesOf(db, filters, { before, limit: ROWS_AT_ONCE });
			const last = entries.at(-1);
			if (last) {
				before = last.entry_no;
				controller.enqueue(encoder.encode(csvRows(entries.map(asRow))));
			}
			if (entries.length < ROWS_AT_ONCE) controller.close();
		}
	});
}

const asRow = (entry: NamedEntry) =>
	COLUMNS.map((key) => (key === 'detail' ? JSON.stringify(entry.detail) : entry[key]));
