import { expect, test, vi } from 'vitest';
import { inFlight } from '#lib/server/in-flight.ts';

/** Work that ends when it is told to. */
function pending() {
	const { promise, resolve, reject } = Promise.withResolvers<string>();
	return { work: vi.fn(() => promise), end: resolve, fail: reject };
}

test('who asks while it runs gets the same answer; who asks later begins anew', async () => {
	const begun = inFlight<string>();
	const first = pending();
	const made = begun.begin('a', first.work);
	const joined = begun.get('a');
	expect(begun.get('b')).toBeUndefined();
	first.end('one');
	expect(await Promise.all([made, joined])).toEqual(['one', 'one']);
	expect(first.work).toHaveBeenCalledTimes(1);
	expect(begun.get('a')).toBeUndefined();
});

test('a failure is told to everyone who waits, and to nobody after', async () => {
	const begun = inFlight<string>();
	const first = pending();
	const both = [begun.begin('a', first.work), begun.get('a')];
	first.fail(new Error('no'));
	const became = await Promise.allSettled(both);
	expect(became.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(begun.get('a')).toBeUndefined();
});

test('the end of one that was begun again leaves the other to wait for', async () => {
	const begun = inFlight<string>();
	const [first, second] = [pending(), pending()];
	const made = begun.begin('a', first.work);
	const again = begun.begin('a', second.work);
	first.end('one');
	await made;
	expect(begun.get('a')).toBe(again);
	second.end('two');
	expect(await again).toBe('two');
	expect(begun.get('a')).toBeUndefined();
});
