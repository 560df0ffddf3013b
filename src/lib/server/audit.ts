/**
 * Who did what: one entry for each deed, written in the transaction of what it records and chained by
 * hash, so that a changed or missing entry is found. No passwords, tokens, cookies or outcome values.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { sql, type Kysely } from 'kysely';
import type { AuditEntryTable, Database } from '#db/schema.ts';

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
	import: 'Import',
	export: 'Export',
	'data-removed': 'Data removed',
	'patient-erased': 'Patient erased',
	'key-rotated': 'Pseudonym key rotated',
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

/** Adds one entry. Give it the transaction of the deed, so that both are stored or neither. */
export async function audit(db: Kysely<Database>, event: AuditEvent): Promise<void> {
	if (db.isTransaction) return add(db, event);
	await db.transaction().execute((tx) => add(tx, event));
}

async function add(tx: Kysely<Database>, event: AuditEvent): Promise<void> {
	await sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`.execute(tx);
	const last = await tx
		.selectFrom('audit_entry')
		.select(['entry_no', 'hash'])
		.orderBy('entry_no', 'desc')
		.limit(1)
		.executeTakeFirst();
	const entry = {
		entry_no: (last?.entry_no ?? 0) + 1,
		at: new Date().toISOString(),
		actor: event.actor,
		role: event.role,
		clinic: event.clinic ?? null,
		action: event.action,
		object: event.object ?? null,
		outcome: event.outcome ?? 'done',
		request_id: event.requestId,
		address: event.address,
		detail: { ...event.detail },
		previous_hash: last?.hash ?? FIRST_HASH
	} satisfies Omit<AuditEntryTable, 'hash'>;
	await tx
		.insertInto('audit_entry')
		.values({ ...entry, detail: sql`${JSON.stringify(entry.detail)}::jsonb`, hash: hashOf(entry) })
		.execute();
}

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
