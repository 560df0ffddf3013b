/**
 * The embedded PostgreSQL: the engine in a thread of its own, answering on a Unix socket. Started by
 * start.ts only; the rest of the program speaks to it through an ordinary connection.
 */
import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

export type WorkerData = {
	/** Where the database is kept; null keeps it in memory. */
	folder: string | null;
	/** A prepared copy to begin with. */
	copy: string | null;
	/** The engine's code, compiled once for the process and shared by its threads. */
	engine: WebAssembly.Module;
	socketPath: string;
	/** Slot 0: when the running statement began, in milliseconds since `since`; 0 when idle. */
	busy: Int32Array<SharedArrayBuffer>;
	since: number;
};
export type WorkerRequest = { kind: 'stop' } | { kind: 'copy'; path: string };
export type WorkerReport = { kind: 'ready' | 'done' } | { kind: 'failed'; message: string };

// The thread is always started with this data.
const {
	folder,
	copy,
	engine: pgliteWasmModule,
	socketPath,
	busy,
	since
} = workerData as WorkerData;
const report = (message: WorkerReport) => parentPort?.postMessage(message);

/** A new database grows beside its place and moves there when whole, so a cut start leaves no half. */
async function open(): Promise<PGlite> {
	const loadDataDir = copy === null ? undefined : new Blob([await readFile(copy)]);
	if (folder === null) return PGlite.create({ pgliteWasmModule, loadDataDir });
	if (!existsSync(folder)) {
		const unfinished = `${folder}.new`;
		await rm(unfinished, { recursive: true, force: true });
		await (await PGlite.create({ pgliteWasmModule, dataDir: unfinished, loadDataDir })).close();
		await rename(unfinished, folder);
	}
	return PGlite.create({ pgliteWasmModule, dataDir: folder });
}

/** Notes when each statement begins and ends, so that the other thread can end one that is too long. */
function watch(engine: PGlite): void {
	const run = engine.execProtocolRawStream.bind(engine);
	engine.execProtocolRawStream = async (message, options) => {
		Atomics.store(busy, 0, Math.max(1, Date.now() - since));
		try {
			await run(message, options);
		} finally {
			Atomics.store(busy, 0, 0);
		}
	};
}

try {
	const engine = await open();
	watch(engine);
	const server = new PGLiteSocketServer({ db: engine, path: socketPath, maxConnections: 4 });
	await server.start();

	parentPort?.on('message', async (request: WorkerRequest) => {
		try {
			if (request.kind === 'copy') {
				const dump = await engine.dumpDataDir('none');
				await writeFile(request.path, new Uint8Array(await dump.arrayBuffer()), { mode: 0o600 });
			} else {
				await server.stop();
				await engine.close();
			}
			report({ kind: 'done' });
			if (request.kind === 'stop') parentPort?.close();
		} catch (error) {
			report({ kind: 'failed', message: String(error) });
		}
	});
	report({ kind: 'ready' });
} catch (error) {
	report({ kind: 'failed', message: String(error) });
	parentPort?.close();
}
