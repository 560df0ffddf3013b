/** Tries to get in: taken where nobody must wait, recorded when they go wrong, remembered when right. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { audit, type AuditSource } from '../audit.ts';
import { countsAt, notePlace, type Place } from './known-places.ts';
import type { CookieChange } from './library-cookies.ts';
import { Refused } from './refused.ts';
import { takeTry, waitWords, type Counted } from './throttle.ts';

/** Who tries, and through which browser. */
export type Visit = {
	source: AuditSource;
	userAgent: string | null;
	/** What the browser's cookie says that an earlier good sign-in left there. */
	device?: string | undefined;
};

/** What was tried, for the audit: never what was typed. */
export type Tried = { what: string; object?: string };

const placeOf = ({ source, device }: Visit): Place => ({
	device: device ?? null,
	address: source.address
});

/**
 * Takes a try at an account. Gives the counts that are forgiven once it was right. Throws Refused, with
 * the wait in words, where there were too many.
 */
export async function takeTryAt(
	db: Kysely<Database>,
	what: string,
	account: { account: string; personId: string | null },
	visit: Visit,
	object?: string
): Promise<Counted[]> {
	const counts = await countsAt(db, what, account, placeOf(visit));
	await mustNotWait(db, counts, visit, { what, ...(object === undefined ? {} : { object }) });
	return counts;
}

/** Takes a try of these counts. Throws Refused, with the wait in words, where there were too many. */
export async function mustNotWait(
	db: Kysely<Database>,
	counts: readonly Counted[],
	{ source }: Visit,
	{ what, object }: Tried
): Promise<void> {
	const { seconds, isNew, rule } = await takeTry(db, counts);
	if (seconds === 0) return;
	// Once for each wait: whoever asks on and on would fill what can only be added to.
	if (isNew) {
		await audit(db, {
			...source,
			action: 'sign-in-throttled',
			object: object ?? null,
			outcome: 'refused',
			detail: { what, seconds }
		});
	}
	const wait = `There were too many wrong tries. Wait ${waitWords(seconds)}, then try again.`;
	throw new Refused(rule === 'account' ? `${wait} ${ELSEWHERE}` : wait, null, seconds);
}

/** The same for accounts that nobody has, so that it tells nothing. */
const ELSEWHERE =
	'A browser that you signed in with before need not wait. If the wait does not end, an administrator of your Stipple makes a link with which you choose a new password.';

/** A wrong try has an entry; what was typed stands in none. */
export const auditWrong = (db: Kysely<Database>, { source }: Visit, { what, object }: Tried) =>
	audit(db, {
		...source,
		action: 'sign-in-refused',
		object: object ?? null,
		outcome: 'refused',
		detail: { what }
	});

/** Somebody is in: recorded, and the place remembered with the cookie that this gives. */
export async function signedInWell(
	tx: Kysely<Database>,
	personId: string,
	visit: Visit,
	by: string
): Promise<CookieChange> {
	const { source } = visit;
	await audit(tx, {
		...source,
		actor: personId,
		action: 'sign-in',
		object: personId,
		detail: { by }
	});
	return noteVisit(tx, personId, visit);
}

/** Remembers the place that the person is signed in at. Gives the cookie that tells the browser. */
export const noteVisit = (
	tx: Kysely<Database>,
	personId: string,
	visit: Visit
): Promise<CookieChange> => notePlace(tx, personId, placeOf(visit));
