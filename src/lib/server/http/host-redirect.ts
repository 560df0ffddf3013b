/** Brings a visitor of http://localhost to the address whose forms are taken. */
import type { IncomingMessage } from 'node:http';

/** Where to send the visitor, or null to go on. Only the configured address enters the link (SR-8.9). */
export function redirectToOrigin(
	request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
	origin: string | undefined
): string | null {
	if (origin === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return null;
	const { hostname, host } = new URL(origin);
	const asked = request.headers.host?.toLowerCase() ?? '';
	const isLocalhost = asked.replace(/:\d+$/, '') === 'localhost';
	if (!isLocalhost || hostname === 'localhost' || asked === host) return null;
	return request.url?.startsWith('/') ? origin + request.url : null;
}
