/** One side effect: how long it stays, when it begins, how bad it is; of pigment changes, in whose skin. */
import { withoutKey } from '#lib/components/query.ts';
import { furtherAnswer, pageAnswer } from '../../page-answer.ts';
import { effectOf } from '../term.ts';
import type { PageServerLoad } from './$types';

/** Side effects that are told by skin type and depth too. */
const OF_PIGMENT = ['post_inflammatory_hyperpigmentation', 'hypopigmentation', 'dyschromia'];

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { term } = effectOf(params.term);
	const { viewer } = locals;
	const [answered, further] = await Promise.all([
		pageAnswer(viewer, 'time-to-resolution', url.searchParams, { term }),
		OF_PIGMENT.includes(term)
			? furtherAnswer(viewer, 'effect-by-skin-type', withoutSkinType(url), { term })
			: null
	]);
	const bySkinType = further?.answered ?? null;
	// Skin type is one of the three already: with the page's own filters it may be one too many.
	const named = new Set(answered.problems.map(({ key }) => key));
	const leftOut = bySkinType?.problems.some(({ key }) => !named.has(key)) ?? false;
	return {
		term,
		answered,
		bySkinType: leftOut ? null : bySkinType,
		leftOut,
		notTold: further?.why ?? null
	};
};

/** All skin types stand in the rows, whatever the page is narrowed to or grouped by. */
function withoutSkinType({ searchParams }: URL): URLSearchParams {
	const query = withoutKey(searchParams.toString(), 'type');
	return new URLSearchParams(searchParams.get('by') === 'type' ? withoutKey(query, 'by') : query);
}
