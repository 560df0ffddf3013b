/**
 * The demo's sign-in: anyone may look around as one of three roles, as long as the database holds
 * nothing but demo data. Real accounts will take this place.
 */
import { createHash, randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import {
	OUTSIDE_THRESHOLD,
	ROLES,
	STAFF_THRESHOLD,
	type Role,
	type Viewer
} from '#lib/domain/roles.ts';

export const VISIT_COOKIE = 'stipple_visit';
/** How long a visit may last. */
export const VISIT_HOURS = 12;

/** Whether every record in the database came from the demo. False for an empty database. */
export async function isDemoOnly(db: Kysely<Database>): Promise<boolean> {
	const batches = await db.selectFrom('import_batch').select('kind').distinct().execute();
	return batches.length > 0 && batches.every((batch) => batch.kind === 'demo');
}

/** Begins a visit. Gives the secret for the cookie, or null where the demo is closed. */
export async function startVisit(db: Kysely<Database>, role: Role): Promise<string | null> {
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
			token_hash: hash(token),
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
	if (token) await db.deleteFrom('demo_visit').where('token_hash', '=', hash(token)).execute();
}

/** The viewer behind a cookie; null for none, an unknown or an ended one, and where the demo is closed. */
export async function visitOf(
	db: Kysely<Database>,
	token: string | undefined,
	threshold = STAFF_THRESHOLD
): Promise<Viewer | null> {
	if (!token) return null;
	const visit = await db
		.selectFrom('demo_visit')
		.select(['role', 'clinics', 'operator_code'])
		.where('token_hash', '=', hash(token))
		.where('expires_at', '>', sql<string>`now()`)
		.executeTakeFirst();
	const role = ROLES.find((name) => name === visit?.role);
	if (!visit || !role || !(await isDemoOnly(db))) return null;
	const outside = role === 'researcher';
	return {
		role,
		clinics: visit.clinics,
		threshold: outside ? Math.max(OUTSIDE_THRESHOLD, threshold) : threshold,
		insideClinic: !outside,
		operatorCode: visit.operator_code
	};
}

/** Director and researcher see all demo clinics, the practitioner the largest one. */
async function demoClinics(db: Kysely<Database>, role: Role): Promise<string[]> {
	const clinics = await db
		.selectFrom('patient')
		.select('clinic_id')
		.groupBy('clinic_id')
		.orderBy(sql`count(*)`, 'desc')
		.orderBy('clinic_id')
		.execute();
	const all = clinics.map((clinic) => clinic.clinic_id);
	return role === 'practitioner' ? all.slice(0, 1) : all.toSorted();
}

async function busiestOperator(db: Kysely<Database>, clinics: string[]): Promise<string | null> {
	const row = await db
		.selectFrom('course_profile')
		.select('operator_code')
		.where('clinic_id', 'in', clinics)
		.where('operator_code', 'is not', null)
		.groupBy('operator_code')
		.orderBy(sql`count(*)`, 'desc')
		.orderBy('operator_code')
		.executeTakeFirst();
	return row?.operator_code ?? null;
}

const hash = (token: string) => createHash('sha256').update(token).digest('hex');
