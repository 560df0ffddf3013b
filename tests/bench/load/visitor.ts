/** Somebody at a browser: one kept connection, one visit of the demo, asking for one thing after another. */
import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export type Asked = {
	status: number;
	headers: IncomingHttpHeaders;
	bytes: number;
	/** Until the last byte was there. */
	ms: number;
	firstByteMs: number;
};

export type Visitor = {
	ask(path: string): Promise<Asked>;
	leave(): void;
};

type Send = { path: string; method?: string; headers?: Record<string, string>; body?: string };

export type As = { demoRole: string } | { cookie: string };

/** Signs in to the demo in a role, or comes with the cookie of somebody signed in; without either a stranger. */
export async function visitor(address: string, as: As = { cookie: '' }): Promise<Visitor> {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const { hostname, port, origin } = new URL(address);
	let cookie = 'cookie' in as ? as.cookie : '';
	const send = ({ path, method = 'GET', headers = {}, body }: Send) =>
		new Promise<Asked>((resolve, reject) => {
			const begun = performance.now();
			const options = {
				hostname,
				port,
				path,
				method,
				agent,
				headers: { cookie, 'accept-encoding': 'gzip, br', ...headers }
			};
			const outgoing = request(options, (answer) => {
				const firstByteMs = performance.now() - begun;
				let bytes = 0;
				answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
				answer.on('error', reject);
				answer.on('end', () =>
					resolve({
						status: answer.statusCode ?? 0,
						headers: answer.headers,
						bytes,
						ms: performance.now() - begun,
						firstByteMs
					})
				);
			});
			outgoing.on('error', reject);
			outgoing.end(body);
		});
	if ('demoRole' in as) {
		const body = `role=${as.demoRole}`;
		const headers = {
			origin,
			'content-type': 'application/x-www-form-urlencoded',
			'content-length': String(body.length)
		};
		const answer = await send({ path: '/demo/sign-in', method: 'POST', headers, body });
		cookie = (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
		if (cookie === '') throw new Error(`No visit as ${as.demoRole}: ${answer.status}.`);
	}
	return { ask: (path) => send({ path }), leave: () => agent.destroy() };
}
