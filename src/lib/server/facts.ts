/** What holds for everyone at this moment. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { DEMO_ONLY } from './accounts/visits.ts';
import { noteSeen } from './kept-by-version.ts';
import { settings } from './settings.ts';
import { THRESHOLD_SETTING, thresholdOf } from './staff-threshold.ts';
import { together } from './together.ts';

export type Facts = {
	/** The newest version of the data; 0 before the first. */
	dataVersion: number;
	/** Below how many patients staff see nothing. */
	threshold: number;
	/** Whether every record came from the demo; false where there is none. */
	demoOnly: boolean;
};

/** The facts as one row, to be asked for alone or beside something else. */
export const selectFacts = (db: Kysely<Database>) =>
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
			.selectFrom('installation_setting')
			.select('value')
			.where('name', '=', THRESHOLD_SETTING)
			.as('threshold'),
		DEMO_ONLY.as('demo_only')
	]);

/** What such a row says; the version and the release in it are noted as seen. */
export function factsOf(row: {
	data_version: number | null;
	data_made_at: string | null;
	release_no: number | null;
	release_made_at: string | null;
	threshold: string | null;
	demo_only: boolean;
}): Facts {
	const dataVersion = row.data_version ?? 0;
	noteSeen({
		data: { number: dataVersion, madeAt: row.data_made_at },
		release: { number: row.release_no ?? 0, madeAt: row.release_made_at }
	});
	return {
		dataVersion,
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
		ask = together<null, Facts>(async () =>
			factsOf(await selectFacts(db).executeTakeFirstOrThrow())
		);
		asking.set(db, ask);
	}
	return ask(null);
}
