/**
 * What must not outlive a change: half-done sign-ins with the old password, links for a new one, places
 * that were known, and links made by somebody who may not make them any more.
 */
import { sql, type Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { audit, type AuditSource } from '../audit.ts';
import { isOpen, withdrawResets } from './invitations.ts';
import { forgetPlaces } from './known-places.ts';
import { forgetNewDevice } from './new-device.ts';

/** Every way into the account that was begun before ends: after a new password, and for a disabled person. */
export async function endBegunAccess(tx: Kysely<Database>, personId: string): Promise<void> {
	await withdrawResets(tx, personId);
	await endHalfDone(tx, personId);
	await forgetNewDevice(tx, personId);
	await forgetPlaces(tx, personId);
}

/** The library tells whose second factor is waited for by the person's id alone. */
async function endHalfDone(tx: Kysely<Database>, personId: string): Promise<void> {
	await tx.deleteFrom('person_verification').where('value', '=', personId).execute();
}

/** Open links that this person made end, each with its entry. */
export async function withdrawLinksOf(
	tx: Kysely<Database>,
	personId: string,
	source: AuditSource
): Promise<void> {
	const withdrawn = await tx
		.updateTable('invitation')
		.set({ withdrawn_at: sql<string>`now()` })
		.where('invited_by', '=', personId)
		.where(isOpen)
		.returning('id')
		.execute();
	for (const { id } of withdrawn) {
		const detail = { by: 'loss of the right to invite' };
		await audit(tx, { ...source, action: 'invitation-withdrawn', object: id, detail });
	}
}
