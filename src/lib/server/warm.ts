/**
 * Works out before anybody asks what they would ask first: the overview, by its default grouping, of every
 * director and practitioner with an account and of whoever was here since the start, each with their own
 * rights and for themselves. It begins shortly after the start and after each new data version, goes step
 * by step, and lets requests go first.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '#lib/domain/roles.ts';
import { staffViewers } from './accounts/staff-viewers.ts';
import { overviewByAndBy } from './app.ts';
import { connection } from './connection.ts';
import { factsNow } from './facts.ts';
import { log, traceOf } from './log.ts';
import { onStop } from './stop.ts';

const MOST_VIEWERS = 40;
const LOOK_EVERY_MS = 5_000;
/** A step waits this long at most for requests to be done, so that a busy server gets there as well. */
const WAIT_AT_MOST_MS = 2_000;
const WAIT_MS = 25;

/** Who may come, each with the data version that is worked out for them. */
const viewers = new LRUCache<string, { viewer: Viewer; warm: number | null }>({
	max: MOST_VIEWERS
});
let answering = 0;

/** Somebody is here whose overview is to be kept ready. */
export function noteViewer(viewer: Viewer): void {
	if (viewer.release) return;
	const id = JSON.stringify(viewer);
	if (!viewers.get(id)) viewers.set(id, { viewer, warm: null });
}

/** Runs a request; meanwhile nothing new is begun in the background. */
export async function whileAnswering<T>(work: () => Promise<T>): Promise<T> {
	answering += 1;
	try {
		return await work();
	} finally {
		answering -= 1;
	}
}

/** Looks every few seconds whether something is to be worked out, until the process stops. */
export function startWarming(): void {
	const stopping = new AbortController();
	onStop(async () => stopping.abort());
	void warmEvery(stopping.signal).catch((error: unknown) => {
		if (!stopping.signal.aborted)
			log().warn({ error: traceOf(error) }, 'nothing is worked out ahead');
	});
}

async function warmEvery(signal: AbortSignal): Promise<void> {
	while (!signal.aborted) {
		await pause(LOOK_EVERY_MS, undefined, { signal, ref: false });
		// A database that cannot answer now may be asked again.
		await warmAll(signal).catch((error: unknown) => {
			if (!signal.aborted) log().debug({ error: traceOf(error) }, 'not worked out ahead');
		});
	}
}

/** Works out what is not worked out yet of the newest data. */
export async function warmAll(signal: AbortSignal): Promise<void> {
	const { dataVersion, threshold } = await factsNow(connection());
	for (const viewer of await staffViewers(connection(), threshold)) noteViewer(viewer);
	for (const one of [...viewers.values()]) {
		if (one.warm === dataVersion) continue;
		await leisure(signal);
		const steps = overviewByAndBy(one.viewer);
		while (!(await steps.next()).done) await leisure(signal);
		one.warm = dataVersion;
	}
}

/** Resolves when no request is being answered, or has been long enough. */
async function leisure(signal: AbortSignal): Promise<void> {
	signal.throwIfAborted();
	const until = performance.now() + WAIT_AT_MOST_MS;
	do await pause(WAIT_MS, undefined, { signal, ref: false });
	while (answering > 0 && performance.now() < until);
}
