import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keepPage, keptPage, type PageKey } from '#lib/server/http/kept-pages.ts';
import { keptByVersion, noteSeen, type Newest } from '#lib/server/kept-by-version.ts';

const store = keptByVersion(new Map<string, string>());

const NONE: Newest = { number: 0, madeAt: null };

describe.each([
	['versions', (data: Newest) => noteSeen({ data, release: NONE })],
	['releases', (release: Newest) => noteSeen({ data: NONE, release })]
])('what is kept under numbers of %s', (name, note) => {
	/** Whether it is still there when the others are seen after the first. */
	const stays = (...seen: [number: number, madeAt: string | null][]) => {
		const [first, ...others] = seen.map(([number, madeAt]) => ({ number, madeAt }));
		if (first) note(first);
		store.set('an answer', 'as it was');
		others.forEach(note);
		return store.has('an answer');
	};

	test('stays while the same is seen, and beside the next', () => {
		expect(stays([4, 'on Monday'], [4, 'on Monday'])).toBe(true);
		expect(stays([4, 'on Monday'], [5, 'on Tuesday'], [6, 'on Friday'])).toBe(true);
		expect(stays([0, null], [0, null], [1, 'on Monday'])).toBe(true);
	});

	test('goes when a database came out of a backup, also when the same number was reached again', () => {
		expect(stays([5, 'on Tuesday'], [4, 'on Monday'])).toBe(false);
		expect(stays([5, 'on Tuesday'], [5, 'on Friday'])).toBe(false);
		expect(stays([5, 'on Tuesday'], [0, null])).toBe(false);
	});

	test('pages with it', async () => {
		note({ number: 5, madeAt: 'on Tuesday' });
		const key: PageKey = { text: `a page under ${name}`, coding: 'br' };
		await keepPage(key, new Response('of who withdrew since'));
		expect(keptPage(key)?.status).toBe(200);
		note({ number: 5, madeAt: 'on Friday' });
		expect(keptPage(key)).toBeNull();
	});
});

test('whatever is kept on the server is among it', () => {
	const folder = 'src/lib/server';
	const keeping = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
		.filter(({ text }) => /^const kept = /m.test(text));
	expect(keeping.length).toBeGreaterThan(5);
	const aside = keeping.filter(({ text }) => !/^const kept = keptByVersion\(/m.test(text));
	expect(aside.map(({ name }) => name)).toEqual([]);
});
