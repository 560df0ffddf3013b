/** The first administrator, made with the one-time code. Gone once there is one. */
import { error, redirect } from '@sveltejs/kit';
import { mayBeSetUp, putCookies, setUp } from '#lib/server/people.ts';
import { readForm, refusedAs, visitOf } from '../sign-in/entry.ts';
import type { Actions, PageServerLoad } from './$types';

async function mustBeOpen(): Promise<void> {
	if (!(await mayBeSetUp())) error(404, 'There is no page at this address.');
}

export const load: PageServerLoad = mustBeOpen;

export const actions: Actions = {
	default: async (event) => {
		await mustBeOpen();
		const field = await readForm(event.request);
		const given = {
			code: field('code').slice(0, 100),
			name: field('name').slice(0, 200),
			email: field('email').slice(0, 254)
		};
		try {
			const answer = await setUp({ ...given, password: field('password') }, visitOf(event));
			putCookies(event.cookies, event.url, answer.cookies);
		} catch (fault) {
			return refusedAs(event, fault, given);
		}
		redirect(303, '/account/second-factor');
	}
};
