/** One concern over weeks, the body areas side by side. */
import { error } from '@sveltejs/kit';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { list } from '#lib/domain/format.ts';
import { CONCERNS } from '#lib/domain/measure.ts';
import { pageAnswer } from '../../page-answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const concern = CONCERNS.find((name) => name === params.concern);
	if (!concern) {
		const names = list(CONCERNS.map((name) => CONCERN_WORDS[name].noun));
		error(404, `There is no such concern. Improvement is charted for ${names}.`);
	}
	const fixed = { concern };
	return {
		concern,
		answered: await pageAnswer(locals.viewer, 'improvement-over-time', url.searchParams, fixed)
	};
};
