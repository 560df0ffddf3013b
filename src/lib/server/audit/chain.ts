/**
 * Walks the audit's chain from entry to entry and names the first that is not as it was written: a
 * changed one, a missing one, one that does not follow the one before. A removed end shows only beside
 * what was noted earlier, for the entries left are unbroken; so does a chain written anew as a whole.
 */
import { sql, type Kysely } from 'kysely';
import type { AuditEntryTable, Database } from '#db/schema.ts';
import { FIRST_HASH, hashOf } from '../audit.ts';

/** An entry's number and hash: all that is needed to go on from there. */
export type ChainMark = { entryNo: number; hash: string };

export type BrokenLink = {
	entryNo: number;
	what: 'changed' | 'missing' | 'out of order' | 'not the one noted';
};

export type ChainReport = {
	/** The last entry that was reached unbroken; number 0 when there is none. */
	last: ChainMark;
	broken: BrokenLink | null;
};

/** Before the first entry. */
export const CHAIN_START: ChainMark = { entryNo: 0, hash: FIRST_HASH };

const AT_ONCE = 1_000;

/**
 * Checks the entries after `from`, at most `most` of them. `expected` is what was noted earlier: the
 * chain must still reach that entry, with that hash.
 */
export async function walkChain(
	db: Kysely<Database>,
	options: { from?: ChainMark; most?: number; expected?: ChainMark | null } = {}
): Promise<ChainReport> {
	const { from = CHAIN_START, most = Infinity, expected = null } = options;
	let last = from;
	let left = most;
	for (;;) {
		const atOnce = Math.min(left, AT_ONCE);
		const entries = await entriesAfter(db, last, atOnce);
		const damaged = await withOtherDetail(db, entries);
		for (const entry of entries) {
			const what = faultOf(entry, last, damaged);
			if (what) {
				const entryNo = what === 'missing' ? last.entryNo + 1 : entry.entry_no;
				return { last, broken: { entryNo, what } };
			}
			last = { entryNo: entry.entry_no, hash: entry.hash };
			if (last.entryNo === expected?.entryNo && last.hash !== expected.hash) {
				return { last, broken: { entryNo: last.entryNo, what: 'not the one noted' } };
			}
		}
		left -= entries.length;
		if (entries.length < atOnce || left <= 0) break;
	}
	const short = expected !== null && left > 0 && last.entryNo < expected.entryNo;
	return { last, broken: short ? { entryNo: last.entryNo + 1, what: 'missing' } : null };
}

type StoredEntry = AuditEntryTable & { detail_text: string };

function entriesAfter(db: Kysely<Database>, { entryNo }: ChainMark, limit: number) {
	return (
		db
			.selectFrom('audit_entry')
			.selectAll()
			.select([
				// The driver's time ends at milliseconds, the database's does not.
				sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`.as('at_text'),
				sql<string>`detail::text`.as('detail_text')
			])
			// Before the first entry nothing may stand either.
			.$if(entryNo > 0, (query) => query.where('entry_no', '>', entryNo))
			.orderBy('entry_no')
			.limit(limit)
			.execute()
			.then((rows) =>
				rows.map(({ at_text, ...entry }): StoredEntry => ({ ...entry, at: asWritten(at_text) }))
			)
	);
}

/** `2026-06-01T08:00:00.123000` as `….123Z`; a time that was written by another hand stays as it is. */
const asWritten = (text: string) => (text.endsWith('000') ? `${text.slice(0, -3)}Z` : text);

function faultOf(
	entry: StoredEntry,
	last: ChainMark,
	damaged: ReadonlySet<number>
): BrokenLink['what'] | null {
	if (entry.entry_no > last.entryNo + 1) return 'missing';
	if (entry.entry_no <= last.entryNo) return 'out of order';
	if (entry.hash !== hashOf(entry) || damaged.has(entry.entry_no)) return 'changed';
	return entry.previous_hash === last.hash ? null : 'out of order';
}

/** Entries whose details read the same and are not: a number with more digits than ours have. */
async function withOtherDetail(
	db: Kysely<Database>,
	entries: readonly StoredEntry[]
): Promise<Set<number>> {
	if (entries.length === 0) return new Set();
	const { rows } = await sql<{ entry_no: number }>`
		select entry_no from unnest(
			${entries.map((entry) => entry.entry_no)}::bigint[],
			${entries.map((entry) => entry.detail_text)}::text[],
			${entries.map((entry) => JSON.stringify(entry.detail))}::text[]
		) as entry (entry_no, stored, understood)
		where stored <> understood::jsonb::text`.execute(db);
	return new Set(rows.map(({ entry_no }) => entry_no));
}
