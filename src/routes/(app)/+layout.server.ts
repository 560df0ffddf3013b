/** What the frame of every page shows: whose figures, from which data. */
import { error } from '@sveltejs/kit';
import { stamp } from '#lib/server/app.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, cookies }) => {
	if (!locals.viewer) error(401);
	return { stamp: await stamp(locals.viewer), narrow: cookies.get('stipple_rail') === 'narrow' };
};
