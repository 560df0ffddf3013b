/** The own account: roles, password, sessions, and how things stand with the second factor. */
import { counted } from '#lib/domain/format.ts';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import {
	changePassword,
	chooseRole,
	clinicsForRoles,
	endOtherSessions,
	endOwnSession,
	ownSessions,
	personOf,
	putCookies,
	secondFactorState
} from '#lib/server/people.ts';
import { readForm, refusedAs, type Problems } from '../../(public)/sign-in/entry.ts';
import { ownerOf } from './owner.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { signedIn } = ownerOf(event);
	const [person, sessions, secondFactor, clinics] = await Promise.all([
		personOf(signedIn.id),
		ownSessions(signedIn),
		secondFactorState(signedIn),
		clinicsForRoles()
	]);
	const grants = person?.grants ?? [];
	const named = new Set(grants.flatMap((grant) => grant.clinics));
	return {
		grants,
		sessions,
		secondFactor,
		// Only the clinics this person belongs to are named.
		clinics: clinics
			.filter(({ id }) => named.has(id))
			.map(({ id, label }) => ({ id, label: label ?? id }))
	};
};

/** What the page's forms answer. */
type Answer = { done?: string; problems?: Problems };

/** Runs a deed on the own account; what is refused stands beside its field. */
async function deed(event: RequestEvent, run: () => Promise<string>) {
	try {
		const answer: Answer = { done: await run() };
		return answer;
	} catch (fault) {
		return refusedAs(event, fault, {});
	}
}

export const actions: Actions = {
	password: async (event) => {
		const owner = ownerOf(event);
		const field = await readForm(event.request);
		return deed(event, async () => {
			const given = { password: field('password'), newPassword: field('newPassword') };
			putCookies(event.cookies, event.url, await changePassword(given, owner));
			// The list that this answer is drawn with is of the new session.
			event.locals.signedIn = { ...owner.signedIn, sessionId: null };
			return 'Your password is changed. Every other session of yours has ended.';
		});
	},
	endSession: async (event) => {
		const { signedIn, visit } = ownerOf(event);
		const field = await readForm(event.request);
		return deed(event, async () => {
			await endOwnSession(signedIn.id, field('session'), visit.source);
			return 'The session is ended.';
		});
	},
	endOthers: (event) => {
		const { signedIn, visit } = ownerOf(event);
		return deed(event, async () => {
			const ended = await endOtherSessions(signedIn, visit.source);
			return ended === 0 ? 'No other session was open.' : `${counted(ended, 'session')} ended.`;
		});
	},
	role: async (event) => {
		const { signedIn, visit } = ownerOf(event);
		const field = await readForm(event.request);
		try {
			await chooseRole(signedIn, field('role'), visit.source);
		} catch (fault) {
			return refusedAs(event, fault, {});
		}
		// To the start page of the role.
		redirect(303, '/');
	}
};
