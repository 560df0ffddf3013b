/**
 * Pages of figures as they were rendered, for as long as all that they are made of stays the same. Rights are
 * found out before, with every request. Each answer gets a nonce of its own. Bounded in memory.
 */
import { randomBytes } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { LRUCache } from 'lru-cache';
import type { SignedIn } from '#lib/domain/roles.ts';
import { tellsFigures } from '../access/rights.ts';

/** The page between its nonces; one part where it has none. */
type Kept = { parts: readonly Buffer[]; policy: readonly string[] | null; headers: Headers };

const MOST_BYTES = 32 * 1024 * 1024;
const MOST_BYTES_OF_ONE = 1024 * 1024;
const kept = new LRUCache<string, Kept>({
	maxSize: MOST_BYTES,
	maxEntrySize: MOST_BYTES_OF_ONE,
	sizeCalculation: ({ parts }, key) =>
		parts.reduce((bytes, part) => bytes + part.length, 2 * key.length + 2048)
});

/** What pages may know of whoever is signed in: not which session it is. */
export const shownOf = ({
	sessionId: _sessionId,
	...shown
}: SignedIn): Omit<SignedIn, 'sessionId'> => shown;

/** The cookie that says whether the rail is narrow. */
export const RAIL_COOKIE = 'stipple_rail';

type Asking = Pick<RequestEvent, 'request' | 'route' | 'locals' | 'cookies' | 'isDataRequest'>;

/**
 * All that a page of figures depends on, as text: who is shown on it, whose figures, the whole address, and
 * the version of the data. Null for whatever is not kept: other pages, forms, and what researchers see, whose
 * answers also set a cookie.
 */
export function pageKey({ request, route, locals, cookies, isDataRequest }: Asking): string | null {
	const { signedIn, viewer, dataVersion } = locals;
	const isPage = route.id?.startsWith('/(app)/') && !route.id.startsWith('/(app)/analyses/');
	if (request.method !== 'GET' || !isPage || !tellsFigures(route.id)) return null;
	if (!signedIn || !viewer || viewer.release || dataVersion === null) return null;
	const narrow = cookies.get(RAIL_COOKIE) === 'narrow';
	return JSON.stringify([
		shownOf(signedIn),
		viewer,
		dataVersion,
		request.url,
		isDataRequest,
		narrow
	]);
}

/** The page kept under this key, under a nonce that was never used; null where there is none. */
export function keptPage(key: string): Response | null {
	const found = kept.get(key);
	if (!found) return null;
	const { parts, policy, headers } = found;
	const nonce = randomBytes(16).toString('base64');
	const sent = new Headers(headers);
	if (policy) sent.set('Content-Security-Policy', policy.join(nonce));
	return new Response(joined(parts, Buffer.from(nonce)), { headers: sent });
}

/** The parts with the nonce between them, handed on one by one: a page is large, and copying it takes time. */
function joined(parts: readonly Buffer[], nonce: Buffer): ReadableStream<Uint8Array> {
	return new ReadableStream({
		start(controller) {
			for (const [i, part] of parts.entries()) {
				if (i > 0) controller.enqueue(nonce);
				controller.enqueue(part);
			}
			controller.close();
		}
	});
}

/** Keeps a page that was just rendered, unless it says something to this request alone. Gives it back. */
export async function keepPage(key: string, response: Response): Promise<Response> {
	if (response.status !== 200 || response.headers.has('Set-Cookie')) return response;
	const text = await response.text();
	const headers = new Headers(response.headers);
	headers.delete('ETag');
	const policy = headers.get('Content-Security-Policy');
	const nonce = /'nonce-([^']+)'/.exec(policy ?? '')?.[1];
	kept.set(key, {
		parts: (nonce ? text.split(nonce) : [text]).map((part) => Buffer.from(part)),
		policy: policy && nonce ? policy.split(nonce) : null,
		headers
	});
	return new Response(text, { headers });
}
