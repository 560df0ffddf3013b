/** The second step of a sign-in: after the right password, a code of the app or a recovery code. */
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { auth } from './auth.ts';
import { checkCode, codeOf, codeRefused, type CodeAnswer } from './codes.ts';
import type { CookieChange } from './library-cookies.ts';
import { lockPerson } from './own-account.ts';
import { Refused } from './refused.ts';
import { inTransaction } from './scope.ts';
import { forgive } from './throttle.ts';
import { auditWrong, signedInWell, takeTryAt, type Visit } from './tries.ts';

/** The first step counts no more, and its cookie may go. */
export class StartAgain extends Refused {
	constructor() {
		super(
			'This sign-in has ended: it took longer than ten minutes, or five codes were wrong. Begin again with your password.'
		);
	}
}

/** Signs in with a code; `challenge` is the cookie of the first step. Throws Refused and StartAgain. */
export async function secondFactor(
	db: Kysely<Database>,
	given: unknown,
	challenge: string | undefined,
	visit: Visit
): Promise<CookieChange[]> {
	const code = codeOf(given);
	const personId = challenge === undefined ? null : await challengedPerson(db, challenge);
	if (challenge === undefined || personId === null) throw new StartAgain();
	const account = { account: personId, personId };
	const counts = await takeTryAt(db, 'second factor', account, visit, personId);
	const answer = await inTransaction(db, [], async (tx): Promise<CodeAnswer> => {
		const { userAgent } = visit;
		await lockPerson(tx, personId);
		if (!(await mayComeIn(tx, personId))) return { is: 'ended' };
		const checked = await checkCode(tx, personId, code, { challenge, userAgent });
		if (checked.is !== 'right') {
			await auditWrong(tx, visit, { what: 'second factor', object: personId });
			return checked;
		}
		await forgive(tx, counts);
		const by = code.isRecovery ? 'recovery code' : 'second factor';
		const device = await signedInWell(tx, personId, visit, by);
		return { ...checked, cookies: [...checked.cookies, device] };
	});
	if (answer.is === 'right') return answer.cookies;
	if (answer.is === 'ended') throw new StartAgain();
	throw codeRefused(
		answer,
		'Take the one your app shows now, or a recovery code that was not used yet.'
	);
}

/** As the library writes it: a name and its signature. Anything else counts as no cookie. */
const CHALLENGE = /^(2fa-[\w-]{1,100})\.[\w+/=-]{1,200}$/;

/** Whose second factor is waited for; null for a challenge that ended, and for a disabled person. */
async function challengedPerson(db: Kysely<Database>, challenge: string): Promise<string | null> {
	const identifier = CHALLENGE.exec(challenge)?.[1];
	if (identifier === undefined) return null;
	const library = await auth();
	return inTransaction(db, [], async (tx) => {
		const { internalAdapter } = await library.$context;
		const value = await internalAdapter.findVerificationValue(identifier);
		if (!value || value.expiresAt < new Date()) return null;
		return (await mayComeIn(tx, value.value)) ? value.value : null;
	});
}

async function mayComeIn(tx: Kysely<Database>, personId: string): Promise<boolean> {
	const person = await tx
		.selectFrom('person')
		.select('id')
		.where('id', '=', personId)
		.where('disabled_at', 'is', null)
		.executeTakeFirst();
	return person !== undefined;
}
