/** Below how many patients staff see nothing: the setting, or what an administrator raised it to. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { settings } from './settings.ts';

/** The name under which the administrators' choice is kept. */
export const THRESHOLD_SETTING = 'threshold';

/** The larger of the two: it can only be raised. */
export async function staffThreshold(db: Kysely<Database>): Promise<number> {
	const row = await db
		.selectFrom('installation_setting')
		.select('value')
		.where('name', '=', THRESHOLD_SETTING)
		.executeTakeFirst();
	const chosen = Number(row?.value ?? 0);
	return Math.max(settings().threshold, Number.isInteger(chosen) ? chosen : 0);
}
