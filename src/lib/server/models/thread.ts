/** The thread in which models run: one after the other, as they are asked for. Started from source. */
import { parentPort } from 'node:worker_threads';
import { JOBS, type Answered, type Asked } from './jobs.ts';

parentPort?.on('message', ({ id, name, input }: Asked) => {
	parentPort?.postMessage(answer(id, name, input));
});

function answer(id: number, name: Asked['name'], input: unknown[]): Answered {
	try {
		// Name and input were one in `model`; between threads types are lost.
		const job = JOBS[name] as (...values: unknown[]) => unknown;
		return { id, output: job(...input) };
	} catch (error) {
		return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}
