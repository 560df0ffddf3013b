/**
 * What holds for everyone at this moment, in one statement: requests that ask at the same time share one
 * answer, which was read after each of them asked. Nothing is kept, so that a change acts on the next.
 */
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { DEMO_ONLY } from './accounts/visits.ts';
import { settings } from './settings.ts';
import { THRESHOLD_SETTING, thresholdOf } from './staff-threshold.ts';

export type Facts = {
	/** The newest version of the data; 0 before the first. */
	dataVersion: number;
	/** Below how many patients staff see nothing. */
	threshold: number;
	/** Whether every record came from the demo; false where there is none. */
	demoOnly: boolean;
};

/** The reading that has not begun yet, which everyone joins who asks before it does. */
const next = new WeakMap<Kysely<Database>, Promise<Facts>>();
const running = new WeakMap<Kysely<Database>, Promise<unknown>>();

/** Gives the facts as they are at some moment after this call. Rejects as the database does. */
export function factsNow(db: Kysely<Database>): Promise<Facts> {
	const joined = next.get(db);
	if (joined) return joined;
	const before = running.get(db) ?? Promise.resolve();
	const reading = before.then(() => {
		next.delete(db);
		const read = readFacts(db);
		// Whoever comes next waits for its end, however it ends.
		running.set(
			db,
			read.catch(() => {})
		);
		return read;
	});
	next.set(db, reading);
	return reading;
}

async function readFacts(db: Kysely<Database>): Promise<Facts> {
	const { rows } = await sql<{ version: number | null; threshold: string | null; demo: boolean }>`
		select (select max(version) from data_version) as version,
			(select value from installation_setting where name = ${THRESHOLD_SETTING}) as threshold,
			${DEMO_ONLY} as demo`.execute(db);
	const [row] = rows;
	return {
		dataVersion: row?.version ?? 0,
		threshold: thresholdOf(row?.threshold ?? null, settings().threshold),
		demoOnly: row?.demo === true
	};
}
