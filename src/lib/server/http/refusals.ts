/** How whoever may not pass is answered: the sign-in page, or a refusal that programs can read. */
import { ownPath } from './own-path.ts';

/** Whether the route answers without asking the database who is there. */
export function isHealth(routeId: string | null): boolean {
	return routeId === '/healthz' || routeId === '/readyz';
}

/** Whether a program rather than a page asks: the API, or a file to download. */
export function isForPrograms(pathname: string): boolean {
	return pathname === '/api' || pathname.startsWith('/api/') || /\.[a-z0-9]{1,8}$/i.test(pathname);
}

/** Whether a change comes from one of our own pages, whatever its content type (SR-3.7). */
export function isFromOwnPage(request: Request, origin: string): boolean {
	return READING.has(request.method) || request.headers.get('origin') === origin;
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Where a visitor signs in, and comes back from to the page asked for. */
export function signInAddress(method: string, url: Pick<URL, 'pathname' | 'search'>): string {
	const to = method === 'GET' || method === 'HEAD' ? ownPath(url.pathname + url.search) : '/';
	return to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`;
}

export type RefusalCode = keyof typeof REFUSALS;

/** A refusal that programs can read, and that Kit's own client shows by its `message`. */
export function refusal(code: RefusalCode, requestId: string): Response {
	const { status, headers, message, help } = REFUSALS[code];
	return Response.json(
		{ message, requestId, error: { code, message, help, requestId } },
		{ status, headers }
	);
}

/** 503 for a person: a page that needs nothing, not even the database. */
export function notAvailablePage(requestId: string): Response {
	const { status, headers, message, help } = REFUSALS.not_available;
	const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Stipple cannot answer now</title></head>
<body><h1>Stipple cannot answer now</h1><p>${message} ${help}</p><p>Request ${requestId}</p></body></html>
`;
	return new Response(page, {
		status,
		headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' }
	});
}

const REFUSALS = {
	sign_in_required: {
		status: 401,
		message: 'Sign in to see this.',
		help: 'Open /sign-in in a browser, sign in, and send the cookie it sets with the request.',
		headers: {}
	},
	not_open: {
		status: 403,
		message: 'This is not open to the role you work in.',
		help: 'Choose another role under Account if you have one, or ask the administrator of this Stipple.',
		headers: {}
	},
	second_factor_required: {
		status: 403,
		message: 'Administrators set up a second factor before anything else opens.',
		help: 'Open /account/second-factor in a browser, set it up there, then send the request again.',
		headers: {}
	},
	token_refused: {
		status: 401,
		message: 'This token opens nothing.',
		help: 'It may be mistyped, run out or revoked, or its person is no researcher here any more. Make a new one under /account/tokens.',
		headers: { 'WWW-Authenticate': 'Bearer' }
	},
	token_throttled: {
		status: 429,
		message: 'There were too many wrong tokens from this address.',
		help: 'Wait as long as Retry-After says, then try again.',
		headers: {}
	},
	from_elsewhere: {
		status: 403,
		message: 'This change did not come from a page of this Stipple.',
		help: 'Open the page at the address that the operator set (ORIGIN) and send the form from there.',
		headers: {}
	},
	not_taken: {
		status: 405,
		message: 'This address does not take requests of that kind.',
		help: 'Read it with GET, or send its form from the page.',
		headers: { Allow: 'GET, HEAD, POST' }
	},
	not_available: {
		status: 503,
		message: 'The database cannot answer now.',
		help: 'Nothing was changed. Try again in a few seconds.',
		headers: { 'Retry-After': '5' }
	}
} as const;
