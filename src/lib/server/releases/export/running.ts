/**
 * How far exports are that somebody watches, by an id that only the watcher knows. Kept in memory: with
 * several servers a page may not find its own, and then says nothing of progress.
 */
import { LRUCache } from 'lru-cache';

export type Running = {
	/** 0 to 1; 1 when the file is made and on its way. */
	share: number;
	/** Whether it ended without a file. */
	failed: boolean;
};

/** Bounded, and forgotten after an hour. */
const watched = new LRUCache<string, Running>({ max: 500, ttl: 3_600_000 });

/** What a page may name its export by. */
export const isWatchId = (text: string | null): text is string =>
	text !== null && /^[0-9a-f-]{36}$/.test(text);

/** Notes how far the export of this id is. Without an id nothing is noted. */
export function noteProgress(id: string | null, share: number): void {
	if (isWatchId(id)) watched.set(id, { share, failed: false });
}

/** Notes that no file will come. */
export function noteFailure(id: string | null): void {
	if (isWatchId(id)) watched.set(id, { share: 0, failed: true });
}

/** How far it is; null for an id that nobody exports under. */
export const progressOf = (id: string): Running | null => watched.get(id) ?? null;
