import { sql, type Kysely } from 'kysely';
import { afterAll, expect, inject, test } from 'vitest';
import type { Database } from '#db/schema.ts';
import { withCohort } from '#lib/server/cohort.ts';
import { aViewer } from '../gate/clinic.ts';
import { openTestDatabase } from '../support/database.ts';

const { db, close } = await openTestDatabase();
const onServer = inject('postgresUrl') !== undefined;
afterAll(close);

async function workersOf(tx: Kysely<Database>): Promise<string | undefined> {
	const { rows } = await sql<{
		workers: string;
	}>`select current_setting('max_parallel_workers_per_gather') as workers`.execute(tx);
	return rows[0]?.workers;
}

const asked = () => withCohort(db, aViewer({ clinics: ['c1'] }), (_, tx) => workersOf(tx));

test('a question beside another takes no further workers, and one alone those of the server', async (context) => {
	if (!onServer) return context.skip('the embedded database answers one after the other');
	const alone = await workersOf(db);
	expect(Number(alone)).toBeGreaterThan(0);
	expect(await asked()).toBe(alone);
	const beside = await withCohort(db, aViewer({ clinics: ['c1'] }), () => asked());
	expect(beside).toBe('0');
	expect(await asked()).toBe(alone);
});
