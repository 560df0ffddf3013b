/** The cohorts there are, and the releases to build one on. */
import { cohorts, openReleases } from '#lib/server/cohorts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	cohorts: await cohorts(locals.signedIn),
	releases: await openReleases(locals.signedIn)
});
