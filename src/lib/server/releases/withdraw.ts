/**
 * Withdraws a release: it is marked and says why, and nobody should work with it any more. Its rows stay,
 * for whoever has its file has them too, and later releases are held against it as before.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { NOT_SHOWN, SHOWN_TEXT } from '#lib/domain/shown-text.ts';
import { Refused } from '../accounts/refused.ts';
import { audit, type AuditSource } from '../audit.ts';
import type { ReleaseMaker } from './make.ts';

const LONGEST_REASON = 500;

/**
 * Whether a director of these clinics may withdraw it: only of all that are in it. One that was imported is of
 * no clinic here: any director of a clinic may.
 */
export const mayWithdraw = (
	own: readonly string[],
	{ clinics }: { clinics: readonly string[] }
): boolean => own.length > 0 && clinics.every((clinic) => own.includes(clinic));

/** Throws Refused where it is not there, not the maker's to withdraw, or withdrawn already. */
export async function withdrawRelease(
	db: Kysely<Database>,
	maker: ReleaseMaker,
	releaseNo: number,
	reason: string,
	source: AuditSource
): Promise<void> {
	const why = reason.replaceAll('\r\n', '\n').trim();
	if (why === '') throw new Refused('Say why: researchers who used the release read it.');
	if (why.length > LONGEST_REASON) {
		throw new Refused(`A reason has at most ${LONGEST_REASON} characters.`);
	}
	if (!SHOWN_TEXT.test(why)) throw new Refused(NOT_SHOWN);
	await db.transaction().execute(async (tx) => {
		const release = await tx
			.selectFrom('release')
			.select('clinics')
			.where('release_no', '=', releaseNo)
			.executeTakeFirst();
		if (!release) throw new Refused(`There is no release ${releaseNo}.`);
		if (!mayWithdraw(maker.clinics, release)) {
			throw new Refused(
				'It holds records of clinics that are not yours. Only a director of all of them can withdraw it.'
			);
		}
		const marked = await tx
			.insertInto('release_withdrawal')
			.values({ release_no: releaseNo, reason: why, withdrawn_by: maker.id })
			.onConflict((conflict) => conflict.doNothing())
			.executeTakeFirst();
		if (Number(marked.numInsertedOrUpdatedRows) !== 1) {
			throw new Refused(`Release ${releaseNo} was withdrawn before.`);
		}
		await audit(tx, {
			...source,
			action: 'release-withdrawn',
			object: String(releaseNo),
			detail: { reason: why }
		});
	});
}
