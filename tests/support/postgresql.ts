/** A real PostgreSQL server for tests: found or, on Debian as root, installed; started on a free port. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const DEBIAN_FOLDER = '/usr/lib/postgresql';
const isRoot = process.getuid?.() === 0;

/** The folder with `initdb` and `pg_ctl` of the newest version on this machine, or null. */
export function findPostgresql(): string | null {
	if (existsSync(DEBIAN_FOLDER)) {
		const versions = readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a));
		const folder = versions
			.map((version) => join(DEBIAN_FOLDER, version, 'bin'))
			.find((bin) => existsSync(join(bin, 'initdb')));
		if (folder) return folder;
	}
	const found = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
	const folder = found.status === 0 ? found.stdout.trim() : '';
	return folder !== '' && existsSync(join(folder, 'initdb')) ? folder : null;
}

/** Installs Debian's PostgreSQL when this process may; says whether it is there afterwards. */
export function installPostgresql(): boolean {
	if (!isRoot || !existsSync('/usr/bin/apt-get')) return false;
	installPackages(['postgresql']);
	return findPostgresql() !== null;
}

/** Installs Debian packages, waiting for another installation that is under way. */
export function installPackages(names: string[]): void {
	const options = ['-o', 'DPkg::Lock::Timeout=120'];
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	spawnSync('apt-get', [...options, 'update', '-q'], { env, stdio: 'ignore' });
	spawnSync('apt-get', [...options, 'install', '-y', '-q', '--no-install-recommends', ...names], {
		env,
		stdio: 'ignore'
	});
}

export type Server = { url: string; stop(): void };

/** Starts a fresh server that keeps nothing. It listens on this machine only. */
export async function startPostgresql(bin: string): Promise<Server> {
	const folder = folderOfServer();
	const port = await freePort();
	const data = join(folder, 'data');
	run(`'${bin}/initdb' -D '${data}' -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-sync`);
	startIn(bin, folder, port);
	return {
		url: addressOf(port),
		stop() {
			stopIn(bin, folder);
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** A server that repeats all that another does and takes no writes; it can be halted and started again. */
export type Standby = Server & {
	halt(): void;
	start(): void;
	/** Stops all its processes where they are: it is there and says nothing. Gives what lets them go on. */
	freeze(): () => void;
};

/** Starts a standby of the server at this address, on a port of its own. */
export async function startStandby(bin: string, primary: string): Promise<Standby> {
	const folder = folderOfServer();
	const port = await freePort();
	const { port: from } = new URL(primary);
	run(
		`'${bin}/pg_basebackup' -D '${folder}/data' -R -X stream -c fast --no-sync ` +
			`-h 127.0.0.1 -p ${from} -U postgres`
	);
	const start = () => startIn(bin, folder, port);
	start();
	let running = true;
	return {
		url: addressOf(port),
		halt() {
			stopIn(bin, folder);
			running = false;
		},
		start() {
			start();
			running = true;
		},
		freeze() {
			const [first = ''] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
			const others = execFileSync('ps', ['-o', 'pid=', '--ppid', first], { encoding: 'utf8' });
			const processes = [first, ...others.trim().split(/\s+/)].map(Number);
			const toAll = (signal: NodeJS.Signals) => processes.forEach((id) => tell(id, signal));
			toAll('SIGSTOP');
			return () => toAll('SIGCONT');
		},
		stop() {
			if (running) stopIn(bin, folder);
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** The server refuses to run as root: there it runs as the user its package made, who owns its folder. */
function folderOfServer(): string {
	const folder = mkdtempSync(join(tmpdir(), 'stipple-pg-'));
	if (isRoot) {
		const [uid, gid] = ['-u', '-g'].map((which) =>
			Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
		);
		chownSync(folder, uid ?? 0, gid ?? 0);
	}
	return folder;
}

/** A process of a connection may have ended since it was listed. */
function tell(id: number, signal: NodeJS.Signals): void {
	try {
		process.kill(id, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

const addressOf = (port: number) => `postgres://postgres@127.0.0.1:${port}/postgres`;

function startIn(bin: string, folder: string, port: number): void {
	const options = `-p ${port} -k ${folder} -c fsync=off -c listen_addresses=127.0.0.1`;
	run(`'${bin}/pg_ctl' -w -D '${folder}/data' -l '${folder}/log' -o '${options}' start`);
}

const stopIn = (bin: string, folder: string) =>
	run(`'${bin}/pg_ctl' -w -m immediate -D '${folder}/data' stop`);

/** With the output ignored: a server that inherits a pipe would hold the call open. */
function run(command: string): void {
	const [program, args] = isRoot
		? ['su', ['postgres', '-s', '/bin/sh', '-c', command]]
		: ['/bin/sh', ['-c', command]];
	execFileSync(program as string, args as string[], { cwd: '/', stdio: 'ignore' });
}
