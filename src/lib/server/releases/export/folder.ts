/** The private folder of one export, and those of programs that were killed in the middle of theirs. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = /^stipple-export-(\d+)-(?:([0-9a-f]{8})-)?/;

/** A program that is started again in a container often has the number of the one before it. */
const OURS = randomBytes(4).toString('hex');

/** A folder that nobody else may open. It says whose it is, so that the next export can tell it is left. */
export async function exportFolder(): Promise<string> {
	await removeLeft();
	return mkdtemp(join(tmpdir(), `stipple-export-${process.pid}-${OURS}-`));
}

async function removeLeft(): Promise<void> {
	for (const name of await readdir(tmpdir())) {
		const [, owner, token] = NAME.exec(name) ?? [];
		if (owner === undefined || isInUse(Number(owner), token)) continue;
		// Another user's is not ours to remove.
		await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
	}
}

const isInUse = (owner: number, token: string | undefined) =>
	owner === process.pid ? token === OURS : isAlive(owner);

function isAlive(process_: number): boolean {
	try {
		return process.kill(process_, 0);
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code !== 'ESRCH';
	}
}
