import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownPath } from '#lib/server/http/own-path.ts';
import { isFromOwnPage, signInAddress } from '#lib/server/http/refusals.ts';

const OURS = 'http://127.0.0.1:3000';
const RUNS = { numRuns: 1000 };
/** Paths as attackers write them, and anything else. */
const nasty = fc.oneof(
	fc.string(),
	fc.string({ unit: 'binary' }),
	fc.webUrl(),
	fc.webPath(),
	fc
		.tuple(
			fc.constantFrom('/', '//', '/\\', '\\\\', '/\t/', '/%2f', '/./', 'http:', '/\n'),
			fc.string()
		)
		.map((parts) => parts.join(''))
);

test('SR-2.3 whatever a link says, the way back from the sign-in stays on our own pages', () => {
	fc.assert(
		fc.property(nasty, (value) => {
			const path = ownPath(value);
			expect(new URL(path, OURS).origin).toBe(OURS);
			expect(path).toMatch(/^\/[!-~]*$/);
			expect(ownPath(path)).toBe(path);
		}),
		RUNS
	);
});

test('SR-2.3 the address of the sign-in is one of ours for every request', () => {
	fc.assert(
		fc.property(
			nasty,
			nasty,
			fc.constantFrom('GET', 'HEAD', 'POST', 'DELETE'),
			(pathname, search, method) => {
				const address = signInAddress(method, { pathname, search });
				expect(new URL(address, OURS).pathname).toBe('/sign-in');
				expect(new URL(address, OURS).origin).toBe(OURS);
			}
		),
		RUNS
	);
});

test.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded', ''])(
	'SR-3.7 a change with content of type “%s” is taken from our own pages only',
	(type) => {
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'QUERY']) {
			const change = (origin?: string) =>
				isFromOwnPage(
					new Request(`${OURS}/sign-out`, {
						method,
						headers: { ...(type ? { 'content-type': type } : {}), ...(origin ? { origin } : {}) }
					}),
					OURS
				);
			expect(change()).toBe(false);
			expect(change('null')).toBe(false);
			expect(change('https://evil.example')).toBe(false);
			expect(change(`${OURS}.evil.example`)).toBe(false);
			expect(change(OURS)).toBe(true);
		}
	}
);
