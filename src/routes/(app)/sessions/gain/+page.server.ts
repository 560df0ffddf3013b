/** What each further session added, and by which week most of the gain was there. */
import { CONCERNS } from '#lib/domain/measure.ts';
import { pageAnswer } from '../../page-answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const ask = (id: string) => pageAnswer(locals.viewer, id, url.searchParams);
	const [answered, further] = await Promise.all([ask('marginal-session'), ask('plateau')]);
	const concern = CONCERNS.find((name) => name === url.searchParams.get('concern')) ?? null;
	return { concern, answered, further };
};
