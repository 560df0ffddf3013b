/**
 * Where pages are read from: a replica as long as it has all that the primary has, else the primary. What
 * decides is the data version. Nobody waits for a replica: it is looked at beside the questions, and one
 * that is behind, silent or gone costs no answer. Writes, accounts and the audit never come here.
 */
import type { Kysely } from 'kysely';
import { isMigrated } from '#db/migrate.ts';
import type { Database } from '#db/schema.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { connectReplica, connection, isUnavailable } from './connection.ts';
import { log, traceOf } from './log.ts';

type Db = Kysely<Database>;

/** What the rows of an answer have to be as new as: both are numbered from the first on. */
export type Needs = { dataVersion: number; release: number };

/**
 * What a question by this viewer has to find, the data being of this version. Of a release its rows alone,
 * which never change: one that was imported names a version of another installation.
 */
export const needsOf = ({ release }: Viewer, dataVersion: number): Needs =>
	release ? { dataVersion: 0, release: release.number } : { dataVersion, release: 0 };

/** Runs work that only reads, wherever it finds what it needs. Until it is done it has a connection there. */
export type Reader = <T>(needs: Needs, work: (db: Db) => Promise<T>) => Promise<T>;

/** Without a replica everything is read here. */
export const readerOf =
	(db: Db): Reader =>
	(_, work) =>
		work(db);

export type ReplicaState = 'not looked at yet' | 'in use' | 'behind' | 'unreachable';

export type Replica = {
	read: Reader;
	state(): ReplicaState;
	/** Looks now, and gives what it is then. */
	look(): Promise<ReplicaState>;
};

/** A replica in use is looked at again after this many milliseconds, one that is behind or gone as well. */
const AGAIN_MS = { 'not looked at yet': 0, 'in use': 5_000, behind: 500, unreachable: 5_000 };
/** A replica has this long to say how far it is. */
const LOOK_MS = 2_000;
/** While it answers a question it is looked at as often as this, so that nobody waits for a silent one. */
const WATCH_MS = 1_000;

type Told = (state: ReplicaState, error?: unknown) => void;

export type Servers = {
	primary: Db;
	replica: Db;
	/** The replica once more, by connections that no question has. */
	watch: Db;
};

/** What a server was seen to have: the data of a version, with the moment it was made, and a release. */
type Seen = Needs & { madeAt: string | null };
const NOTHING: Seen = { dataVersion: -1, release: -1, madeAt: null };

/** A connection to what is not as far as the replica that was looked at. */
class Older extends Error {}

/** Reads from the replica or the primary; `told` hears of every change of state, once. */
export function withReplica(
	{ primary, replica, watch }: Servers,
	told: Told,
	now = Date.now
): Replica {
	let state: ReplicaState = 'not looked at yet';
	let has = NOTHING;
	let lookedAt = -Infinity;
	let looking: Promise<void> | null = null;
	let gone = new AbortController();

	const become = (next: ReplicaState, error?: unknown) => {
		if (next !== state) told(next, error);
		state = next;
		if (next !== 'unreachable') return;
		gone.abort(error);
		gone = new AbortController();
	};

	async function lookOnce(): Promise<void> {
		lookedAt = now();
		const asked = await latest(primary);
		try {
			const found = await within(LOOK_MS, seenOn(watch, asked));
			// A replica that was emptied, or is of another database, has not what was seen before.
			has = found ?? NOTHING;
			const all = found !== null && found.release >= asked.release;
			become(all ? 'in use' : 'behind');
		} catch (error) {
			become('unreachable', error);
		}
	}

	const look = (): Promise<void> =>
		(looking ??= lookOnce().finally(() => {
			looking = null;
		}));

	async function read<T>(needs: Needs, work: (db: Db) => Promise<T>): Promise<T> {
		const enough = has.dataVersion >= needs.dataVersion && has.release >= needs.release;
		const due = now() - lookedAt >= AGAIN_MS[state];
		// The primary may fail the look as well: whoever asks it next hears of that.
		if (due || (state === 'in use' && !enough)) look().catch(() => {});
		if (state === 'unreachable' || !enough) return work(primary);
		const watching = setInterval(() => void look().catch(() => {}), WATCH_MS);
		try {
			return await unless(gone.signal, onReplica(has, work));
		} catch (error) {
			if (error instanceof Older) return work(primary);
			if (!isOfReplica(error)) throw error;
			lookedAt = now();
			// This question alone is read elsewhere when the pool is full, or replay removed rows under it.
			if (!isBusy(error) && !isConflict(error)) become('unreachable', error);
			return work(primary);
		} finally {
			clearInterval(watching);
		}
	}

	/**
	 * Behind one address there may be several servers, or from one moment to the next an older copy: the
	 * connection that answers has itself what was seen. Throws Older where it has not.
	 */
	const onReplica = <T>(seen: Seen, work: (db: Db) => Promise<T>): Promise<T> =>
		replica.connection().execute(async (db) => {
			const { madeAt, release } = await progressOf(db, seen.dataVersion);
			if (madeAt !== seen.madeAt || release < seen.release) throw new Older();
			return work(db);
		});

	return {
		read,
		state: () => state,
		async look() {
			await look();
			return state;
		}
	};
}

/** The latest data version with the moment it was made, which no other database has, and the latest release. */
async function latest(db: Db): Promise<Seen> {
	const row = await db
		.selectFrom('data_version')
		.select((eb) => eb.fn.max('version').as('version'))
		.executeTakeFirst();
	const dataVersion = row?.version ?? 0;
	return { dataVersion, ...(await progressOf(db, dataVersion)) };
}

/** How far the replica is; null while it has not this version of the data, or another schema. */
const seenOn = (watch: Db, { dataVersion, madeAt }: Seen): Promise<Seen | null> =>
	watch.connection().execute(async (db) => {
		if (!(await isMigrated(db))) return null;
		const found = { dataVersion, ...(await progressOf(db, dataVersion)) };
		return found.madeAt === madeAt ? found : null;
	});

/** When a server's version of the data of this number was made, null where it has none; its latest release. */
async function progressOf(db: Db, version: number): Promise<Pick<Seen, 'madeAt' | 'release'>> {
	const { made_at: madeAt, release } = await db
		.selectNoFrom((eb) => [
			eb
				.selectFrom('data_version')
				.select('created_at')
				.where('version', '=', version)
				.as('made_at'),
			eb
				.selectFrom('release')
				.select((of) => of.fn.max('release_no').as('latest'))
				.as('release')
		])
		.executeTakeFirstOrThrow();
	return { madeAt, release: release ?? 0 };
}

/** The work, or the reason of the signal where that comes first. */
function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const stop = () => reject(signal.reason);
		signal.addEventListener('abort', stop, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
	});
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('Query read timeout')), ms);
	});
	return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const codeOf = (error: unknown) =>
	error instanceof Error && 'code' in error ? String(error.code) : '';

/** What the primary may answer all the same. A question that took too long would do so there too. */
const isOfReplica = (error: unknown) =>
	codeOf(error) !== '57014' &&
	(isUnavailable(error) || isConflict(error) || REPLICA_CODES.test(codeOf(error)));

const isConflict = (error: unknown) => /^40(001|P01)$/.test(codeOf(error));

/** A schema, rights or a login that have not arrived yet. */
const REPLICA_CODES = /^(42P01|42703|42501|42704|22023|28\w{3}|3D000)$/;

const isBusy = (error: unknown) =>
	error instanceof Error && /^timeout exceeded when trying to connect/.test(error.message);

let replica: Replica | null | undefined;

/** The replica of the running server; null where the settings name none. */
export function ownReplica(): Replica | null {
	if (replica !== undefined) return replica;
	const servers = connectReplica();
	replica = servers && withReplica({ primary: connection(), ...servers }, logChange);
	return replica;
}

function logChange(state: ReplicaState, error?: unknown): void {
	if (state === 'in use') log().info('pages are read from the replica');
	else log().warn({ state, error: error && traceOf(error) }, 'pages are read from the primary');
}

/** Reads for pages of the running server. */
export const reading: Reader = (needs, work) =>
	(ownReplica()?.read ?? readerOf(connection()))(needs, work);
