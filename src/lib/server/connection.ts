/** The running server's one connection pool, opened at first use and never when imported. */
import type { Kysely } from 'kysely';
import { connect, isEmbeddedUrl } from '#db/connect.server.ts';
import type { Database } from '#db/schema.ts';
import { log, traceOf } from './log.ts';
import { settings } from './settings.ts';
import { onStop } from './stop.ts';

let opened: Kysely<Database> | undefined;

/** The database that `npm start` opened and brought up to date. */
export function connection(): Kysely<Database> {
	if (opened) return opened;
	const { databaseUrl, deadlineMs } = settings();
	if (!databaseUrl) throw new Error('No database: the server is started by `npm start`.');
	const db = connect(databaseUrl, {
		embedded: isEmbeddedUrl(databaseUrl),
		role: 'stipple_app',
		deadlineMs,
		onError: (error) => log().warn({ error: traceOf(error) }, 'an idle connection broke')
	});
	onStop(() => db.destroy());
	opened = db;
	return db;
}

let openedForAskers: Kysely<Database> | undefined;

/**
 * The same database over a few connections of their own, for what every request begins with: who asks must
 * not wait behind the long questions of others. The embedded engine has one connection for everything.
 */
export function connectionForAskers(): Kysely<Database> {
	if (openedForAskers) return openedForAskers;
	const { databaseUrl, deadlineMs } = settings();
	if (!databaseUrl || isEmbeddedUrl(databaseUrl)) return connection();
	const db = connect(databaseUrl, {
		embedded: false,
		connections: 2,
		role: 'stipple_app',
		deadlineMs,
		onError: (error) => log().warn({ error: traceOf(error) }, 'an idle connection broke')
	});
	onStop(() => db.destroy());
	openedForAskers = db;
	return db;
}

/**
 * The replica that the settings name, for reading and beside it for asking how far it is, which must not
 * wait behind what is read; both opened anew. Null where there is none.
 */
export function connectReplica(): Record<'replica' | 'watch', Kysely<Database>> | null {
	const { databaseReplicaUrl, deadlineMs } = settings();
	if (!databaseReplicaUrl) return null;
	const common = {
		embedded: false,
		role: 'stipple_app',
		readOnly: true,
		// Pages do not wait for it: they go on from the primary.
		connectWithinMs: 1_000,
		onError: (error: Error) => log().warn({ error: traceOf(error) }, 'an idle connection broke')
	} as const;
	const replica = connect(databaseReplicaUrl, { ...common, deadlineMs });
	const watch = connect(databaseReplicaUrl, { ...common, deadlineMs: 2_000, once: true });
	onStop(() => replica.destroy());
	onStop(() => watch.destroy());
	return { replica, watch };
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
