/**
 * Where the bench runs: a PostgreSQL server of its own that is gone afterwards, or one whose address is
 * given and whose filled databases are kept; in it one database a size, and DuckDB beside each.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { connect, withClient } from '#db/connect.server.ts';
import { openDatabase } from '#db/open.ts';
import type { Database } from '#db/schema.ts';
import type { Viewer } from '#lib/domain/roles.ts';
import { STAFF_THRESHOLD } from '#lib/domain/roles.ts';
import { knowledgeOf } from '#lib/server/known.ts';
import { buildMissingCubes } from '#lib/server/read-models/refresh.ts';
import type { Known } from '#lib/domain/filters.ts';
import {
	findPostgresql,
	installPostgresql,
	startPostgresql,
	type Server
} from '../../support/postgresql.ts';
import { openDuck, type Duck } from './duck.ts';
import { counts, generate } from './generate.ts';
import { SIZES, type Size } from './sizes.ts';

export const DEADLINE_MS = 7_200_000;

/** One size, ready to be asked. */
export type Filled = {
	size: Size;
	url: string;
	/** In the role the product's server works in. */
	db: Kysely<Database>;
	/** As the owner of the tables, as imports and exports run. */
	owner: Kysely<Database>;
	duck: Duck;
	counts: Record<string, number>;
	/** What making it took; null where it was there already. */
	seconds: number | null;
	network: Asker;
	/** The largest clinic's director. */
	clinic: Asker;
};
export type Asker = { viewer: Viewer; known: Known };

export type Place = {
	filled(size: Size): Promise<Filled>;
	folder: string;
	/** The server's version and what of it is not as it comes. */
	about(): Promise<Record<string, string>>;
	close(): Promise<void>;
};

/** As for a server with some memory of its own; all else stays as it comes. */
const SERVER_SETTINGS = {
	work_mem: '64MB',
	maintenance_work_mem: '512MB',
	max_wal_size: '8GB',
	effective_cache_size: '4GB'
} as const;

/** Null where no server was given and none is on this machine. */
export async function openPlace(given: string | undefined): Promise<Place | null> {
	const folder = mkdtempSync(join(tmpdir(), 'stipple-bench-'));
	const bin = given ? null : (findPostgresql() ?? (installPostgresql() ? findPostgresql() : null));
	if (!given && bin === null) return null;
	const server: Server | null = bin === null ? null : await startPostgresql(bin);
	const url = given ?? server?.url ?? '';
	for (const [name, value] of Object.entries(SERVER_SETTINGS)) {
		await onServer(url, `alter system set ${name} = '${value}'`);
	}
	await onServer(url, 'select pg_reload_conf()');
	const open = new Map<Size, Filled>();
	return {
		folder,
		async filled(size) {
			const found = open.get(size) ?? (await fill(url, size, folder));
			open.set(size, found);
			return found;
		},
		async about() {
			const rows = await onServer(
				url,
				`select current_setting('server_version') as postgresql,
					current_setting('shared_buffers') as shared_buffers,
					current_setting('work_mem') as work_mem,
					current_setting('max_parallel_workers_per_gather') as workers`
			);
			const [first] = open.values();
			return { ...rows[0], duckdb: (await first?.duck.version()) ?? '' };
		},
		async close() {
			for (const { db, owner, duck } of open.values()) {
				duck.close();
				await db.destroy();
				await owner.destroy();
			}
			server?.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

async function onServer(url: string, text: string): Promise<Record<string, string>[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query(text)).rows;
	} finally {
		await client.end();
	}
}

/** An empty database of this name in place of one that was there. Gives its address. */
export async function freshDatabase(server: string, name: string): Promise<string> {
	await onServer(server, `drop database if exists ${name} with (force)`);
	await onServer(server, `create database ${name}`);
	return addressOf(server, name);
}

function addressOf(server: string, name: string): string {
	const url = new URL(server);
	url.pathname = `/${name}`;
	return url.href;
}

async function fill(server: string, size: Size, folder: string): Promise<Filled> {
	const name = `bench_${size}`;
	const begun = performance.now();
	const there = await isThere(server, name);
	const url = there ? addressOf(server, name) : await freshDatabase(server, name);
	const { db: owner } = await openDatabase({
		databaseUrl: url,
		dataDir: '',
		deadlineMs: DEADLINE_MS
	});
	const rows = there ? await withClient(owner, counts) : await generate(owner, SIZES[size]);
	await buildMissingCubes(owner);
	const seconds = there ? null : (performance.now() - begun) / 1000;
	const db = connect(url, { embedded: false, role: 'stipple_app', deadlineMs: DEADLINE_MS });
	const clinics = await owner
		.selectFrom('course_profile')
		.select(['clinic_id', (eb) => eb.fn.countAll<number>().as('courses')])
		.groupBy('clinic_id')
		.orderBy('courses', 'desc')
		.orderBy('clinic_id')
		.execute();
	const ids = clinics.map(({ clinic_id }) => clinic_id);
	return {
		size,
		url,
		db,
		owner,
		duck: await openDuck(owner, folder),
		counts: rows,
		seconds,
		network: await asker(db, ids.toSorted()),
		clinic: await asker(db, ids.slice(0, 1))
	};
}

/** Whether a run before this one filled it to its end. */
async function isThere(server: string, name: string): Promise<boolean> {
	const [found] = await onServer(server, `select 1 from pg_database where datname = '${name}'`);
	if (!found) return false;
	const rows = await onServer(
		addressOf(server, name),
		`select to_regclass('trajectory') is not null as made`
	);
	if (!rows[0]?.made) return false;
	const [some] = await onServer(addressOf(server, name), 'select 1 from trajectory limit 1');
	return some !== undefined;
}

async function asker(db: Kysely<Database>, clinics: readonly string[]): Promise<Asker> {
	const viewer: Viewer = {
		role: 'director',
		clinics,
		threshold: STAFF_THRESHOLD,
		insideClinic: true,
		operatorCode: null
	};
	return { viewer, known: (await knowledgeOf(db, viewer)).known };
}
