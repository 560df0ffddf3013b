/** The roles of a person: what may be granted, what is granted, and what follows for figures. */
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '#db/schema.ts';
import { isStaff, ROLES, type Role, type RoleGrant } from '#lib/domain/roles.ts';
import { Refused } from './refused.ts';

/** In this order a role is chosen for whoever has several and chose none. */
const FIRST_CHOICE = [
	'director',
	'practitioner',
	'researcher',
	'administrator'
] as const satisfies readonly Role[];

/** An id of a clinic or an operator, as the import takes them. */
const ID = /^[A-Za-z0-9._-]{1,64}$/;

const GRANT = z
	.object({
		role: z.enum(ROLES, 'Choose one of the roles in the list.'),
		clinics: z.array(z.string().regex(ID)).max(200).default([]),
		operatorCode: z
			.string()
			.regex(
				ID,
				'An operator code is 1 to 64 letters, digits, dots, lines and hyphens, as in the imported files.'
			)
			.nullable()
			.default(null)
	})
	.transform((grant) => ({
		role: grant.role,
		clinics: isStaff(grant.role) ? [...new Set(grant.clinics)].sort() : [],
		operatorCode: grant.role === 'practitioner' ? grant.operatorCode : null
	}));
const GRANTS = z.array(GRANT).max(ROLES.length);

/** The grants as they may be stored. Throws Refused with words for the field that is wrong. */
export async function checkedGrants(db: Kysely<Database>, given: unknown): Promise<RoleGrant[]> {
	const parsed = GRANTS.safeParse(given);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		const field = issue?.path.at(-1) === 'operatorCode' ? 'operator' : 'roles';
		throw new Refused(issue?.message ?? 'These roles cannot be read.', field);
	}
	const grants = parsed.data;
	if (grants.length === 0) {
		throw new Refused(
			'Choose at least one role. To take away all access, disable the person.',
			'roles'
		);
	}
	if (new Set(grants.map(({ role }) => role)).size < grants.length) {
		throw new Refused('Name each role once.', 'roles');
	}
	await checkClinics(db, grants);
	return [...grants].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
}

async function checkClinics(db: Kysely<Database>, grants: readonly RoleGrant[]): Promise<void> {
	const staff = grants.filter(({ role }) => isStaff(role));
	const without = staff.find(({ clinics }) => clinics.length === 0);
	if (without) {
		throw new Refused(
			`A ${without.role} sees the figures of the clinics named here: choose at least one.`,
			'clinics'
		);
	}
	const asked = [...new Set(staff.flatMap(({ clinics }) => clinics))];
	if (asked.length === 0) return;
	const rows = await db
		.selectFrom('clinic')
		.select('clinic_id')
		.where('clinic_id', 'in', asked)
		.execute();
	const unknown = asked.find((clinic) => !rows.some((row) => row.clinic_id === clinic));
	if (unknown !== undefined) {
		throw new Refused(
			`There is no clinic ${unknown} in this database. Import its files first, or choose another.`,
			'clinics'
		);
	}
}

/** Every person's grants, or one person's. */
export async function grantsOf(
	db: Kysely<Database>,
	personId?: string
): Promise<Map<string, RoleGrant[]>> {
	let query = db.selectFrom('person_role').selectAll();
	if (personId !== undefined) query = query.where('person_id', '=', personId);
	const grants = new Map<string, RoleGrant[]>();
	for (const row of await query.execute()) {
		const { role, clinics, operator_code: operatorCode } = row;
		grants.set(row.person_id, [
			...(grants.get(row.person_id) ?? []),
			{ role, clinics, operatorCode }
		]);
	}
	for (const list of grants.values()) {
		list.sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
	}
	return grants;
}

/** Puts these grants in the place of the earlier ones. */
export async function storeGrants(
	tx: Kysely<Database>,
	personId: string,
	grants: readonly RoleGrant[]
): Promise<void> {
	await tx.deleteFrom('person_role').where('person_id', '=', personId).execute();
	if (grants.length === 0) return;
	await tx
		.insertInto('person_role')
		.values(
			grants.map(({ role, clinics, operatorCode }) => ({
				person_id: personId,
				role,
				clinics: [...clinics],
				operator_code: operatorCode
			}))
		)
		.execute();
}

/** The role worked in: the chosen one while it is granted, else the first of the usual order. */
export const workingRole = (roles: readonly Role[], chosen: string | null): Role | undefined =>
	roles.find((role) => role === chosen) ?? FIRST_CHOICE.find((role) => roles.includes(role));

/** The grants in few words for an audit entry, such as `director: C001, C002`. */
export const grantWords = (grants: readonly RoleGrant[]): string[] =>
	grants.map(({ role, clinics, operatorCode }) => {
		const where = clinics.length > 0 ? `: ${clinics.join(', ')}` : '';
		return `${role}${where}${operatorCode === null ? '' : ` as ${operatorCode}`}`;
	});

/** Administrators are counted one change at a time: "people" as a number. */
const PEOPLE_LOCK = 1_885_696_368;

/** Waits for other changes of people's rights; until the end of the transaction. */
export async function lockPeople(tx: Kysely<Database>): Promise<void> {
	await sql`select pg_advisory_xact_lock(${PEOPLE_LOCK})`.execute(tx);
}

/** Whether somebody else who may sign in is an administrator. Call `lockPeople` first. */
export async function hasOtherAdministrator(
	tx: Kysely<Database>,
	personId: string
): Promise<boolean> {
	const other = await tx
		.selectFrom('person_role')
		.innerJoin('person', 'person.id', 'person_role.person_id')
		.select('person.id')
		.where('role', '=', 'administrator')
		.where('disabled_at', 'is', null)
		.where('person.id', '!=', personId)
		.limit(1)
		.executeTakeFirst();
	return other !== undefined;
}
