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
let epoch = 0;

/**
 * Which of the series of numbers is counted in now: raised whenever the database is found to be another. It
 * is part of every id under which something is kept or being worked out, and is taken before what the
 * numbers in that id are read from: whatever was begun before stays apart.
 */
export const epochNow = (): number => epoch;

/** What was noted last: whoever reads the newest asks as well when these were made. */
export const lastSeen = (): Seen => last;

/** What was noted last when a reading began, and when the database says that those numbers were made. */
export type Asked = { before: Seen; data: string | null; release: string | null };

/**
 * Notes the newest version of the data and the newest release as the database has them now, and gives the
 * epoch they are of. A number that leapt past the last one is of another series where the last one is not in
 * it. One that is older than the last, as two readings at once may also say, costs no more than that
 * everything is worked out anew.
 */
export function noteSeen(seen: Seen, asked: Asked): number {
	const other = (['data', 'release'] as const).some(
		(of) => isOther(seen[of], last[of]) || asked[of] !== asked.before[of].madeAt
	);
	if (other) {
		epoch += 1;
		for (const store of kept) store.clear();
	}
	// Of what was noted while it was on its way a reading says nothing: the next one will.
	if (other || asked.before === last) last = seen;
	return epoch;
}

const isOther = (now: Newest, before: Newest) =>
	now.number < before.number || (now.number === before.number && now.madeAt !== before.madeAt);
