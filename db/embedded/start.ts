/**
 * Starts, restarts and stops the embedded database's thread. Only ever run from source: by `npm start`,
 * the command line, the development server and tests; a bundled module cannot find the thread's file.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { takeLock } from './lock.ts';
import type { WorkerData, WorkerReport, WorkerRequest } from './worker.ts';

export type EmbeddedOptions = {
	/** The folder of the data; null keeps the database in memory, for tests. */
	dataDir: string | null;
	/** A prepared copy (made by `saveCopy`) that a new database begins with. */
	copy?: string;
};

export type Embedded = {
	/** The address for `connect`. One connection at a time: more would mix their messages. */
	url: string;
	/** Restarts the engine whenever one statement has run this long; null ends the watch. */
	setDeadline(milliseconds: number | null): void;
	/** Ends whatever runs and opens the same data again. Waiting queries get an error. */
	restart(): Promise<void>;
	/** Writes the whole database to a file. Nothing may be connected. */
	saveCopy(path: string): Promise<void>;
	close(): Promise<void>;
};

const databaseIn = (dataDir: string) => join(dataDir, 'database');

/** Whether the folder holds no database yet. */
export const isNew = (dataDir: string) => !existsSync(databaseIn(dataDir));

/** Opens the database in the folder, making it when there is none. Throws LockedError when in use. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
	const { dataDir } = options;
	const compiling = engineCode();
	if (dataDir !== null) {
		await mkdir(dataDir, { recursive: true, mode: 0o700 });
		await chmod(dataDir, 0o700);
	}
	const lock = dataDir === null ? null : await takeLock(dataDir);
	// Not in the data folder: a socket's path may have about 100 bytes at most.
	const socketFolder = await mkdtemp(join(tmpdir(), 'stipple-'));
	const socketPath = join(socketFolder, '.s.PGSQL.5432');
	const busy = new Int32Array(new SharedArrayBuffer(4));
	const since = Date.now();
	const folder = dataDir === null ? null : databaseIn(dataDir);

	let restarting: Promise<void> | null = null;
	let watch: NodeJS.Timeout | undefined;
	let closed = false;

	const begin = async () => {
		const started = await startWorker({
			folder,
			copy: options.copy ?? null,
			engine: await compiling,
			socketPath,
			busy,
			since
		});
		// An engine that dies by itself (out of memory) comes back by itself.
		started.on('error', () => {});
		started.on('exit', () => {
			if (started === worker && !closed) restart().catch(() => {});
		});
		return started;
	};
	const release = async () => {
		await rm(socketFolder, { recursive: true, force: true });
		await lock?.release();
	};

	let worker: Worker;
	try {
		worker = await begin();
	} catch (error) {
		await release();
		throw error;
	}

	const restartOnce = async () => {
		await worker.terminate();
		Atomics.store(busy, 0, 0);
		await rm(socketPath, { force: true });
		worker = await begin();
	};
	const restart = () => {
		restarting ??= restartOnce().finally(() => (restarting = null));
		return restarting;
	};

	return {
		url: addressOf(socketFolder),
		restart,
		setDeadline(milliseconds) {
			clearInterval(watch);
			if (milliseconds === null) return;
			watch = setInterval(() => {
				const began = Atomics.load(busy, 0);
				if (began > 0 && Date.now() - since - began > milliseconds) restart().catch(() => {});
			}, 250);
			watch.unref();
		},
		saveCopy: (path) => request(worker, { kind: 'copy', path }),
		async close() {
			if (closed) return;
			closed = true;
			clearInterval(watch);
			await restarting?.catch(() => {});
			// A long statement keeps the thread from hearing; what is committed is safe without its goodbye.
			const goodbye = request(worker, { kind: 'stop' }).catch(() => {});
			await Promise.race([goodbye, wait(3_000, undefined, { ref: false })]);
			await worker.terminate();
			await release();
		}
	};
}

/** Everything is said in it, so that no PG* variable of the machine can lead elsewhere. */
function addressOf(socketFolder: string): string {
	const host = encodeURIComponent(socketFolder);
	return `postgres://postgres@localhost/postgres?host=${host}&port=5432&sslmode=disable&stipple_embedded=1`;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** Compiled beside whatever else starts, and kept, so that a restart has it at once. */
function engineCode(): Promise<WebAssembly.Module> {
	// Tests run this where import.meta.resolve is not known.
	const engine = createRequire(import.meta.url).resolve('@electric-sql/pglite');
	compiled ??= readFile(join(dirname(engine), 'pglite.wasm')).then((bytes) =>
		WebAssembly.compile(bytes)
	);
	return compiled;
}

function startWorker(workerData: WorkerData): Promise<Worker> {
	// The flags of this process are not the thread's: some, such as --input-type, would stop it.
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, execArgv: [] });
	return answer(worker).then(() => worker);
}

function request(worker: Worker, message: WorkerRequest): Promise<void> {
	const done = answer(worker);
	worker.postMessage(message);
	return done;
}

/** The thread's next report, or an error when it ends without one. */
function answer(worker: Worker): Promise<void> {
	return new Promise((resolve, reject) => {
		const settle = (error: Error | null) => {
			worker.off('message', heard).off('error', settle).off('exit', ended);
			if (error) reject(error);
			else resolve();
		};
		const heard = (report: WorkerReport) =>
			settle(report.kind === 'failed' ? new Error(report.message) : null);
		const ended = () => settle(new Error('The embedded database ended unexpectedly.'));
		worker.on('message', heard).on('error', settle).on('exit', ended);
	});
}
