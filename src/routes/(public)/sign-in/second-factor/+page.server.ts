/** The second step of a sign-in: a code of the app, or a recovery code. */
import { redirect } from '@sveltejs/kit';
import { cookieName } from '#lib/server/app.ts';
import { ownPath } from '#lib/server/http/own-path.ts';
import {
	CHALLENGE_COOKIE,
	dropCookie,
	putCookies,
	secondFactor,
	StartAgain
} from '#lib/server/people.ts';
import { readForm, refusedAs, visitOf, withTo } from '../entry.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, cookies }) => {
	const to = ownPath(url.searchParams.get('to'));
	// Without the first step there is nothing to confirm.
	if (!cookies.get(cookieName(CHALLENGE_COOKIE, url))) redirect(303, withTo('/sign-in', to));
	return { to };
};

export const actions: Actions = {
	default: async (event) => {
		const field = await readForm(event.request);
		const to = ownPath(field('to'));
		const challenge = event.cookies.get(cookieName(CHALLENGE_COOKIE, event.url));
		try {
			const changes = await secondFactor(field('code'), challenge, visitOf(event));
			putCookies(event.cookies, event.url, changes);
		} catch (fault) {
			if (fault instanceof StartAgain) {
				dropCookie(event.cookies, event.url, CHALLENGE_COOKIE);
				redirect(303, withTo('/sign-in?why=again', to));
			}
			return refusedAs(event, fault, { to });
		}
		redirect(303, to);
	}
};
