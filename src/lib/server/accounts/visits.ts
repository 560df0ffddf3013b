/**
 * The demo's sign-in: anyone may look around in one of three roles, without an account, as long as the
 * database holds nothing but demo data.
 */
import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { isStaff, ROLES, type Role } from '#lib/domain/roles.ts';
import type { Facts } from '../facts.ts';
import type { Asker } from './asker.ts';
import type { VisitRow } from './behind.ts';
import { hashOfToken } from './sessions.ts';

export const VISIT_COOKIE = 'stipple_visit';
/** How long a visit may last, and how long it may be idle. */
export const VISIT_HOURS = 12;
const IDLE_MINUTES = 30;

/** The roles one may look around in. */
export const DEMO_ROLES = ['director', 'practitioner', 'researcher'] as const satisfies Role[];
export type DemoRole = (typeof DEMO_ROLES)[number];

/**
 * Whether every record in the database came from the demo, and every release is of such records. False for an
 * empty database.
 */
export const DEMO_ONLY = sql<boolean>`(exists (select from import_batch)
	and not exists (select from import_batch where kind <> 'demo')
	and not exists (select from release where not synthetic))`;

/** The same, asked for by itself. */
export async function isDemoOnly(db: Kysely<Database>): Promise<boolean> {
	const { rows } = await sql<{ only: boolean }>`select ${DEMO_ONLY} as only`.execute(db);
	return rows[0]?.only === true;
}

/** Begins a visit. Gives the secret for the cookie, or null where the demo is closed. */
export async function startVisit(db: Kysely<Database>, role: DemoRole): Promise<string | null> {
	if (!(await isDemoOnly(db))) return null;
	const token = randomBytes(24).toString('base64url');
	const clinics = await demoClinics(db, role);
	await db
		.deleteFrom('demo_visit')
		.where('expires_at', '<', sql<string>`now()`)
		.execute();
	await db
		.insertInto('demo_visit')
		.values({
			token_hash: hashOfToken(token),
			role,
			clinics,
			operator_code: role === 'practitioner' ? await busiestOperator(db, clinics) : null,
			expires_at: new Date(Date.now() + VISIT_HOURS * 3_600_000).toISOString()
		})
		.execute();
	return token;
}

/** Ends a visit on the server, so that its cookie is worth nothing. */
export async function endVisit(db: Kysely<Database>, token: string | undefined): Promise<void> {
	if (token)
		await db.deleteFrom('demo_visit').where('token_hash', '=', hashOfToken(token)).execute();
}

/** Whether a visit can still be used: a condition on `demo_visit`. */
export const isOpen = sql<boolean>`demo_visit.expires_at > now()
	and demo_visit.seen_at > now() - make_interval(mins => ${IDLE_MINUTES})`;

/** Who an open visit is of; null where the demo is closed. */
export function visitorOf(visit: VisitRow, { threshold, demoOnly }: Facts): Asker | null {
	const role = ROLES.find((name) => name === visit.role);
	if (!role || !demoOnly) return null;
	return {
		signedIn: {
			id: 'demo',
			name: 'Demo visitor',
			email: null,
			isDemo: true,
			role,
			roles: [role],
			mustSetSecondFactor: false,
			sessionId: null
		},
		viewer: isStaff(role)
			? {
					role,
					clinics: visit.clinics,
					threshold,
					insideClinic: true,
					operatorCode: visit.operator_code
				}
			: null,
		owner: { kind: 'visit', id: visit.hash }
	};
}

/** Notes that a visit is in use. */
export async function noteVisit(db: Kysely<Database>, tokenHash: string): Promise<void> {
	await db
		.updateTable('demo_visit')
		.set({ seen_at: sql<string>`now()` })
		.where('token_hash', '=', tokenHash)
		.execute();
}

/** The director sees all demo clinics, the practitioner the first one, which is the largest. */
async function demoClinics(db: Kysely<Database>, role: DemoRole): Promise<string[]> {
	if (!isStaff(role)) return [];
	const clinics = await db
		.selectFrom('clinic')
		.select('clinic_id')
		.where('synthetic', '=', true)
		.orderBy('clinic_id')
		.execute();
	const all = clinics.map((clinic) => clinic.clinic_id);
	return role === 'practitioner' ? all.slice(0, 1) : all;
}

/** Read as any figure is: in the role that sees the named clinics only. */
async function busiestOperator(db: Kysely<Database>, clinics: string[]): Promise<string | null> {
	return db.transaction().execute(async (tx) => {
		await sql`select set_config('role', 'stipple_reader', true),
			set_config('app.clinics', ${clinics.join(',')}, true)`.execute(tx);
		const row = await tx
			.selectFrom('course_profile')
			.select('operator_code')
			.where('operator_code', 'is not', null)
			.groupBy('operator_code')
			.orderBy(sql`count(*)`, 'desc')
			.orderBy('operator_code')
			.executeTakeFirst();
		return row?.operator_code ?? null;
	});
}
