/** Everyone with an account: roles, second factor, sessions, whether they may sign in. */
import { clinics } from '#lib/server/installation.ts';
import { listPeople } from '#lib/server/people.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const [people, all] = await Promise.all([listPeople(), clinics()]);
	return { people, clinics: all };
};
