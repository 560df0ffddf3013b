/** Whose account a request is about: the signed-in person with the session's token. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { cookieName } from '#lib/server/app.ts';
import { SESSION_COOKIE, type Owner } from '#lib/server/people.ts';
import { visitOf } from '../../(public)/sign-in/entry.ts';

/** Throws 401 for a visitor and a visit of the demo, which the hook lets nowhere near. */
export function ownerOf(event: RequestEvent): Owner {
	const { signedIn } = event.locals;
	if (!signedIn || signedIn.isDemo) error(401, 'Sign in with an account to see this.');
	return {
		signedIn,
		token: event.cookies.get(cookieName(SESSION_COOKIE, event.url)),
		visit: visitOf(event)
	};
}
