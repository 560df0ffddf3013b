import { expect, test } from 'vitest';
import { leftOutOf, moved, orderText, readMove, readOrder } from '#lib/domain/column-order.ts';
import { RELEASE_COLUMN_NAMES } from '#lib/domain/release-columns.ts';

test.each([
	['', RELEASE_COLUMN_NAMES],
	['patient_id', RELEASE_COLUMN_NAMES],
	['age,depth', ['age', 'depth']],
	['age,age,patient_id, depth', ['age', 'depth']]
])('“%s” names each column once, and all where it names none', (text, order) => {
	expect(readOrder(text)).toEqual(order);
	expect(readOrder(orderText(readOrder(text)))).toEqual(order);
});

const after = (order: string, move: string) => {
	const step = readMove(move);
	if (!step) throw new Error(move);
	return orderText(moved(readOrder(order), step));
};

test.each([
	['area,depth,age', 'depth:up', 'depth,area,age'],
	['area,depth,age', 'area:down', 'depth,area,age'],
	['area,depth,age', 'area:up', 'area,depth,age'],
	['area,depth,age', 'age:down', 'area,depth,age'],
	['area,depth,age', 'depth:out', 'area,age'],
	['area,age', 'depth:in', 'area,age,depth'],
	['area,age', 'area:in', 'age,area'],
	['area,age', 'depth:up', 'area,age'],
	['area', 'area:out', 'area']
])('in “%s” the button “%s” gives “%s”', (order, move, then) => {
	expect(after(order, move)).toBe(then);
});

test.each(['', 'depth', 'depth:left', 'patient_id:up'])('“%s” moves nothing', (text) => {
	expect(readMove(text)).toBeNull();
});

test('what is left out can be taken in again', () => {
	expect(leftOutOf(readOrder(''))).toEqual([]);
	expect(leftOutOf(readOrder('depth'))).toEqual(
		RELEASE_COLUMN_NAMES.filter((name) => name !== 'depth')
	);
});
