/** The running server's connection pools, each opened at first use and never when imported. */
import type { Kysely } from 'kysely';
import { connect, isEmbeddedUrl, type ConnectOptions } from '#db/connect.server.ts';
import type { Database } from '#db/schema.ts';
import { log, traceOf } from './log.ts';
import { settings } from './settings.ts';
import { onStop } from './stop.ts';

/** A pool in the server's own role, which its stop closes. */
function open(url: string, options: Omit<ConnectOptions, 'role' | 'onError'>): Kysely<Database> {
	const db = connect(url, {
		deadlineMs: settings().deadlineMs,
		...options,
		role: 'stipple_app',
		onError: (error) => log().warn({ error: traceOf(error) }, 'an idle connection broke')
	});
	onStop(() => db.destroy());
	return db;
}

let opened: Kysely<Database> | undefined;

/** The database that `npm start` opened and brought up to date. */
export function connection(): Kysely<Database> {
	const { databaseUrl } = settings();
	if (!databaseUrl) throw new Error('No database: the server is started by `npm start`.');
	return (opened ??= open(databaseUrl, { embedded: isEmbeddedUrl(databaseUrl) }));
}

let openedForAskers: Kysely<Database> | undefined;

/**
 * The same database over a few connections of their own, for what every request begins with: who asks must
 * not wait behind the long questions of others. The embedded engine has one connection for everything.
 */
export function connectionForAskers(): Kysely<Database> {
	const { databaseUrl } = settings();
	if (!databaseUrl || isEmbeddedUrl(databaseUrl)) return connection();
	return (openedForAskers ??= open(databaseUrl, {
		embedded: false,
		connections: 2,
		prepared: true
	}));
}

/**
 * The replica that the settings name, for reading and beside it for asking how far it is, which must not
 * wait behind what is read; both opened anew. Null where there is none.
 */
export function connectReplica(): Record<'replica' | 'watch', Kysely<Database>> | null {
	const { databaseReplicaUrl: url } = settings();
	if (!url) return null;
	// Pages do not wait for it: they go on from the primary.
	const options = { embedded: false, readOnly: true, connectWithinMs: 1_000 };
	return {
		replica: open(url, options),
		watch: open(url, { ...options, deadlineMs: 2_000, once: true })
	};
}

/** The database cannot answer now, but may soon: broken or refused connections, full queues, deadlines. */
export function isUnavailable(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
	return (
		UNAVAILABLE_CODES.test(code) ||
		UNAVAILABLE_WORDS.test(error.message) ||
		isUnavailable(error.cause)
	);
}

/** Node's codes for a connection that fails; PostgreSQL's classes for connection, resources, shutdown. */
const UNAVAILABLE_CODES =
	/^(ECONN\w+|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\w{3}|53\w{3}|57P0\w|57014)$/;
/** The driver gives these no code. */
const UNAVAILABLE_WORDS =
	/^(Query read timeout|timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed)/i;
