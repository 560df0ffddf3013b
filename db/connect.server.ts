/** One way to both databases: an ordinary pool, returning numbers as numbers and days as text. */
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { CopyCursor, DialectWithoutCopy } from './copy-in.server.ts';
import type { Database } from './schema.ts';

const INT8 = 20;
const NUMERIC = 1700;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

const parsers: Record<number, (text: string) => unknown> = {
	[INT8]: Number,
	[NUMERIC]: Number,
	[DATE]: (text) => text,
	[TIMESTAMPTZ]: (text) => new Date(text).toISOString()
};
const types = {
	getTypeParser: (oid: number, format?: 'text' | 'binary') =>
		parsers[oid] ?? pg.types.getTypeParser(oid, format)
} as pg.CustomTypesConfig;

const SET_ROLE = { stipple_app: 'set role stipple_app' } as const;

export type ConnectOptions = {
	/** The embedded engine serves one connection; more would mix their messages. */
	embedded: boolean;
	/** How many connections to a server there are at most; 8 without. */
	connections?: number;
	/** Milliseconds after which a query is given up. */
	deadlineMs?: number;
	/** Milliseconds within which a server has to let us in; 5,000 without. */
	connectWithinMs?: number;
	/** Whether the server is to refuse every write, whatever is asked. */
	readOnly?: boolean;
	/** One connection at a time, each closed after one use: for asking whether a server still answers. */
	once?: boolean;
	/** Keeps every statement planned on its connection: for connections that ask few different ones, often. */
	prepared?: boolean;
	/** Called when an idle connection breaks, so that the server can log it and go on. */
	onError?: (error: Error) => void;
	/** The role to work in from the first statement on. */
	role?: keyof typeof SET_ROLE;
};

/** Whether this address is the embedded engine's socket: a folder as host, nothing before the `@`. */
export const isEmbeddedUrl = (url: string) => /[?&]stipple_embedded=1/.test(url);

/** Behind so many a question would be given up before its turn; who waits takes memory as well. */
const MOST_WAITING = 400;

/** So many wait for a connection that one more is turned away at once. */
export class QueueFullError extends Error {
	/** PostgreSQL's own for too many connections. */
	readonly code = '53300';
}

/** A pool with a bound on those who wait for one of its connections (SR-8.2). */
class BoundedPool extends pg.Pool {
	override connect(): Promise<pg.PoolClient>;
	override connect(callback: Parameters<pg.Pool['connect']>[0]): void;
	override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | void {
		if (callback) return super.connect(callback);
		if (this.waitingCount < MOST_WAITING) return super.connect();
		return Promise.reject(new QueueFullError('Too many questions wait for the database.'));
	}
}

type Source = { pool: pg.Pool; role: keyof typeof SET_ROLE | undefined; embedded: boolean };
const sources = new WeakMap<Kysely<Database>, Source>();

/** Whether all questions to this database take turns on one connection. */
export const hasOneConnection = (db: Kysely<Database>) => sources.get(db)?.embedded === true;

/**
 * Does `work` on one connection of its own, in the role the pool works in: for COPY, which Kysely does not
 * know. The connection is thrown away when the work fails, for nobody knows what it is in the middle of.
 */
export async function withClient<T>(
	db: Kysely<Database>,
	work: (client: pg.PoolClient) => Promise<T>
): Promise<T> {
	const source = sources.get(db);
	if (!source)
		throw new Error('Only the database itself has connections to give, not a transaction.');
	const client = await source.pool.connect();
	let failed = true;
	try {
		if (source.role) await client.query(SET_ROLE[source.role]);
		const done = await work(client);
		failed = false;
		return done;
	} finally {
		client.release(failed);
	}
}

/** Gives each statement with parameters a name on this connection, under which the server keeps its plan. */
function prepareStatements(client: pg.PoolClient): void {
	const names = new Map<string, string>();
	const query = client.query.bind(client) as (...asked: unknown[]) => unknown;
	const prepared = (text: unknown, values?: unknown, ...rest: unknown[]) => {
		if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) {
			return query(text, values, ...rest);
		}
		const name = names.get(text) ?? `kept_${names.size}`;
		names.set(text, name);
		return query({ name, text, values }, ...rest);
	};
	client.query = prepared as typeof client.query;
}

const serverOptions = ({ readOnly }: ConnectOptions) =>
	readOnly ? '-c jit=off -c default_transaction_read_only=on' : '-c jit=off';

/** A Kysely over a pool. Nothing is opened before the first query. */
export function connect(url: string, options: ConnectOptions): Kysely<Database> {
	const deadlineMs = options.deadlineMs ?? 15_000;
	const pool = new BoundedPool({
		connectionString: url,
		max: options.embedded || options.once ? 1 : (options.connections ?? 8),
		...(options.once ? { maxUses: 1 } : {}),
		// Where all questions take turns on one connection, each may have to wait for one that takes its time.
		connectionTimeoutMillis: options.embedded ? deadlineMs : (options.connectWithinMs ?? 5_000),
		query_timeout: deadlineMs,
		// The embedded engine ignores it; a server ends the statement itself.
		...(options.embedded ? {} : { statement_timeout: deadlineMs, options: serverOptions(options) }),
		types
	});
	pool.on('error', options.onError ?? (() => {}));
	// A client that breaks while a query runs has no listener of the pool; the query itself is refused.
	pool.on('connect', (client) => client.on('error', () => {}));
	if (options.prepared) pool.on('connect', prepareStatements);
	const { role } = options;
	const dialect = new (options.embedded ? DialectWithoutCopy : PostgresDialect)({
		pool,
		cursor: CopyCursor,
		onCreateConnection: async (connection) => {
			if (role) await connection.executeQuery(CompiledQuery.raw(SET_ROLE[role]));
		}
	});
	const db = new Kysely<Database>({ dialect });
	sources.set(db, { pool, role, embedded: options.embedded });
	return db;
}
