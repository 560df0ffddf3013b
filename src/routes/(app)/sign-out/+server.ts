/** Ends the visit on the server, not only in the browser. */
import { redirect } from '@sveltejs/kit';
import { endVisit, VISIT_COOKIE } from '#lib/server/app.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ cookies }) => {
	await endVisit(cookies.get(VISIT_COOKIE));
	cookies.delete(VISIT_COOKIE, { path: '/' });
	redirect(303, '/sign-in');
};
