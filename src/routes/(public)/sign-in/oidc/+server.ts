/** Sends somebody to the provider that the operator set. */
import { error, redirect } from '@sveltejs/kit';
import { ownPath } from '#lib/server/http/own-path.ts';
import { provider, putCookies, startProvider } from '#lib/server/people.ts';
import { readForm, visitOf } from '../entry.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const name = provider();
	if (name === null) error(404, 'No sign-in service is set for this Stipple.');
	const field = await readForm(event.request);
	const started = await startProvider(ownPath(field('to')), visitOf(event));
	if (!started) redirect(303, '/sign-in?why=provider');
	putCookies(event.cookies, event.url, started.cookies);
	// Browsers let no form of ours lead elsewhere, not by a redirect either: the page goes on by itself.
	const address = new URL(started.address).href;
	const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title>
<p><a href="${escaped(address)}">Go on to ${escaped(name)}</a></p></html>`;
	return new Response(page, {
		headers: { 'Content-Type': 'text/html; charset=utf-8', Refresh: `0; url=${address}` }
	});
};

const escaped = (text: string) =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
