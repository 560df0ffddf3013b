/**
 * Guessing gets slow: wrong tries are counted in a table, so that a restart forgets none. First per
 * address, and per account at one address; then per account over all addresses, which slows nobody who
 * signed in well from the same place before. No wait is longer than a quarter of an hour (SR-3.4).
 */
import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';

const LONGEST_WAIT_SECONDS = 15 * 60;
/** Without a wrong try for this long, the count begins anew. */
const FORGET_SECONDS = 3600;

/**
 * How many wrong tries are free, and the first wait in seconds; each further one doubles it. They are
 * asked in this order, so that two requests never wait for each other.
 */
const RULES = {
	// People of a clinic may share an address.
	address: { free: 9, first: 1 },
	// An account from one address, or from one browser that is known.
	here: { free: 5, first: 4 },
	account: { free: 9, first: 4 },
	// Refusals of whoever has no account, recorded one by one up to here.
	denied: { free: 20, first: 1 }
} as const;
const ORDER = Object.keys(RULES);

/** What is counted. In the table stands a hash, which tells no e-mail and no address. */
export type Counted = { rule: keyof typeof RULES; key: string };

/** The count of an account over all addresses; `what` keeps password, second factor and codes apart. */
export const accountCount = (what: string, account: string): Counted => ({
	rule: 'account',
	key: hash(`${what}:${account.trim().toLowerCase()}`)
});

/** The count of an account at one place: an address, or a browser that is known. */
export const countHere = (what: string, account: string, place: string | null): Counted => ({
	rule: 'here',
	key: hash(`${what}:${account.trim().toLowerCase()}:at:${networkOf(place ?? 'unknown')}`)
});

/** The count of an address; of IPv6 the network, for its addresses cost nothing. */
export const addressCount = (address: string | null): Counted => ({
	rule: 'address',
	key: hash(`address:${networkOf(address ?? 'unknown')}`)
});

/** The count of tokens of programs at an address: nobody's sign-in there gets slow by it. */
export const tokenCount = (address: string | null): Counted => ({
	rule: 'address',
	key: hash(`token:${networkOf(address ?? 'unknown')}`)
});

/** How long to wait after so many wrong tries, in seconds. */
export function waitAfter(failures: number, rule: keyof typeof RULES): number {
	const { free, first } = RULES[rule];
	if (failures < free) return 0;
	return Math.min(LONGEST_WAIT_SECONDS, first * 2 ** Math.min(failures - free, 20));
}

export type Wait = {
	/** 0 where the try was taken. */
	seconds: number;
	/** Whether nobody was told of this wait yet: an entry of the audit is due once for each. */
	isNew: boolean;
	/** The count that asks for it; null for none. */
	rule: Counted['rule'] | null;
};

/**
 * Takes a try, counted as wrong until `forgive` says otherwise: tries at the same moment cannot pass
 * together. Where there is a wait nothing is counted.
 */
export async function takeTry(db: Kysely<Database>, counts: readonly Counted[]): Promise<Wait> {
	const wait = await db.transaction().execute(async (tx): Promise<Wait> => {
		const taken: { key: string; failures: number }[] = [];
		for (const { key, rule } of inOrder(counts)) {
			const { failures, age } = await standing(tx, key);
			const seconds = Math.ceil(waitAfter(failures, rule) - Math.max(0, age));
			// Before the next has a row: accounts invented at an address that waits leave none.
			if (seconds > 0) return { seconds, rule, isNew: await isNewWait(tx, key) };
			taken.push({ key, failures: failures + 1 });
		}
		for (const { key, failures } of taken) {
			await tx
				.updateTable('throttle')
				.set({ failures, last_failure_at: sql<string>`clock_timestamp()` })
				.where('key', '=', key)
				.execute();
		}
		return { seconds: 0, rule: null, isNew: false };
	});
	await removeOld(db);
	return wait;
}

const inOrder = (counts: readonly Counted[]) =>
	[...counts].sort((a, b) => ORDER.indexOf(a.rule) - ORDER.indexOf(b.rule));

/** The wrong tries that count, and seconds since the last; the row is kept from others meanwhile. */
async function standing(
	tx: Kysely<Database>,
	key: string
): Promise<{ failures: number; age: number }> {
	await tx
		.insertInto('throttle')
		.values({ key, failures: 0, last_failure_at: sql<string>`now()` })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const { failures, age } = await tx
		.selectFrom('throttle')
		.select('failures')
		.select(sql<number>`extract(epoch from clock_timestamp() - last_failure_at)::float8`.as('age'))
		.where('key', '=', key)
		.forUpdate()
		.executeTakeFirstOrThrow();
	return { failures: age > FORGET_SECONDS ? 0 : failures, age };
}

/** A wait is told by its last wrong try, of which a copy is kept in a row beside the count's own. */
async function isNewWait(tx: Kysely<Database>, key: string): Promise<boolean> {
	// The time is copied by the database itself, which knows it to the microsecond.
	const { rows } = await sql`
		insert into throttle (key, failures, last_failure_at)
		select ${hash(`told:${key}`)}, 0, last_failure_at from throttle where key = ${key}
		on conflict (key) do update set last_failure_at = excluded.last_failure_at
			where throttle.last_failure_at <> excluded.last_failure_at
		returning key`.execute(tx);
	return rows.length > 0;
}

/** The try was right: the count at this place is forgotten, the wider ones give back what it took. */
export async function forgive(tx: Kysely<Database>, counts: readonly Counted[]): Promise<void> {
	for (const { key, rule } of inOrder(counts)) {
		if (rule === 'here') await forget(tx, [key]);
		else {
			await tx
				.updateTable('throttle')
				.set({ failures: sql<number>`greatest(failures - 1, 0)` })
				.where('key', '=', key)
				.execute();
		}
	}
}

/** How long whoever tries now has to wait, in seconds; takes no try. */
export async function waitNow(db: Kysely<Database>, counts: readonly Counted[]): Promise<number> {
	const rows = await db
		.selectFrom('throttle')
		.select(['key', 'failures'])
		.select(sql<number>`extract(epoch from clock_timestamp() - last_failure_at)::float8`.as('age'))
		.where(
			'key',
			'in',
			counts.map(({ key }) => key)
		)
		.execute();
	const waits = counts.map(({ key, rule }) => {
		const row = rows.find((one) => one.key === key);
		if (!row || row.age > FORGET_SECONDS) return 0;
		return Math.ceil(waitAfter(row.failures, rule) - Math.max(0, row.age));
	});
	return Math.max(0, ...waits);
}

/** Whether a refusal of somebody without an account has an entry: the first few at an address have. */
export async function mayRecordDenied(
	db: Kysely<Database>,
	address: string | null
): Promise<boolean> {
	const key = hash(`denied:${networkOf(address ?? 'unknown')}`);
	const { seconds, isNew } = await takeTry(db, [{ rule: 'denied', key }]);
	return seconds === 0 || isNew;
}

/** These counts begin anew. */
export async function forget(tx: Kysely<Database>, keys: readonly string[]): Promise<void> {
	if (keys.length === 0) return;
	await tx.deleteFrom('throttle').where('key', 'in', keys).execute();
}

const REMOVE_EVERY_MS = 60_000;
let removedAt = Number.NEGATIVE_INFINITY;

/** Rows that count no more go, now and then; those in use are left for the next time. */
async function removeOld(db: Kysely<Database>): Promise<void> {
	const now = performance.now();
	if (now - removedAt < REMOVE_EVERY_MS) return;
	removedAt = now;
	await db
		.deleteFrom('throttle')
		.where('key', 'in', (eb) =>
			eb
				.selectFrom('throttle')
				.select('key')
				.where(
					'last_failure_at',
					'<',
					sql<string>`now() - make_interval(secs => ${2 * FORGET_SECONDS})`
				)
				.forUpdate()
				.skipLocked()
		)
		.execute();
}

/** A wait in words, for the one who waits. */
export const waitWords = (seconds: number): string =>
	seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;

/** The first half of an IPv6 address, in full, without the zone; any other text as it is. */
export function networkOf(address: string): string {
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
