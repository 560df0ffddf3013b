/**
 * Opens the database the settings name and brings it to this version: the PostgreSQL server at
 * DATABASE_URL, or the embedded one in DATA_DIR. For `npm start`, the command line and tests.
 */
import { sql, type Kysely } from 'kysely';
import { connect } from './connect.server.ts';
import { LockedError } from './embedded/lock.ts';
import { isNew, startEmbedded, type Embedded } from './embedded/start.ts';
import { migrate } from './migrate.ts';
import { fillReferenceRows, referenceRows } from './reference-rows.ts';
import type { Database } from './schema.ts';

/** The database cannot be reached; the message is one sentence for the operator. */
export class UnreachableError extends Error {}

export type OpenSettings = {
	/** The address of a PostgreSQL server; without it the embedded database is used. */
	databaseUrl?: string | undefined;
	/** The folder of the embedded database. */
	dataDir: string;
	/** Milliseconds after which a statement is given up; long, for work without a visitor waiting. */
	deadlineMs?: number;
	/** Hears of a step that takes a while. */
	say?: (line: string) => void;
};

export type OpenDatabase = {
	db: Kysely<Database>;
	/** The address for another part that connects; on the embedded database destroy `db` first. */
	url: string;
	/** The embedded engine, or null on a server. */
	embedded: Embedded | null;
	close(): Promise<void>;
};

/** Opens, migrates and fills in dictionaries and published results. Throws LockedError, UnreachableError, SchemaError. */
export async function openDatabase(settings: OpenSettings): Promise<OpenDatabase> {
	const { databaseUrl, dataDir, deadlineMs = 600_000 } = settings;
	if (!databaseUrl && isNew(dataDir)) settings.say?.(`Creating the database in ${dataDir} ...`);
	const starting = databaseUrl ? null : startOrExplain(dataDir);
	// Read while the engine starts in its thread; a failure of either is told below.
	starting?.catch(() => {});
	const rows = referenceRows();
	const embedded = await starting;
	const url = databaseUrl ?? embedded?.url ?? '';
	const db = connect(url, { embedded: embedded !== null, deadlineMs });
	const close = async () => {
		await db.destroy();
		await embedded?.close();
	};
	try {
		if (databaseUrl) await reach(db, databaseUrl);
		await migrate(db);
		await fillReferenceRows(db, rows);
	} catch (error) {
		await close();
		throw error;
	}
	return { db, url, embedded, close };
}

async function startOrExplain(dataDir: string): Promise<Embedded> {
	try {
		return await startEmbedded({ dataDir });
	} catch (error) {
		if (error instanceof LockedError) throw error;
		throw new UnreachableError(`The data folder ${dataDir} cannot be used: ${reason(error)}.`);
	}
}

/** One question to the server, so that a wrong address is told as such. */
async function reach(db: Kysely<Database>, url: string): Promise<void> {
	try {
		await sql`select 1`.execute(db);
	} catch (error) {
		throw new UnreachableError(`The database at ${placeOf(url)} cannot be used: ${reason(error)}.`);
	}
}

/** The address without user and password. */
function placeOf(url: string): string {
	try {
		const { host, pathname } = new URL(url);
		return `${host}${pathname}`;
	} catch {
		return 'DATABASE_URL';
	}
}

function reason(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return REASONS[code] ?? (error instanceof Error && error.message ? error.message : code);
}

const REASONS: Record<string, string> = {
	EACCES: 'this user may not write there',
	EROFS: 'it cannot be written to',
	ENOTDIR: 'it is not a folder',
	EEXIST: 'it is not a folder',
	ENOSPC: 'the disk is full',
	ECONNREFUSED: 'nothing answers there',
	ENOTFOUND: 'there is no machine of that name',
	EAI_AGAIN: 'the name of the machine cannot be looked up now',
	ETIMEDOUT: 'it does not answer',
	'28P01': 'the password is wrong',
	'28000': 'the server does not let this user in',
	'3D000': 'the server has no database of that name'
};
