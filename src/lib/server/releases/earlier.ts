/**
 * The releases that a new one is held against, withdrawn ones too: all that share a clinic with it, or with
 * one that does, for whoever has three can subtract two of them from the third.
 */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { EarlierRelease } from '#lib/privacy/release/course.ts';
import type { AuditAction } from '../audit.ts';

/** Each with its members, of all its clinics: a class of it may hold patients of others. */
export async function earlierReleases(
	db: Kysely<Database>,
	clinics: readonly string[]
): Promise<EarlierRelease[]> {
	const releases = await db
		.selectFrom('release')
		.select(['release_no', 'clinics'])
		.select(sql<boolean>`(choices ->> 'linked')::boolean`.as('linked'))
		.orderBy('release_no')
		.execute();
	const sharing = connected(releases, clinics);
	const earlier: EarlierRelease[] = [];
	for (const { release_no: releaseNo, linked } of sharing) {
		const members = await db
			.selectFrom('release_member')
			.select(['clinic_id as clinic', 'patient_id as patient', 'course_id as course'])
			.select('class_no as classNo')
			.where('release_no', '=', releaseNo)
			.execute();
		earlier.push({ releaseNo, linked, members });
	}
	return earlier;
}

/** Those that are reached from these clinics, from release to release. */
function connected<Release extends { clinics: readonly string[] }>(
	releases: readonly Release[],
	clinics: readonly string[]
): Release[] {
	const reached = new Set(clinics);
	for (let before = -1; before < reached.size;) {
		before = reached.size;
		for (const { clinics: own } of releases) {
			if (own.some((clinic) => reached.has(clinic))) for (const clinic of own) reached.add(clinic);
		}
	}
	return releases.filter(({ clinics: own }) => own.some((clinic) => reached.has(clinic)));
}

/** The number of the latest release; 0 before the first. */
export async function latestRelease(db: Kysely<Database>): Promise<number> {
	const row = await db
		.selectFrom('release')
		.select((eb) => eb.fn.max('release_no').as('latest'))
		.executeTakeFirst();
	return row?.latest ?? 0;
}

/** What is written down with the number that a release was given. */
const NUMBERED: AuditAction[] = ['release-made', 'release-imported'];

/**
 * The number of a new release, within the transaction that stores it. No other ever had it: the releases of a
 * demo that was removed are gone, and the audit remembers theirs, so that whoever cites one cites no other.
 */
export async function nextReleaseNo(tx: Transaction<Database>): Promise<number> {
	const given = await tx
		.selectFrom('audit_entry')
		.select(sql<number | null>`max(object::int)`.as('highest'))
		.where('action', 'in', NUMBERED)
		.executeTakeFirst();
	return Math.max(await latestRelease(tx), given?.highest ?? 0) + 1;
}

/** The number of the state that the records are in; 0 before the first. */
export async function dataVersion(db: Kysely<Database>): Promise<number> {
	const row = await db
		.selectFrom('data_version')
		.select((eb) => eb.fn.max('version').as('latest'))
		.executeTakeFirst();
	return row?.latest ?? 0;
}
