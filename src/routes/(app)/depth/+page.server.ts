/** Improvement and redness by needle depth, and below it each protocol's gain against its redness. */
import { redirect } from '@sveltejs/kit';
import { LEADING_CONCERNS } from '#lib/domain/concerns.ts';
import { CONCERNS } from '#lib/domain/measure.ts';
import { pageAnswer } from '../page-answer.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const concern = CONCERNS.find((name) => name === url.searchParams.get('concern'));
	if (!concern && !url.searchParams.has('concern')) {
		// Depths are compared within an area: all concerns at once would leave no room for it.
		const asked = new URLSearchParams(url.searchParams);
		asked.set('concern', LEADING_CONCERNS[0]);
		asked.sort();
		redirect(307, `/depth?${asked}`);
	}
	const ask = (id: string) => pageAnswer(locals.viewer, id, url.searchParams);
	const [answered, further] = await Promise.all([ask('dose-response'), ask('benefit-downtime')]);
	return { concern: concern ?? null, answered, further };
};
