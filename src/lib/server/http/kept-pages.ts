/**
 * Pages of figures as they were rendered and compressed, for as long as all that they are made of stays the
 * same. Rights are found out before, with every request. Nothing in a page is a secret, so that its length
 * gives none away. Bounded in memory.
 */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { RequestEvent } from '@sveltejs/kit';
import { LRUCache } from 'lru-cache';
import type { SignedIn } from '#lib/domain/roles.ts';
import { tellsFigures } from '../access/rights.ts';
import { inFlight } from '../in-flight.ts';
import { keptByVersion } from '../kept-by-version.ts';

type Kept = { bytes: Buffer<ArrayBuffer>; headers: [string, string][] };

const MOST_BYTES = 24 * 1024 * 1024;
const MOST_BYTES_OF_ONE = 512 * 1024;
const kept = keptByVersion(
	new LRUCache<string, Kept>({
		maxSize: MOST_BYTES,
		maxEntrySize: MOST_BYTES_OF_ONE,
		sizeCalculation: ({ bytes }, key) => bytes.length + 2 * key.length + 2048
	})
);

/** How a page's bytes are packed, the smaller one first. */
const CODINGS = ['br', 'gzip'] as const;
type Coding = (typeof CODINGS)[number];
/** Whether a browser takes it; one that says `q=0` does not. */
const TAKES: Record<Coding, RegExp> = { br: accepting('br'), gzip: accepting('gzip') };
/** Enough for text that repeats itself, in a small part of the time that the best would take. */
const PACKED: Record<Coding, (bytes: ArrayBuffer) => Promise<Buffer<ArrayBuffer>>> = {
	br: (bytes) =>
		promisify(brotliCompress)(bytes, {
			params: {
				[constants.BROTLI_PARAM_QUALITY]: 5,
				[constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength
			}
		}),
	gzip: (bytes) => promisify(gzip)(bytes, { level: 5 })
};

function accepting(coding: Coding): RegExp {
	return new RegExp(`(^|,)\\s*${coding}\\s*(;\\s*q=(1|0?\\.\\d*[1-9]))?\\s*(,|$)`, 'i');
}

/** What pages may know of whoever is signed in: not which session it is. */
export const shownOf = ({
	sessionId: _sessionId,
	...shown
}: SignedIn): Omit<SignedIn, 'sessionId'> => shown;

/** The cookie that says whether the rail is narrow. */
export const RAIL_COOKIE = 'stipple_rail';

/** The key as text, and how the page is packed. */
export type PageKey = { text: string; coding: Coding };

type Asking = Pick<RequestEvent, 'request' | 'route' | 'locals' | 'cookies' | 'isDataRequest'>;

/**
 * All that a page of figures depends on, as text: who is shown on it, whose figures, the whole address, the
 * version of the data, and how it is packed. Null for whatever is not kept: other pages, forms, what
 * researchers see, whose answers also set a cookie, and all for browsers that take nothing packed.
 */
export function pageKey({
	request,
	route,
	locals,
	cookies,
	isDataRequest
}: Asking): PageKey | null {
	const { signedIn, viewer, data } = locals;
	const isPage = route.id?.startsWith('/(app)/') && !route.id.startsWith('/(app)/analyses/');
	if (request.method !== 'GET' || !isPage || !tellsFigures(route.id)) return null;
	const accepted = request.headers.get('accept-encoding') ?? '';
	const coding = CODINGS.find((name) => TAKES[name].test(accepted));
	if (!coding) return null;
	if (!signedIn || !viewer || viewer.release || !data) return null;
	const narrow = cookies.get(RAIL_COOKIE) === 'narrow';
	const { url } = request;
	const of = [
		shownOf(signedIn),
		viewer,
		data.epoch,
		data.dataVersion,
		url,
		isDataRequest,
		narrow,
		coding
	];
	return { text: JSON.stringify(of), coding };
}

/** Pages that are being rendered, until they are kept or will not be. */
const begun = inFlight<Response>();

/**
 * The page kept under this key, or what `render` gives, which is kept. Who asks while the same page is being
 * rendered waits for it, and renders it only where it was not kept.
 */
export async function pageOf(key: PageKey, render: () => Promise<Response>): Promise<Response> {
	const other = begun.get(key.text);
	if (other) await other.catch(() => null);
	const rendered = async () => keepPage(key, await render());
	return keptPage(key) ?? begun.begin(key.text, rendered);
}

/** The page kept under this key; null where there is none. */
export function keptPage({ text }: PageKey): Response | null {
	const found = kept.get(text);
	return found ? sent(found) : null;
}

/** Keeps a page that was just rendered, unless it says something to this request alone. Gives it back. */
export async function keepPage({ text, coding }: PageKey, response: Response): Promise<Response> {
	if (response.status !== 200 || response.headers.has('Set-Cookie')) return response;
	const bytes = await PACKED[coding](await response.arrayBuffer());
	const headers = new Headers(response.headers);
	headers.delete('ETag');
	headers.set('Content-Encoding', coding);
	headers.set('Content-Length', String(bytes.length));
	headers.append('Vary', 'Accept-Encoding');
	const page = { bytes, headers: [...headers] };
	kept.set(text, page);
	return sent(page);
}

/** The kept bytes themselves go out, through a stream: handed over as they are, they would be copied. */
function sent({ bytes, headers }: Kept): Response {
	const body = new ReadableStream({
		start(controller) {
			controller.enqueue(bytes);
			controller.close();
		}
	});
	return new Response(body, { headers });
}
