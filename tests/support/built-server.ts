/** The product as people start it, for tests: what `npm start` runs, in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import product from '../../package.json' with { type: 'json' };
import { freePort } from './free-port.ts';

/** What `npm start` gives the program, without the program itself. */
export const START = product.scripts.start.split(' ').slice(1);

export type Ended = { code: number | null; signal: NodeJS.Signals | null };
export type Started = {
	process: ChildProcess;
	port: number;
	address: string;
	dataDir: string;
	/** What it has said so far. */
	out(): string;
	err(): string;
	/** Resolves when the process has ended. */
	ended: Promise<Ended>;
	/** Resolves when the product answers; rejects with what it said when it ends before. */
	ready(): Promise<void>;
	/** Ends it in order and removes a folder made for it. */
	stop(signal?: NodeJS.Signals): Promise<Ended>;
};

/** Starts the product on a port and in a data folder of its own; `env` adds settings or takes them over. */
export async function startProduct(env: Record<string, string> = {}): Promise<Started> {
	const port = Number(env.PORT ?? (await freePort()));
	const ownFolder = env.DATA_DIR === undefined;
	const dataDir = env.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'stipple-test-'));
	const child = spawn(process.execPath, START, {
		// Nothing of this process's own settings may reach it; what is measured or counted stands alone.
		env: {
			PATH: process.env.PATH,
			PORT: String(port),
			DATA_DIR: dataDir,
			STIPPLE_WARM: '0',
			...env
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let out = '';
	let err = '';
	child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
	const ended = new Promise<Ended>((resolve) =>
		child.on('close', (code, signal) => resolve({ code, signal }))
	);
	const address = `http://127.0.0.1:${port}`;
	return {
		process: child,
		port,
		address,
		dataDir,
		out: () => out,
		err: () => err,
		ended,
		async ready() {
			while (child.exitCode === null && child.signalCode === null) {
				const answer = await fetch(`${address}/readyz`).catch(() => null);
				if (answer?.ok) return;
				await wait(100);
			}
			throw new Error(`The product ended before it was ready.\n${out}\n${err}`);
		},
		async stop(signal = 'SIGTERM') {
			child.kill(signal);
			const result = await ended;
			if (ownFolder) rmSync(dataDir, { recursive: true, force: true });
			return result;
		}
	};
}
