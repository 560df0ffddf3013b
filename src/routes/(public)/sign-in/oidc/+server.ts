/** Sends somebody to the provider that the operator set. */
import { error, redirect } from '@sveltejs/kit';
import { ownPath } from '#lib/server/http/own-path.ts';
import { provider, putCookies, startProvider } from '#lib/server/people.ts';
import { readForm, visitOf } from '../entry.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	if (provider() === null) error(404, 'No sign-in service is set for this Stipple.');
	const field = await readForm(event.request);
	const started = await startProvider(ownPath(field('to')), visitOf(event));
	if (!started) redirect(303, '/sign-in?why=provider');
	putCookies(event.cookies, event.url, started.cookies);
	redirect(303, started.address);
};
