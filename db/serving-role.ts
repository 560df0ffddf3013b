/**
 * The login of the server on PostgreSQL: it owns nothing and may only become `stipple_app`. Made anew at
 * each start, with a password that follows from the installation's secret, so that several servers of one
 * database agree on it.
 */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

/** Servers that start at once wait for each other here: "roles" as a number. */
const ROLES_LOCK = 7_499_620;

/**
 * The address the server connects with. `null` where the database's user may not make a login or the
 * database does not let it in: the server then uses the given address and steps down by itself.
 */
export async function servingUrl(
	db: Kysely<Database>,
	url: string,
	password: string
): Promise<string | null> {
	try {
		const login = await makeLogin(db, password);
		const address = withUser(url, login, password);
		return (await letsIn(address)) ? address : null;
	} catch (error) {
		if (isRefusal(error)) return null;
		throw error;
	}
}

/**
 * The address of a replica with the user and password of `serving`: roles are replicated with everything
 * else. Unchanged where the server has no login of its own.
 */
export function replicaServingUrl(replica: string, url: string, serving: string): string {
	if (serving === url) return replica;
	const { username, password } = new URL(serving);
	return withUser(replica, decodeURIComponent(username), decodeURIComponent(password));
}

/** One login for each database, for roles belong to the whole server. */
async function makeLogin(db: Kysely<Database>, password: string): Promise<string> {
	const { rows } = await sql<{ login: string; exists: boolean }>`
		select login, exists (select from pg_roles where rolname = login) as exists
		from (select 'stipple_login_' || left(md5(current_database()), 12) as login) named`.execute(db);
	const found = rows[0];
	if (!found) throw new Error('The database does not tell its name.');
	const { login, exists } = found;
	await db.transaction().execute(async (tx) => {
		await sql`select pg_advisory_xact_lock(${ROLES_LOCK})`.execute(tx);
		if (!exists) await sql`create role ${sql.id(login)} noinherit`.execute(tx);
		// eslint-disable-next-line no-restricted-syntax -- takes no parameter; what is sent is made here
		await sql`alter role ${sql.id(login)} login password ${sql.lit(verifier(password))}`.execute(
			tx
		);
		await sql`grant stipple_app to ${sql.id(login)}`.execute(tx);
	});
	return login;
}

/** What the server may know of a password (RFC 5802), so that the password itself is in none of its logs. */
function verifier(password: string): string {
	const rounds = 4096;
	const salt = randomBytes(16);
	const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
	const key = (name: string) => createHmac('sha256', salted).update(name).digest();
	const stored = createHash('sha256').update(key('Client Key')).digest('base64');
	const server = key('Server Key').toString('base64');
	return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${server}`;
}

function withUser(url: string, user: string, password: string): string {
	const address = new URL(url);
	address.username = user;
	address.password = password;
	// A user or password in the query would win over the one in front.
	address.searchParams.delete('user');
	address.searchParams.delete('password');
	return address.href;
}

async function letsIn(url: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
	client.on('error', () => {});
	try {
		await client.connect();
		await client.query('set role stipple_app');
		return true;
	} catch (error) {
		if (isRefusal(error)) return false;
		throw error;
	} finally {
		await client.end().catch(() => {});
	}
}

/** No right to make roles; no way in for this user or password. */
const isRefusal = (error: unknown) =>
	error instanceof Error &&
	'code' in error &&
	/^(42501|28000|28P01|42704)$/.test(String(error.code));
