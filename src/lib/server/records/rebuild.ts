/**
 * Makes the read models anew from the records, and says what that changed. Nothing should: every write
 * keeps them in step. It is for a database that somebody changed by hand, or that came out of a backup.
 */
import { sql, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { audit, CONSOLE } from '../audit.ts';
import { differingFromRecords, READ_MODELS, type Differing } from '../read-models/plain-rows.ts';
import { rebuildAll } from '../read-models/refresh.ts';
import { lockRecords, nextVersion, noteVersion } from './store.ts';

export type Rebuilt = {
	/** What was stored and did not say what the records say; not looked for unless asked. */
	before: Differing[];
	/** What the rebuilt tables do not say of the records: a fault of the program. */
	after: Differing[];
	/** The clinics and tables of which rows are others now. */
	changed: (Pick<Differing, 'table' | 'clinic'> & { rows: number })[];
	/** The data version that the change made; null where nothing changed. */
	version: number | null;
};

/** Rebuilds all of them. Where rows changed there is a new data version, so that no kept answer stays. */
export async function rebuildFromRecords(
	tx: Transaction<Database>,
	{ verify }: { verify: boolean }
): Promise<Rebuilt> {
	await lockRecords(tx);
	const before = verify ? await differingFromRecords(tx) : [];
	for (const table of READ_MODELS) {
		await sql`create temporary table ${sql.table(`stored_${table}`)} on commit drop as
			select * from ${sql.table(table)}`.execute(tx);
	}
	await rebuildAll(tx);
	const changed: Rebuilt['changed'] = [];
	for (const table of READ_MODELS) {
		const [now, stored] = [sql.table(table), sql.table(`stored_${table}`)];
		const { rows } = await sql<{ clinic: string; rows: number }>`
			select clinic_id as clinic, count(*)::int as rows from (
				(select * from ${now} except select * from ${stored})
				union all (select * from ${stored} except select * from ${now})
			) as other group by clinic_id order by clinic_id`.execute(tx);
		changed.push(...rows.map((row) => ({ table, ...row })));
	}
	const after = verify ? await differingFromRecords(tx) : [];
	const clinics = [...new Set(changed.map(({ clinic }) => clinic))];
	return { before, after, changed, version: clinics.length > 0 ? await noted(tx, clinics) : null };
}

async function noted(tx: Transaction<Database>, clinics: readonly string[]): Promise<number> {
	const version = await nextVersion(tx);
	await noteVersion(tx, version, 'Read models rebuilt', clinics);
	await audit(tx, {
		...CONSOLE,
		action: 'read-models-rebuilt',
		object: 'read models',
		detail: { clinics, dataVersion: version }
	});
	return version;
}
