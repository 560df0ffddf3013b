/** The private folder of one export, and those of programs that were killed in the middle of theirs. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = /^stipple-export-(\d+)-/;

/** A folder that nobody else may open. It says whose it is, so that the next export can tell it is left. */
export async function exportFolder(): Promise<string> {
	await removeLeft();
	return mkdtemp(join(tmpdir(), `stipple-export-${process.pid}-`));
}

async function removeLeft(): Promise<void> {
	for (const name of await readdir(tmpdir())) {
		const owner = Number(NAME.exec(name)?.[1] ?? NaN);
		if (Number.isNaN(owner) || isAlive(owner)) continue;
		// Another user's is not ours to remove.
		await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
	}
}

function isAlive(process_: number): boolean {
	try {
		return process.kill(process_, 0);
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code !== 'ESRCH';
	}
}
