/** What a patient like this can expect, for one concern on one area. */
import { pageAnswer } from '../page-answer.ts';
import { withConcern } from './asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	answered: await pageAnswer(locals.viewer, 'expected-course', withConcern(url.searchParams))
});
