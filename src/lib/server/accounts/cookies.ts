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

/** The cookies of a request, as SvelteKit hands them out. */
export type CookieJar = {
	get(name: string): string | undefined;
	set(name: string, value: string, attributes: ReturnType<typeof cookieAttributes>): void;
	delete(name: string, attributes: ReturnType<typeof cookieAttributes>): void;
};

/** Sets and takes away cookies of ours; a value of null takes away. */
export function putCookies(
	jar: CookieJar,
	url: URL,
	changes: readonly { name: string; value: string | null; maxAge: number }[]
): void {
	for (const { name, value, maxAge } of changes) {
		if (value === null) dropCookie(jar, url, name);
		else jar.set(cookieName(name, url), value, cookieAttributes(url, maxAge));
	}
}

/** Takes a cookie of ours away, with the attributes it was set with: else a browser may keep it. */
export function dropCookie(jar: Pick<CookieJar, 'delete'>, url: URL, name: string): void {
	jar.delete(cookieName(name, url), cookieAttributes(url, 0));
}
