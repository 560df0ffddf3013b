import { expect, test } from 'vitest';
import { unbroken, wholeRanges } from '#lib/components/unbroken.ts';

const NO_BREAK = '\u00a0';

test.each([
	['an interval', '0.77 (0.71 to 0.82).', `0.77 (0.71${NO_BREAK}to${NO_BREAK}0.82).`],
	[
		'a number and its unit',
		'by 2.3 points and 0.4 grades',
		`by 2.3${NO_BREAK}points and 0.4${NO_BREAK}grades`
	],
	['an interval below zero', '(−0.02 to 0.40)', `(−0.02${NO_BREAK}to${NO_BREAK}0.40)`],
	['a week and its number', 'By week 26 wrinkles', `By week${NO_BREAK}26 wrinkles`],
	['a per cent sign', '79\u2009%', '79\u202f%']
])('keeps %s on one line', (_name, text, kept) => {
	expect(unbroken(text)).toBe(kept);
});

test('leaves other words free to break', () => {
	expect(unbroken('582 seen of 737 due')).toBe('582 seen of 737 due');
});

test('keeps a range of a sentence whole, and leaves a dash between words', () => {
	expect(wholeRanges('Neck: 0.5–1.0 mm')).toBe(`Neck: 0.5\u2060–\u20601.0${NO_BREAK}mm`);
	expect(wholeRanges('skin – or not')).toBe('skin – or not');
});
