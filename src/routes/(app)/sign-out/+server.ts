/** Ends the session and the demo's visit on the server, not only in the browser. */
import { redirect } from '@sveltejs/kit';
import { cookieName, endVisit, VISIT_COOKIE } from '#lib/server/app.ts';
import { auditSource } from '#lib/server/http/audit-source.ts';
import { CHALLENGE_COOKIE, dropCookie, SESSION_COOKIE, signOut } from '#lib/server/people.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const { cookies, url } = event;
	const name = (cookie: string) => cookieName(cookie, url);
	await signOut(cookies.get(name(SESSION_COOKIE)), auditSource(event));
	await endVisit(cookies.get(name(VISIT_COOKIE)));
	for (const cookie of [SESSION_COOKIE, CHALLENGE_COOKIE, VISIT_COOKIE]) {
		dropCookie(cookies, url, cookie);
	}
	redirect(303, '/sign-in');
};
