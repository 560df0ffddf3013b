/**
 * A database of its own for a test file, already migrated: the embedded one from a prepared copy, or,
 * in the vitest project `postgres`, a database on the server which that project started.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { connect } from '#db/connect.server.ts';
import { startEmbedded } from '#db/embedded/start.ts';
import { migrate } from '#db/migrate.ts';
import type { Database } from '#db/schema.ts';
import { findPostgresql, startPostgresql } from './postgresql.ts';

export type TestDatabase = {
	db: Kysely<Database>;
	/** The address, for a part that connects by itself; close `db` first on the embedded database. */
	url: string;
	/** Whether this is the embedded database. */
	embedded: boolean;
	close(): Promise<void>;
};

declare module 'vitest' {
	export interface ProvidedContext {
		/** The PostgreSQL server of the project `postgres`; absent in the others. */
		postgresUrl?: string;
	}
}

/** Opens a migrated, otherwise empty database. Close it in `afterAll`. */
export async function openTestDatabase(): Promise<TestDatabase> {
	const server = inject('postgresUrl');
	return server === undefined ? openEmbedded() : openOnServer(server);
}

/** The same on a server of its own, where this machine can start one: for tests of more than one server. */
export async function openTestDatabaseElsewhere(): Promise<TestDatabase> {
	const bin = findPostgresql();
	if (inject('postgresUrl') === undefined || bin === null) return openTestDatabase();
	const server = await startPostgresql(bin);
	const db = connect(server.url, { embedded: false, deadlineMs: 60_000 });
	await migrate(db);
	return {
		db,
		url: server.url,
		embedded: false,
		async close() {
			await db.destroy();
			server.stop();
		}
	};
}

/** The name of the migrated database on the server that every test's own is copied from. */
export const TEMPLATE = 'stipple_template';

async function openEmbedded(): Promise<TestDatabase> {
	const embedded = await startEmbedded({ dataDir: null, copy: await preparedCopy() });
	const db = connect(embedded.url, { embedded: true, deadlineMs: 60_000 });
	return {
		db,
		url: embedded.url,
		embedded: true,
		async close() {
			await db.destroy();
			await embedded.close();
		}
	};
}

async function openOnServer(server: string): Promise<TestDatabase> {
	const name = `t_${randomUUID().replaceAll('-', '')}`;
	await onServer(server, `create database ${name} template ${TEMPLATE}`);
	const url = new URL(server);
	url.pathname = `/${name}`;
	const db = connect(url.href, { embedded: false, deadlineMs: 60_000 });
	return {
		db,
		url: url.href,
		embedded: false,
		async close() {
			await db.destroy();
			await onServer(server, `drop database if exists ${name} with (force)`);
		}
	};
}

/** Runs one statement on the server's own database. */
export async function onServer(server: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: server });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}

/** The migrated database as a file, made once for each state of the migrations. */
export async function preparedCopy(): Promise<string> {
	const folder = join('node_modules', '.cache', 'stipple');
	const path = join(folder, `migrated-${schemaHash()}.tar`);
	if (existsSync(path)) return path;
	await mkdir(folder, { recursive: true });
	const embedded = await startEmbedded({ dataDir: null });
	try {
		const db = connect(embedded.url, { embedded: true, deadlineMs: 60_000 });
		await migrate(db);
		await db.destroy();
		const draft = `${path}.${process.pid}`;
		await embedded.saveCopy(draft);
		await rename(draft, path);
	} finally {
		await embedded.close();
	}
	return path;
}

function schemaHash(): string {
	const hash = createHash('sha256');
	for (const name of readdirSync('db/migrations').sort()) {
		hash.update(name).update(readFileSync(join('db/migrations', name)));
	}
	hash.update(readFileSync('package-lock.json'));
	return hash.digest('hex').slice(0, 16);
}
