/**
 * Around every request: finds out who is asking, lets nobody past who may not, logs the request
 * without values, and turns what goes wrong into an answer that tells nothing of the inside.
 */
import { randomUUID } from 'node:crypto';
import { building } from '$app/environment';
import { redirect, type Handle, type HandleServerError, type RequestEvent } from '@sveltejs/kit';
import {
	deedOf,
	may,
	takes,
	tellsFigures,
	withoutGroups,
	type Deed
} from '#lib/server/access/rights.ts';
import { askerOfToken, takesTokens } from '#lib/server/accounts/api-tokens.ts';
import { askerOf, type Asker } from '#lib/server/accounts/asker.ts';
import { Refused } from '#lib/server/accounts/refused.ts';
import { mayRecordDenied } from '#lib/server/accounts/throttle.ts';
import { audit } from '#lib/server/audit.ts';
import { connection, connectionForAskers, isUnavailable } from '#lib/server/connection.ts';
import { addressOf, auditSource } from '#lib/server/http/audit-source.ts';
import { cohortAskedFor } from '#lib/server/http/cohort-of-request.ts';
import { pageKey, pageOf } from '#lib/server/http/kept-pages.ts';
import { noCohort } from '#lib/server/http/problems.ts';
import {
	isForPrograms,
	isFromOwnPage,
	isHealth,
	notAvailablePage,
	refusal,
	signInAddress,
	type RefusalCode
} from '#lib/server/http/refusals.ts';
import { log, traceOf } from '#lib/server/log.ts';
import { viewerOf } from '#lib/server/releases/scope.ts';
import { settings } from '#lib/server/settings.ts';
import { noteViewer, startWarming, whileAnswering } from '#lib/server/warm.ts';

/** Opens the pool before the first request; the build itself needs none. */
export function init(): void {
	if (building) return;
	connection();
	if (settings().warm) startWarming();
}

export const handle: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	event.locals.requestId = randomUUID();
	event.locals.signedIn = null;
	event.locals.viewer = null;
	event.locals.owner = null;
	event.locals.noCohort = null;
	event.locals.data = null;
	event.locals.failed = null;

	const response = await whileAnswering(() => answer(event, resolve));
	if (!/no-store/.test(response.headers.get('Cache-Control') ?? '')) {
		response.headers.set('Cache-Control', 'no-store');
	}
	response.headers.set('X-Request-Id', event.locals.requestId);
	logRequest(event, response.status, performance.now() - began);
	return response;
};

type Resolve = Parameters<Handle>[0]['resolve'];

async function answer(event: RequestEvent, resolve: Resolve): Promise<Response> {
	const { locals, request, url, route } = event;
	const deed = deedOf(request.method, url.searchParams);
	try {
		const unknown = isHealth(route.id) ? null : await findOutWhoAsks(event);
		const refused = unknown ?? (await refuse(event, deed)) ?? (await chooseCohort(event));
		if (refused) return refused;
	} catch (error) {
		if (!isUnavailable(error)) throw error;
		log().warn({ id: locals.requestId, error: traceOf(error) }, 'the database cannot answer');
		const byProgram = event.isDataRequest || isForPrograms(url.pathname);
		return byProgram || !request.headers.get('accept')?.includes('text/html')
			? refusal('not_available', locals.requestId)
			: notAvailablePage(locals.requestId);
	}
	const key = pageKey(event);
	const render = () => rendered(event, resolve);
	return key === null ? render() : pageOf(key, render);
}

/**
 * What Kit answers. A page without what the database could not answer says so to programs as well; the data
 * of a page, which Kit sends as whole whatever failed in them, do so in the form that its client reads.
 */
async function rendered(event: RequestEvent, resolve: Resolve): Promise<Response> {
	const response = await resolve(event);
	const { failed } = event.locals;
	if (!failed) return response;
	const headers = new Headers(response.headers);
	if (failed.status === 503) headers.set('Retry-After', '5');
	if (!event.isDataRequest) {
		return failed.status === 503 ? new Response(response.body, { status: 503, headers }) : response;
	}
	headers.delete('Content-Length');
	headers.set('Content-Type', 'application/json');
	return new Response(JSON.stringify(failed.body), { status: failed.status, headers });
}

/** Null, or the refusal of a program whose token opens nothing. */
async function findOutWhoAsks(event: RequestEvent): Promise<Response | null> {
	const { locals, cookies, url, request, route } = event;
	const authorization = request.headers.get('authorization') ?? '';
	if (takesTokens(route.id) && /^bearer\b/i.test(authorization)) {
		return findOutByToken(event, authorization);
	}
	const found = await askerOf(connectionForAskers(), cookies, url);
	takeFor(locals, found?.asker ?? null);
	locals.data = found?.facts ?? null;
	return null;
}

/** Who sends a token is asked about the token alone, whatever cookies come with it. */
async function findOutByToken(event: RequestEvent, token: string): Promise<Response | null> {
	const { requestId } = event.locals;
	try {
		const asker = await askerOfToken(connection(), token, auditSource(event));
		takeFor(event.locals, asker);
		return asker ? null : refusal('token_refused', requestId);
	} catch (fault) {
		if (!(fault instanceof Refused)) throw fault;
		const answer = refusal('token_throttled', requestId);
		answer.headers.set('Retry-After', String(fault.retryAfter ?? 60));
		return answer;
	}
}

function takeFor(locals: App.Locals, asker: Asker | null): void {
	locals.signedIn = asker?.signedIn ?? null;
	locals.viewer = asker?.viewer ?? null;
	if (locals.viewer) noteViewer(locals.viewer);
	locals.owner = asker?.owner ?? null;
}

/** Researchers see figures of a cohort alone: the one that the address names. */
async function chooseCohort(event: RequestEvent): Promise<Response | null> {
	const { locals, route, url } = event;
	if (locals.signedIn?.role !== 'researcher' || !tellsFigures(route.id)) return null;
	const { found, elsewhere } = await cohortAskedFor(connection(), event);
	if (elsewhere !== null) return goTo(event, elsewhere);
	if (found.scope) locals.viewer = viewerOf(found.scope);
	else locals.noCohort = found.problem;
	if (found.problem !== null && isForPrograms(url.pathname)) return noCohort(found.problem);
	return null;
}

/** Null where the request may pass. Closed by default: what no line of the rights names is refused. */
async function refuse(event: RequestEvent, deed: Deed | null): Promise<Response | null> {
	const { locals, route, request, url } = event;
	const { signedIn } = locals;
	if (!isFromOwnPage(request, url.origin)) return denied(event, 'from_elsewhere');
	if (deed === null) return refusal('not_taken', locals.requestId);
	// Before any other refusal, whose page is closed to them as well.
	if (signedIn?.mustSetSecondFactor && route.id !== null && !isForSecondFactor(route.id)) {
		return isForPrograms(url.pathname)
			? refusal('second_factor_required', locals.requestId)
			: goTo(event, '/account/second-factor');
	}
	if (may(route.id, deed, signedIn?.role ?? 'visitor', signedIn?.isDemo === false)) return null;
	if (!signedIn) {
		// A page that was only read stands in the log alone: anyone could fill what can only be added to.
		if (deed.kind !== 'read') await auditDenied(event, 'sign_in_required');
		if (isForPrograms(url.pathname)) return refusal('sign_in_required', locals.requestId);
		return goTo(event, signInAddress(request.method, url));
	}
	// An address that does not exist is Kit's to answer.
	if (route.id === null) return null;
	return takes(route.id, deed) ? denied(event, 'not_open') : refusal('not_taken', locals.requestId);
}

/** Pages that an administrator without a second factor may see before it is set up. */
const isForSecondFactor = (routeId: string | null) =>
	routeId !== null &&
	/^\/(?:account(?:\/second-factor)?|sign-out|sign-in.*|healthz|readyz)$/.test(
		withoutGroups(routeId)
	);

function goTo({ request, isDataRequest }: RequestEvent, address: string): Response {
	// Kit turns a thrown one into what its own client understands.
	if (isDataRequest || request.headers.has('x-sveltekit-action')) redirect(303, address);
	return new Response(null, { status: 303, headers: { Location: address } });
}

/** Recorded, and answered as whoever asked can read it. */
async function denied(event: RequestEvent, code: RefusalCode): Promise<Response> {
	const { locals, request, url, isDataRequest } = event;
	await auditDenied(event, code);
	const isPage = request.method === 'GET' && !isDataRequest && !isForPrograms(url.pathname);
	if (!isPage || code !== 'not_open') return refusal(code, locals.requestId);
	const page = await event.fetch('/not-open');
	return new Response(page.body, { status: 403, headers: page.headers });
}

/**
 * People of the installation have an entry for each refusal. Of everyone else a few at each address have
 * one, then one for each wait: the rest is in the log.
 */
async function auditDenied(event: RequestEvent, why: RefusalCode): Promise<void> {
	const { locals, request, route } = event;
	const db = connection();
	if (locals.signedIn?.isDemo !== false && !(await mayRecordDenied(db, addressOf(event)))) return;
	await audit(db, {
		...auditSource(event),
		action: 'request-denied',
		object: route.id === null ? null : withoutGroups(route.id),
		outcome: 'refused',
		detail: { method: request.method, why }
	});
}

function logRequest(event: RequestEvent, status: number, ms: number): void {
	const entry = {
		id: event.locals.requestId,
		method: event.request.method,
		route: event.route.id,
		status,
		ms: Math.round(ms)
	};
	if (isHealth(event.route.id)) log().debug(entry, 'request');
	else log().info(entry, 'request');
}

export const handleError: HandleServerError = ({ error, event, status }) => {
	const { requestId } = event.locals;
	if (isUnavailable(error)) {
		log().warn({ id: requestId, error: traceOf(error) }, 'the database cannot answer');
		const body = {
			message: 'The database cannot answer now. Try again in a few seconds.',
			requestId
		};
		event.locals.failed = { status: 503, body };
		return body;
	}
	if (status === 404) return { message: 'There is no page at this address.', requestId };
	if (status === 413) return { message: 'That is more than this address takes.', requestId };
	if (status < 500) return { message: 'This request cannot be answered.', requestId };
	log().error({ id: requestId, error: traceOf(error) }, 'a request failed');
	const body = { message: 'Something went wrong on our side.', requestId };
	event.locals.failed = { status: 500, body };
	return body;
};
