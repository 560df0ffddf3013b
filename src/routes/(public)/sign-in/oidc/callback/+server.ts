/** Takes what the provider answered, and lets in whoever has an account. */
import { error, redirect } from '@sveltejs/kit';
import { cookieName } from '#lib/server/app.ts';
import { ownPath } from '#lib/server/http/own-path.ts';
import {
	dropCookie,
	finishProvider,
	OIDC_COOKIE,
	provider,
	putCookies,
	Refused
} from '#lib/server/people.ts';
import { secondStep, visitOf } from '../../entry.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	if (provider() === null) error(404, 'No sign-in service is set for this Stipple.');
	const { cookies, url } = event;
	const state = cookies.get(cookieName(OIDC_COOKIE, url));
	dropCookie(cookies, url, OIDC_COOKIE);
	let answer;
	try {
		answer = await finishProvider(url.searchParams, state, visitOf(event));
	} catch (fault) {
		if (!(fault instanceof Refused)) throw fault;
		redirect(303, '/sign-in?why=not-known');
	}
	putCookies(cookies, url, answer.cookies);
	const to = ownPath(answer.to);
	redirect(303, answer.secondFactorNext ? secondStep(to) : to);
};
