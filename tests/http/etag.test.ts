import { expect, test } from 'vitest';
import { holds, tagOf } from '#lib/server/http/etag.ts';

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

test('a tag is strong, the same for the same parts, and another where any of them differs', () => {
	const tag = tagOf(['a', { form: 'csv' }, null]);
	expect(tag).toMatch(/^"[0-9a-f]{64}"$/);
	expect(tagOf(['a', { form: 'csv' }, null])).toBe(tag);
	expect(holds(tag, tag)).toBe(true);
	const others = [
		['b', { form: 'csv' }, null],
		['a', { form: 'zip' }, null],
		['a', { form: 'csv' }, 'x'],
		['a', { form: 'csv' }],
		['a', '{"form":"csv"}', null]
	].map(tagOf);
	expect(new Set([tag, ...others]).size).toBe(6);
});
