/**
 * Who did what: one entry for each deed, written in the transaction of what it records and chained by
 * hash, so that a changed or missing entry is found. No passwords, tokens, cookies or outcome values.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { sql, type Kysely } from 'kysely';
import type { AuditEntryTable, Database } from '#db/schema.ts';
import { together } from './together.ts';

/** Everything that is recorded, with the words the audit's page uses. */
export const AUDIT_ACTIONS = {
	'sign-in': 'Signed in',
	'sign-in-refused': 'Sign-in refused',
	'sign-in-throttled': 'Sign-in slowed after wrong tries',
	'sign-out': 'Signed out',
	'request-denied': 'Request denied',
	'role-chosen': 'Role chosen',
	'password-changed': 'Password changed',
	'second-factor-on': 'Second factor set up',
	'second-factor-off': 'Second factor removed',
	'recovery-codes-made': 'Recovery codes made',
	'session-ended': 'Session ended',
	'person-added': 'Person added',
	'person-invited': 'Person invited',
	'invitation-withdrawn': 'Invitation withdrawn',
	'invitation-accepted': 'Invitation accepted',
	'reset-link-made': 'Reset link made',
	'roles-changed': 'Roles changed',
	'person-disabled': 'Person disabled',
	'person-enabled': 'Person enabled',
	'person-recovered': 'Administrator recovered',
	'setting-changed': 'Setting changed',
	'clinic-setting-changed': 'Clinic setting changed',
	'view-shared': 'View shared',
	'view-changed': 'Shared view changed',
	'view-unshared': 'View no longer shared',
	'release-asked': 'Release asked for',
	'release-declined': 'Request for a release declined',
	'token-made': 'API token made',
	'token-revoked': 'API token revoked',
	'backup-noted': 'Backup noted',
	'cohort-saved': 'Cohort saved',
	import: 'Import',
	'import-undone': 'Import taken back',
	export: 'Export',
	'release-made': 'Release made',
	'release-imported': 'Release taken in',
	'release-withdrawn': 'Release withdrawn',
	'data-removed': 'Data removed',
	'patient-erased': 'Patient erased',
	'erasure-undone': 'Erasure undone',
	'key-rotated': 'Pseudonym key rotated',
	'read-models-rebuilt': 'Read models rebuilt',
	'audit-read': 'Audit read'
} as const;
export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** Who acts, and through which request. */
export type AuditSource = {
	/** A person's id, "visitor", "demo" or "console". */
	actor: string;
	role: string | null;
	requestId: string | null;
	address: string | null;
};

export type AuditEvent = AuditSource & {
	action: AuditAction;
	/** What it was done to: a person's id, an analysis, a setting's name, a batch. */
	object?: string | null;
	clinic?: string | null;
	outcome?: AuditEntryTable['outcome'];
	/** Few short facts: filters, rows, a file's hash. */
	detail?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
};

/** The source of what is done at the command line. */
export const CONSOLE: AuditSource = {
	actor: 'console',
	role: null,
	requestId: null,
	address: null
};

/** What the first entry has in the place of a hash before it. */
export const FIRST_HASH = '0'.repeat(64);

/** Whoever writes an entry waits here for the one before: "audit" as a number. */
const AUDIT_LOCK = 1_635_083_369;

/** The most characters of one text; an entry names things, it does not quote them. */
const LONGEST = 500;

/** Adds one entry. Give it the transaction of the deed, so that both are stored or neither. */
export async function audit(db: Kysely<Database>, event: AuditEvent): Promise<void> {
	if (db.isTransaction) return add(db, [event]);
	const alone = alones.get(db) ?? together((events) => addAlone(db, events));
	alones.set(db, alone);
	return alone(event);
}

/**
 * Entries without a deed in the database, by the database: those that come while others are written are the
 * next to be, in one transaction, for each would hold a connection while it waits for the one before.
 */
const alones = new WeakMap<Kysely<Database>, (event: AuditEvent) => Promise<void>>();

const addAlone = (db: Kysely<Database>, events: readonly AuditEvent[]): Promise<void> =>
	db.transaction().execute((tx) => add(tx, events));

async function add(tx: Kysely<Database>, events: readonly AuditEvent[]): Promise<void> {
	await sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`.execute(tx);
	const last = await tx
		.selectFrom('audit_entry')
		.select(['entry_no', 'hash'])
		.orderBy('entry_no', 'desc')
		.limit(1)
		.executeTakeFirst();
	const at = new Date().toISOString();
	let before = { entry_no: last?.entry_no ?? 0, hash: last?.hash ?? FIRST_HASH };
	const entries = events.map((event) => (before = entryOf(event, at, before)));
	await tx
		.insertInto('audit_entry')
		.values(
			entries.map((entry) => ({ ...entry, detail: sql`${JSON.stringify(entry.detail)}::jsonb` }))
		)
		.execute();
}

function entryOf(
	event: AuditEvent,
	at: string,
	before: Pick<AuditEntryTable, 'entry_no' | 'hash'>
): AuditEntryTable {
	const entry = {
		entry_no: before.entry_no + 1,
		at,
		actor: oneLine(event.actor),
		role: event.role,
		clinic: lineOrNull(event.clinic),
		action: event.action,
		object: lineOrNull(event.object),
		outcome: event.outcome ?? 'done',
		request_id: event.requestId,
		address: lineOrNull(event.address),
		detail: detailOf(event),
		previous_hash: before.hash
	} satisfies Omit<AuditEntryTable, 'hash'>;
	return { ...entry, hash: hashOf(entry) };
}

/** As the database gives it back, so that what is hashed is what is stored. */
function detailOf({ detail = {} }: AuditEvent): Record<string, unknown> {
	return JSON.parse(
		JSON.stringify(detail, (_key, value: unknown) =>
			typeof value === 'string' ? oneLine(value) : value
		)
	);
}

const lineOrNull = (text: string | null | undefined) =>
	text === null || text === undefined ? null : oneLine(text);

/** Text from outside may hold what a database refuses, and an entry must never fail for that. */
const oneLine = (text: string) =>
	text
		.toWellFormed()
		.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '\uFFFD')
		.slice(0, LONGEST)
		.toWellFormed();

/** SHA-256 over the entry's canonical JSON (RFC 8785), the hash before it included. */
export function hashOf(entry: Omit<AuditEntryTable, 'hash'>): string {
	const { entry_no, at, actor, role, clinic, action, object, outcome } = entry;
	const { request_id, address, detail, previous_hash } = entry;
	const text = canonicalize({
		entry_no,
		at,
		actor,
		role,
		clinic,
		action,
		object,
		outcome,
		request_id,
		address,
		detail,
		previous_hash
	});
	return createHash('sha256')
		.update(text ?? '')
		.digest('hex');
}
