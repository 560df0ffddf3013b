/**
 * Guessing gets slow: wrong tries are counted per account and per address, in a table, so that a restart
 * forgets none. The wait grows up to a quarter of an hour and never further, so that nobody is locked out
 * for good; a right password forgets the account's wrong ones (SR-3.4).
 */
import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';

const LONGEST_WAIT_SECONDS = 15 * 60;
/** Without a wrong try for this long, the count begins anew. */
const FORGET_SECONDS = 3600;

/** How many wrong tries are free, and the first wait in seconds; each further one doubles it. */
const RULES = {
	account: { free: 5, first: 4 },
	// People of a clinic may share an address.
	address: { free: 9, first: 1 }
} as const;

/** What is counted. In the table stands a hash, which tells no e-mail and no address. */
export type Counted = { rule: keyof typeof RULES; key: string };

/** The count of an account; `what` keeps password, second factor and codes apart. */
export const accountCount = (what: string, account: string): Counted => ({
	rule: 'account',
	key: hash(`${what}:${account.trim().toLowerCase()}`)
});

/** The count of an address; of IPv6 the network, for its addresses cost nothing. */
export const addressCount = (address: string | null): Counted => ({
	rule: 'address',
	key: hash(`address:${networkOf(address ?? 'unknown')}`)
});

/** How long to wait after so many wrong tries, in seconds. */
export function waitAfter(failures: number, rule: keyof typeof RULES): number {
	const { free, first } = RULES[rule];
	if (failures < free) return 0;
	return Math.min(LONGEST_WAIT_SECONDS, first * 2 ** Math.min(failures - free, 20));
}

/**
 * Takes a try, counted as wrong until `forgive` says otherwise: tries at the same moment cannot pass
 * together. Gives 0, or the seconds to wait; then nothing is counted.
 */
export async function takeTry(db: Kysely<Database>, counts: readonly Counted[]): Promise<number> {
	// Always in the same order, so that two requests never wait for each other.
	const sorted = [...counts].sort((a, b) => (a.key < b.key ? -1 : 1));
	return db.transaction().execute(async (tx) => {
		await tx
			.insertInto('throttle')
			.values(sorted.map(({ key }) => ({ key, failures: 0, last_failure_at: sql<string>`now()` })))
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		let wait = 0;
		const next = new Map<string, number>();
		for (const { key, rule } of sorted) {
			const row = await tx
				.selectFrom('throttle')
				.select('failures')
				.select(
					sql<number>`extract(epoch from clock_timestamp() - last_failure_at)::float8`.as('age')
				)
				.where('key', '=', key)
				.forUpdate()
				.executeTakeFirstOrThrow();
			const failures = row.age > FORGET_SECONDS ? 0 : row.failures;
			wait = Math.max(wait, waitAfter(failures, rule) - Math.max(0, row.age));
			next.set(key, failures + 1);
		}
		if (wait > 0) return Math.ceil(wait);
		for (const [key, failures] of next) {
			await tx
				.updateTable('throttle')
				.set({ failures, last_failure_at: sql<string>`clock_timestamp()` })
				.where('key', '=', key)
				.execute();
		}
		return 0;
	});
}

/** The try was right: an account's count is forgotten, an address gets back the one try it took. */
export async function forgive(tx: Kysely<Database>, counts: readonly Counted[]): Promise<void> {
	for (const { key, rule } of [...counts].sort((a, b) => (a.key < b.key ? -1 : 1))) {
		if (rule === 'account') await tx.deleteFrom('throttle').where('key', '=', key).execute();
		else {
			await tx
				.updateTable('throttle')
				.set({ failures: sql<number>`greatest(failures - 1, 0)` })
				.where('key', '=', key)
				.execute();
		}
	}
	await tx
		.deleteFrom('throttle')
		.where('last_failure_at', '<', sql<string>`now() - interval '1 day'`)
		.execute();
}

/** A wait in words, for the one who waits. */
export const waitWords = (seconds: number): string =>
	seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;

/** The first half of an IPv6 address, in full, without the zone; any other as it is. */
function networkOf(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
	if (mapped?.[1]) return mapped[1];
	if (!address.includes(':')) return address;
	const [head = '', tail = ''] = address.replace(/%.*$/, '').toLowerCase().split('::');
	const groups = head === '' ? [] : head.split(':');
	const after = tail === '' ? [] : tail.split(':');
	const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0');
	return [...groups, ...zeros, ...after]
		.slice(0, 4)
		.map((group) => group.replace(/^0+(?=.)/, ''))
		.join(':');
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
