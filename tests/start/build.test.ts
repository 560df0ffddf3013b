/** Two that start in one folder without a build: one builds, the other waits for it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { oneAtATime } from '#lib/server/commands/build.ts';

const folder = mkdtempSync(join(tmpdir(), 'stipple-building-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what two want done at once is done once, and both go on when it is done', async () => {
	let done = false;
	let begun = 0;
	const work = async () => {
		begun += 1;
		await new Promise((resolve) => setTimeout(resolve, 50));
		done = true;
	};
	const both = [1, 2].map(async () => {
		await oneAtATime(folder, () => done, work);
		return done;
	});
	expect(await Promise.all(both)).toEqual([true, true]);
	expect(begun).toBe(1);
});

test('where the first one fails, the next one does it', async () => {
	let begun = 0;
	const work = async () => {
		begun += 1;
		if (begun === 1) throw new Error('no room');
	};
	const results = await Promise.allSettled([1, 2].map(() => oneAtATime(folder, () => false, work)));
	expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(begun).toBe(2);
});

test('who waits can be told to stop', async () => {
	const stop = new AbortController();
	let end = () => {};
	let first: Promise<void> = Promise.resolve();
	await new Promise<void>((begun) => {
		const work = () =>
			new Promise<void>((resolve) => {
				end = resolve;
				begun();
			});
		first = oneAtATime(folder, () => false, work);
	});
	const mustNotBegin = () => Promise.reject(new Error('begun'));
	const second = oneAtATime(folder, () => false, mustNotBegin, stop.signal);
	setTimeout(() => stop.abort(), 20);
	await expect(second).rejects.toThrow(/aborted/);
	end();
	await first;
});
