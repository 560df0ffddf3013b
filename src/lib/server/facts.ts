/** What holds for everyone at this moment. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { DEMO_ONLY } from './accounts/visits.ts';
import { lastSeen, noteSeen, type Seen } from './kept-by-version.ts';
import { settings } from './settings.ts';
import { THRESHOLD_SETTING, thresholdOf } from './staff-threshold.ts';
import { together } from './together.ts';

export type Facts = {
	/** The newest version of the data; 0 before the first. */
	dataVersion: number;
	/** Which series of versions it is of. */
	epoch: number;
	/** Below how many patients staff see nothing. */
	threshold: number;
	/** Whether every record came from the demo; false where there is none. */
	demoOnly: boolean;
};

/** The facts as one row, to be asked for alone or beside something else, and what such a row says. */
export function selectFacts(db: Kysely<Database>) {
	const before = lastSeen();
	return { query: rowOf(db, before), factsOf: (row: Row) => factsOf(row, before) };
}

/** With the facts when the version and the release were made that were seen before. */
const rowOf = (db: Kysely<Database>, before: Seen) =>
	db.selectNoFrom((eb) => [
		eb
			.selectFrom('data_version')
			.select((version) => version.fn.max('version').as('version'))
			.as('data_version'),
		eb
			.selectFrom('data_version')
			.select('created_at')
			.orderBy('version', 'desc')
			.limit(1)
			.as('data_made_at'),
		eb
			.selectFrom('data_version')
			.select('created_at')
			.where('version', '=', before.data.number)
			.as('data_before_made_at'),
		eb
			.selectFrom('release')
			.select((release) => release.fn.max('release_no').as('latest'))
			.as('release_no'),
		eb
			.selectFrom('release')
			.select('made_at')
			.orderBy('release_no', 'desc')
			.limit(1)
			.as('release_made_at'),
		eb
			.selectFrom('release')
			.select('made_at')
			.where('release_no', '=', before.release.number)
			.as('release_before_made_at'),
		eb
			.selectFrom('installation_setting')
			.select('value')
			.where('name', '=', THRESHOLD_SETTING)
			.as('threshold'),
		DEMO_ONLY.as('demo_only')
	]);

type Row = {
	data_version: number | null;
	data_made_at: string | null;
	data_before_made_at: string | null;
	release_no: number | null;
	release_made_at: string | null;
	release_before_made_at: string | null;
	threshold: string | null;
	demo_only: boolean;
};

/** What such a row says; the version and the release in it are noted as seen. */
function factsOf(row: Row, before: Seen): Facts {
	const dataVersion = row.data_version ?? 0;
	const epoch = noteSeen(
		{
			data: { number: dataVersion, madeAt: row.data_made_at },
			release: { number: row.release_no ?? 0, madeAt: row.release_made_at }
		},
		{ before, data: row.data_before_made_at, release: row.release_before_made_at }
	);
	return {
		dataVersion,
		epoch,
		threshold: thresholdOf(row.threshold, settings().threshold),
		demoOnly: row.demo_only
	};
}

const asking = new WeakMap<Kysely<Database>, (asked: null) => Promise<Facts>>();

/**
 * Gives the facts as they are at some moment after this call, shared by all who ask at the same time.
 * Rejects as the database does.
 */
export function factsNow(db: Kysely<Database>): Promise<Facts> {
	let ask = asking.get(db);
	if (!ask) {
		ask = together<null, Facts>(async () => {
			const { query, factsOf } = selectFacts(db);
			return factsOf(await query.executeTakeFirstOrThrow());
		});
		asking.set(db, ask);
	}
	return ask(null);
}
