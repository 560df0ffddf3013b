/** How far patients moved by one visit, the leading measures of all concerns. */
import { redirect } from '@sveltejs/kit';
import { CONCERNS } from '#lib/domain/measure.ts';
import { pageAnswer } from '../../page-answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const concern = CONCERNS.find((name) => name === url.searchParams.get('concern'));
	if (concern) {
		const rest = new URLSearchParams(url.searchParams);
		rest.delete('concern');
		redirect(307, `/outcomes/${concern}/distribution${rest.size > 0 ? `?${rest}` : ''}`);
	}
	return { answered: await pageAnswer(locals.viewer, 'change-distribution', url.searchParams) };
};
