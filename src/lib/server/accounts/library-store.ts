/**
 * Where the accounts library keeps what it keeps: our tables, in the transaction of the moment. Here
 * times become what it expects, and a session's token is stored as its hash (SR-3.5).
 */
import { getAdapter } from 'better-auth/db/adapter';
import type { BetterAuthOptions } from 'better-auth';
import { currentTransaction } from './scope.ts';
import { hashOfToken } from './sessions.ts';

type Adapter = Awaited<ReturnType<typeof getAdapter>>;
type Where = NonNullable<Parameters<Adapter['findMany']>[0]['where']>;
type Row = Record<string, unknown>;
type Created<T> = { model: string; data: Omit<T, 'id'>; select?: string[]; forceAllowId?: boolean };

/** The library's own adapter for Kysely, wrapped. */
export function libraryStore(options: BetterAuthOptions): Adapter {
	/** Made anew for each transaction; it is light, and remembers nothing. */
	const inner = () =>
		getAdapter({
			...options,
			database: { db: currentTransaction(), type: 'postgres', transaction: false }
		});
	const store: Adapter = {
		id: 'stipple',
		// Every call is in a transaction of ours already.
		transaction: (work) => work(store),
		create: async <T extends Record<string, unknown>, R = T>(query: Created<T>) => {
			const row = await (
				await inner()
			).create<T, R>({
				...query,
				data: storable(query.model, query.data)
			});
			return seen(row, query.model, tokenIn(query.data));
		},
		findOne: async (query) =>
			seen(
				await (await inner()).findOne(hashedWhere(query)),
				query.model,
				tokenAskedFor(query.where)
			),
		findMany: async <T>(query: Parameters<Adapter['findMany']>[0]) => {
			const rows = await (await inner()).findMany<T>(hashedWhere(query));
			return rows.map((row) => seen(row, query.model, null));
		},
		count: async (query) => (await inner()).count(hashedWhere(query)),
		update: async (query) =>
			seen(
				await (
					await inner()
				).update({
					...hashedWhere(query),
					update: storable(query.model, query.update)
				}),
				query.model,
				tokenAskedFor(query.where)
			),
		updateMany: async (query) =>
			(await inner()).updateMany({
				...hashedWhere(query),
				update: storable(query.model, query.update)
			}),
		delete: async (query) => (await inner()).delete(hashedWhere(query)),
		deleteMany: async (query) => (await inner()).deleteMany(hashedWhere(query)),
		consumeOne: async (query) =>
			seen(
				await (await inner()).consumeOne(hashedWhere(query)),
				query.model,
				tokenAskedFor(query.where)
			),
		incrementOne: async (query) =>
			seen(
				await (await inner()).incrementOne(hashedWhere(query)),
				query.model,
				tokenAskedFor(query.where)
			)
	};
	return store;
}

const PROVIDERS_TOKENS = new Set(['accessToken', 'refreshToken', 'idToken']);
const isSession = (model: string) => model === 'session';

/** What of a row is stored: a token as its hash, and nothing that opens an account elsewhere. */
function storable<T extends object>(model: string, data: T): T {
	if (model === 'account') {
		const kept = Object.entries(data).filter(([field]) => !PROVIDERS_TOKENS.has(field));
		// Without fields that may be left out.
		return Object.fromEntries(kept) as T;
	}
	const token = isSession(model) ? tokenIn(data) : null;
	return token === null ? data : { ...data, token: hashOfToken(token) };
}

function hashedWhere<T extends { model: string; where?: Where | undefined }>(query: T): T {
	if (!isSession(query.model) || !query.where) return query;
	const where = query.where.map((condition) => {
		if (condition.field !== 'token') return condition;
		const { value } = condition;
		if (typeof value === 'string') return { ...condition, value: hashOfToken(value) };
		return Array.isArray(value)
			? { ...condition, value: value.map((one) => hashOfToken(String(one))) }
			: condition;
	});
	return { ...query, where };
}

const tokenIn = (data: object): string | null =>
	'token' in data && typeof data.token === 'string' ? data.token : null;

function tokenAskedFor(where: Where): string | null {
	const value = where.find((condition) => condition.field === 'token')?.value;
	return typeof value === 'string' ? value : null;
}

/** Times as Date, also in the rows joined to this one; the token as whoever asked with it knows it. */
function seen<T>(row: T, model: string, token: string | null): T {
	if (row === null || typeof row !== 'object') return row;
	const entries = Object.entries(row).map(([field, value]) => {
		if (field === 'token' && isSession(model) && token !== null) return [field, token];
		return [field, revived(field, value)];
	});
	// The same fields as before, of which only times changed their form.
	return Object.fromEntries(entries) as T;
}

function revived(field: string, value: unknown): unknown {
	if (/(?:At|Until)$/.test(field) && typeof value === 'string') return new Date(value);
	if (Array.isArray(value)) return value.map((one) => revived('', one));
	if (value === null || typeof value !== 'object' || value instanceof Date) return value;
	const row: Row = { ...value };
	return Object.fromEntries(Object.entries(row).map(([key, one]) => [key, revived(key, one)]));
}
