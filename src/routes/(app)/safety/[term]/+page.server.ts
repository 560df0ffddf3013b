/** One side effect: how long it stays, when it begins, how bad it is; of pigment changes, in whom. */
import { pageAnswer } from '../../page-answer.ts';
import { effectOf } from '../term.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { term } = effectOf(params.term);
	return {
		term,
		answered: await pageAnswer(locals.viewer, 'time-to-resolution', url.searchParams, { term })
	};
};
