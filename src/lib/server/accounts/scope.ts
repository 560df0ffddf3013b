/**
 * The transaction that the accounts library works in: what it changes and the audit entry of it are
 * stored together. Passwords are worked out before, for a transaction may only wait for the database.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';

/** A password and its hash, known to belong together. */
export type KnownPassword = { password: string; hash: string };

type Scope = { tx: Kysely<Database>; known: readonly KnownPassword[] };
const scope = new AsyncLocalStorage<Scope>();

/** Runs the work in one transaction, which the accounts library joins. */
export function inTransaction<T>(
	db: Kysely<Database>,
	known: readonly KnownPassword[],
	work: (tx: Kysely<Database>) => Promise<T>
): Promise<T> {
	return db.transaction().execute((tx) => scope.run({ tx, known }, () => work(tx)));
}

/** Without a transaction, for work that waits for another server: each step is stored by itself. */
export const stepByStep = <T>(db: Kysely<Database>, work: () => Promise<T>): Promise<T> =>
	scope.run({ tx: db, known: [] }, work);

/** The transaction of this scope. */
export function currentTransaction(): Kysely<Database> {
	const current = scope.getStore();
	if (!current) throw new Error('The accounts library is only called within a scope of ours.');
	return current.tx;
}

/** The hash of a password that was worked out before; undefined for any other. */
export const knownHash = (password: string): string | undefined =>
	scope.getStore()?.known.find((one) => one.password === password)?.hash;
