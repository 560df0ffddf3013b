/**
 * One process at a time on a data folder: the embedded engine does not guard it, and two would lose
 * each other's writes. Every process puts down a claim of its own; nobody ever removes a living one's.
 */
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The folder is in use; the message is one sentence for the operator. */
export class LockedError extends Error {}

export type Lock = { release(): Promise<void> };

type Claim = {
	pid: number;
	/** When the process began, as its system tells it, so that a reused number is not mistaken. */
	started: string;
	/** The machine or container in which the number means this process. */
	machine: string;
	/** False while the process is still looking whether another one is there. */
	holding: boolean;
};

const PREFIX = 'lock-';
const HEARTBEAT_MS = 2_000;
/** A claim from another container counts as living this long after its last heartbeat. */
const FOREIGN_LIFE_MS = 10_000;
const TRIES = 8;

/** Takes the folder for this process, removing claims of processes that are gone. */
export async function takeLock(folder: string): Promise<Lock> {
	const own: Claim = {
		pid: process.pid,
		started: startOf(process.pid) ?? '',
		machine: machine(),
		holding: false
	};
	const path = join(folder, `${PREFIX}${own.pid}-${randomInt(2 ** 40).toString(36)}`);
	for (let attempt = 1; ; attempt += 1) {
		await writeClaim(path, own);
		const other = await livingClaim(folder, path);
		if (other === null) break;
		await rm(path, { force: true });
		if (other.holding || attempt === TRIES) throw new LockedError(inUse(folder, other));
		// Two that start in the same moment see each other: both step back, for different times.
		await wait(randomInt(20, 40 * attempt + 20));
	}
	await writeClaim(path, { ...own, holding: true });
	const heartbeat = setInterval(() => {
		const now = new Date();
		utimes(path, now, now).catch(() => {});
	}, HEARTBEAT_MS);
	heartbeat.unref();
	return {
		async release() {
			clearInterval(heartbeat);
			await rm(path, { force: true });
		}
	};
}

const inUse = (folder: string, claim: Claim) =>
	`The data folder ${folder} is in use by process ${claim.pid}: stop that one first, ` +
	`or set DATA_DIR to another folder.`;

/** Written whole in one step: a reader never sees half a claim. */
async function writeClaim(path: string, claim: Claim): Promise<void> {
	const draft = join(dirname(path), `draft-${basename(path)}`);
	await writeFile(draft, JSON.stringify(claim), { mode: 0o600 });
	await rename(draft, path);
}

async function livingClaim(folder: string, ownPath: string): Promise<Claim | null> {
	for (const name of await readdir(folder)) {
		const path = join(folder, name);
		if (!name.startsWith(PREFIX) || path === ownPath) continue;
		const claim = await readClaim(path);
		if (claim && (await isAlive(claim, path))) return claim;
		// Its name is its own for ever, so this cannot hit a process that started meanwhile.
		await rm(path, { force: true });
	}
	return null;
}

async function readClaim(path: string): Promise<Claim | null> {
	try {
		const claim: unknown = JSON.parse(await readFile(path, 'utf8'));
		return isClaim(claim) ? claim : null;
	} catch {
		return null;
	}
}

function isClaim(value: unknown): value is Claim {
	return (
		typeof value === 'object' &&
		value !== null &&
		'pid' in value &&
		typeof value.pid === 'number' &&
		'started' in value &&
		'machine' in value &&
		'holding' in value
	);
}

async function isAlive(claim: Claim, path: string): Promise<boolean> {
	if (claim.machine !== machine()) {
		const seen = await stat(path).catch(() => null);
		return seen !== null && Date.now() - seen.mtimeMs < FOREIGN_LIFE_MS;
	}
	// Another lock of this very process is a living one too.
	const started = startOf(claim.pid);
	return started !== null && started === claim.started;
}

/** When the process began; null when there is none. Empty where the system does not tell. */
function startOf(pid: number): string | null {
	try {
		process.kill(pid, 0);
	} catch (error) {
		// EPERM: it lives, under another user.
		if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null;
	}
	if (process.platform === 'win32') return '';
	if (process.platform !== 'linux') {
		return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
	}
	try {
		// The 22nd field; the second, the name in brackets, may itself hold blanks and brackets.
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const [state, ...rest] = fields.slice(fields.lastIndexOf(')') + 2).split(' ');
		return state === 'Z' ? null : (rest[18] ?? '');
	} catch {
		return null;
	}
}

function machine(): string {
	try {
		const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
		return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
	} catch {
		return 'this machine';
	}
}
