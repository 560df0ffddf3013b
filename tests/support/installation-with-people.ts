/**
 * An embedded installation with the demo and a few people, for tests that look at the administrators'
 * pages: `node tests/support/installation-with-people.ts DIR` fills DIR before a server is started on it.
 */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { RoleGrant } from '#lib/domain/roles.ts';
import { prepareDatabase } from '#lib/server/commands/prepare.ts';

/** What the cookie of the administrator's session holds. */
export const ADMINISTRATOR_TOKEN = 'the session of the administrator in these tests';

/** Everyone there is; the first is the only administrator, and has a session. */
export const PEOPLE = [
	{ id: 'person-ada', name: 'Ada Berg', email: 'ada@clinic.test', secondFactor: true },
	{ id: 'person-bo', name: 'Bo Lind', email: 'bo@clinic.test', secondFactor: true },
	{ id: 'person-cy', name: 'Cy Ngo', email: 'cy@clinic.test', secondFactor: false },
	{ id: 'person-di', name: 'Di Okafor', email: 'di@university.test', secondFactor: false }
] as const;

const GRANTS: Record<(typeof PEOPLE)[number]['id'], RoleGrant[]> = {
	'person-ada': [{ role: 'administrator', clinics: [], operatorCode: null }],
	'person-bo': [{ role: 'director', clinics: ['demo-1', 'demo-2'], operatorCode: null }],
	'person-cy': [{ role: 'practitioner', clinics: ['demo-1'], operatorCode: 'P01' }],
	'person-di': [{ role: 'researcher', clinics: [], operatorCode: null }]
};

/** Stores the people in an opened, migrated database. The clinics of the demo are taken as they come. */
export async function storePeople(db: Kysely<Database>): Promise<void> {
	const clinics = await db.selectFrom('clinic').select('clinic_id').orderBy('clinic_id').execute();
	const idOf = (name: string) => clinics[Number(name.slice(-1)) - 1]?.clinic_id ?? name;
	for (const { id, name, email, secondFactor } of PEOPLE) {
		const disabled_at = id === 'person-di' ? '2026-10-02T09:00:00Z' : null;
		await db
			.insertInto('person')
			.values({ id, name, email, image: null, two_factor_enabled: secondFactor, disabled_at })
			.execute();
		for (const { role, clinics: names, operatorCode: operator_code } of GRANTS[id]) {
			await db
				.insertInto('person_role')
				.values({ person_id: id, role, clinics: names.map(idOf), operator_code })
				.execute();
		}
	}
	await db
		.insertInto('person_session')
		.values({
			id: 'session-ada',
			token: createHash('sha256').update(ADMINISTRATOR_TOKEN).digest('hex'),
			person_id: 'person-ada',
			expires_at: sql<string>`now() + interval '12 hours'`,
			ip_address: null,
			user_agent: null,
			active_role: 'administrator'
		})
		.execute();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const dataDir = process.argv[2];
	if (dataDir === undefined) throw new Error('Name the folder to fill.');
	const database = await prepareDatabase({ dataDir, say: () => {} }, true);
	await storePeople(database.db);
	await database.close();
}
