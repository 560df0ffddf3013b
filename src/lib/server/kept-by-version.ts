/**
 * What is kept under data versions, and when all of it is forgotten. A database that came out of a backup,
 * or whose standby took over, counts on from an earlier version than was seen: then a number means other data.
 */
type Emptied = { clear(): void };

const kept: Emptied[] = [];

/** Gives the store back, which is emptied when versions no longer mean what they did. */
export function keptByVersion<Store extends Emptied>(store: Store): Store {
	kept.push(store);
	return store;
}

/** A data version and when it was made; 0 and null before the first. */
export type VersionSeen = { version: number; madeAt: string | null };

let last: VersionSeen = { version: 0, madeAt: null };

/**
 * Notes the newest data version as the database has it now. One that is older than the last, as two readings
 * at once may also say, costs no more than that everything is worked out anew.
 */
export function noteVersionSeen(seen: VersionSeen): void {
	const other =
		seen.version < last.version || (seen.version === last.version && seen.madeAt !== last.madeAt);
	last = seen;
	if (other) for (const store of kept) store.clear();
}
