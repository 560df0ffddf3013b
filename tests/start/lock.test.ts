import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LockedError, takeLock } from '#db/embedded/lock.ts';

let folder = '';
const children: ChildProcess[] = [];
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'stipple-lock-'));
});
afterEach(() => {
	for (const child of children.splice(0)) child.kill('SIGKILL');
	rmSync(folder, { recursive: true, force: true });
});

/** A process that takes the lock, says `held` or `refused`, and stays. */
async function otherProcess(): Promise<{ child: ChildProcess; said: string }> {
	const source = `
		import { takeLock } from '#db/embedded/lock.ts';
		try { await takeLock(${JSON.stringify(folder)}); console.log('held'); }
		catch (error) { console.log('refused'); }
		setInterval(() => {}, 1000);`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	children.push(child);
	const [chunk] = await once(child.stdout, 'data');
	return { child, said: String(chunk).trim() };
}

async function killed(child: ChildProcess): Promise<void> {
	child.kill('SIGKILL');
	await once(child, 'exit');
}

const claims = () => readdirSync(folder).filter((name) => name.startsWith('lock-'));

test('SR-8.5 a second process is refused in one sentence that names the first', async () => {
	const { child, said } = await otherProcess();
	expect(said).toBe('held');
	const refused = takeLock(folder);
	await expect(refused).rejects.toThrow(LockedError);
	await expect(refused).rejects.toThrow(
		`The data folder ${folder} is in use by process ${child.pid}: stop that one first, ` +
			'or set DATA_DIR to another folder.'
	);
	expect(claims()).toHaveLength(1);
});

test('SR-8.5 the lock of a process that was killed is taken over', async () => {
	const { child } = await otherProcess();
	await killed(child);
	const lock = await takeLock(folder);
	expect(claims()).toHaveLength(1);
	await lock.release();
	expect(claims()).toEqual([]);
});

test('SR-8.5 a process that got the number of a dead one is not mistaken for it', async () => {
	const { child } = await otherProcess();
	const [name = ''] = claims();
	const claim = JSON.parse(readFileSync(join(folder, name), 'utf8'));
	await killed(child);
	// The number now belongs to a living process, this one, which began at another time.
	writeFileSync(join(folder, name), JSON.stringify({ ...claim, pid: process.pid }));
	const lock = await takeLock(folder);
	await lock.release();
});

test('SR-8.5 a lock from another container counts while its heartbeat is fresh', async () => {
	const { child } = await otherProcess();
	const [name = ''] = claims();
	const claim = JSON.parse(readFileSync(join(folder, name), 'utf8'));
	await killed(child);
	writeFileSync(join(folder, name), JSON.stringify({ ...claim, machine: 'elsewhere' }));
	await expect(takeLock(folder)).rejects.toThrow(LockedError);
});

test('one process does not open a folder twice, and may again after letting go', async () => {
	const lock = await takeLock(folder);
	await expect(takeLock(folder)).rejects.toThrow(LockedError);
	await lock.release();
	const again = await takeLock(folder);
	await again.release();
});

test('SR-8.5 of six processes that start at once over a stale lock never two get the folder', async () => {
	const { child } = await otherProcess();
	await killed(child);
	const all = await Promise.all(Array.from({ length: 6 }, otherProcess));
	expect(all.filter(({ said }) => said === 'held')).toHaveLength(1);
}, 60_000);
