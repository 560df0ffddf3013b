/** Builds the product when its build is missing or was made from other sources. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LockedError, takeLock, type Lock } from '#db/embedded/lock.ts';

/** The build did not come about; the message holds what the builder said. */
export class BuildError extends Error {}

/** Everything a build is made from. */
const SOURCES = ['src', 'db', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'];
const STAMP = join('build', 'sources.sha256');
const ENTRY = join('build', 'handler.js');
/** Where whoever builds puts down a claim. */
const CLAIMS = join('.svelte-kit', 'building');
const LOOK_AGAIN_MS = 300;

/** Whether `build/` holds the product as these sources make it. */
export function isBuilt(): boolean {
	return existsSync(ENTRY) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourcesHash();
}

/**
 * Builds, one process at a time: two at once would mix their files, and serve pages that ask for what is not
 * there. Who comes second waits, and does not build again what the first one built.
 */
export const build = (signal?: AbortSignal): Promise<void> =>
	oneAtATime(CLAIMS, isBuilt, () => runBuilder(signal), signal);

/**
 * Does the work while no other process does it in this folder; not at all where it was done meanwhile.
 * Throws an AbortError when the signal ends the waiting.
 */
export async function oneAtATime(
	folder: string,
	isDone: () => boolean,
	work: () => Promise<void>,
	signal?: AbortSignal
): Promise<void> {
	mkdirSync(folder, { recursive: true });
	for (;;) {
		const lock = await lockOrNull(folder);
		if (lock === null) {
			await wait(LOOK_AGAIN_MS, undefined, { signal });
			continue;
		}
		try {
			if (!isDone()) await work();
			return;
		} finally {
			await lock.release();
		}
	}
}

/** Null while another process has it. */
async function lockOrNull(folder: string): Promise<Lock | null> {
	try {
		return await takeLock(folder);
	} catch (error) {
		if (error instanceof LockedError) return null;
		throw error;
	}
}

/** Quietly, in a process of its own. Stops it when the signal says so. */
function runBuilder(signal?: AbortSignal): Promise<void> {
	const vite = join('node_modules', 'vite', 'bin', 'vite.js');
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, NODE_ENV: 'production' },
			signal
		});
		let said = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
		}
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve();
			else reject(new BuildError(`The product could not be built:\n${said.trim()}`));
		});
	});
}

/** Notes in a fresh build what it was made from. Called by the builder at its end (vite.config.ts). */
export function stampBuild(begun: number): void {
	// The builder ends more than once, the first time with the old build still in place.
	if (existsSync(ENTRY) && statSync(ENTRY).mtimeMs >= begun) writeFileSync(STAMP, sourcesHash());
}

function sourcesHash(): string {
	const hash = createHash('sha256');
	for (const path of SOURCES.flatMap(filesUnder)) hash.update(path).update(readFileSync(path));
	return hash.digest('hex');
}

function filesUnder(path: string): string[] {
	if (!existsSync(path)) return [];
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}
