/** Below how many patients staff see nothing: the setting, or what an administrator raised it to. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { settings } from './settings.ts';

/** The name under which the administrators' choice is kept. */
export const THRESHOLD_SETTING = 'threshold';

/** Gives it as it is now: it can only be raised. */
export async function staffThreshold(db: Kysely<Database>): Promise<number> {
	const row = await db
		.selectFrom('installation_setting')
		.select('value')
		.where('name', '=', THRESHOLD_SETTING)
		.executeTakeFirst();
	return thresholdOf(row?.value ?? null, settings().threshold);
}

/** The larger of the setting and what was chosen, as it is stored. */
export function thresholdOf(stored: string | null, setting: number): number {
	const chosen = Number(stored ?? 0);
	return Math.max(setting, Number.isInteger(chosen) ? chosen : 0);
}
