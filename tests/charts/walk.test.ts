import { expect, test } from 'vitest';
import { nextPlace } from '#lib/charts/walk.svelte.ts';

const LENGTHS = [3, 0, 1, 4];

test.each([
	['the first key stands on the first mark', null, 'ArrowRight', { row: 0, column: 0 }],
	['right goes on', { row: 0, column: 0 }, 'ArrowRight', { row: 0, column: 1 }],
	['the row ends there', { row: 0, column: 2 }, 'ArrowRight', { row: 0, column: 2 }],
	['left stops at the first', { row: 0, column: 0 }, 'ArrowLeft', { row: 0, column: 0 }],
	[
		'down leaves out a row without marks',
		{ row: 0, column: 2 },
		'ArrowDown',
		{ row: 2, column: 0 }
	],
	['up keeps the column where it can', { row: 3, column: 0 }, 'ArrowUp', { row: 2, column: 0 }],
	['the last row stays', { row: 3, column: 3 }, 'ArrowDown', { row: 3, column: 3 }],
	['Home goes to the start of the row', { row: 3, column: 3 }, 'Home', { row: 3, column: 0 }],
	['End goes to the end of the row', { row: 3, column: 0 }, 'End', { row: 3, column: 3 }]
])('walking the marks by keyboard: %s', (_, from, key, to) => {
	expect(nextPlace(LENGTHS, from, key)).toEqual(to);
});

test('a drawing without marks cannot be walked', () => {
	expect(nextPlace([0, 0], null, 'ArrowRight')).toBeNull();
});
