/** One concern over weeks, the body areas side by side. */
import { pageAnswer } from '../../page-answer.ts';
import { concernOf } from '../concern.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const concern = concernOf(params.concern);
	const fixed = { concern };
	return {
		concern,
		answered: await pageAnswer(locals.viewer, 'improvement-over-time', url.searchParams, fixed)
	};
};
