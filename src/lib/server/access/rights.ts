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
	/** What stands there, for the page that shows this table. */
	what: string;
	/** GET and HEAD. */
	read?: Who;
	/** POST without a named action: an endpoint, or a page's default action. */
	post?: Who;
	/** The named actions of a page. */
	actions?: Readonly<Record<string, Who>>;
	records:
		| 'none'
		| 'own clinics'
		| 'own clinics or a release'
		| 'own account'
		| 'installation'
		| 'releases';
};

const VISITORS: Who = {
	subjects: ['visitor', 'administrator', 'director', 'practitioner', 'researcher']
};
const ANYONE_SIGNED_IN: Who = {
	subjects: ['administrator', 'director', 'practitioner', 'researcher']
};
const PERSONS: Who = { ...ANYONE_SIGNED_IN, persons: true };
const DIRECTORS: Who = { subjects: ['director'], persons: true };
/** In the demo as well, where nothing is made. */
const LOOKING_DIRECTORS: Who = { subjects: ['director'] };
const STAFF: Who = { subjects: ['director', 'practitioner'] };
/** Staff of their clinics' records; researchers of a release, which the address then names. */
const FIGURES: Who = { subjects: ['director', 'practitioner', 'researcher'] };
const RESEARCHERS: Who = { subjects: ['researcher'] };
/** What a release is and how it was made safe, which tells no outcome. */
const RELEASE_READERS: Who = { subjects: ['administrator', 'director', 'researcher'] };
/** Researchers take any release; of directors those of every clinic that is in it, which the answer asks. */
const RELEASE_TAKERS: Who = { subjects: ['director', 'researcher'] };
/** Only people: a visit of the demo has no account that a token could stand for. */
const RESEARCHING_PERSONS: Who = { subjects: ['researcher'], persons: true };
const ADMINISTRATORS: Who = { subjects: ['administrator'], persons: true };

export const RIGHTS: readonly Right[] = [
	// Before the sign-in.
	{ route: '/healthz', what: 'Health: alive', read: VISITORS, records: 'none' },
	{ route: '/readyz', what: 'Health: ready', read: VISITORS, records: 'none' },
	{
		route: '/styleguide',
		what: 'Examples of every chart and sign (demo only)',
		read: VISITORS,
		records: 'none'
	},
	{
		route: '/demo/sign-in',
		what: 'Looking around in the demo',
		read: VISITORS,
		post: VISITORS,
		records: 'none'
	},
	{ route: '/sign-in', what: 'Sign-in', read: VISITORS, post: VISITORS, records: 'none' },
	{
		route: '/sign-in/second-factor',
		what: 'Sign-in, second factor',
		read: VISITORS,
		post: VISITORS,
		records: 'none'
	},
	{ route: '/sign-in/oidc', what: 'Sign-in through a provider', post: VISITORS, records: 'none' },
	{
		route: '/sign-in/oidc/callback',
		what: 'The way back from a provider',
		read: VISITORS,
		records: 'none'
	},
	{
		route: '/set-up',
		what: 'First administrator, with the one-time code',
		read: VISITORS,
		post: VISITORS,
		records: 'none'
	},
	{
		route: '/invitation/[token]',
		what: 'An invitation, or a link for a new password',
		read: VISITORS,
		post: VISITORS,
		records: 'none'
	},

	// Of everyone who is signed in.
	{ route: '/', what: 'Start page', read: ANYONE_SIGNED_IN, records: 'none' },
	{ route: '/sign-out', what: 'Sign-out', post: ANYONE_SIGNED_IN, records: 'own account' },
	{ route: '/not-open', what: 'Why a page is not open', read: ANYONE_SIGNED_IN, records: 'none' },
	{ route: '/evidence', what: 'Published results', read: ANYONE_SIGNED_IN, records: 'none' },
	{
		route: '/methods',
		what: 'Methods, privacy and this table',
		read: ANYONE_SIGNED_IN,
		records: 'none'
	},
	{
		route: '/api/v1/openapi.json',
		what: 'Description of the API',
		read: ANYONE_SIGNED_IN,
		records: 'none'
	},
	{
		route: '/account',
		what: 'Own account: password, sessions, role',
		read: PERSONS,
		actions: { password: PERSONS, endSession: PERSONS, endOthers: PERSONS, role: PERSONS },
		records: 'own account'
	},
	{
		route: '/account/second-factor',
		what: 'Own second factor',
		read: PERSONS,
		actions: { start: PERSONS, confirm: PERSONS, codes: PERSONS, off: PERSONS },
		records: 'own account'
	},
	{
		route: '/account/tokens',
		what: 'Own tokens for programs that read releases',
		read: RESEARCHING_PERSONS,
		actions: { make: RESEARCHING_PERSONS, revoke: RESEARCHING_PERSONS },
		records: 'own account'
	},

	// Figures: aggregates of the clinics one belongs to; for researchers, of a release.
	{ route: '/outcomes', what: 'Outcomes', read: FIGURES, records: 'own clinics or a release' },
	{
		route: '/outcomes/[concern]',
		what: 'Outcomes of one concern',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/outcomes/[concern]/[area]',
		what: 'Outcomes of one concern on one area',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/outcomes/before-after',
		what: 'Scores before and at a visit',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/outcomes/[concern]/before-after',
		what: 'Scores before and at a visit, of one concern',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/compare',
		what: 'Comparison of groups',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/compare/balance',
		what: 'Whether compared groups are alike',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/outcomes/distribution',
		what: 'How differently patients improved',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/outcomes/[concern]/distribution',
		what: 'How differently patients improved, of one concern',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/outcomes/rated',
		what: 'Ratings of change',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/outcomes/[concern]/rated',
		what: 'Ratings of change, of one concern',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/compare/safety',
		what: 'Side effects of compared groups',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/depth',
		what: 'Improvement and redness by depth, gain against downtime',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{ route: '/safety', what: 'Safety', read: FIGURES, records: 'own clinics or a release' },
	{
		route: '/safety/[term]',
		what: 'One side effect: how long it stays, and in whose skin',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{ route: '/sessions', what: 'Sessions', read: FIGURES, records: 'own clinics or a release' },
	{
		route: '/protocols',
		what: 'Protocols in use',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/contraindications',
		what: 'Contraindications on record, and the reference list',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/sessions/gain',
		what: 'What each further session added',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/compare/split-face',
		what: 'Two sides of one patient',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/expect',
		what: 'What a patient like this can expect',
		read: STAFF,
		records: 'own clinics'
	},
	{
		route: '/expect/calibration',
		what: 'Expected courses: predicted against seen',
		read: STAFF,
		records: 'own clinics'
	},
	{
		route: '/expect/sheet',
		what: 'What to expect: a sheet for the patient',
		read: STAFF,
		records: 'own clinics'
	},
	{
		route: '/analyses/[analysis]',
		what: 'An analysis by its name',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/analyses/[analysis].[format]',
		what: 'An analysis as a file',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/api/v1/analyses',
		what: 'List of analyses',
		read: FIGURES,
		records: 'own clinics or a release'
	},
	{
		route: '/api/v1/analyses/[analysis]',
		what: 'An analysis as JSON',
		read: FIGURES,
		records: 'own clinics or a release'
	},

	{
		route: '/clinic',
		what: 'How a clinic reads its figures',
		read: STAFF,
		actions: {
			responder: DIRECTORS,
			worthwhile: DIRECTORS,
			primary: DIRECTORS,
			visits: DIRECTORS,
			takeBack: DIRECTORS
		},
		records: 'own clinics'
	},

	{
		route: '/views',
		what: 'Saved views: own ones, and those shared with the own clinics',
		read: STAFF,
		actions: { save: STAFF, rename: STAFF, remove: STAFF, share: DIRECTORS, unshare: DIRECTORS },
		records: 'own account'
	},

	// What leaves the clinics, once it is released.
	{
		route: '/releases',
		what: 'Releases, and the requests for them',
		read: RELEASE_READERS,
		actions: { decline: DIRECTORS },
		records: 'releases'
	},
	{
		route: '/releases/ask',
		what: 'Asking for a release',
		read: RESEARCHERS,
		post: RESEARCHERS,
		records: 'none'
	},
	{
		route: '/releases/new',
		what: 'What a release would be, and making it',
		read: LOOKING_DIRECTORS,
		post: DIRECTORS,
		records: 'releases'
	},
	{
		route: '/releases/[number]',
		what: 'One release: how it was made safe; withdrawing it',
		read: RELEASE_READERS,
		actions: { withdraw: DIRECTORS },
		records: 'releases'
	},
	{
		route: '/releases/[number]/export',
		what: 'The files of a release: what is in them, in which formats',
		read: RELEASE_TAKERS,
		records: 'releases'
	},
	{
		route: '/releases/[number]/bundle.zip',
		what: 'The bundle of a release',
		read: RELEASE_TAKERS,
		records: 'releases'
	},
	{
		route: '/releases/[number]/progress',
		what: 'How far an export of a release is',
		read: RELEASE_TAKERS,
		records: 'none'
	},
	{
		route: '/releases/[number]/files/[name].[format]',
		what: 'One file of a release',
		read: RELEASE_TAKERS,
		records: 'releases'
	},
	{
		route: '/api/v1/releases',
		what: 'Releases as JSON',
		read: RELEASE_READERS,
		records: 'releases'
	},
	{
		route: '/api/v1/releases/[number]',
		what: 'One release as JSON',
		read: RELEASE_READERS,
		records: 'releases'
	},
	{
		route: '/api/v1/releases/[number]/bundle.zip',
		what: 'The bundle of a release, for programs',
		read: RELEASE_TAKERS,
		records: 'releases'
	},

	{
		route: '/cohorts',
		what: 'Cohorts of releases',
		read: RESEARCHERS,
		records: 'releases'
	},
	{
		route: '/cohorts/new',
		what: 'A cohort by rules, counted and saved',
		read: RESEARCHERS,
		actions: { save: RESEARCHERS },
		records: 'releases'
	},
	{
		route: '/cohorts/[cohort]',
		what: 'One cohort: who is in, and what can be done with it',
		read: RESEARCHERS,
		records: 'releases'
	},

	{
		route: '/data',
		what: 'Why a number changed: data versions, differences of releases',
		read: FIGURES,
		records: 'none'
	},

	// The installation: people, settings, audit; no outcomes.
	{
		route: '/admin',
		what: 'Is the installation ready?',
		read: ADMINISTRATORS,
		actions: { backedUp: ADMINISTRATORS },
		records: 'installation'
	},
	{ route: '/admin/people', what: 'People', read: ADMINISTRATORS, records: 'installation' },
	{
		route: '/admin/people/[person]',
		what: 'One person: roles, sessions, access',
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
		what: 'Invitations',
		read: ADMINISTRATORS,
		actions: { invite: ADMINISTRATORS, withdraw: ADMINISTRATORS },
		records: 'installation'
	},
	{ route: '/admin/clinics', what: 'Clinics', read: ADMINISTRATORS, records: 'installation' },
	{
		route: '/admin/settings',
		what: 'Settings',
		read: ADMINISTRATORS,
		actions: { threshold: ADMINISTRATORS },
		records: 'installation'
	},
	{ route: '/admin/audit', what: 'Audit', read: ADMINISTRATORS, records: 'installation' },
	{
		route: '/admin/audit.csv',
		what: 'Audit as a file',
		read: ADMINISTRATORS,
		records: 'installation'
	}
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

const BY_ROUTE = new Map(RIGHTS.map((right) => [right.route, right]));

/** The line of a route; undefined for none, which closes it. */
export const rightOf = (routeId: string | null): Right | undefined =>
	routeId === null ? undefined : BY_ROUTE.get(withoutGroups(routeId));

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

/** Whether the address answers with figures, of records or of a release. */
export const tellsFigures = (routeId: string | null): boolean =>
	rightOf(routeId)?.records === 'own clinics or a release';

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
