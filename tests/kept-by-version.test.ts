import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keepPage, keptPage, type PageKey } from '#lib/server/http/kept-pages.ts';
import {
	epochNow,
	keptByVersion,
	lastSeen,
	noteSeen,
	type Newest
} from '#lib/server/kept-by-version.ts';

const store = keptByVersion(new Map<string, string>());

const NONE: Newest = { number: 0, madeAt: null };

/** As a database says it that has whatever was seen before it. */
const unchanged = (before = lastSeen()) => ({
	before,
	data: before.data.madeAt,
	release: before.release.madeAt
});

describe.each([
	['versions', (data: Newest) => noteSeen({ data, release: NONE }, unchanged())],
	['releases', (release: Newest) => noteSeen({ data: NONE, release }, unchanged())]
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

/** What is kept under no number of a version. */
const OTHERWISE = [
	// Under the name of a file that is being made.
	'releases/export/running.ts',
	// Each with the version that is worked out for them; it holds no answer.
	'warm.ts'
];

describe('a number that leapt past the last one', () => {
	const at = (number: number, madeAt: string) => ({ data: { number, madeAt }, release: NONE });
	const before = at(10, 'on Monday');

	test('is of another series where the last one was made at another time, or is not there', () => {
		for (const madeAt of ['on Tuesday', null]) {
			noteSeen(before, unchanged());
			const asked = unchanged();
			const epoch = epochNow();
			store.set('an answer', 'as it was');
			expect(noteSeen(at(11, 'on Friday'), { ...asked, data: madeAt })).toBe(epoch + 1);
			expect(store.size).toBe(0);
		}
	});

	test('is not taken for the last one by a reading that asked of an earlier one', () => {
		noteSeen(at(8, 'on Sunday'), unchanged());
		const early = unchanged();
		noteSeen(before, unchanged());
		const epoch = epochNow();
		expect(noteSeen(at(11, 'on Friday'), early)).toBe(epoch);
		expect(lastSeen()).toBe(before);
	});
});

test('whatever is kept on the server is among it, and kept apart by epochs', () => {
	const folder = 'src/lib/server';
	const keeping = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts') && !OTHERWISE.includes(name))
		.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
		.filter(({ text }) => /new LRUCache\b|^const kept = /m.test(text));
	expect(keeping.length).toBeGreaterThan(5);
	const ASIDE = /(?<!keptByVersion\(\s*)new LRUCache\b|^const kept = (?!keptByVersion\()/m;
	const aside = keeping.filter(({ text }) => ASIDE.test(text));
	expect(aside.map(({ name }) => name)).toEqual([]);
	expect(keeping.filter(({ text }) => !/\bepoch/.test(text)).map(({ name }) => name)).toEqual([]);
});
