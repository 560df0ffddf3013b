/** How figures are counted, by which words and methods; and who may see what, what is hidden. */
import { ROLES } from '#lib/domain/roles.ts';
import { may, RIGHTS } from '#lib/server/access/rights.ts';
import { methodsRegister, privacyNumbers } from '#lib/server/app.ts';
import { narrowed, wantedOf } from './search.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals }) => {
	const register = methodsRegister();
	const wanted = wantedOf(url.searchParams, register);
	const role = locals.signedIn?.role ?? 'visitor';
	const pages = new Set(register.figures.map(({ page }) => page));
	return {
		wanted,
		all: narrowed(register, { q: '', figure: null, unknown: [] }).found,
		...narrowed(register, wanted),
		/** Pages of figures that this reader may open: the others are named without a link. */
		open: [...pages].filter((page) => may(page, { kind: 'read' }, role, true)),
		roles: ROLES,
		rights: RIGHTS.filter(({ read }) => read && !read.subjects.includes('visitor')).map(
			({ route, what, read, records }) => ({
				route,
				what,
				records,
				open: ROLES.filter((name) => read?.subjects.includes(name))
			})
		),
		numbers: await privacyNumbers()
	};
};
