/**
 * Runs a model in a thread of its own, so that other pages are answered meanwhile. The thread starts
 * with the first model; a model that takes too long is given up, and its thread with it.
 */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { onStop } from '../stop.ts';
import type { Answered, Asked, Input, JobName, Output } from './jobs.ts';

const GIVE_UP_AFTER_MS = 15_000;
/** More at once would wait longer than anybody does. */
const MOST_WAITING = 50;

type Waiting = { resolve: (output: unknown) => void; reject: (error: Error) => void };

let thread: Worker | null = null;
let last = 0;
const waiting = new Map<number, Waiting>();

/** The answer of the model of this name. Throws ETIMEDOUT when too many wait or it takes too long. */
export async function model<Name extends JobName>(
	name: Name,
	...input: Input<Name>
): Promise<Output<Name>> {
	if (waiting.size >= MOST_WAITING) throw timedOut('too many models are waiting');
	const running = (thread ??= started());
	const id = ++last;
	const answered = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
	const late = setTimeout(() => end(timedOut(`the model ${name} took too long`)), GIVE_UP_AFTER_MS);
	const asked: Asked = { id, name, input };
	running.postMessage(asked);
	try {
		// The thread ran the job of this name on this input.
		return (await answered) as Output<Name>;
	} finally {
		clearTimeout(late);
		waiting.delete(id);
	}
}

function started(): Worker {
	const worker = new Worker(sourceOfThread());
	worker.on('message', (answered: Answered) => {
		const asker = waiting.get(answered.id);
		if ('fault' in answered) asker?.reject(new Error(answered.fault));
		else asker?.resolve(answered.output);
	});
	worker.on('error', (error) => {
		if (thread === worker) end(error instanceof Error ? error : new Error(String(error)));
	});
	onStop(async () => {
		await worker.terminate();
	});
	// Nobody waits for an idle thread when the process wants to end; listening would hold it again.
	worker.unref();
	return worker;
}

/** Gives the thread up; whoever waits for it is told why. The next model starts a new one. */
function end(error: Error): void {
	void thread?.terminate();
	thread = null;
	for (const { reject } of waiting.values()) reject(error);
	waiting.clear();
}

const timedOut = (message: string) => Object.assign(new Error(message), { code: 'ETIMEDOUT' });

/** The thread's file as it is in the sources: the built server lies beside them, some folders down. */
function sourceOfThread(): URL {
	const here = new URL(import.meta.url);
	for (let up = new URL('./', here); up.pathname !== '/'; up = new URL('../', up)) {
		for (const path of ['thread.ts', 'src/lib/server/models/thread.ts']) {
			const found = new URL(path, up);
			if (existsSync(found)) return found;
		}
	}
	throw new Error('The sources of the models are missing beside the built server.');
}
