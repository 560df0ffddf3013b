/** What the frame of every page shows: who is signed in, whose figures, from which data. */
import { error } from '@sveltejs/kit';
import { stamp } from '#lib/server/app.ts';
import { RAIL_COOKIE, shownOf } from '#lib/server/http/kept-pages.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, cookies, url }) => {
	if (!locals.signedIn) error(401);
	// Whose figures these are changes with the cohort: asked for here, so that Kit loads it anew.
	url.searchParams.get('cohort');
	return {
		signedIn: shownOf(locals.signedIn),
		stamp: await stamp(locals.signedIn, locals.viewer),
		narrow: cookies.get(RAIL_COOKIE) === 'narrow'
	};
};
