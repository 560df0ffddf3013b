/** How patients and raters judge the change in one concern, the body areas side by side. */
import { concernOf } from '../../concern.ts';
import { pageAnswer } from '../../../page-answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const concern = concernOf(params.concern);
	const answered = await pageAnswer(locals.viewer, 'rating-of-change', url.searchParams, {
		concern
	});
	return { concern, answered };
};
