/** Who would you like to be? The demo's sign-in, and why it may be closed. */
import { demoIsOpen } from '#lib/server/app.ts';
import { ownPath } from '#lib/server/http/own-path.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => ({
	open: await demoIsOpen(),
	to: ownPath(url.searchParams.get('to')),
	chooseRole: url.searchParams.get('why') === 'role'
});
