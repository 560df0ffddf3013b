/** Reads entries of the audit, newest first, with the names of the people in them. */
import { sql, type Kysely } from 'kysely';
import type { AuditEntryTable, Database } from '#db/schema.ts';
import { dayNumber, dayText } from '#lib/domain/contract/days.ts';
import type { AuditFilters } from './filters.ts';

export type NamedEntry = AuditEntryTable & {
	/** The name where the actor is a person, and where what it was done to is one. */
	actor_name: string | null;
	object_name: string | null;
};

type Range = { before: number | null; limit: number };

/** The entries these filters let through, newest first, below a number where one is given. */
export function entriesOf(
	db: Kysely<Database>,
	filters: AuditFilters,
	{ before, limit }: Range
): Promise<NamedEntry[]> {
	return filtered(db, filters)
		.leftJoin('person as who', 'who.id', 'audit_entry.actor')
		.leftJoin('person as whom', 'whom.id', 'audit_entry.object')
		.selectAll('audit_entry')
		.select(['who.name as actor_name', 'whom.name as object_name'])
		.$if(before !== null, (query) => query.where('entry_no', '<', before))
		.orderBy('entry_no', 'desc')
		.limit(limit)
		.execute();
}

export type EntryCount = { all: number; newest: number };

/** How many entries these filters let through, and the number of the newest entry of all. */
export async function countEntries(
	db: Kysely<Database>,
	filters: AuditFilters
): Promise<EntryCount> {
	const counted = await filtered(db, filters)
		.select((eb) => eb.fn.countAll<number>().as('all'))
		.executeTakeFirst();
	const last = await db
		.selectFrom('audit_entry')
		.select((eb) => eb.fn.max('entry_no').as('newest'))
		.executeTakeFirst();
	return { all: counted?.all ?? 0, newest: last?.newest ?? 0 };
}

function filtered(db: Kysely<Database>, filters: AuditFilters) {
	const { from, to, actor, action, outcome, object } = filters;
	const since = from === null ? null : `${from}T00:00:00Z`;
	const until = to === null ? null : `${dayAfter(to)}T00:00:00Z`;
	return db
		.selectFrom('audit_entry')
		.$if(since !== null, (query) => query.where('at', '>=', sql<string>`${since}::timestamptz`))
		.$if(until !== null, (query) => query.where('at', '<', sql<string>`${until}::timestamptz`))
		.$if(actor !== null, (query) => query.where('actor', '=', actor))
		.$if(action !== null, (query) => query.where('action', '=', action))
		.$if(outcome !== null, (query) => query.where('outcome', '=', outcome))
		.$if(object !== null, (query) => query.where('object', '=', object));
}

const dayAfter = (day: string) => dayText((dayNumber(day) ?? 0) + 1);
