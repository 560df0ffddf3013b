/** Begins a visit of the demo as one of the three roles; refused where real records are. */
import { error, redirect } from '@sveltejs/kit';
import { ROLES } from '#lib/domain/roles.ts';
import { startVisit, VISIT_COOKIE, VISIT_HOURS } from '#lib/server/app.ts';
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
	const role = ROLES.find((name) => name === form.get('role'));
	if (!role) redirect(303, '/sign-in?why=role');
	const token = await startVisit(role);
	if (!token) redirect(303, '/sign-in?why=closed');
	cookies.set(VISIT_COOKIE, token, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: VISIT_HOURS * 3600
	});
	const to = form.get('to');
	redirect(303, ownPath(typeof to === 'string' ? to : null));
};

/** A link to the form's address leads to the form. */
export const GET: RequestHandler = () => redirect(307, '/sign-in');
