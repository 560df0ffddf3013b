/**
 * Links that let their holder choose a password: invitations of new people, and resets for those who
 * lost theirs. Made and withdrawn here; what happens behind a link is in accept.ts.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { Database, InvitationTable } from '#db/schema.ts';
import type { RoleGrant } from '#lib/domain/roles.ts';
import { audit, type AuditSource } from '../audit.ts';
import { checkedGrants, grantWords } from './grants.ts';
import { Refused } from './refused.ts';

export const INVITATION_DAYS = 7;
export const RESET_HOURS = 24;

/** A link, which is shown once: only its hash is kept. */
export type Link = {
	/** The secret part of the address. */
	token: string;
	email: string;
	name: string;
	expiresAt: string;
};

export type OpenInvitation = {
	id: string;
	kind: InvitationTable['kind'];
	email: string;
	name: string;
	grants: RoleGrant[];
	/** A person's name, "Console", or "Somebody since removed". */
	invitedBy: string;
	createdAt: string;
	expiresAt: string;
};

const WORDS = {
	name: 'A name is 1 to 120 characters long.',
	email: 'That is not an e-mail address. Write it as name@example.org.'
};

/** A name and an address as they are stored: without blanks around, the address in lower case. */
export const NAME = z
	.string(WORDS.name)
	.trim()
	.min(1, WORDS.name)
	.max(120, WORDS.name)
	// Control characters and marks of direction would let a name look like something else.
	.regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u, 'A name cannot hold invisible characters.');
export const EMAIL = z
	.string(WORDS.email)
	.trim()
	.toLowerCase()
	.max(254, WORDS.email)
	.pipe(z.email(WORDS.email));

/** Makes a link with which a new person chooses a password and gets these roles. Throws Refused. */
export async function invite(
	db: Kysely<Database>,
	given: { email: unknown; name: unknown; grants: unknown },
	source: AuditSource
): Promise<Link> {
	const email = parsedOr(EMAIL, given.email, 'email');
	const name = parsedOr(NAME, given.name, 'name');
	return db.transaction().execute(async (tx) => {
		const grants = await checkedGrants(tx, given.grants);
		const known = await tx
			.selectFrom('person')
			.select('id')
			.where('email', '=', email)
			.executeTakeFirst();
		if (known) {
			throw new Refused(
				'Somebody with this e-mail address has an account already. Change their roles under People instead.',
				'email'
			);
		}
		// A second invitation takes the place of the first.
		await tx
			.updateTable('invitation')
			.set({ withdrawn_at: sql<string>`now()` })
			.where('email', '=', email)
			.where('kind', '=', 'invitation')
			.where(isOpen)
			.execute();
		const { id, link } = await store(
			tx,
			{ kind: 'invitation', email, name, person_id: null },
			grants,
			source
		);
		const detail = { roles: grantWords(grants) };
		await audit(tx, { ...source, action: 'person-invited', object: id, detail });
		return link;
	});
}

/** Makes a link with which this person chooses a new password. Earlier ones end. Throws Refused. */
export async function resetLink(
	db: Kysely<Database>,
	personId: string,
	source: AuditSource
): Promise<Link> {
	return within(db, async (tx) => {
		const person = await tx
			.selectFrom('person')
			.select(['id', 'email', 'name', 'disabled_at'])
			.where('id', '=', personId)
			.executeTakeFirst();
		if (!person) throw new Refused('This person is not in the list of people.');
		if (person.disabled_at !== null) {
			throw new Refused('This person is disabled. Enable them first, then make the link.');
		}
		await withdrawResets(tx, personId);
		const { link } = await store(
			tx,
			{ kind: 'reset', email: person.email, name: person.name, person_id: personId },
			[],
			source
		);
		await audit(tx, { ...source, action: 'reset-link-made', object: personId });
		return link;
	});
}

/** In the caller's transaction where there is one. */
const within = <T>(db: Kysely<Database>, work: (tx: Kysely<Database>) => Promise<T>): Promise<T> =>
	db.isTransaction ? work(db) : db.transaction().execute(work);

/** Open reset links of this person end. */
export async function withdrawResets(tx: Kysely<Database>, personId: string): Promise<void> {
	await tx
		.updateTable('invitation')
		.set({ withdrawn_at: sql<string>`now()` })
		.where('person_id', '=', personId)
		.where(isOpen)
		.execute();
}

/** Links that can still be used, the newest first. */
export async function openInvitations(db: Kysely<Database>): Promise<OpenInvitation[]> {
	const rows = await db
		.selectFrom('invitation')
		.leftJoin('person', 'person.id', 'invitation.invited_by')
		.select(['invitation.id', 'kind', 'invitation.email', 'invitation.name', 'roles'])
		.select(['invited_by', 'invitation.created_at', 'expires_at', 'person.name as inviter'])
		.where(isOpen)
		.orderBy('invitation.created_at', 'desc')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		kind: row.kind,
		email: row.email,
		name: row.name,
		grants: row.roles,
		invitedBy: row.inviter ?? (row.invited_by === 'console' ? 'Console' : 'Somebody since removed'),
		createdAt: row.created_at,
		expiresAt: row.expires_at
	}));
}

/** Makes an open link worthless. Throws Refused where it is not open. */
export async function withdraw(
	db: Kysely<Database>,
	id: string,
	source: AuditSource
): Promise<void> {
	await db.transaction().execute(async (tx) => {
		const withdrawn = await tx
			.updateTable('invitation')
			.set({ withdrawn_at: sql<string>`now()` })
			.where('id', '=', id)
			.where(isOpen)
			.returning('id')
			.executeTakeFirst();
		if (!withdrawn) {
			throw new Refused('This link is not open any more: it was used, withdrawn or ran out.');
		}
		await audit(tx, { ...source, action: 'invitation-withdrawn', object: id });
	});
}

/** Whether a link can still be used: a condition on `invitation`. */
export const isOpen = sql<boolean>`invitation.used_at is null and invitation.withdrawn_at is null
	and invitation.expires_at > now()`;

export const hashOfLink = (token: string) => createHash('sha256').update(token).digest('hex');

async function store(
	tx: Kysely<Database>,
	row: Pick<InvitationTable, 'kind' | 'email' | 'name' | 'person_id'>,
	grants: readonly RoleGrant[],
	source: AuditSource
): Promise<{ id: string; link: Link }> {
	const id = randomUUID();
	// 192 bits.
	const token = randomBytes(24).toString('base64url');
	const hours = row.kind === 'reset' ? RESET_HOURS : INVITATION_DAYS * 24;
	const expiresAt = new Date(Date.now() + hours * 3_600_000).toISOString();
	await tx
		.insertInto('invitation')
		.values({
			...row,
			id,
			token_hash: hashOfLink(token),
			roles: sql`${JSON.stringify(grants)}::jsonb`,
			invited_by: source.actor,
			expires_at: expiresAt
		})
		.execute();
	return { id, link: { token, email: row.email, name: row.name, expiresAt } };
}

/** The value as the schema gives it. Throws Refused with the schema's own words. */
export function parsedOr<T>(schema: z.ZodType<T>, value: unknown, field: Refused['field']): T {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw new Refused(parsed.error.issues[0]?.message ?? 'This cannot be read.', field);
}
