import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { currentOf, JOBS } from '#lib/components/jobs.ts';
import ErrorPage from '#lib/components/ErrorPage.svelte';
import { ROLES } from '#lib/domain/roles.ts';
import { may, RIGHTS } from '#lib/server/access/rights.ts';

const of = (role: (typeof ROLES)[number]) => [...JOBS[role].own, ...JOBS[role].shared];

test('SR-2.1 the navigation links to what the role may open, and to nothing else', () => {
	for (const role of ROLES) {
		for (const { path } of of(role)) {
			expect(may(path, { kind: 'read' }, role, true), `${role} at ${path}`).toBe(true);
		}
	}
});

test('an administrator finds every page of the installation, and no page with outcomes', () => {
	const paths: string[] = of('administrator').map(({ path }) => path);
	const pages = RIGHTS.map(({ route }) => route).filter((route) => /^\/admin[a-z/]*$/.test(route));
	expect(paths).toEqual(expect.arrayContaining(pages));
	expect(paths).not.toContain('/outcomes');
});

test('a page below a job belongs to it; the checklist is only itself', () => {
	const [checklist, people] = JOBS.administrator.own;
	if (!checklist || !people) throw new Error('an administrator has jobs');
	expect(currentOf(people, '/admin/people/x')).toBe('true');
	expect(currentOf(people, '/admin/people')).toBe('page');
	expect(currentOf(checklist, '/admin')).toBe('page');
	expect(currentOf(checklist, '/admin/people')).toBeUndefined();
});

test.each([
	['administrator', ['/admin/people', '/methods'], '/outcomes'],
	['researcher', ['/releases', '/cohorts', '/evidence'], '/expect'],
	['director', ['/outcomes', '/safety'], '/admin']
] as const)('an error page offers a %s only pages of the role', (role, some, other) => {
	const { body } = render(ErrorPage, { props: { role, status: 404, message: 'Nothing.' } });
	for (const path of some) expect(body).toContain(`href="${path}"`);
	expect(body).not.toContain(`href="${other}"`);
});

test('an error page sends whoever is unknown to the start page', () => {
	const { body } = render(ErrorPage, { props: { role: null, status: 404, message: 'Nothing.' } });
	expect([...body.matchAll(/href="([^"]+)"/g)].map((match) => match[1])).toEqual(['/']);
});
