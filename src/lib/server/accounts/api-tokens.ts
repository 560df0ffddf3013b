/**
 * Tokens with which a researcher's programs read releases, and nothing else. A token is shown
 * once and stored as its hash; it stands for its person as researcher, as long as they are one.
 */
import { createHash, randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import * as z from 'zod';
import type { Database } from '#db/schema.ts';
import { audit, type AuditSource } from '../audit.ts';
import type { Asker } from './asker.ts';
import { Refused } from './refused.ts';
import { tokenCount, waitNow } from './throttle.ts';
import { auditWrong, mustNotWait } from './tries.ts';

/** How every token begins, so that one that was left somewhere is recognised. */
const TOKEN_PREFIX = 'stp_';
export const LONGEST_TOKEN_NAME = 80;
export const MOST_TOKEN_DAYS = 365;
/** Tokens of one person that are open at once. */
export const MOST_TOKENS = 10;
/** A token in use is noted at most this often. */
const NOTED_EVERY_SECONDS = 60;

/** The only addresses where a token is looked at; everywhere else it is as if it were not sent. */
const OPENS = /^\/api\/v1\/releases(?:\/|$)/;
export const takesTokens = (routeId: string | null): boolean =>
	routeId !== null && OPENS.test(routeId);

export type ApiToken = {
	id: string;
	name: string;
	createdAt: string;
	expiresAt: string;
	/** UTC, ISO 8601; null while it was never used. */
	lastUsedAt: string | null;
	end: 'open' | 'ran out' | 'revoked';
};

/** The secret, which is told this once. */
export type MadeToken = { token: string; name: string; expiresAt: string };

const GIVEN = z.object({
	name: z
		.string()
		.transform((name) => name.normalize('NFC').trim().replaceAll(/ +/g, ' '))
		.pipe(
			z
				.string()
				.min(1, 'Give the token a name: the program or computer that uses it.')
				.max(LONGEST_TOKEN_NAME, `The name is too long: at most ${LONGEST_TOKEN_NAME} characters.`)
				.regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'The name holds characters that cannot be shown.')
		),
	days: z.coerce
		.number('Choose a number of days.')
		.int('Choose a whole number of days.')
		.min(1, 'A token is good for one day at least.')
		.max(MOST_TOKEN_DAYS, `A token is good for ${MOST_TOKEN_DAYS} days at most.`)
});

/** Makes a token for this person. Throws Refused (`field` name, days). */
export async function makeToken(
	db: Kysely<Database>,
	personId: string,
	given: { name: unknown; days: unknown },
	source: AuditSource
): Promise<MadeToken> {
	const read = GIVEN.safeParse(given);
	if (!read.success) {
		const issue = read.error.issues[0];
		throw new Refused(
			issue?.message ?? 'This cannot be read.',
			issue?.path[0] === 'days' ? 'days' : 'name'
		);
	}
	const { name, days } = read.data;
	const token = TOKEN_PREFIX + randomBytes(32).toString('base64url');
	const id = randomBytes(16).toString('base64url');
	return db.transaction().execute(async (tx) => {
		const person = await tx
			.selectFrom('person')
			.select('id')
			.where('id', '=', personId)
			.forUpdate()
			.executeTakeFirst();
		if (!person) throw new Refused('Sign in again to make a token.');
		const open = (await tokensOf(tx, personId)).filter(({ end }) => end === 'open');
		if (open.length >= MOST_TOKENS) {
			throw new Refused(
				`You have ${MOST_TOKENS} open tokens, as many as there may be: revoke one first.`
			);
		}
		const { expires_at: expiresAt } = await tx
			.insertInto('api_token')
			.values({
				id,
				token_hash: hash(token),
				person_id: personId,
				name,
				expires_at: sql<string>`now() + make_interval(days => ${days})`,
				last_used_at: null,
				revoked_at: null
			})
			.returning('expires_at')
			.executeTakeFirstOrThrow();
		await audit(tx, { ...source, action: 'token-made', object: name, detail: { id, days } });
		return { token, name, expiresAt };
	});
}

/** The tokens of this person, the open ones first, then the latest. */
export async function tokensOf(db: Kysely<Database>, personId: string): Promise<ApiToken[]> {
	const rows = await db
		.selectFrom('api_token')
		.select(['id', 'name', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'])
		.select(sql<boolean>`expires_at <= now()`.as('ran_out'))
		.where('person_id', '=', personId)
		.orderBy(sql`revoked_at is null and expires_at > now()`, 'desc')
		.orderBy('created_at', 'desc')
		.orderBy('id')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		name: row.name,
		createdAt: row.created_at,
		expiresAt: row.expires_at,
		lastUsedAt: row.last_used_at,
		end: row.revoked_at !== null ? 'revoked' : row.ran_out ? 'ran out' : 'open'
	}));
}

/** From now on the token opens nothing. Throws Refused for one that is not theirs or is closed. */
export async function revokeToken(
	db: Kysely<Database>,
	personId: string,
	id: string,
	source: AuditSource
): Promise<void> {
	await db.transaction().execute(async (tx) => {
		const revoked = await tx
			.updateTable('api_token')
			.set({ revoked_at: sql<string>`now()` })
			.where('id', '=', id)
			.where('person_id', '=', personId)
			.where('revoked_at', 'is', null)
			.returning('name')
			.executeTakeFirst();
		if (!revoked) throw new Refused('There is no such open token among yours.');
		await audit(tx, { ...source, action: 'token-revoked', object: revoked.name, detail: { id } });
	});
}

/**
 * Who asks with the token of an `Authorization` header; null for none that opens anything: unknown, run
 * out, revoked, or of somebody who is disabled or no researcher any more. Guessing gets slow: throws
 * Refused, with the wait in words.
 */
export async function askerOfToken(
	db: Kysely<Database>,
	authorization: string,
	source: AuditSource
): Promise<Asker | null> {
	const counts = [tokenCount(source.address)];
	const visit = { source, userAgent: null };
	// A right one waits as well, or the wait would tell nothing apart from a wrong one.
	if ((await waitNow(db, counts)) > 0) await mustNotWait(db, counts, visit, TRIED);
	const token = /^Bearer +(stp_[\w-]{43})$/i.exec(authorization.trim())?.[1];
	const found = token === undefined ? undefined : await tokenBehind(db, hash(token));
	if (!found) {
		await mustNotWait(db, counts, visit, TRIED);
		await auditWrong(db, visit, TRIED);
		return null;
	}
	// Known, but closed: no guess, so nothing is counted.
	if (!found.isOpen || !found.isResearcher || found.disabled_at !== null) return null;
	if (found.old) await note(db, found.id);
	return {
		signedIn: {
			id: found.person_id,
			name: found.person,
			email: found.email,
			isDemo: false,
			role: 'researcher',
			roles: ['researcher'],
			mustSetSecondFactor: found.isAdministrator && !found.two_factor_enabled,
			sessionId: null
		},
		viewer: null,
		owner: { kind: 'person', id: found.person_id }
	};
}

const TRIED = { what: 'API token' };

const tokenBehind = (db: Kysely<Database>, token_hash: string) =>
	db
		.selectFrom('api_token')
		.innerJoin('person', 'person.id', 'api_token.person_id')
		.select(['api_token.id', 'person_id', 'person.name as person', 'email', 'disabled_at'])
		.select('two_factor_enabled')
		.select(sql<boolean>`revoked_at is null and api_token.expires_at > now()`.as('isOpen'))
		.select(
			sql<boolean>`coalesce(last_used_at < now() - make_interval(secs => ${NOTED_EVERY_SECONDS}), true)`.as(
				'old'
			)
		)
		.select([holds('researcher').as('isResearcher'), holds('administrator').as('isAdministrator')])
		.where('token_hash', '=', token_hash)
		.executeTakeFirst();

const holds = (role: 'researcher' | 'administrator') =>
	sql<boolean>`exists (select 1 from person_role where person_role.person_id = person.id
		and person_role.role = ${role})`;

async function note(db: Kysely<Database>, id: string): Promise<void> {
	await db
		.updateTable('api_token')
		.set({ last_used_at: sql<string>`now()` })
		.where('id', '=', id)
		.execute();
}

const hash = (token: string) => createHash('sha256').update(token).digest('hex');
