/**
 * COPY out of the database: the one place that speaks it. Rows come as the server spells them, in chunks
 * that need not end where a line does, at the pace of whoever takes them.
 */
import type { Kysely } from 'kysely';
import { to } from 'pg-copy-streams';
import { hasOneConnection, withClient } from './connect.server.ts';
import type { Database } from './schema.ts';

export { hasOneConnection };

export type Parameter = string | number | readonly string[] | null;

export type Copying = {
	/** Runs one statement with its parameters. */
	run(text: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>;
	/**
	 * The answer of a select as CSV without a header, to whoever takes it. COPY takes no parameters: none may
	 * stand in it.
	 */
	csv<T>(select: string, take: (rows: AsyncIterable<Buffer>) => Promise<T>): Promise<T>;
};

export type CopyOptions = {
	/** Makes what the statements of `work` stand on, in their transaction. */
	before?: (copying: Copying) => Promise<void>;
	signal?: AbortSignal | undefined;
};

/** For each statement longer than it takes in any export; whoever asked can stop it before the next. */
const DEADLINE_MS = 600_000;

/**
 * Does `work` in one read of the database; what `before` and `work` make there is gone afterwards. Where there
 * is one connection for everybody, each statement is a read of its own, with `before` anew, and the others have
 * their turn between: only for rows that never change. When it fails or is given up the connection is closed in
 * the middle, and the database forgets what it was doing.
 */
export function copying<T>(
	db: Kysely<Database>,
	work: (copying: Copying) => Promise<T>,
	{ before, signal }: CopyOptions = {}
): Promise<T> {
	const inOneRead = <T>(statements: (copying: Copying) => Promise<T>) =>
		reading(db, signal, async (copying) => {
			await before?.(copying);
			return statements(copying);
		});
	if (!hasOneConnection(db)) return inOneRead(work);
	return work({
		run: (text, parameters) => inOneRead(({ run }) => run(text, parameters)),
		csv: (select, take) => inOneRead(({ csv }) => csv(select, take))
	});
}

function reading<T>(
	db: Kysely<Database>,
	signal: AbortSignal | undefined,
	work: (copying: Copying) => Promise<T>
): Promise<T> {
	signal?.throwIfAborted();
	return withClient(db, async (client) => {
		const run = async (text: string, parameters: readonly unknown[] = []) => {
			signal?.throwIfAborted();
			const query = { text, values: [...parameters], query_timeout: DEADLINE_MS };
			return (await client.query(query)).rows;
		};
		async function* copied(select: string): AsyncGenerator<Buffer> {
			signal?.throwIfAborted();
			// The driver counts a deadline for each query and learns of this one's end only through `callback`.
			const query = Object.assign(to(`copy (${select}) to stdout with (format csv)`), {
				query_timeout: DEADLINE_MS,
				callback: () => {}
			});
			const rows = client.query(query);
			try {
				for await (const chunk of rows) {
					signal?.throwIfAborted();
					yield chunk;
				}
			} finally {
				query.callback();
			}
		}
		await run('begin isolation level repeatable read');
		await run(`set local statement_timeout = ${DEADLINE_MS}`);
		const done = await work({ run, csv: (select, take) => take(copied(select)) });
		await client.query('rollback');
		return done;
	});
}
