/** The price of a comparison's groups in side effects; without groups the way to choose them. */
import { redirect } from '@sveltejs/kit';
import { armKey } from '#lib/domain/arms.ts';
import { sideEffects } from '../side-effects.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { search, searchParams } = url;
	if (![...searchParams].some(([key]) => armKey(key))) redirect(307, `/compare${search}`);
	return { answered: await sideEffects(locals.viewer, searchParams) };
};
