/**
 * The product's own HTTP server: fixed headers on every answer, limits before anything is read, times
 * within which a request must arrive, and a stop in order. What it serves is handed in when ready.
 */
import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { bytesOf, isTooLarge } from './body-limit.ts';
import { fixedHeaders } from './headers.ts';
import { redirectToOrigin } from './host-redirect.ts';

export type Handler = (
	request: IncomingMessage,
	response: ServerResponse,
	next: () => void
) => void;

/** The address cannot be listened on; the message is one sentence for the operator. */
export class ListenError extends Error {}

export type HttpSettings = {
	host: string;
	port: number;
	/** The address that people type; undefined leaves it to the proxy's headers. */
	origin: string | undefined;
	/** The proxy's header that says how the visitor came, when there is no origin. */
	protocolHeader: string | undefined;
	bodySizeLimit: string;
};

export type HttpServer = {
	/** From now on requests are answered by this; until then by 503. */
	serve(handler: Handler): void;
	/** Takes no new requests, lets running ones end within the time, then cuts them. */
	stop(withinMs: number): Promise<void>;
};

/** A refused upload is read on and thrown away up to this size, so that its sender sees the answer. */
const DRAIN_BYTES = 4 * 1024 ** 2;

/** Listens at once, so that a port in use is known before anything else is begun. */
export async function listen(settings: HttpSettings): Promise<HttpServer> {
	const { host, port, origin } = settings;
	const uploadBytes = bytesOf(settings.bodySizeLimit);
	let handler: Handler | null = null;

	const overHttps = (request: IncomingMessage) =>
		origin === undefined
			? request.headers[settings.protocolHeader?.toLowerCase() ?? ''] === 'https'
			: origin.startsWith('https:');

	const server = createServer((request, response) => {
		for (const [name, value] of Object.entries(fixedHeaders(overHttps(request)))) {
			response.setHeader(name, value);
		}
		if (isTooLarge(request, uploadBytes)) return refuseBody(request, response);
		const elsewhere = redirectToOrigin(request, origin);
		if (elsewhere !== null) {
			response.writeHead(307, { Location: elsewhere }).end();
			return;
		}
		if (handler === null) return notYet(response);
		handler(request, response, () => answer(response, 404, 'There is no page at this address.'));
	});
	server.requestTimeout = 60_000;
	server.headersTimeout = 15_000;
	server.keepAliveTimeout = 10_000;
	server.maxRequestsPerSocket = 0;
	server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
		if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
		else socket.end(rawRefusal(CLIENT_ERRORS[error.code ?? ''] ?? 400, origin));
	});

	await new Promise<void>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) =>
			reject(new ListenError(whyNot(error, host, port)))
		);
		server.listen(port, host, resolve);
	});

	return {
		serve(next) {
			handler = next;
		},
		async stop(withinMs) {
			const cut = setTimeout(() => server.closeAllConnections(), withinMs);
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeIdleConnections();
			});
			clearTimeout(cut);
		}
	};
}

function whyNot(error: NodeJS.ErrnoException, host: string, port: number): string {
	const reasons: Record<string, string> = {
		EADDRINUSE: 'another program uses it. Stop that one, or set PORT to another number.',
		EACCES: 'this user may not. Set PORT to a number above 1023.',
		EADDRNOTAVAIL: 'this machine has no such address. Set HOST to one of its own.',
		ENOTFOUND: 'there is no such address. Set HOST to one of this machine.'
	};
	return `Stipple cannot listen on ${host}:${port}: ${reasons[error.code ?? ''] ?? error.message}`;
}

function answer(response: ServerResponse, status: number, message: string): void {
	response.writeHead(status, {
		'Content-Type': 'text/plain; charset=utf-8',
		'Cache-Control': 'no-store'
	});
	response.end(`${message}\n`);
}

function notYet(response: ServerResponse): void {
	response.setHeader('Retry-After', '2');
	answer(response, 503, 'Stipple is starting. Try again in a moment.');
}

function refuseBody(request: IncomingMessage, response: ServerResponse): void {
	answer(response, 413, 'That is more than this address takes.');
	let drained = 0;
	request.on('data', (chunk: Buffer) => {
		drained += chunk.length;
		if (drained > DRAIN_BYTES) request.destroy();
	});
}

const CLIENT_ERRORS: Record<string, number> = {
	HPE_HEADER_OVERFLOW: 431,
	ERR_HTTP_REQUEST_TIMEOUT: 408
};

/** What could not be read as a request has no response object: the answer is written by hand. */
function rawRefusal(status: number, origin: string | undefined): string {
	const headers = {
		...fixedHeaders(origin?.startsWith('https:') ?? false),
		Connection: 'close',
		'Content-Length': '0'
	};
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`;
}
