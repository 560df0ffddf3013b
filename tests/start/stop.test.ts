import { readdirSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startProduct } from '../support/built-server.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'stipple-stop-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const settings = { DATA_DIR: dataDir, STIPPLE_DEMO: '0', STIPPLE_LOG_LEVEL: 'silent' };

test('SR-8.4 Ctrl-C and SIGTERM end it in order, and nothing is left in the way of the next start', async () => {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		const product = await startProduct(settings);
		await product.ready();
		expect(product.out()).toContain(`Stipple runs at ${product.address}`);
		// Without the demo there are no roles to look around in, and the way to accounts is told.
		expect(product.out()).not.toContain('look around');
		expect(product.out()).toMatch(/\/set-up, with the one-time code [A-Z0-9-]{29}/);
		const began = performance.now();
		expect(await product.stop(signal)).toEqual({ code: 0, signal: null });
		expect(performance.now() - began).toBeLessThan(10_000);
		expect(product.err()).toBe('');
		expect(readdirSync(dataDir).filter((name) => name.includes('lock-'))).toEqual([]);
	}
}, 120_000);

test('Ctrl-C while it is still starting ends it as quietly', async () => {
	const product = await startProduct(settings);
	await expect
		.poll(() => fetch(product.address).then((answer) => answer.status), { timeout: 20_000 })
		.toBe(503);
	expect(await product.stop('SIGINT')).toEqual({ code: 0, signal: null });
	expect(product.err()).toBe('');
});

test('SR-8.4 after kill -9 it starts again by itself', async () => {
	const killed = await startProduct(settings);
	await killed.ready();
	await killed.stop('SIGKILL');
	const product = await startProduct(settings);
	await product.ready();
	expect(await product.stop()).toEqual({ code: 0, signal: null });
}, 120_000);
