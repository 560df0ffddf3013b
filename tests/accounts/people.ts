/** People and browsers for the tests of accounts. */
import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { RoleGrant } from '#lib/domain/roles.ts';
import { accept } from '#lib/server/accounts/accept.ts';
import { askerOf, type Asker } from '#lib/server/accounts/asker.ts';
import { invite } from '#lib/server/accounts/invitations.ts';
import type { CookieChange } from '#lib/server/accounts/library-cookies.ts';
import { SESSION_COOKIE } from '#lib/server/accounts/sessions.ts';
import type { Visit } from '#lib/server/accounts/tries.ts';
import { CONSOLE } from '#lib/server/audit.ts';

export const PASSWORD = 'violet anchor tripod mustang';
export const ADMINISTRATOR: RoleGrant = { role: 'administrator', clinics: [], operatorCode: null };
export const DIRECTOR: RoleGrant = { role: 'director', clinics: ['C001'], operatorCode: null };
export const RESEARCHER: RoleGrant = { role: 'researcher', clinics: [], operatorCode: null };

let last = 0;

/**
 * A visitor at an address of their own, so that one test's wrong tries do not slow another's; with the
 * browser's cookie of an earlier sign-in where there is one.
 */
export function aVisit(address = `203.0.113.${(last += 1)}`, device?: string): Visit {
	return {
		source: { actor: 'visitor', role: null, requestId: 'test', address },
		device,
		userAgent: 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0'
	};
}

/** Somebody who accepted an invitation. */
export async function aPerson(
	db: Kysely<Database>,
	email: string,
	grants: readonly RoleGrant[] = [DIRECTOR],
	password = PASSWORD
): Promise<{ id: string; email: string; token: string }> {
	const { token } = await invite(db, { email, name: 'Ada Brennan', grants }, CONSOLE);
	const { cookies } = await accept(db, token, { name: 'Ada Brennan', password }, aVisit());
	const { id } = await db
		.selectFrom('person')
		.select('id')
		.where('email', '=', email)
		.executeTakeFirstOrThrow();
	return { id, email, token: sessionIn(cookies) };
}

/** A clinic that roles can name. */
export async function aClinic(
	db: Kysely<Database>,
	clinic_id: string,
	label: string | null = null
) {
	await db
		.insertInto('clinic')
		.values({
			clinic_id,
			label,
			visit_weeks: [4, 12],
			data_through: '2026-06-30',
			data_version: 1,
			synthetic: false
		})
		.execute();
}

export const sessionIn = (cookies: readonly CookieChange[]): string =>
	cookieIn(cookies, SESSION_COOKIE);

export function cookieIn(cookies: readonly CookieChange[], name: string): string {
	const value = cookies.find((cookie) => cookie.name === name)?.value;
	if (!value) throw new Error(`There is no cookie ${name}.`);
	return value;
}

/** Who the server takes the holder of this session's token for. */
export const askerWith = async (db: Kysely<Database>, token: string): Promise<Asker | null> => {
	const found = await askerOf(
		db,
		{ get: (name) => (name === SESSION_COOKIE ? token : undefined) },
		new URL('http://127.0.0.1')
	);
	return found?.asker ?? null;
};

/** What the app shows next: taken a little early, and not the code that was just used. */
export const nextTotp = (key: string): string => totp(key, Date.now() + 30_000);

/** What an app shows for the key, RFC 6238. */
export function totp(key: string, at = Date.now()): string {
	const bits = [...key.replace(/\s/g, '')]
		.map((letter) =>
			'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')
		)
		.join('');
	const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
	const mac = createHmac('sha1', secret).update(counter).digest();
	const offset = (mac.at(-1) ?? 0) & 15;
	return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
