/** What side effects follow a session, by needle depth or another grouping. */
import { pageAnswer } from '../page-answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	answered: await pageAnswer(locals.viewer, 'side-effects-per-session', url.searchParams)
});
