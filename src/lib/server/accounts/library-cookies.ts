/**
 * The accounts library's cookies as ours: the one place where its names meet our names. In our session
 * cookie stands the token alone; its signature is made again when the library asks for it.
 */
import { makeSignature } from 'better-auth/crypto';
import type { DEVICE_COOKIE } from './known-places.ts';
import { SESSION_COOKIE, SESSION_HOURS } from './sessions.ts';

export const LIBRARY_PREFIX = 'stipple';
/** Half way through a sign-in: the password was right, the second factor is missing. */
export const CHALLENGE_COOKIE = 'stipple_second_factor';
/** Under way to the provider for OpenID Connect and back. */
export const OIDC_COOKIE = 'stipple_oidc';

const MINUTES = 60;
/** How long the second step may take. */
export const CHALLENGE_SECONDS = 10 * MINUTES;
const COOKIES = [
	{ ours: SESSION_COOKIE, library: 'session_token', maxAge: SESSION_HOURS * 60 * MINUTES },
	{ ours: CHALLENGE_COOKIE, library: 'two_factor', maxAge: CHALLENGE_SECONDS },
	{ ours: OIDC_COOKIE, library: 'state', maxAge: 10 * MINUTES }
] as const;

export type AccountCookie = (typeof COOKIES)[number]['ours'] | typeof DEVICE_COOKIE;

/** A cookie to set, or with null to take away. The name is without the prefix for https. */
export type CookieChange = { name: AccountCookie; value: string | null; maxAge: number };

/** What the library is to know of a request. */
export type Carried = {
	session?: string | undefined;
	challenge?: string | undefined;
	oidc?: string | undefined;
	userAgent: string | null;
};

/** The headers of a request as the library reads them: its own cookies, and the browser's name. */
export async function libraryHeaders(carried: Carried, secret: string): Promise<Headers> {
	const pairs: string[] = [];
	const add = (name: string, value: string) =>
		pairs.push(`${LIBRARY_PREFIX}.${name}=${encodeURIComponent(value)}`);
	if (carried.session !== undefined) {
		const signature = await makeSignature(carried.session, secret);
		add('session_token', `${carried.session}.${signature}`);
	}
	if (carried.challenge !== undefined) add('two_factor', carried.challenge);
	if (carried.oidc !== undefined) add('state', carried.oidc);
	const headers = new Headers();
	if (pairs.length > 0) headers.set('cookie', pairs.join('; '));
	// A header takes printable ASCII; longer names say nothing more.
	const userAgent = carried.userAgent?.replace(/[^\x20-\x7e]/g, '?').slice(0, 300);
	if (userAgent) headers.set('user-agent', userAgent);
	return headers;
}

/** What the library's answer changes in our cookies. */
export function cookieChanges(headers: Headers): CookieChange[] {
	const changes = new Map<AccountCookie, CookieChange>();
	for (const line of headers.getSetCookie()) {
		const [pair = ''] = line.split(';', 1);
		const at = pair.indexOf('=');
		const name = pair.slice(0, at).replace(`${LIBRARY_PREFIX}.`, '');
		const value = decodeURIComponent(pair.slice(at + 1));
		const cookie = COOKIES.find(({ library }) => library === name);
		if (!cookie) continue;
		const { ours, maxAge } = cookie;
		const bare = ours === SESSION_COOKIE ? (value.split('.')[0] ?? '') : value;
		changes.set(ours, { name: ours, value: bare === '' ? null : bare, maxAge });
	}
	return [...changes.values()];
}
