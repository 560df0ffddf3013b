/** Ends the visit on the server, not only in the browser. */
import { redirect } from '@sveltejs/kit';
import { cookieName, endVisit, VISIT_COOKIE } from '#lib/server/app.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ cookies, url }) => {
	const name = cookieName(VISIT_COOKIE, url);
	await endVisit(cookies.get(name));
	cookies.delete(name, { path: '/' });
	redirect(303, '/sign-in');
};
