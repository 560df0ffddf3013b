/** Who is asking: found out from the cookies on the server, anew with every request. */
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { isStaff, type RoleGrant, type SignedIn, type Viewer } from '#lib/domain/roles.ts';
import { cookieName } from './cookies.ts';
import { workingRole } from './grants.ts';
import { hashOfToken, isLive, SESSION_COOKIE } from './sessions.ts';
import { visitOf, VISIT_COOKIE } from './visits.ts';

export type Asker = {
	signedIn: SignedIn;
	/** What figures may be asked for; null for roles that see none. */
	viewer: Viewer | null;
	/** Whose saved views are theirs: a person's, or those of this visit of the demo. */
	owner: { kind: 'person' | 'visit'; id: string };
};

/** What holds for everyone: below how many patients staff see nothing, whether there is only the demo. */
export type ForEveryone = () => Promise<{ threshold: number; demoOnly: boolean }>;

type Cookies = { get(name: string): string | undefined };

/** A session in use is noted at most this often. */
const NOTED_EVERY_SECONDS = 60;

/**
 * The asker behind the cookies; null for a visitor, and for whoever was signed out or disabled. A person
 * signed in counts before a visit of the demo.
 */
export async function askerOf(
	db: Kysely<Database>,
	cookies: Cookies,
	url: URL,
	forEveryone: ForEveryone
): Promise<Asker | null> {
	return (
		(await personBehind(db, cookies.get(cookieName(SESSION_COOKIE, url)), forEveryone)) ??
		(await visitOf(db, cookies.get(cookieName(VISIT_COOKIE, url)), forEveryone))
	);
}

async function personBehind(
	db: Kysely<Database>,
	token: string | undefined,
	forEveryone: ForEveryone
): Promise<Asker | null> {
	if (!token) return null;
	const facts = asked(forEveryone);
	const rows = await db
		.selectFrom('person_session')
		.innerJoin('person', 'person.id', 'person_session.person_id')
		.innerJoin('person_role', 'person_role.person_id', 'person.id')
		.select(['person.id', 'person.name', 'email', 'two_factor_enabled', 'active_role'])
		.select(['person_session.id as session_id', 'role', 'clinics', 'operator_code'])
		.select(
			sql<boolean>`person_session.updated_at < now() - make_interval(secs => ${NOTED_EVERY_SECONDS})`.as(
				'old'
			)
		)
		.where('token', '=', hashOfToken(token))
		.where('disabled_at', 'is', null)
		.where(isLive)
		.execute();
	const [row] = rows;
	const grants: RoleGrant[] = rows.map(({ role, clinics, operator_code: operatorCode }) => ({
		role,
		clinics,
		operatorCode
	}));
	const roles = grants.map((grant) => grant.role);
	const role = workingRole(roles, row?.active_role ?? null);
	if (!row || !role) return null;
	if (row.old) await note(db, row.session_id);
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
						threshold: (await facts).threshold,
						insideClinic: true,
						operatorCode: grant.operatorCode
					}
				: null,
		owner: { kind: 'person', id: row.id }
	};
}

/** Asked for beside the person, and perhaps never needed: its failure must not go unheard then. */
export function asked(forEveryone: ForEveryone): ReturnType<ForEveryone> {
	const facts = forEveryone();
	facts.catch(() => {});
	return facts;
}

async function note(db: Kysely<Database>, sessionId: string): Promise<void> {
	await db
		.updateTable('person_session')
		.set({ updated_at: sql<string>`now()` })
		.where('id', '=', sessionId)
		.execute();
}
