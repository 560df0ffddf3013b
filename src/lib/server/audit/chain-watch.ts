/**
 * Looks at the chain again and again without walking a long one from its beginning each time. It remembers
 * the last entry it saw, so that an end which is removed while it watches is found.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { CHAIN_START, walkChain, type ChainMark, type ChainReport } from './chain.ts';

/** Entries of one look: more of a long chain are walked at the next. */
const AT_ONCE = 20_000;
/** After this time the chain is walked from its beginning again. */
const TRUSTED_MS = 15 * 60_000;
/** A chain of up to this many entries is walked from its beginning at every look. */
const SHORT = 2_000;

/** `trustedTo` is the last entry that this look took from an earlier one; 0 where it walked them all. */
export type WatchReport = ChainReport & { trustedTo: number };
export type ChainWatch = (db: Kysely<Database>, now?: number) => Promise<WatchReport>;

/** A watch of its own; give it one database only. */
export function watchChain({ atOnce = AT_ONCE, short = SHORT } = {}): ChainWatch {
	let reached = CHAIN_START;
	let since = 0;
	/** The furthest entry ever seen. */
	let noted: ChainMark | null = null;
	return async (db, now = Date.now()) => {
		const isShort = reached.entryNo <= short && reached.entryNo < atOnce;
		if (isShort || now - since > TRUSTED_MS || !(await stands(db, reached))) {
			reached = CHAIN_START;
			since = now;
		}
		const trustedTo = reached.entryNo;
		const report = await walkChain(db, { from: reached, most: atOnce, expected: noted });
		if (report.broken) since = 0;
		else reached = report.last;
		if (!report.broken && report.last.entryNo > (noted?.entryNo ?? 0)) noted = report.last;
		return { ...report, trustedTo };
	};
}

async function stands(db: Kysely<Database>, mark: ChainMark): Promise<boolean> {
	if (mark.entryNo === 0) return true;
	const entry = await db
		.selectFrom('audit_entry')
		.select('hash')
		.where('entry_no', '=', mark.entryNo)
		.executeTakeFirst();
	return entry?.hash === mark.hash;
}
