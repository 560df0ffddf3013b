/** The expected course in plain words, for the patient to take along. */
import { pageAnswer } from '../../page-answer.ts';
import { withConcern } from '../asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	answered: await pageAnswer(locals.viewer, 'expected-course-sheet', withConcern(url.searchParams))
});
