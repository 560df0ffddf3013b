/** The own second factor: set up, confirmed, renewed, turned off. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import {
	confirmSecondFactor,
	newRecoveryCodes,
	putCookies,
	Refused,
	secondFactorState,
	startSecondFactor,
	turnOffSecondFactor,
	waitingEnrolment,
	type Enrolment
} from '#lib/server/people.ts';
import { readForm, refusedAs, type Problems } from '../../../(public)/sign-in/entry.ts';
import { ownerOf } from '../owner.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { signedIn } = ownerOf(event);
	return {
		...(await secondFactorState(signedIn)),
		mustSetUp: signedIn.mustSetSecondFactor
	};
};

/** What the page's forms answer: a key to scan, or codes that are shown this once. */
type Answer = {
	done?: string;
	problems?: Problems;
	enrolment?: Enrolment;
	codes?: string[];
};

/** `about` tells the page beside which form the words belong. */
async function deed(event: RequestEvent, about: string, run: () => Promise<Answer>) {
	try {
		return await run();
	} catch (fault) {
		const { status, data } = refusedAs(event, fault, {});
		return fail(status, { ...data, about });
	}
}

export const actions: Actions = {
	start: async (event) => {
		const owner = ownerOf(event);
		const field = await readForm(event.request);
		const given = {
			password: field('password') || field('passwordNow'),
			code: field('codeNow')
		};
		return deed(event, 'start', async () => ({
			enrolment: await startSecondFactor(owner, given)
		}));
	},
	confirm: async (event) => {
		const owner = ownerOf(event);
		const field = await readForm(event.request);
		try {
			const { codes, cookies } = await confirmSecondFactor(owner, field('code'));
			putCookies(event.cookies, event.url, cookies);
			event.locals.signedIn = { ...owner.signedIn, mustSetSecondFactor: false };
			const answer: Answer =
				codes.length > 0
					? { codes, done: 'Your second factor is on.' }
					: {
							done: 'Your new device is set up. The earlier one opens nothing any more; your recovery codes stay as they are.'
						};
			return answer;
		} catch (fault) {
			const refused = refusedAs(event, fault, {});
			// The key is shown once more, so that the app can be set up again.
			const enrolment = await waitingEnrolment(owner.signedIn).catch(notWaiting);
			return enrolment ? fail(refused.status, { ...refused.data, enrolment }) : refused;
		}
	},
	codes: async (event) => {
		const owner = ownerOf(event);
		const field = await readForm(event.request);
		return deed(event, 'codes', async () => ({
			codes: await newRecoveryCodes(owner, field('password')),
			done: 'These are your new recovery codes. The earlier ones are worth nothing any more.'
		}));
	},
	off: async (event) => {
		const owner = ownerOf(event);
		const field = await readForm(event.request);
		return deed(event, 'off', async () => {
			const given = { code: field('code'), password: field('passwordToo') };
			putCookies(event.cookies, event.url, await turnOffSecondFactor(owner, given));
			return { done: 'Your second factor is off. Your password alone opens this account.' };
		});
	}
};

function notWaiting(fault: unknown): null {
	if (fault instanceof Refused) return null;
	throw fault;
}
