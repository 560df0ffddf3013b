import { expect, test } from 'vitest';
import { refusalWords } from '#lib/server/releases/refusal-words.ts';

test.each([
	['nobody', 0, false, 'nothing to release yet'],
	['nobody', 40, false, 'has consented to research'],
	['too-few', 0, false, 'Fewer than 11 patients'],
	['too-different', 0, true, 'Release the courses unlinked'],
	['too-different', 0, false, 'too few share their concern'],
	['too-similar', 0, false, 'Use release 4']
] as const)('%s (%s without consent, linked: %s) says: %s', (why, noConsent, linked, words) => {
	const refusal = { why, releaseNo: 4, asked: 100, leftOut: 23 };
	const said = refusalWords(refusal, { noConsent }, linked);
	expect(said).toContain(words);
	// Of those who would be left out nobody learns the exact number.
	expect(said).not.toContain('23');
});
