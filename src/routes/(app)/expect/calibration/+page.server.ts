/** How far expected courses can be trusted: what was predicted beside what was seen. */
import { pageAnswer } from '../../page-answer.ts';
import { withConcern } from '../asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	answered: await pageAnswer(
		locals.viewer,
		'expected-course-calibration',
		withConcern(url.searchParams)
	)
});
