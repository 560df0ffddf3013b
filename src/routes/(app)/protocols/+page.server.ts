/** Which protocols are in use, how often and where, and whether they are kept to. */
import { pageAnswer } from '../page-answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	answered: await pageAnswer(locals.viewer, 'protocol-use', url.searchParams)
});
