/** Requests to the built server exactly as written, and people who sign in with its own forms. */
import { createHmac } from 'node:crypto';
import { request, type IncomingHttpHeaders } from 'node:http';
import type { Role } from '#lib/domain/roles.ts';
import type { Started } from './built-server.ts';

export type Sent = { cookie?: string; body?: string | Buffer; headers?: Record<string, string> };
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** The path is not made decent on its way; a form has the origin of its own page. */
export function send(
	product: Pick<Started, 'port' | 'address'>,
	method: string,
	path: string,
	{ cookie, body, headers }: Sent = {}
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const outgoing = request(
			{
				host: '127.0.0.1',
				port: product.port,
				method,
				path,
				headers: {
					accept: 'text/html',
					...(method === 'GET' || method === 'HEAD' ? {} : { origin: product.address }),
					...(body === undefined
						? {}
						: {
								'content-type': 'application/x-www-form-urlencoded',
								'content-length': String(Buffer.byteLength(body))
							}),
					...(cookie ? { cookie } : {}),
					...headers
				}
			},
			(answer) => {
				let text = '';
				answer.setEncoding('utf8');
				answer.on('data', (chunk: string) => (text += chunk));
				answer.on('end', () =>
					resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
				);
			}
		);
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}

/** What a browser would send back of the cookies that an answer set. */
export const cookiesOf = ({ headers }: Answer): string =>
	(headers['set-cookie'] ?? [])
		.map((cookie) => cookie.split(';', 1)[0] ?? '')
		.filter((cookie) => !cookie.endsWith('='))
		.join('; ');

export const form = (fields: Record<string, string>): string =>
	new URLSearchParams(fields).toString();

/** The code that an authenticator app shows for a key (RFC 6238). */
export function totp(key: string, at = Date.now()): string {
	const bits = [...key.replace(/[^A-Z2-7]/g, '')]
		.map((letter) =>
			'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')
		)
		.join('');
	const bytes = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
	const digest = createHmac('sha1', bytes).update(counter).digest();
	const offset = (digest.at(-1) ?? 0) & 15;
	return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export const PASSWORD = 'nine quiet herons wade';

/** Makes the first administrator with the code printed at start. Gives the cookie, second factor set. */
export async function firstAdministrator(product: Started): Promise<string> {
	const code = /one-time code ([A-Z0-9-]+)/.exec(product.out())?.[1] ?? '';
	const body = form({ code, name: 'Ada', email: 'ada@clinic.example', password: PASSWORD });
	const made = await send(product, 'POST', '/set-up', { body });
	if (made.status !== 303) throw new Error(`set-up: ${made.status} ${made.text.slice(0, 400)}`);
	const cookie = cookiesOf(made);
	const started = await send(product, 'POST', '/account/second-factor?/start', {
		cookie,
		body: form({ password: PASSWORD })
	});
	const key = /data-key[^>]*>([^<]+)</.exec(started.text)?.[1];
	if (!key) throw new Error(`second factor: ${started.status} shows no key`);
	const confirmed = await send(product, 'POST', '/account/second-factor?/confirm', {
		cookie,
		body: form({ code: totp(key) })
	});
	return cookiesOf(confirmed) || cookie;
}

/** Invites someone in a role, accepts, and gives the new person's cookie. */
export async function aPersonAs(
	product: Started,
	administrator: string,
	role: Exclude<Role, 'administrator'>,
	clinics: readonly string[]
): Promise<string> {
	const fields = new URLSearchParams({ name: role, email: `${role}@clinic.example`, role });
	for (const clinic of clinics) fields.append(`${role}-clinic`, clinic);
	const invited = await send(product, 'POST', '/admin/invitations?/invite', {
		cookie: administrator,
		body: fields.toString()
	});
	const path = /\/invitation\/[\w-]{22,}/.exec(invited.text)?.[0];
	if (!path) throw new Error(`invitation of a ${role}: ${invited.status} shows no link`);
	const accepted = await send(product, 'POST', path, {
		body: form({ name: role, password: PASSWORD })
	});
	if (accepted.status !== 303) throw new Error(`accepting: ${accepted.status}`);
	return cookiesOf(accepted);
}
