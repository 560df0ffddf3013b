/** Begins a visit of the demo as one of the three roles; refused where real records are. */
import { error, redirect } from '@sveltejs/kit';
import {
	cookieAttributes,
	cookieName,
	DEMO_ROLES,
	endVisit,
	startVisit,
	VISIT_COOKIE,
	VISIT_HOURS
} from '#lib/server/app.ts';
import { ownPath } from '#lib/server/http/own-path.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ cookies, request, url }) => {
	const form = await request.formData().catch(() => null);
	if (!form) {
		error(
			415,
			'This address takes a form with the field “role”: director, practitioner or researcher.'
		);
	}
	const role = DEMO_ROLES.find((name) => name === form.get('role'));
	if (!role) redirect(303, '/sign-in?why=role');
	const name = cookieName(VISIT_COOKIE, url);
	// An earlier visit of this browser ends: its cookie is about to be overwritten.
	await endVisit(cookies.get(name));
	const token = await startVisit(role);
	if (!token) redirect(303, '/sign-in?why=closed');
	cookies.set(name, token, cookieAttributes(url, VISIT_HOURS * 3600));
	const to = form.get('to');
	redirect(303, ownPath(typeof to === 'string' ? to : null));
};

/** A link to the form's address leads to the form. */
export const GET: RequestHandler = () => redirect(307, '/sign-in');
