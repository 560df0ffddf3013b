/**
 * Who reads in P13: people of clinics whose records are real. A demo has visits instead, and lets nobody import;
 * so the demo's records lose the mark that they are one.
 */
import pg from 'pg';
import { aPersonAs, firstAdministrator } from '../../support/asking.ts';
import type { Started } from '../../support/built-server.ts';

/** The practitioner's clinic, and the one that imports. */
export const LARGEST = 'demo-1';

export type Readers = { director: string; practitioner: string };

/** While no server runs on this database. */
export async function takeForReal(databaseUrl: string): Promise<void> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	await client.query(`update clinic set synthetic = false`);
	await client.query(`update import_batch set kind = 'import' where kind = 'demo'`);
	await client.end();
}

/** The cookies of a director of all clinics and a practitioner of the largest. */
export async function readersOf(product: Started, databaseUrl: string): Promise<Readers> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	const { rows } = await client.query<{ id: string }>('select clinic_id as id from clinic');
	await client.end();
	const administrator = await firstAdministrator(product);
	const director = await aPersonAs(
		product,
		administrator,
		'director',
		rows.map(({ id }) => id)
	);
	return {
		director,
		practitioner: await aPersonAs(product, administrator, 'practitioner', [LARGEST])
	};
}
