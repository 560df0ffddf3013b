/** The start page of each role, until there is a page that greets it with its own answers. */
import { redirect } from '@sveltejs/kit';
import type { Role } from '#lib/domain/roles.ts';
import type { PageServerLoad } from './$types';

const HOME: Record<Role, string> = {
	administrator: '/admin',
	director: '/outcomes',
	practitioner: '/outcomes',
	researcher: '/releases'
};

export const load: PageServerLoad = ({ locals }) =>
	redirect(307, locals.signedIn ? HOME[locals.signedIn.role] : '/sign-in');
