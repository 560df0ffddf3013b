/**
 * How long something takes beside something else: both in turn in one run, medians of both. By the clock,
 * and by the processor's own time, which other programs of the machine do not add to.
 */

export type Timed = { ms: number; cpuMs: number; peerMs: number | null; rounds: number };

const ROUNDS = 15;
const ROUNDS_AT_LEAST = 3;
const MS_AT_MOST = 3000;

/** What work gives back, kept so that nothing of it can be left out. */
let kept: unknown = null;

function timed(work: () => unknown): { ms: number; cpuMs: number } {
	const cpu = process.cpuUsage();
	const start = performance.now();
	kept = work();
	const ms = performance.now() - start;
	const { user, system } = process.cpuUsage(cpu);
	return { ms, cpuMs: (user + system) / 1000 };
}

/** Medians of up to 15 rounds after one to warm up; of slow work as many as three seconds take. */
export function medianTimes(work: () => unknown, peer: (() => unknown) | null): Timed {
	timed(work);
	if (peer) timed(peer);
	const own: { ms: number; cpuMs: number }[] = [];
	const other: number[] = [];
	const begun = performance.now();
	while (
		own.length < ROUNDS_AT_LEAST ||
		(own.length < ROUNDS && performance.now() - begun < MS_AT_MOST)
	) {
		own.push(timed(work));
		if (peer) other.push(timed(peer).ms);
	}
	return {
		ms: median(own.map(({ ms }) => ms)),
		cpuMs: median(own.map(({ cpuMs }) => cpuMs)),
		peerMs: peer ? median(other) : null,
		rounds: own.length
	};
}

export const lastKept = () => kept;

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1
		? (sorted[middle] ?? 0)
		: ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
