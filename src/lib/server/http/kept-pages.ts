/**
 * Pages of figures as they were rendered and compressed, for as long as all that they are made of stays the
 * same. Rights are found out before, with every request. Nothing in a page is a secret, so that its length
 * gives none away. Bounded in memory.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RequestEvent } from '@sveltejs/kit';
import { LRUCache } from 'lru-cache';
import type { SignedIn } from '#lib/domain/roles.ts';
import { tellsFigures } from '../access/rights.ts';

type Kept = { bytes: Buffer<ArrayBuffer>; headers: Headers };

const MOST_BYTES = 24 * 1024 * 1024;
const MOST_BYTES_OF_ONE = 512 * 1024;
const kept = new LRUCache<string, Kept>({
	maxSize: MOST_BYTES,
	maxEntrySize: MOST_BYTES_OF_ONE,
	sizeCalculation: ({ bytes }, key) => bytes.length + 2 * key.length + 2048
});
/** Enough for text that repeats itself, in a third of the time that the best would take. */
const LEVEL = 5;
const compressed = promisify(gzip);

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
 * the version of the data. Null for whatever is not kept: other pages, forms, what researchers see, whose
 * answers also set a cookie, and all for browsers that do not take gzip.
 */
export function pageKey({ request, route, locals, cookies, isDataRequest }: Asking): string | null {
	const { signedIn, viewer, dataVersion } = locals;
	const isPage = route.id?.startsWith('/(app)/') && !route.id.startsWith('/(app)/analyses/');
	if (request.method !== 'GET' || !isPage || !tellsFigures(route.id)) return null;
	if (!takesGzip(request.headers.get('accept-encoding'))) return null;
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

/** The page kept under this key; null where there is none. */
export function keptPage(key: string): Response | null {
	const found = kept.get(key);
	return found ? new Response(found.bytes, { headers: found.headers }) : null;
}

/** Keeps a page that was just rendered, unless it says something to this request alone. Gives it back. */
export async function keepPage(key: string, response: Response): Promise<Response> {
	if (response.status !== 200 || response.headers.has('Set-Cookie')) return response;
	const bytes = await compressed(await response.arrayBuffer(), { level: LEVEL });
	const headers = new Headers(response.headers);
	headers.delete('ETag');
	headers.set('Content-Encoding', 'gzip');
	headers.set('Content-Length', String(bytes.length));
	headers.append('Vary', 'Accept-Encoding');
	kept.set(key, { bytes, headers });
	return new Response(bytes, { headers });
}

/** Whether the browser takes gzip; one that says `q=0` does not. */
const takesGzip = (accepted: string | null): boolean =>
	/(^|,)\s*gzip\s*(;\s*q=(1|0?\.\d*[1-9]))?\s*(,|$)/i.test(accepted ?? '');
