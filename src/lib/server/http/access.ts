/** Who may pass without having signed in, and how everyone else is answered. Closed by default. */
import { ownPath } from './own-path.ts';

/** The routes anyone may ask for. Every other one, known or not, needs a viewer. */
const PUBLIC: ReadonlySet<string> = new Set([
	'/sign-in',
	'/demo/sign-in',
	'/styleguide',
	'/healthz',
	'/readyz'
]);

/** Whether the route is open to visitors. Kit's groups, in brackets, are not part of the address. */
export function isPublic(routeId: string | null): boolean {
	return routeId !== null && PUBLIC.has(withoutGroups(routeId));
}

/** Whether the route answers without asking the database who is there. */
export function isHealth(routeId: string | null): boolean {
	return routeId === '/healthz' || routeId === '/readyz';
}

const withoutGroups = (routeId: string) => routeId.replace(/\/\([^)]+\)/g, '') || '/';

/** Whether a program rather than a page asks: the API, or a file to download. */
export function isForPrograms(pathname: string): boolean {
	return pathname === '/api' || pathname.startsWith('/api/') || /\.[a-z0-9]{1,8}$/i.test(pathname);
}

/** Where a visitor signs in, and comes back from to the page asked for. */
export function signInAddress(method: string, url: Pick<URL, 'pathname' | 'search'>): string {
	const to = method === 'GET' || method === 'HEAD' ? ownPath(url.pathname + url.search) : '/';
	return to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`;
}

/** A refusal that programs can read. */
export function refusal(status: 401 | 503, requestId: string): Response {
	const { retryAfter, ...error } = REFUSALS[status];
	return Response.json(
		{ error: { ...error, requestId } },
		{ status, headers: retryAfter === null ? {} : { 'Retry-After': retryAfter } }
	);
}

const REFUSALS = {
	401: {
		code: 'sign_in_required',
		message: 'Sign in to see this.',
		help: 'Open /sign-in in a browser, sign in, and send the cookie it sets with the request.',
		retryAfter: null
	},
	503: {
		code: 'not_available',
		message: 'The database cannot answer now.',
		help: 'Nothing was changed. Try again in a few seconds.',
		retryAfter: '5'
	}
};
