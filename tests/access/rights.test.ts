import { beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '#lib/domain/roles.ts';
import {
	deedOf,
	may,
	RIGHTS,
	rightOf,
	tellsFigures,
	takes,
	withoutGroups,
	type Deed,
	type Subject
} from '#lib/server/access/rights.ts';
import { builtRoutes, type BuiltRoute } from '../support/built-routes.ts';

const SUBJECTS: Subject[] = ['visitor', ...ROLES];
let routes: BuiltRoute[];
beforeAll(async () => {
	routes = await builtRoutes();
}, 180_000);

/** Everything a built route takes, as the rights name it. */
function deedsOf({ isPage, methods, actions }: BuiltRoute): Deed[] {
	return [
		...(isPage || methods.includes('GET') ? [{ kind: 'read' } as const] : []),
		...(methods.includes('POST') || actions.includes('default') ? [{ kind: 'post' } as const] : []),
		...actions
			.filter((name) => name !== 'default')
			.map((name) => ({ kind: 'action', name }) as const)
	];
}

const named = (route: string, deed: Deed) =>
	`${route} ${deed.kind}${deed.kind === 'action' ? ` ${deed.name}` : ''}`;

describe('the table of rights', () => {
	test('SR-2.2 has a line for every route, method and action that is built', () => {
		expect(routes.length).toBeGreaterThan(15);
		const missing = routes.flatMap((route) =>
			deedsOf(route)
				.filter((deed) => !takes(route.id, deed))
				.map((deed) => named(route.id, deed))
		);
		expect(missing).toEqual([]);
	});

	test('SR-2.2 has no line for what is not built', () => {
		const built = new Set(
			routes.flatMap((route) => deedsOf(route).map((deed) => named(withoutGroups(route.id), deed)))
		);
		const listed = RIGHTS.flatMap((right) => [
			...(right.read ? [named(right.route, { kind: 'read' })] : []),
			...(right.post ? [named(right.route, { kind: 'post' })] : []),
			...Object.keys(right.actions ?? {}).map((name) =>
				named(right.route, { kind: 'action', name })
			)
		]);
		expect(listed.filter((line) => !built.has(line))).toEqual([]);
	});

	test('SR-2.2 no route takes a method that the table cannot name', () => {
		const other = routes.flatMap(({ id, methods }) =>
			methods.filter((method) => method !== 'GET' && method !== 'POST').map((m) => `${id} ${m}`)
		);
		expect(other).toEqual([]);
	});

	test('SR-2.1 what stands in no line is closed to everyone', () => {
		for (const subject of SUBJECTS) {
			expect(may('/(app)/not-in-the-table', { kind: 'read' }, subject, true)).toBe(false);
			expect(may(null, { kind: 'read' }, subject, true)).toBe(false);
			expect(may('/(app)/outcomes', { kind: 'post' }, subject, true)).toBe(false);
			expect(may('/(app)/account', { kind: 'action', name: 'constructor' }, subject, true)).toBe(
				false
			);
			expect(may('/(app)/outcomes', null, subject, true)).toBe(false);
		}
	});

	test('SR-2.2 administrators see no figures, and nobody else sees the administration', () => {
		for (const { route, read, records } of RIGHTS) {
			const subjects = read?.subjects ?? [];
			if (records === 'own clinics') expect(subjects).toEqual(['director', 'practitioner']);
			if (route.startsWith('/admin')) {
				expect(subjects).toEqual(['administrator']);
				expect(read?.persons).toBe(true);
			}
		}
	});

	test('SR-5.4 researchers reach no figure of the clinics’ own records', () => {
		const open = RIGHTS.filter(({ read }) => read?.subjects.includes('researcher'));
		expect(open.filter(({ records }) => records === 'own clinics')).toEqual([]);
		// Where figures are told of records or of a release, the hook asks which release.
		const figures = open.filter(({ records }) => records === 'own clinics or a release');
		expect(figures.length).toBeGreaterThan(20);
		expect(figures.filter(({ route }) => !tellsFigures(route))).toEqual([]);
	});

	test('SR-2.4 a visit of the demo is no person: it reaches neither account nor administration', () => {
		for (const role of ROLES) {
			expect(may('/(app)/account', { kind: 'read' }, role, false)).toBe(false);
			expect(may('/(app)/admin/people', { kind: 'read' }, role, false)).toBe(false);
		}
	});

	test('every line has its own route', () => {
		const names = RIGHTS.map(({ route }) => route);
		expect(names).toEqual([...new Set(names)]);
		expect(rightOf('/(app)/outcomes/[concern]')?.route).toBe('/outcomes/[concern]');
	});
});

test.each([
	['GET', '', { kind: 'read' }],
	['HEAD', '', { kind: 'read' }],
	['POST', '', { kind: 'post' }],
	['POST', '/roles=', { kind: 'action', name: 'roles' }],
	['POST', 'a=1&/roles', { kind: 'action', name: 'roles' }],
	['PUT', '', null],
	['DELETE', '', null],
	['OPTIONS', '', null],
	['post', '', null]
] as const)('SR-3.7 %s ?%s asks for its deed and no other', (method, search, deed) => {
	expect(deedOf(method, new URLSearchParams(search))).toEqual(deed);
});
