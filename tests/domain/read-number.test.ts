import { expect, test } from 'vitest';
import { readNumber } from '#lib/domain/read-number.ts';

test.each<[string | null | undefined, number | null]>([
	['1', 1],
	['999999', 999_999],
	['1000000', null],
	['0', null],
	['01', null],
	['-1', null],
	['1.5', null],
	['1e3', null],
	[' 1', null],
	['1\n', null],
	['', null],
	[null, null],
	[undefined, null]
])('the address says %j: number %j', (text, number) => {
	expect(readNumber(text)).toBe(number);
});
