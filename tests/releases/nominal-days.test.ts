import { expect, test } from 'vitest';
import { gridDown, gridUp, intervalOf, lastOpened } from '#lib/server/releases/nominal-days.ts';
import { randomIds, shuffled } from '#lib/server/releases/random-ids.ts';

test.each([
	[-3, 0],
	[0, 0],
	[4, 3],
	[89, 60],
	[400, 90]
])('day %s after a session is told as day %s', (day, told) => {
	expect(gridDown(day)).toBe(told);
});

test.each([
	[0, 0],
	[2.9, 3],
	[31, 60],
	[400, 90]
])('what lasted %s days is told as gone by day %s', (days, told) => {
	expect(gridUp(days)).toBe(told);
});

test('sessions stand as far apart as their band, and four weeks where it is not told', () => {
	expect(['under-3', '3-5', 'over-5', null].map(intervalOf)).toEqual([14, 28, 42, 28]);
});

test.each([
	[null, null],
	[3, 0],
	[14, 14],
	[60, 42],
	[3000, 322]
])('a course that ended on day %s is told as ended on day %s', (day, told) => {
	expect(lastOpened(day)).toBe(told);
});

test('ids are never the same twice, and a new order keeps every value', () => {
	const id = randomIds();
	expect(new Set(Array.from({ length: 5000 }, id)).size).toBe(5000);
	expect(shuffled([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5]);
});
