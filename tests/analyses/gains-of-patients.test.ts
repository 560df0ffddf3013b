import { expect, it } from 'vitest';
import { gainsOfPatients } from '#lib/server/analyses/change-distribution/gains-of-patients.ts';

const read = (gains: unknown, several: unknown) =>
	gainsOfPatients(JSON.stringify(gains), JSON.stringify(several));

it('gives every series to one patient, and those of one patient together', () => {
	const gains = [
		[-50, 100, 1],
		[100, null, 1],
		[100, 100, 3],
		[200, 100, 2]
	];
	const several = [
		[
			[200, 100],
			[100, 100]
		],
		[
			[100, 100],
			[100, null]
		]
	];
	expect(read(gains, several)).toEqual([
		[[-50, 100]],
		[[100, 100]],
		[[200, 100]],
		[
			[100, 100],
			[100, null]
		],
		[
			[100, 100],
			[200, 100]
		]
	]);
});

it('lists patients by their values alone, in whatever order they were read', () => {
	const gains = [[100, 50, 6]];
	const one = [
		[100, 100],
		[50, 50]
	];
	const other = [
		[100, 100, 100],
		[50, 50, 50]
	];
	expect(read(gains, [other, one])).toEqual(read(gains, [one, other]));
	expect(read(gains, [other, one]).map((own) => own.length)).toEqual([1, 2, 3]);
});

it('knows of nobody where nothing was scored', () => {
	expect(gainsOfPatients(null, null)).toEqual([]);
});

it('takes the same values as one, however often they are listed', () => {
	const several = [
		[
			[100, 100],
			[50, 50]
		]
	];
	const apart = [
		[100, 50, 1],
		[100, 50, 4]
	];
	expect(read(apart, several)).toEqual(read([[100, 50, 5]], several));
	expect(read(apart, several)).toHaveLength(4);
});
