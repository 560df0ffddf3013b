/** The own tokens for programs: made, shown once, revoked. */
import {
	LONGEST_TOKEN_NAME,
	makeToken,
	MOST_TOKEN_DAYS,
	revokeToken,
	tokensOf,
	type MadeToken
} from '#lib/server/people.ts';
import { readForm, refusedAs, type Problems } from '../../../(public)/sign-in/entry.ts';
import { ownerOf } from '../owner.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	tokens: await tokensOf(ownerOf(event).signedIn.id),
	longestName: LONGEST_TOKEN_NAME,
	mostDays: MOST_TOKEN_DAYS,
	origin: event.url.origin
});

/** What the page's forms answer. */
type Answer = {
	done?: string;
	made?: MadeToken;
	problems?: Problems;
	given?: Record<string, string>;
};

export const actions: Actions = {
	make: async (event) => {
		const { signedIn, visit } = ownerOf(event);
		const field = await readForm(event.request);
		const given = { name: field('name'), days: field('days') };
		try {
			const answer: Answer = { made: await makeToken(signedIn.id, given, visit.source) };
			return answer;
		} catch (fault) {
			return refusedAs(event, fault, given);
		}
	},
	revoke: async (event) => {
		const { signedIn, visit } = ownerOf(event);
		const field = await readForm(event.request);
		try {
			await revokeToken(signedIn.id, field('id').slice(0, 64), visit.source);
			const answer: Answer = { done: 'Revoked: the token opens nothing any more.' };
			return answer;
		} catch (fault) {
			return refusedAs(event, fault, {});
		}
	}
};
