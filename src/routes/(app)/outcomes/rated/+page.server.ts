/** How patients and raters judge the change, each concern by itself. */
import { redirect } from '@sveltejs/kit';
import { CONCERNS } from '#lib/domain/measure.ts';
import { pageAnswer } from '../../page-answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const concern = CONCERNS.find((name) => name === url.searchParams.get('concern'));
	if (concern) {
		const rest = new URLSearchParams(url.searchParams);
		rest.delete('concern');
		redirect(307, `/outcomes/${concern}/rated${rest.size > 0 ? `?${rest}` : ''}`);
	}
	return { answered: await pageAnswer(locals.viewer, 'rating-of-change', url.searchParams) };
};
