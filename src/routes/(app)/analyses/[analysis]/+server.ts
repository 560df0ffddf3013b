/** An analysis by its name alone: leads to the page that shows it. */
import { error, redirect } from '@sveltejs/kit';
import { pageOf } from '#lib/server/app.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, url }) => {
	const page = pageOf(params.analysis, url.searchParams);
	if (!page) error(404, 'There is no analysis of this name.');
	redirect(307, page);
};
