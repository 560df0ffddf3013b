/** Codes of a second factor: read as they were meant, and checked by the accounts library, each once. */
import { isAPIError } from 'better-auth/api';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { auth, secretOf } from './auth.ts';
import {
	cookieChanges,
	libraryHeaders,
	type Carried,
	type CookieChange
} from './library-cookies.ts';
import { Refused } from './refused.ts';
import { mustBeReadable } from './stored-keys.ts';
import { noteUsed, wasUsed } from './used-codes.ts';

/** A code as it was meant: digits of an app, or a recovery code, whatever blanks and case it has. */
export type Code = { text: string; isRecovery: boolean };

/** Throws Refused for what is neither. */
export function codeOf(given: unknown): Code {
	const text = typeof given === 'string' ? given.replace(/[\s-]/g, '') : '';
	if (/^\d{6}$/.test(text)) return { text, isRecovery: false };
	if (/^[A-Za-z0-9]{10}$/.test(text)) {
		const upper = text.toUpperCase();
		return { text: `${upper.slice(0, 5)}-${upper.slice(5)}`, isRecovery: true };
	}
	throw new Refused(
		'Type the six digits that your app shows, or a recovery code of ten letters and digits.',
		'code'
	);
}

export type CodeAnswer =
	| { is: 'right'; cookies: CookieChange[] }
	/** Wrong, right but used before, or of a sign-in that has ended. */
	| { is: 'wrong' | 'used' | 'ended' };

/**
 * Checks a code of this person, in the transaction of what it is for. A right one of the app is noted as
 * used, so that nothing else is opened with it; what was counted of a wrong one stays counted. Throws
 * Refused where the key cannot be read.
 */
export async function checkCode(
	tx: Kysely<Database>,
	personId: string,
	code: Code,
	carried: Carried
): Promise<CodeAnswer> {
	await mustBeReadable(tx, personId);
	if (!code.isRecovery && (await wasUsed(tx, personId, code.text))) return { is: 'used' };
	const library = await auth();
	const headers = await libraryHeaders(carried, secretOf(library));
	const request = { body: { code: code.text }, headers, returnHeaders: true } as const;
	try {
		const answer = code.isRecovery
			? await library.api.verifyBackupCode(request)
			: await library.api.verifyTOTP(request);
		if (!code.isRecovery) await noteUsed(tx, personId, code.text);
		return { is: 'right', cookies: cookieChanges(answer.headers) };
	} catch (error) {
		if (!isAPIError(error) || error.statusCode >= 500) throw error;
		return { is: ENDED.has(error.body?.code ?? '') ? 'ended' : 'wrong' };
	}
}

/** What the library says of a sign-in that takes no more codes. */
const ENDED: ReadonlySet<string> = new Set([
	'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE',
	'INVALID_TWO_FACTOR_COOKIE'
]);

/** Why a code was not taken. `hint` says what else could be wrong. */
export const codeRefused = ({ is }: Pick<CodeAnswer, 'is'>, hint: string): Refused =>
	new Refused(
		is === 'used'
			? 'This code was used already. Wait until your app shows the next one, then type that.'
			: `This code is not right. ${hint}`,
		'code'
	);
