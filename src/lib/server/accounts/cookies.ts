/** The names and attributes of our cookies, in one place. */

/** Over https the browser itself keeps to `__Host-`: this host, every path, never over http. */
export const cookieName = (name: string, url: Pick<URL, 'protocol'>) =>
	url.protocol === 'https:' ? `__Host-${name}` : name;

/** What every cookie of ours carries (SR-3.6). */
export const cookieAttributes = (url: Pick<URL, 'protocol'>, maxAgeSeconds: number) =>
	({
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: maxAgeSeconds
	}) as const;
