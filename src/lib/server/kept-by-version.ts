/**
 * What is kept under numbers of data versions and releases, and when all of it is forgotten. A database that
 * came out of a backup, or whose standby took over, counts on from earlier ones than were seen: then a number
 * means other data.
 */
type Emptied = { clear(): void };

const kept: Emptied[] = [];

/** Gives the store back, which is emptied when numbers no longer mean what they did. */
export function keptByVersion<Store extends Emptied>(store: Store): Store {
	kept.push(store);
	return store;
}

/** The newest of what is numbered from the first on, and when it was made; 0 and null before the first. */
export type Newest = { number: number; madeAt: string | null };
export type Seen = { data: Newest; release: Newest };

const NONE: Newest = { number: 0, madeAt: null };
let last: Seen = { data: NONE, release: NONE };

/**
 * Notes the newest version of the data and the newest release as the database has them now. One that is older
 * than the last, as two readings at once may also say, costs no more than that everything is worked out anew.
 */
export function noteSeen(seen: Seen): void {
	const other = isOther(seen.data, last.data) || isOther(seen.release, last.release);
	last = seen;
	if (other) for (const store of kept) store.clear();
}

const isOther = (now: Newest, before: Newest) =>
	now.number < before.number || (now.number === before.number && now.madeAt !== before.madeAt);
