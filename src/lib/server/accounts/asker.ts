/** Who is asking: found out from the cookies on the server, anew with every request. */
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { isStaff, type RoleGrant, type SignedIn, type Viewer } from '#lib/domain/roles.ts';
import type { Facts } from '../facts.ts';
import { behindNow, type Behind } from './behind.ts';
import { cookieName } from './cookies.ts';
import { workingRole } from './grants.ts';
import { hashOfToken, SESSION_COOKIE } from './sessions.ts';
import { noteVisit, visitorOf, VISIT_COOKIE } from './visits.ts';

export type Asker = {
	signedIn: SignedIn;
	/** What figures may be asked for; null for roles that see none. */
	viewer: Viewer | null;
	/** Whose saved views are theirs: a person's, or those of this visit of the demo. */
	owner: { kind: 'person' | 'visit'; id: string };
};

type Cookies = { get(name: string): string | undefined };

/**
 * The asker behind the cookies, and what holds for everyone at that moment; null for a visitor, and for
 * whoever was signed out or disabled. A person signed in counts before a visit of the demo.
 */
export async function askerOf(
	db: Kysely<Database>,
	cookies: Cookies,
	url: URL
): Promise<{ asker: Asker; facts: Facts } | null> {
	const hashIn = (cookie: string) => {
		const token = cookies.get(cookieName(cookie, url));
		return token ? hashOfToken(token) : null;
	};
	const tokens = { session: hashIn(SESSION_COOKIE), visit: hashIn(VISIT_COOKIE) };
	if (tokens.session === null && tokens.visit === null) return null;
	const { facts, persons, visit } = await behindNow(db, tokens);
	const person = personOf(persons, facts);
	const asker = person ?? (visit ? visitorOf(visit, facts) : null);
	if (!asker) return null;
	if (person) await noteSession(db, persons);
	else if (visit?.old) await noteVisit(db, visit.hash);
	return { asker, facts };
}

/** The person of these rows, one for each role; null where there are none. */
function personOf(rows: Behind['persons'], { threshold }: Facts): Asker | null {
	const [row] = rows;
	const grants: RoleGrant[] = rows.map(({ role, clinics, operator_code: operatorCode }) => ({
		role,
		clinics,
		operatorCode
	}));
	const roles = grants.map((grant) => grant.role);
	const role = workingRole(roles, row?.active_role ?? null);
	if (!row || !role) return null;
	const grant = grants.find((one) => one.role === role);
	return {
		signedIn: {
			id: row.id,
			name: row.name,
			email: row.email,
			isDemo: false,
			role,
			roles,
			mustSetSecondFactor: roles.includes('administrator') && !row.two_factor_enabled,
			sessionId: row.session_id
		},
		viewer:
			grant && isStaff(role)
				? {
						role,
						clinics: grant.clinics,
						threshold,
						insideClinic: true,
						operatorCode: grant.operatorCode
					}
				: null,
		owner: { kind: 'person', id: row.id }
	};
}

async function noteSession(db: Kysely<Database>, [row]: Behind['persons']): Promise<void> {
	if (!row?.old) return;
	await db
		.updateTable('person_session')
		.set({ updated_at: sql<string>`now()` })
		.where('id', '=', row.session_id)
		.execute();
}
