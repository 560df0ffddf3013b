/**
 * Who may do what: every address of the product and every action of its forms, by role. The hook asks
 * this table before anything runs, and what stands in no line is closed. A test compares it with the
 * routes as they are built, another runs it cell by cell against the built server.
 *
 * A new route is a line here. `records` says what the answer is narrowed to; a record of another clinic
 * or of another person, and one that does not exist, are answered alike.
 */
import type { Role } from '#lib/domain/roles.ts';

/** Everyone the table tells apart. A visit of the demo counts as its role, but for `persons`. */
export type Subject = 'visitor' | Role;

type Who = {
	subjects: readonly Subject[];
	/** Only people with an account, not visits of the demo. */
	persons?: true;
};

export type Right = {
	/** The route's id without Kit's groups. */
	route: string;
	/** GET and HEAD. */
	read?: Who;
	/** POST without a named action: an endpoint, or a page's default action. */
	post?: Who;
	/** The named actions of a page. */
	actions?: Readonly<Record<string, Who>>;
	records: 'none' | 'own clinics' | 'own account' | 'installation';
};

const VISITORS: Who = {
	subjects: ['visitor', 'administrator', 'director', 'practitioner', 'researcher']
};
const ANYONE_SIGNED_IN: Who = {
	subjects: ['administrator', 'director', 'practitioner', 'researcher']
};
const PERSONS: Who = { ...ANYONE_SIGNED_IN, persons: true };
const STAFF: Who = { subjects: ['director', 'practitioner'] };
const RESEARCHERS: Who = { subjects: ['researcher'] };
const ADMINISTRATORS: Who = { subjects: ['administrator'], persons: true };

export const RIGHTS: readonly Right[] = [
	// Before the sign-in.
	{ route: '/healthz', read: VISITORS, records: 'none' },
	{ route: '/readyz', read: VISITORS, records: 'none' },
	{ route: '/styleguide', read: VISITORS, records: 'none' },
	{ route: '/demo/sign-in', read: VISITORS, post: VISITORS, records: 'none' },
	{ route: '/sign-in', read: VISITORS, post: VISITORS, records: 'none' },
	{ route: '/sign-in/second-factor', read: VISITORS, post: VISITORS, records: 'none' },
	{ route: '/sign-in/oidc', post: VISITORS, records: 'none' },
	{ route: '/sign-in/oidc/callback', read: VISITORS, records: 'none' },
	{ route: '/set-up', read: VISITORS, post: VISITORS, records: 'none' },
	{ route: '/invitation/[token]', read: VISITORS, post: VISITORS, records: 'none' },

	// Of everyone who is signed in.
	{ route: '/', read: ANYONE_SIGNED_IN, records: 'none' },
	{ route: '/sign-out', post: ANYONE_SIGNED_IN, records: 'own account' },
	{ route: '/not-open', read: ANYONE_SIGNED_IN, records: 'none' },
	{ route: '/evidence', read: ANYONE_SIGNED_IN, records: 'none' },
	{ route: '/methods', read: ANYONE_SIGNED_IN, records: 'none' },
	{ route: '/api/v1/openapi.json', read: ANYONE_SIGNED_IN, records: 'none' },
	{
		route: '/account',
		read: PERSONS,
		actions: { password: PERSONS, endSession: PERSONS, endOthers: PERSONS, role: PERSONS },
		records: 'own account'
	},
	{
		route: '/account/second-factor',
		read: PERSONS,
		actions: { start: PERSONS, confirm: PERSONS, codes: PERSONS, off: PERSONS },
		records: 'own account'
	},

	// Figures: aggregates of the clinics one belongs to.
	{ route: '/outcomes', read: STAFF, records: 'own clinics' },
	{ route: '/outcomes/[concern]', read: STAFF, records: 'own clinics' },
	{ route: '/safety', read: STAFF, records: 'own clinics' },
	{ route: '/sessions', read: STAFF, records: 'own clinics' },
	{ route: '/analyses/[analysis]', read: STAFF, records: 'own clinics' },
	{ route: '/analyses/[analysis].[format]', read: STAFF, records: 'own clinics' },
	{ route: '/api/v1/analyses', read: STAFF, records: 'own clinics' },
	{ route: '/api/v1/analyses/[analysis]', read: STAFF, records: 'own clinics' },

	// What leaves the clinics, once it is released.
	{ route: '/releases', read: RESEARCHERS, records: 'none' },

	// The installation: people, settings, audit; no outcomes.
	{
		route: '/admin',
		read: ADMINISTRATORS,
		actions: { backedUp: ADMINISTRATORS },
		records: 'installation'
	},
	{ route: '/admin/people', read: ADMINISTRATORS, records: 'installation' },
	{
		route: '/admin/people/[person]',
		read: ADMINISTRATORS,
		actions: {
			roles: ADMINISTRATORS,
			disable: ADMINISTRATORS,
			enable: ADMINISTRATORS,
			endSessions: ADMINISTRATORS,
			reset: ADMINISTRATORS
		},
		records: 'installation'
	},
	{
		route: '/admin/invitations',
		read: ADMINISTRATORS,
		actions: { invite: ADMINISTRATORS, withdraw: ADMINISTRATORS },
		records: 'installation'
	},
	{ route: '/admin/clinics', read: ADMINISTRATORS, records: 'installation' },
	{
		route: '/admin/settings',
		read: ADMINISTRATORS,
		actions: { threshold: ADMINISTRATORS },
		records: 'installation'
	},
	{ route: '/admin/audit', read: ADMINISTRATORS, records: 'installation' },
	{ route: '/admin/audit.csv', read: ADMINISTRATORS, records: 'installation' }
];

/** What may be done at an address: `read`, `post`, or a form's action by its name. */
export type Deed = { kind: 'read' } | { kind: 'post' } | { kind: 'action'; name: string };

/** The deed that a request asks for; null for a method that no address takes. */
export function deedOf(method: string, search: URLSearchParams): Deed | null {
	if (method === 'GET' || method === 'HEAD') return { kind: 'read' };
	if (method !== 'POST') return null;
	const action = [...search.keys()].find((key) => key.startsWith('/'));
	return action === undefined ? { kind: 'post' } : { kind: 'action', name: action.slice(1) };
}

/** Kit's groups, in brackets, are not part of an address. */
export const withoutGroups = (routeId: string) => routeId.replace(/\/\([^)]+\)/g, '') || '/';

/** The line of a route; undefined for none, which closes it. */
export const rightOf = (routeId: string | null): Right | undefined =>
	routeId === null ? undefined : RIGHTS.find(({ route }) => route === withoutGroups(routeId));

function whoMay(right: Right, deed: Deed): Who | undefined {
	switch (deed.kind) {
		case 'read':
			return right.read;
		case 'post':
			return right.post;
		case 'action':
			return right.actions && Object.hasOwn(right.actions, deed.name)
				? right.actions[deed.name]
				: undefined;
	}
}

/** Whether the address takes this deed from anyone at all. */
export function takes(routeId: string | null, deed: Deed | null): boolean {
	const right = rightOf(routeId);
	return right !== undefined && deed !== null && whoMay(right, deed) !== undefined;
}

/** Whether the subject may do it. `isPerson` tells an account from a visit of the demo. */
export function may(
	routeId: string | null,
	deed: Deed | null,
	subject: Subject,
	isPerson: boolean
): boolean {
	const right = rightOf(routeId);
	const who = right && deed ? whoMay(right, deed) : undefined;
	return who !== undefined && who.subjects.includes(subject) && (isPerson || !who.persons);
}
