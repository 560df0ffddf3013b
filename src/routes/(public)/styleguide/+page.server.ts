/** The page of examples: its values are invented, only the theme comes from the address. */
import { error } from '@sveltejs/kit';
import { styleguideOpen } from './open.ts';
import type { PageServerLoad } from './$types';

const THEMES = ['light', 'dark'] as const;

export const load: PageServerLoad = async ({ url }) => {
	if (!(await styleguideOpen())) error(404);
	const asked = url.searchParams.get('theme');
	return { theme: THEMES.find((theme) => theme === asked) ?? null };
};
