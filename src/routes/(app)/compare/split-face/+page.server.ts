/** Two sides of one patient, compared within pairs. */
import { LEADING_CONCERNS } from '#lib/domain/concerns.ts';
import { pageAnswer } from '../../page-answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const params = new URLSearchParams(url.searchParams);
	if (!params.get('concern')) params.set('concern', LEADING_CONCERNS[0]);
	return { answered: await pageAnswer(locals.viewer, 'split-face-pairs', params) };
};
