/** Who may see what, what is hidden, and what that cannot prevent: the rules in words, the rights as they are. */
import { ROLES } from '#lib/domain/roles.ts';
import { RIGHTS } from '#lib/server/access/rights.ts';
import { privacyNumbers } from '#lib/server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({
	roles: ROLES,
	rights: RIGHTS.filter(({ read }) => read && !read.subjects.includes('visitor')).map(
		({ route, what, read, records }) => ({
			route,
			what,
			records,
			open: ROLES.filter((role) => read?.subjects.includes(role))
		})
	),
	numbers: await privacyNumbers()
});
