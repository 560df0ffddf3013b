/**
 * What stands behind the tokens of everyone who asks at the same time, and what holds for all of them: one
 * statement, which begins after the last of them asked.
 */
import { sql, type Kysely } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Database } from '#db/schema.ts';
import { selectFacts, type Facts } from '../facts.ts';
import { together } from '../together.ts';
import { isLive } from './sessions.ts';
import { isOpen } from './visits.ts';

/** A use of a session or a visit is noted at most this often. */
const NOTED_EVERY_SECONDS = 60;

/** While one is answered another may be on its way: one for each connection of those who ask. */
const AT_ONCE = 2;

/** The hashes of the tokens that somebody sends; null for none. */
export type Tokens = { session: string | null; visit: string | null };

type Read = Awaited<ReturnType<typeof read>>;
export type PersonRow = Read['persons'][number];
export type VisitRow = Read['visits'][number];

export type Behind = {
	facts: Facts;
	/** A row for each role that the person of the session was granted; none where it is not live. */
	persons: PersonRow[];
	/** The visit of the demo, where it is open. */
	visit: VisitRow | undefined;
};

const asking = new WeakMap<Kysely<Database>, (tokens: Tokens) => Promise<Read>>();

/** Gives it as it is at some moment after this call. Rejects as the database does. */
export async function behindNow(db: Kysely<Database>, tokens: Tokens): Promise<Behind> {
	let ask = asking.get(db);
	if (!ask) {
		ask = together((asked) => read(db, asked), AT_ONCE);
		asking.set(db, ask);
	}
	const { facts, persons, visits } = await ask(tokens);
	return {
		facts,
		persons: persons.filter(({ hash }) => hash === tokens.session),
		visit: visits.find(({ hash }) => hash === tokens.visit)
	};
}

async function read(db: Kysely<Database>, asked: readonly Tokens[]) {
	const { query, factsOf } = selectFacts(db);
	const row = await query
		.select([
			jsonArrayFrom(selectPersons(db, hashesOf(asked, 'session'))).as('persons'),
			jsonArrayFrom(selectVisits(db, hashesOf(asked, 'visit'))).as('visits')
		])
		.executeTakeFirstOrThrow();
	return { facts: factsOf(row), persons: row.persons, visits: row.visits };
}

/** As one parameter, so that the statement is the same for however many. */
const hashesOf = (asked: readonly Tokens[], of: keyof Tokens) =>
	sql<string>`any(${[...new Set(asked.flatMap((tokens) => tokens[of] ?? []))]}::text[])`;

const selectPersons = (db: Kysely<Database>, hashes: ReturnType<typeof hashesOf>) =>
	db
		.selectFrom('person_session')
		.innerJoin('person', 'person.id', 'person_session.person_id')
		.innerJoin('person_role', 'person_role.person_id', 'person.id')
		.select(['token as hash', 'person.id', 'person.name', 'email', 'two_factor_enabled'])
		.select(['active_role', 'person_session.id as session_id'])
		.select(['role', 'clinics', 'operator_code'])
		.select(isOld('person_session.updated_at').as('old'))
		.where('token', '=', hashes)
		.where('disabled_at', 'is', null)
		.where(isLive);

const selectVisits = (db: Kysely<Database>, hashes: ReturnType<typeof hashesOf>) =>
	db
		.selectFrom('demo_visit')
		.select(['token_hash as hash', 'role', 'clinics', 'operator_code'])
		.select(isOld('demo_visit.seen_at').as('old'))
		.where('token_hash', '=', hashes)
		.where(isOpen);

const isOld = (column: 'person_session.updated_at' | 'demo_visit.seen_at') =>
	sql<boolean>`${sql.ref(column)} < now() - make_interval(secs => ${NOTED_EVERY_SECONDS})`;
