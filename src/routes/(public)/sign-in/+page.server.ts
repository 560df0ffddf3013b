/** Signing in with an account, and the demo's roles while it is open. */
import { redirect, type Cookies } from '@sveltejs/kit';
import { cookieName, demoIsOpen } from '#lib/server/app.ts';
import { ownPath } from '#lib/server/http/own-path.ts';
import {
	dropCookie,
	hasPeople,
	mayBeSetUp,
	provider,
	putCookies,
	SESSION_COOKIE,
	signIn
} from '#lib/server/people.ts';
import { readForm, refusedAs, secondStep, visitOf } from './entry.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, cookies }) => {
	const to = ownPath(url.searchParams.get('to'));
	const person = locals.signedIn?.isDemo === false;
	if (person) redirect(303, to);
	const [open, somebody, setUp] = await Promise.all([demoIsOpen(), hasPeople(), mayBeSetUp()]);
	return { open, hasPeople: somebody, setUp, provider: provider(), to, why: whyHere(url, cookies) };
};

type Why = 'ended' | 'again' | 'role' | 'closed' | 'provider' | 'other-person' | null;

/** Why somebody came here. A cookie of a session that is none any more says that it ended. */
function whyHere(url: URL, cookies: Cookies): Why {
	const hadSession = cookies.get(cookieName(SESSION_COOKIE, url)) !== undefined;
	if (hadSession) dropCookie(cookies, url, SESSION_COOKIE);
	switch (url.searchParams.get('why')) {
		case 'role':
			return 'role';
		case 'closed':
			return 'closed';
		case 'provider':
			return 'provider';
		case 'not-known':
			return 'other-person';
		case 'ended':
			return 'ended';
		case 'again':
			return 'again';
		default:
			return hadSession ? 'ended' : null;
	}
}

export const actions: Actions = {
	default: async (event) => {
		const field = await readForm(event.request);
		const email = field('email');
		const to = ownPath(field('to'));
		let answer;
		try {
			answer = await signIn({ email, password: field('password') }, visitOf(event));
		} catch (fault) {
			return refusedAs(event, fault, { email: email.slice(0, 254), to });
		}
		putCookies(event.cookies, event.url, answer.cookies);
		redirect(303, answer.secondFactorNext ? secondStep(to) : to);
	}
};
