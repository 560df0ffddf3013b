/**
 * Around every request: finds out who is asking, lets nobody past who may not, logs the request
 * without values, and turns what goes wrong into an answer that tells nothing of the inside.
 */
import { randomUUID } from 'node:crypto';
import { building } from '$app/environment';
import { redirect, type Handle, type HandleServerError, type RequestEvent } from '@sveltejs/kit';
import { VISIT_COOKIE, visitOf } from '#lib/server/accounts/visits.ts';
import { connection, isUnavailable } from '#lib/server/connection.ts';
import {
	isForPrograms,
	isHealth,
	isPublic,
	refusal,
	signInAddress
} from '#lib/server/http/access.ts';
import { log, traceOf } from '#lib/server/log.ts';
import { settings } from '#lib/server/settings.ts';

/** Opens the pool before the first request; the build itself needs none. */
export function init(): void {
	if (!building) connection();
}

export const handle: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	event.locals.requestId = randomUUID();
	event.locals.viewer = null;
	event.locals.unavailable = false;

	const response = await answer(event, resolve);
	if (!/no-store/.test(response.headers.get('Cache-Control') ?? '')) {
		response.headers.set('Cache-Control', 'no-store');
	}
	response.headers.set('X-Request-Id', event.locals.requestId);
	logRequest(event, response.status, performance.now() - began);
	return response;
};

async function answer(
	event: RequestEvent,
	resolve: Parameters<Handle>[0]['resolve']
): Promise<Response> {
	const { locals, route, request, url } = event;
	try {
		if (!isHealth(route.id)) locals.viewer = await viewerOf(event);
	} catch (error) {
		if (!isUnavailable(error)) throw error;
		log().warn({ id: locals.requestId, error: traceOf(error) }, 'the database cannot answer');
		return refusal(503, locals.requestId);
	}
	if (locals.viewer === null && !isPublic(route.id)) {
		if (isForPrograms(url.pathname)) return refusal(401, locals.requestId);
		const address = signInAddress(request.method, url);
		// Kit turns a thrown one into what its own client understands.
		if (event.isDataRequest || request.headers.has('x-sveltekit-action')) redirect(303, address);
		return new Response(null, { status: 303, headers: { Location: address } });
	}
	const response = await resolve(event);
	if (!locals.unavailable) return response;
	const headers = new Headers(response.headers);
	headers.set('Retry-After', '5');
	return new Response(response.body, { status: 503, headers });
}

const viewerOf = (event: RequestEvent) =>
	visitOf(connection(), event.cookies.get(VISIT_COOKIE), settings().threshold);

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
		event.locals.unavailable = true;
		log().warn({ id: requestId, error: traceOf(error) }, 'the database cannot answer');
		return { message: 'The database cannot answer now. Try again in a few seconds.', requestId };
	}
	if (status === 404) return { message: 'There is no page at this address.', requestId };
	if (status === 413) return { message: 'That is more than this address takes.', requestId };
	if (status < 500) return { message: 'This request cannot be answered.', requestId };
	log().error({ id: requestId, error: traceOf(error) }, 'a request failed');
	return { message: 'Something went wrong on our side.', requestId };
};
