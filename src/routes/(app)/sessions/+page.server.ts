/** How many sessions courses take, and how far apart. */
import { pageAnswer } from '../page-answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	answered: await pageAnswer(locals.viewer, 'session-counts', url.searchParams)
});
