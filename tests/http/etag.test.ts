import { expect, test } from 'vitest';
import { holds } from '#lib/server/http/etag.ts';

test.each([
	[null, false],
	['', false],
	['"a"', true],
	['W/"a"', true],
	['"b", "a"', true],
	['"b",W/"a"', true],
	['"b"', false],
	['a', false],
	['"A"', false],
	['*', false]
])('If-None-Match: %s', (given, held) => {
	expect(holds(given, '"a"')).toBe(held);
});
