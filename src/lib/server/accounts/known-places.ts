/**
 * Where people signed in well before: browsers, told by a cookie of their own, and addresses. What others
 * try elsewhere slows nobody there, so that an owner cannot be locked out by strangers (SR-3.4).
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { CookieChange } from './library-cookies.ts';
import { accountCount, addressCount, countHere, networkOf, type Counted } from './throttle.ts';

/** Tells a browser, and nobody in it: it opens nothing. */
export const DEVICE_COOKIE = 'stipple_device';
const KNOWN_DAYS = 90;
const KNOWN_SECONDS = KNOWN_DAYS * 24 * 3600;

/** The browser's cookie and the address that a request came with. */
export type Place = { device: string | null; address: string | null };

/** What a wrong try for the account counts for. `personId` is null for an account that nobody has. */
export async function countsAt(
	db: Kysely<Database>,
	what: string,
	{ account, personId }: { account: string; personId: string | null },
	{ device, address }: Place
): Promise<Counted[]> {
	const known = await knownAt(db, personId, { device, address });
	// Nobody else has this browser's cookie, so that nobody else can use up its tries.
	if (known === 'device') return [countHere(what, account, `browser ${device}`)];
	const here = [addressCount(address), countHere(what, account, address)];
	return known === 'address' ? here : [...here, accountCount(what, account)];
}

async function knownAt(
	db: Kysely<Database>,
	personId: string | null,
	place: Place
): Promise<'device' | 'address' | null> {
	// Asked for an account that nobody has as well, which takes the same time.
	const keys = keysOf(personId ?? '', place);
	const found = await db
		.selectFrom('person_verification')
		.select('identifier')
		.where('identifier', 'in', [keys.device ?? '', keys.address ?? ''])
		.where('expires_at', '>', sql<string>`now()`)
		.execute();
	const isKnown = (key: string | null) => found.some(({ identifier }) => identifier === key);
	return isKnown(keys.device) ? 'device' : isKnown(keys.address) ? 'address' : null;
}

/** Remembers where the person has just signed in. Gives the cookie that tells the browser. */
export async function notePlace(
	tx: Kysely<Database>,
	personId: string,
	{ device: given, address }: Place
): Promise<CookieChange> {
	const device = given !== null && isDevice(given) ? given : randomBytes(24).toString('base64url');
	const keys = Object.values(keysOf(personId, { device, address })).filter((key) => key !== null);
	await tx.deleteFrom('person_verification').where('identifier', 'in', keys).execute();
	await tx
		.insertInto('person_verification')
		.values(
			keys.map((identifier) => ({
				id: randomUUID(),
				identifier,
				value: placesOf(personId),
				expires_at: sql<string>`now() + make_interval(days => ${KNOWN_DAYS})`
			}))
		)
		.execute();
	return { name: DEVICE_COOKIE, value: device, maxAge: KNOWN_SECONDS };
}

/** Wherever the password was known may be a thief's as well: nowhere counts as known any more. */
export async function forgetPlaces(tx: Kysely<Database>, personId: string): Promise<void> {
	await tx.deleteFrom('person_verification').where('value', '=', placesOf(personId)).execute();
}

const isDevice = (text: string) => /^[\w-]{32}$/.test(text);

const placesOf = (personId: string) => `place of ${personId}`;

/** As they stand in the table; null for a place that cannot be told from others. */
const keysOf = (personId: string, { device, address }: Place) => ({
	device: device !== null && isDevice(device) ? hash(`device:${personId}:${device}`) : null,
	address: address === null ? null : hash(`address:${personId}:${networkOf(address)}`)
});

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
