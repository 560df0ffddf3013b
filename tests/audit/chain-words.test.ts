import { expect, it } from 'vitest';
import { detailLines } from '#lib/server/audit/words.ts';
import { chainWords } from '../../src/routes/(app)/admin/audit/chain-words.ts';

const state = { unbrokenTo: 0, trustedTo: 0, newest: 0, broken: null };

it.each([
	[state, 'No entries yet.'],
	[{ ...state, unbrokenTo: 1234, newest: 1234 }, 'Chain unbroken from entry 1 to 1,234.'],
	[
		{ ...state, unbrokenTo: 5010, trustedTo: 5000, newest: 5010 },
		/1 to 5,010; up to 5,000 as found in the last 15 minutes/
	],
	[{ ...state, unbrokenTo: 20_000, newest: 30_000 }, /1 to 20,000; the next page view checks on/],
	[
		{ ...state, unbrokenTo: 6, newest: 9, broken: { entryNo: 7, what: 'changed' } },
		/entry 7 was changed after it was written\. Entries before it are unbroken/
	],
	[
		{ ...state, newest: 9, broken: { entryNo: 1, what: 'missing' } },
		/^Chain broken: entry 1 is missing\. Whoever owns/
	]
])('the chain in words: %j', (given, words) => {
	expect(chainWords(given)).toMatch(words);
});

it('reads codes of ours as words, and leaves what somebody wrote as it is', () => {
	expect(detailLines({ why: 'not_open', name: 'a_b' }).map(({ text }) => text)).toEqual([
		'not open',
		'a_b'
	]);
});
