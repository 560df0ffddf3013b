/** The releases that a new one is held against: all that share a clinic with it, withdrawn ones too. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { EarlierRelease } from '#lib/privacy/release/course.ts';

/** Each with its members, of all its clinics: a class of it may hold patients of others. */
export async function earlierReleases(
	db: Kysely<Database>,
	clinics: readonly string[]
): Promise<EarlierRelease[]> {
	const releases = await db
		.selectFrom('release')
		.select(['release_no', 'clinics'])
		.orderBy('release_no')
		.execute();
	const sharing = releases.filter((release) =>
		release.clinics.some((clinic) => clinics.includes(clinic))
	);
	const earlier: EarlierRelease[] = [];
	for (const { release_no: releaseNo } of sharing) {
		const members = await db
			.selectFrom('release_member')
			.select(['clinic_id as clinic', 'patient_id as patient', 'course_id as course'])
			.select('class_no as classNo')
			.where('release_no', '=', releaseNo)
			.execute();
		earlier.push({ releaseNo, members });
	}
	return earlier;
}

/** The number of the latest release; 0 before the first. */
export async function latestRelease(db: Kysely<Database>): Promise<number> {
	const row = await db
		.selectFrom('release')
		.select((eb) => eb.fn.max('release_no').as('latest'))
		.executeTakeFirst();
	return row?.latest ?? 0;
}
