/** Takes clinics that are gone out of everyone's rights, and out of the links that would grant them. */
import { sql, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { isStaff, type RoleGrant } from '#lib/domain/roles.ts';
import { audit, type AuditSource } from '../audit.ts';
import { grantsOf, grantWords, lockPeople, storeGrants } from './grants.ts';
import { endSessions } from './sessions.ts';

/** Whose rights changed: by name and address, with what they may do now. */
export type ChangedRights = { name: string; email: string; was: string[]; is: string[] };

/** A staff role without any clinic left is taken away; an invitation without any role is withdrawn. */
export async function withdrawClinics(
	tx: Transaction<Database>,
	clinics: readonly string[],
	source: AuditSource
): Promise<{ people: ChangedRights[]; invitations: ChangedRights[] }> {
	await lockPeople(tx);
	const gone = new Set(clinics);
	const people: ChangedRights[] = [];
	const persons = await tx.selectFrom('person').select(['id', 'name', 'email']).execute();
	const granted = await grantsOf(tx);
	for (const { id, name, email } of persons) {
		const before = granted.get(id) ?? [];
		const after = without(before, gone);
		const [was, is] = [grantWords(before), grantWords(after)];
		if (was.join('; ') === is.join('; ')) continue;
		await storeGrants(tx, id, after);
		await endSessions(tx, id);
		await audit(tx, { ...source, action: 'roles-changed', object: id, detail: { was, is } });
		people.push({ name, email, was, is });
	}
	return { people, invitations: await changeInvitations(tx, gone, source) };
}

async function changeInvitations(
	tx: Transaction<Database>,
	gone: ReadonlySet<string>,
	source: AuditSource
): Promise<ChangedRights[]> {
	const changed: ChangedRights[] = [];
	const open = await tx
		.selectFrom('invitation')
		.select(['id', 'name', 'email', 'roles'])
		.where('kind', '=', 'invitation')
		.where('used_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.execute();
	for (const { id, name, email, roles } of open) {
		const after = without(roles, gone);
		const [was, is] = [grantWords(roles), grantWords(after)];
		if (was.join('; ') === is.join('; ')) continue;
		await tx
			.updateTable('invitation')
			.set({ roles: sql`${JSON.stringify(after)}::jsonb` })
			.$if(after.length === 0, (query) => query.set({ withdrawn_at: sql<string>`now()` }))
			.where('id', '=', id)
			.execute();
		const action = after.length === 0 ? 'invitation-withdrawn' : 'roles-changed';
		await audit(tx, { ...source, action, object: id, detail: { invited: email, was, is } });
		changed.push({ name, email, was, is });
	}
	return changed;
}

const without = (grants: readonly RoleGrant[], gone: ReadonlySet<string>): RoleGrant[] =>
	grants
		.map((grant) => ({ ...grant, clinics: grant.clinics.filter((clinic) => !gone.has(clinic)) }))
		.filter(({ role, clinics }) => !isStaff(role) || clinics.length > 0);
