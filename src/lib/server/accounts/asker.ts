/** Who is asking: found out from the cookies on the server, anew with every request. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { SignedIn, Viewer } from '#lib/domain/roles.ts';
import { cookieName } from './cookies.ts';
import { visitOf, VISIT_COOKIE } from './visits.ts';

export type Asker = {
	signedIn: SignedIn;
	/** What figures may be asked for; null for roles that see none. */
	viewer: Viewer | null;
};

type Cookies = { get(name: string): string | undefined };

/** The asker behind the cookies; null for a visitor, and for whoever was signed out or disabled. */
export async function askerOf(
	db: Kysely<Database>,
	cookies: Cookies,
	url: URL,
	threshold: number
): Promise<Asker | null> {
	return visitOf(db, cookies.get(cookieName(VISIT_COOKIE, url)), threshold);
}
