import { expect, test, vi } from 'vitest';
import { BusyError } from '#lib/server/releases-desk.ts';
import { inItsTurn } from '../../../src/routes/(app)/releases/asking.ts';

test('who comes where too many wait for their turn is told when to come again', async () => {
	const setHeaders = vi.fn();
	const busy = Promise.reject(new BusyError('Others are being tried out.'));
	await expect(inItsTurn(busy, { setHeaders })).rejects.toMatchObject({
		status: 503,
		body: { message: 'Others are being tried out.' }
	});
	expect(setHeaders).toHaveBeenCalledExactlyOnceWith({ 'Retry-After': '60' });
});

test('another failure is told as it is, and what was made is given on, without a word of when', async () => {
	const setHeaders = vi.fn();
	await expect(inItsTurn(Promise.reject(new Error('no')), { setHeaders })).rejects.toThrow('no');
	expect(await inItsTurn(Promise.resolve('GO'), { setHeaders })).toBe('GO');
	expect(setHeaders).not.toHaveBeenCalled();
});
