/**
 * What routes call about releases: the register, the requests, and what a director makes and withdraws.
 * Each deed is described where it is written; what it refuses it throws in words.
 */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { readNumber } from '#lib/domain/read-number.ts';
import type { SignedIn, Viewer } from '#lib/domain/roles.ts';
import { connection } from './connection.ts';
import type { Exported } from './releases/export/release.ts';
import { releaseDifference } from './releases/difference.ts';
import * as making from './releases/make.ts';
import { previewRelease as previewOn } from './releases/preview.ts';
import * as register from './releases/register.ts';
import * as asked from './releases/requests.ts';
import { scopeOf } from './releases/scope.ts';
import type { Using } from './releases/usable.ts';
import { verifiedOnce } from './releases/verify.ts';
import { withdrawRelease as withdrawOn } from './releases/withdraw.ts';
import type { Owner } from './saved-views.ts';

export {
	LONGEST_ETHICS_REFERENCE,
	LONGEST_PURPOSE,
	LONGEST_REASON,
	MOST_OPEN_REQUESTS,
	NoOpenRequest,
	RequestRefused
} from './releases/requests.ts';
export type { ReleaseRequest, RequestField } from './releases/requests.ts';
export { BusyError } from './releases/export/turns.ts';
export { Refused as ReleaseRefused } from './accounts/refused.ts';
export type { Release } from './releases/register.ts';
export { mayWithdraw } from './releases/withdraw.ts';

export const LONGEST_TITLE = 120;
export const LONGEST_DESCRIPTION = 2_000;

type Db = Kysely<Database>;

/** The same deed, on the server's own database. */
const here =
	<Given extends unknown[], Answer>(deed: (db: Db, ...given: Given) => Answer) =>
	(...given: Given): Answer =>
		deed(connection(), ...given);

export const askForRelease = here(asked.askForRelease);
export const requestsOf = here(asked.requestsOf);
export const openRequests = here(asked.openRequests);
export const openRequest = here(asked.openRequest);
export const declineRequest = here(asked.declineRequest);

export const releases = here(register.releases);
export const releaseOf = here(register.releaseOf);
export const releaseNumbers = here(register.releaseNumbers);
export const previewRelease = here(previewOn);
export const makeRelease = here(making.makeRelease);
export const withdrawRelease = here(withdrawOn);
export const verifyRelease = here(verifiedOnce);

/** The two releases of an address and what differs between them; null where they may not use both. */
export async function differenceBetween(by: Using, from: string | null, to: string | null) {
	const [before, after] = [readNumber(from), readNumber(to)];
	if (before === null || after === null) return null;
	return releaseDifference(connection(), before, after, by);
}

/** Who asks for a release, as directors see it. */
export const askingOf = (owner: Owner, { name, isDemo }: SignedIn): asked.Asking => ({
	owner,
	name: isDemo ? 'A visitor of the demo' : name
});

/** Who makes or withdraws a release: their clinics are the most it can be of. */
export const makerOf = ({ id, name }: SignedIn, viewer: Viewer | null) => ({
	id,
	name,
	clinics: viewer?.clinics ?? []
});

/** Whether it came in as a bundle: then it is of no clinic of this Stipple. */
const isImported = ({ clinics }: Pick<register.Release, 'clinics'>) => clinics.length === 0;

/** Who takes files, as whoever may not is told. */
export const FILES_ARE_FOR =
	'The files of a release are for researchers, and for directors of every clinic that is in it; of one that was imported for researchers alone.';

/**
 * Whether these may take the files of a release that they may use: researchers, and directors of every clinic
 * that is in it. Of an imported one researchers alone, and nobody once it is withdrawn.
 */
export function mayTake(
	{ signedIn, viewer }: { signedIn: SignedIn | null; viewer: Viewer | null },
	release: Pick<register.Release, 'withdrawn' | 'clinics'>
): boolean {
	if (!signedIn || release.withdrawn !== null) return false;
	if (signedIn.role === 'researcher') return true;
	return (
		signedIn.role === 'director' &&
		// Beside their own figures a release of several clinics would tell of the others' patients; of which an
		// imported one is, nobody knows here.
		!isImported(release) &&
		release.clinics.every((id) => viewer?.clinics.includes(id) === true)
	);
}

/** The cohort of a release that an address names, or why there is none; null for all of the release. */
export async function cohortToTake(
	by: Using,
	{ releaseNo }: Pick<register.Release, 'releaseNo'>,
	name: string | null
): Promise<{ cohort: Exported['cohort']; problem: string | null }> {
	if (name === null || name === '' || name === `release-${releaseNo}`) {
		return { cohort: null, problem: null };
	}
	const { scope, problem } = await scopeOf(connection(), by, name);
	if (!scope) return { cohort: null, problem };
	const { cohort, number, rules } = scope;
	return number === releaseNo
		? { cohort: { name: cohort, rules }, problem: null }
		: { cohort: null, problem: `The cohort ${cohort} is of release ${number}.` };
}
