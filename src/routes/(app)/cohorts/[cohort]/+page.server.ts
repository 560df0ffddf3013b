/** One version of a cohort. */
import { error } from '@sveltejs/kit';
import { cohortOf } from '#lib/server/cohorts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const found = await cohortOf(locals.signedIn, params.cohort);
	if (!found) error(404, 'There is no such cohort. Saved ones stand under Cohorts.');
	return found;
};
