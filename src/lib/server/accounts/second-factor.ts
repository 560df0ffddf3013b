/**
 * The second factor of an account: set up with a key for an app, confirmed with a code, with recovery
 * codes for the day the phone is gone. Administrators cannot be without one (SR-3.5).
 */
import { isAPIError } from 'better-auth/api';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { SignedIn } from '#lib/domain/roles.ts';
import { audit } from '../audit.ts';
import { auth, secretOf, type Auth } from './auth.ts';
import { checkCode, codeOf, codeRefused, type CodeAnswer } from './codes.ts';
import { enrolmentOf, type Enrolment } from './enrolment.ts';
import {
	cookieChanges,
	libraryHeaders,
	type Carried,
	type CookieChange
} from './library-cookies.ts';
import { forgetNewDevice, offerNewDevice, takeNewDevice, waitingDevice } from './new-device.ts';
import {
	confirmedPassword,
	hasPassword,
	lockPerson,
	MEANWHILE,
	storedHash,
	type Owner
} from './own-account.ts';
import { isLongAlone, SHORTEST_PASSWORD } from './password-rules.ts';
import { Refused } from './refused.ts';
import { inTransaction, type KnownPassword } from './scope.ts';
import { decrypted, mustBeReadable, recoveryCodes } from './stored-keys.ts';
import { forgive } from './throttle.ts';
import { auditWrong, takeTryAt } from './tries.ts';

export type SecondFactorState = {
	isOn: boolean;
	/** How many recovery codes are left; null while it is off, and where they cannot be read. */
	codesLeft: number | null;
	/** False where it was made with another secret: nobody gets in with it until that one is back. */
	isReadable: boolean;
	/** Whether it may be turned off. */
	mayTurnOff: boolean;
	/** Whether the password is asked before a change: some sign in through a provider only. */
	asksPassword: boolean;
};

/** How things stand with the person's second factor. */
export async function secondFactorState(
	db: Kysely<Database>,
	{ id, roles }: SignedIn
): Promise<SecondFactorState> {
	const { two_factor_enabled: isOn } = await db
		.selectFrom('person')
		.select('two_factor_enabled')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const codes = isOn ? await recoveryCodes(db, id) : [];
	return {
		isOn,
		codesLeft: isOn ? (codes?.length ?? null) : null,
		isReadable: codes !== null,
		mayTurnOff: !roles.includes('administrator'),
		asksPassword: await hasPassword(db, id)
	};
}

/**
 * Makes a new key, which counts from the first right code on. Where the second factor is on, a code of the
 * earlier device (or a recovery code) is asked as well. Throws Refused.
 */
export async function startSecondFactor(
	db: Kysely<Database>,
	owner: Owner,
	given: { password: unknown; code?: unknown }
): Promise<Enrolment> {
	const { isOn } = await secondFactorState(db, owner.signedIn);
	if (isOn) return startNewDevice(db, owner, given);
	const known = await askedPassword(db, owner, given.password);
	const library = await auth();
	return inTransaction(db, known, async (tx) => {
		try {
			await library.api.enableTwoFactor({
				body: { method: 'totp', ...passwordOf(known) },
				headers: await headersOf(owner, library)
			});
		} catch (error) {
			if (isAPIError(error) && error.statusCode < 500) {
				throw new Refused('Your second factor is set up already.');
			}
			throw error;
		}
		return pendingEnrolment(tx, owner.signedIn);
	});
}

async function startNewDevice(
	db: Kysely<Database>,
	owner: Owner,
	given: { password: unknown; code?: unknown }
): Promise<Enrolment> {
	const { signedIn, visit } = owner;
	const code = codeOf(given.code);
	await askedPassword(db, owner, given.password);
	const counts = await takeTryOf(db, owner);
	const answer = await inTransaction(db, [], async (tx) => {
		const checked = await checkCode(tx, signedIn.id, code, carriedOf(owner));
		if (checked.is !== 'right') {
			await auditWrong(tx, visit, { what: 'second factor', object: signedIn.id });
			return checked;
		}
		await forgive(tx, counts);
		return enrolmentOf(await offerNewDevice(tx, signedIn.id), signedIn.email);
	});
	if ('key' in answer) return answer;
	throw codeRefused(answer, 'Take the one your app shows now, or a recovery code not used yet.');
}

/** The key that waits for its first code, to be shown again. Throws Refused where none waits. */
export async function waitingEnrolment(
	db: Kysely<Database>,
	signedIn: SignedIn
): Promise<Enrolment> {
	return pendingEnrolment(db, signedIn);
}

/**
 * The first right code turns it on, or takes the new device. Gives the recovery codes, which are shown once:
 * none for a new device, whose person keeps the earlier ones. Throws Refused.
 */
export async function confirmSecondFactor(
	db: Kysely<Database>,
	owner: Owner,
	given: unknown
): Promise<{ codes: string[]; cookies: CookieChange[] }> {
	const { signedIn, visit } = owner;
	const code = codeOf(given);
	// Without a key that waits there is nothing to confirm.
	await pendingEnrolment(db, signedIn);
	const { isOn } = await secondFactorState(db, signedIn);
	const counts = await takeTryOf(db, owner);
	const confirmed = await inTransaction(db, [], async (tx) => {
		const check = isOn ? takeNewDevice : checkCode;
		const checked: CodeAnswer = code.isRecovery
			? { is: 'wrong' }
			: await check(tx, signedIn.id, code, carriedOf(owner));
		if (checked.is !== 'right') {
			await auditWrong(tx, visit, { what: 'second factor', object: signedIn.id });
			return checked;
		}
		await forgive(tx, counts);
		// The library has begun a new session in the place of this one.
		await tx
			.updateTable('person_session')
			.set({ active_role: signedIn.role })
			.where('person_id', '=', signedIn.id)
			.where('active_role', 'is', null)
			.execute();
		const detail = { device: isOn ? 'another' : 'first' };
		await audit(tx, { ...visit.source, action: 'second-factor-on', object: signedIn.id, detail });
		return { ...checked, codes: isOn ? [] : ((await recoveryCodes(tx, signedIn.id)) ?? []) };
	});
	if (confirmed.is === 'right') return confirmed;
	throw codeRefused(
		confirmed,
		'Take the six digits that the app shows now; the clock of the phone must be right.'
	);
}

/** New recovery codes; the earlier ones are worth nothing from now on. Throws Refused. */
export async function newRecoveryCodes(
	db: Kysely<Database>,
	owner: Owner,
	password: unknown
): Promise<string[]> {
	const known = await askedPassword(db, owner, password);
	await mustBeReadable(db, owner.signedIn.id);
	const library = await auth();
	return inTransaction(db, known, async (tx) => {
		const { backupCodes } = await library.api.generateBackupCodes({
			body: passwordOf(known),
			headers: await headersOf(owner, library)
		});
		const { id } = owner.signedIn;
		await audit(tx, { ...owner.visit.source, action: 'recovery-codes-made', object: id });
		return backupCodes;
	});
}

/** Turns it off, for a right code and the password; never for an administrator. Throws Refused. */
export async function turnOffSecondFactor(
	db: Kysely<Database>,
	owner: Owner,
	given: { code: unknown; password: unknown }
): Promise<CookieChange[]> {
	const { signedIn, visit } = owner;
	if (signedIn.roles.includes('administrator')) {
		throw new Refused(
			'Administrators cannot be without a second factor. To move to another phone, set that one up on this page: it takes the place of the one you have.'
		);
	}
	const code = codeOf(given.code);
	const known = await askedPassword(db, owner, given.password);
	mustBeLongAlone(known);
	const counts = await takeTryOf(db, owner);
	const library = await auth();
	const answer = await inTransaction(db, known, async (tx): Promise<CodeAnswer> => {
		await lockPerson(tx, signedIn.id);
		if ((await storedHash(tx, signedIn.id)) !== (known[0]?.hash ?? null)) {
			throw new Refused(MEANWHILE);
		}
		const checked = await checkCode(tx, signedIn.id, code, carriedOf(owner));
		if (checked.is !== 'right') {
			await auditWrong(tx, visit, { what: 'second factor', object: signedIn.id });
			return checked;
		}
		await forgive(tx, counts);
		const { headers } = await library.api.disableTwoFactor({
			body: passwordOf(known),
			headers: await headersOf(owner, library),
			returnHeaders: true
		});
		await forgetNewDevice(tx, signedIn.id);
		await audit(tx, { ...visit.source, action: 'second-factor-off', object: signedIn.id });
		return { is: 'right', cookies: cookieChanges(headers) };
	});
	if (answer.is === 'right') return answer.cookies;
	throw codeRefused(answer, 'Take the one your app shows now, or a recovery code not used yet.');
}

/** A password that was short beside the second factor cannot stand alone (SR-3.2). */
function mustBeLongAlone([known]: readonly KnownPassword[]): void {
	if (known === undefined || isLongAlone(known.password)) return;
	throw new Refused(
		`Without a second factor a password has ${SHORTEST_PASSWORD} characters or more, and yours is shorter. Choose a longer one under Account first, then turn the second factor off.`,
		'password'
	);
}

/** The library needs the password again, which was checked before the transaction. */
async function askedPassword(
	db: Kysely<Database>,
	{ signedIn, visit }: Owner,
	password: unknown
): Promise<KnownPassword[]> {
	if (!(await hasPassword(db, signedIn.id))) return [];
	return [await confirmedPassword(db, signedIn.id, password, visit)];
}

const passwordOf = ([known]: readonly KnownPassword[]) =>
	known === undefined ? {} : { password: known.password };

const takeTryOf = (db: Kysely<Database>, { signedIn: { id }, visit }: Owner) =>
	takeTryAt(db, 'second factor', { account: id, personId: id }, visit, id);

const carriedOf = ({ token, visit }: Owner): Carried => ({
	session: token,
	userAgent: visit.userAgent
});

const headersOf = (owner: Owner, library: Auth) =>
	libraryHeaders(carriedOf(owner), secretOf(library));

/** The key that waits for its first code: of the first device, or of another in its place. */
async function pendingEnrolment(db: Kysely<Database>, { id, email }: SignedIn): Promise<Enrolment> {
	const row = await db
		.selectFrom('person_two_factor')
		.select('secret')
		.where('person_id', '=', id)
		.where('verified', '=', false)
		.executeTakeFirst();
	const secret = row ? await decrypted(row.secret) : await waitingDevice(db, id);
	if (secret === null) {
		throw new Refused('Begin again: this key is not waiting for a code any more.');
	}
	return enrolmentOf(secret, email);
}
