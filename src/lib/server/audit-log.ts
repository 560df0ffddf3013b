/**
 * What routes call about the audit: a page of entries in plain words, all that is filtered as a file,
 * and how far the chain is unbroken. Reading is itself recorded, once for each page and each file.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { sentenceCase } from '#lib/domain/format.ts';
import { problem, type Problem } from '#lib/domain/refusals.ts';
import { watchChain, type ChainWatch } from './audit/chain-watch.ts';
import type { BrokenLink } from './audit/chain.ts';
import { entriesAsCsv } from './audit/csv-file.ts';
import { countEntries, entriesOf, type NamedEntry } from './audit/entries.ts';
import { auditQuery, OUTCOMES, readAuditQuestion, type AuditFilters } from './audit/filters.ts';
import {
	actionWords,
	actorWords,
	detailLines,
	OTHER_ACTORS,
	type DetailLine
} from './audit/words.ts';
import { audit, AUDIT_ACTIONS, type AuditSource } from './audit.ts';
import { connection } from './connection.ts';

export type { AuditFilters } from './audit/filters.ts';

type Db = Kysely<Database>;
type Choice = { value: string; label: string };

export type ShownEntry = {
	number: number;
	/** ISO 8601 in UTC. */
	at: string;
	actor: string;
	/** The id behind the name, for the filter. */
	actorId: string;
	role: string | null;
	action: string;
	object: string | null;
	objectId: string | null;
	clinic: string | null;
	outcome: 'done' | 'refused' | 'failed';
	detail: DetailLine[];
	requestId: string | null;
	address: string | null;
	hash: string;
	previousHash: string;
};

/** How far the chain was found unbroken, and where it breaks. */
export type ChainState = {
	unbrokenTo: number;
	/** Up to here as it was found within the last quarter of an hour; 0 where all were read just now. */
	trustedTo: number;
	newest: number;
	broken: BrokenLink | null;
};

export type AuditView = {
	filters: AuditFilters;
	problems: Problem[];
	entries: ShownEntry[];
	/** How many entries the filters let through. */
	all: number;
	chain: ChainState;
	/** The query of the next, older page; null on the last. */
	older: string | null;
	/** The query of the first page where this is another. */
	newest: string | null;
	csvQuery: string;
	choices: { actors: Choice[]; actions: Choice[]; outcomes: Choice[] };
};

/** Entries of one page. */
export const ENTRIES_A_PAGE = 50;

/** A page of the audit as the address asks for it. Records that it was read. */
export async function auditView(
	source: AuditSource,
	params: URLSearchParams,
	db: Db = connection(),
	look: ChainWatch = watch
): Promise<AuditView> {
	const { filters, before, problems } = readAuditQuestion(params);
	const people = await db
		.selectFrom('person')
		.select(['id', 'name', 'email'])
		.orderBy('name')
		.execute();
	const { entries, count } = await db.transaction().execute(async (tx) => {
		const found = await entriesOf(tx, filters, { before, limit: ENTRIES_A_PAGE + 1 });
		const counted = await countEntries(tx, filters);
		const shown = Math.min(found.length, ENTRIES_A_PAGE);
		await recordRead(tx, source, 'page', filters, { entries: shown, before });
		return { entries: found, count: counted };
	});
	const { last: reached, trustedTo, broken } = await look(db);
	const shown = entries.slice(0, ENTRIES_A_PAGE);
	const last = shown.at(-1);
	return {
		filters,
		problems,
		entries: shown.map(asShown),
		all: count.all,
		chain: {
			// The entry of this view is not part of it.
			unbrokenTo: Math.min(reached.entryNo, count.newest),
			trustedTo,
			newest: count.newest,
			broken
		},
		older: entries.length > shown.length && last ? auditQuery(filters, last.entry_no) : null,
		newest: before === null ? null : auditQuery(filters),
		csvQuery: auditQuery(filters),
		choices: {
			actors: actorChoices(people, filters.actor),
			actions: Object.entries(AUDIT_ACTIONS).map(([value, label]) => ({ value, label })),
			outcomes: OUTCOMES.map((value) => ({ value, label: sentenceCase(value) }))
		}
	};
}

function actorChoices(
	people: readonly { id: string; name: string; email: string }[],
	chosen: string | null
): Choice[] {
	const choices = [
		...Object.entries(OTHER_ACTORS).map(([value, label]) => ({ value, label })),
		...people.map(({ id, name, email }) => ({ value: id, label: `${name}, ${email}` }))
	];
	const isListed = chosen === null || choices.some(({ value }) => value === chosen);
	return isListed ? choices : [...choices, { value: chosen, label: chosen }];
}

function asShown(entry: NamedEntry): ShownEntry {
	return {
		number: entry.entry_no,
		at: entry.at,
		actor: actorWords(entry),
		actorId: entry.actor,
		role: entry.role,
		action: actionWords(entry.action),
		object: entry.object_name ?? entry.object,
		objectId: entry.object,
		clinic: entry.clinic,
		outcome: entry.outcome,
		detail: detailLines(entry.detail),
		requestId: entry.request_id,
		address: entry.address,
		hash: entry.hash,
		previousHash: entry.previous_hash
	};
}

/** One for the running server. */
const watch = watchChain();

export type AuditFile = {
	/** What is wrong with the address; then there is no file. */
	problems: Problem[];
	file: { name: string; body: ReadableStream<Uint8Array> } | null;
};

/** All that is filtered as CSV, written while it is read. Refused in full when a filter is wrong. */
export async function auditFile(
	source: AuditSource,
	params: URLSearchParams,
	db: Db = connection()
): Promise<AuditFile> {
	const { filters, before, problems } = readAuditQuestion(params);
	if (before !== null) {
		problems.push(problem('before', String(before), 'A file holds every page: leave it out.'));
	}
	if (problems.length > 0) return { problems, file: null };
	const count = await db.transaction().execute(async (tx) => {
		const counted = await countEntries(tx, filters);
		await recordRead(tx, source, 'csv', filters, { entries: counted.all, before: null });
		return counted;
	});
	const about = [
		`Audit of this Stipple: ${count.all} entries, newest first, times in UTC`,
		`Filters: ${auditQuery(filters) || 'none'}`
	];
	// Entries that are added meanwhile are not part of it.
	const body = entriesAsCsv(db, filters, { upTo: count.newest, about });
	return { problems, file: { name: `stipple-audit-to-${count.newest}.csv`, body } };
}

function recordRead(
	tx: Db,
	source: AuditSource,
	as: 'page' | 'csv',
	filters: AuditFilters,
	{ entries, before }: { entries: number; before: number | null }
): Promise<void> {
	return audit(tx, {
		...source,
		action: 'audit-read',
		object: as,
		detail: { filters: auditQuery(filters, before), entries }
	});
}
