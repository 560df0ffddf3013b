/** Whether the groups of a comparison are alike enough; without groups the way to choose them. */
import { redirect } from '@sveltejs/kit';
import { armKey } from '#lib/domain/arms.ts';
import { pageAnswer } from '../../page-answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { searchParams } = url;
	if (![...searchParams].some(([key]) => armKey(key))) redirect(307, '/compare');
	return { answered: await pageAnswer(locals.viewer, 'compare-balance', searchParams) };
};
