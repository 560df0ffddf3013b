/** Behind the link of an invitation or a reset: a password is chosen, and its person signed in. */
import { redirect } from '@sveltejs/kit';
import { accept, LINK_CLOSED, linkBehind, putCookies, Refused } from '#lib/server/people.ts';
import { readForm, refusedAs, secondStep, visitOf } from '../../sign-in/entry.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	try {
		const link = await linkBehind(event.params.token, visitOf(event));
		return { link, closed: link === null ? LINK_CLOSED : null };
	} catch (fault) {
		if (!(fault instanceof Refused)) throw fault;
		return { link: null, closed: fault.message };
	}
};

export const actions: Actions = {
	default: async (event) => {
		const field = await readForm(event.request);
		const name = field('name').slice(0, 200);
		let answer;
		try {
			const given = { name, password: field('password') };
			answer = await accept(event.params.token, given, visitOf(event));
		} catch (fault) {
			return refusedAs(event, fault, { name });
		}
		putCookies(event.cookies, event.url, answer.cookies);
		redirect(303, answer.secondFactorNext ? secondStep('/') : '/');
	}
};
