/** Whether the groups of a comparison are alike enough; without groups the way to choose them. */
import { redirect } from '@sveltejs/kit';
import { armKey } from '#lib/domain/arms.ts';
import { pageAnswer } from '../../page-answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { search, searchParams } = url;
	if (![...searchParams].some(([key]) => armKey(key))) redirect(307, `/compare${search}`);
	return { answered: await pageAnswer(locals.viewer, 'compare-balance', searchParams) };
};
