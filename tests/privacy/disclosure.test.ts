import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type Address, type Signature } from '#lib/privacy/disclosure.ts';
import {
	above,
	allAddresses,
	anySignatures,
	AXES,
	linesOf,
	patientsIn,
	within
} from './signatures.ts';

const RUNS = { numRuns: 1000 };
const ADDRESSES = allAddresses();
const LINES = linesOf(ADDRESSES).filter(({ members }) => members.length > 0);
const GUARDS = [
	{ id: 'scored', marks: [0] },
	{ id: 'both', marks: [0, 1] },
	{ id: 'mean', marks: [], over: 'sex' }
];
/** Everybody, and each guard with the marks it counts. */
const COUNTED = [
	{ guard: undefined, marks: [null] },
	{ guard: 'scored', marks: [0] },
	{ guard: 'both', marks: [0, 1] },
	{ guard: 'mean', marks: [null], over: 'sex' }
];
const anyThreshold = () => fc.integer({ min: 5, max: 11 });
const told = (signatures: readonly Signature[], threshold: number) => {
	const { verdict } = decide(signatures, AXES, GUARDS, threshold);
	return (address: Address, guard?: string) => verdict(address, guard) === 'shown';
};
/** A statistic over an axis is asked for at no part of it. */
const asked = (address: Address, over?: string) => !over || address[over]?.length === 0;

const cellOf = (depth: string, patients: number, quarter = '1a', sex = 'f'): Signature => ({
	cells: [{ atoms: [depth, quarter, sex], marks: [0] }],
	patients
});

describe('which cells of patients are told', () => {
	it.each([
		{ name: 'hides nothing when every group is large enough', patients: [5, 9, 40], hidden: [] },
		{
			name: 'hides four people and the next smallest group, so that the total tells nothing',
			patients: [40, 4, 9],
			hidden: [1, 2]
		},
		{
			name: 'hides two small groups without a third when together they hold five',
			patients: [3, 2, 50],
			hidden: [0, 1]
		},
		{
			name: 'goes on hiding until the hidden ones hold five',
			patients: [1, 2, 50, 7],
			hidden: [0, 1, 3]
		}
	])('$name (SR-5.1, SR-5.2)', ({ patients, hidden }) => {
		const shown = told(
			patients.map((count, i) => cellOf(`d${i}`, count)),
			5
		);
		expect(patients.flatMap((_, i) => (shown({ depth: [`d${i}`] }) ? [] : [i]))).toEqual(hidden);
		expect(shown({})).toBe(true);
	});

	it('tells a small group from one that is hidden beside it (SR-5.2)', () => {
		const { verdict } = decide([cellOf('d1', 40), cellOf('d2', 4), cellOf('d3', 9)], AXES, [], 5);
		const of = (depth: string) => verdict({ depth: [depth] });
		expect([of('d1'), of('d2'), of('d3')]).toEqual(['shown', 'small', 'second']);
	});

	it('counts people, not cells: two cells of the same three patients hold three (SR-5.2)', () => {
		const both: Signature = {
			cells: ['d1', 'd2'].map((depth) => ({ atoms: [depth, '1a', 'f'], marks: [] })),
			patients: 3
		};
		const shown = told([both, cellOf('d3', 20), cellOf('d4', 9)], 5);
		expect(shown({ depth: ['d4'] })).toBe(false);
		expect(shown({ depth: ['d3'] })).toBe(true);
	});

	it('says of an empty group that nobody is in it only where that tells nothing of the hidden', () => {
		const shown = told([cellOf('d1', 30), cellOf('d2', 3), cellOf('d3', 30, '2a')], 5);
		expect(shown({ depth: ['d3'], quarter: ['1'] })).toBe(shown({ depth: ['d3'] }));
		expect(shown({ depth: ['d2'], quarter: ['2'] })).toBe(false);
		expect(shown({ depth: ['d9'] })).toBe(true);
	});

	it('never tells 1 to threshold - 1 patients (SR-5.1)', () => {
		fc.assert(
			fc.property(anySignatures(), anyThreshold(), (signatures, threshold) => {
				const shown = told(signatures, threshold);
				for (const { guard, marks, over } of COUNTED) {
					for (const address of ADDRESSES) {
						if (!asked(address, over) || !shown(address, guard)) continue;
						for (const mark of marks) {
							const count = patientsIn(within(signatures, address, mark));
							expect(count === 0 || count >= threshold).toBe(true);
						}
					}
				}
			}),
			RUNS
		);
	});

	it('never tells more when a question is narrowed (SR-5.2)', () => {
		fc.assert(
			fc.property(anySignatures(), anyThreshold(), (signatures, threshold) => {
				const shown = told(signatures, threshold);
				for (const { guard, over } of COUNTED) {
					for (const address of ADDRESSES) {
						if (!asked(address, over) || !shown(address, guard)) continue;
						expect(above(address).every((up) => shown(up, guard))).toBe(true);
						expect(shown(address)).toBe(true);
					}
				}
			}),
			RUNS
		);
	});

	it('leaves nobody or the threshold of patients over in every line, and never one cell alone (SR-5.2)', () => {
		fc.assert(
			fc.property(anySignatures(), anyThreshold(), (signatures, threshold) => {
				const shown = told(signatures, threshold);
				for (const { guard, marks, over } of COUNTED) {
					for (const { parent, members } of LINES) {
						if (!asked(parent, over) || !members.every((member) => asked(member, over))) continue;
						if (!shown(parent, guard)) continue;
						for (const mark of marks) {
							const people = members.filter(
								(member) => within(signatures, member, mark).length > 0
							);
							const hidden = people.filter((member) => !shown(member, guard));
							const union = new Set(hidden.flatMap((member) => within(signatures, member, mark)));
							const left = patientsIn([...union]);
							expect(left === 0 || left >= threshold).toBe(true);
							// One hidden cell is what is left of the told total, unless it is all of it.
							if (hidden.length === 1) expect(people).toHaveLength(1);
						}
					}
				}
			}),
			RUNS
		);
	});

	it('does not depend on the order of patients or of dimensions', () => {
		const shuffled = anySignatures().chain((signatures) =>
			fc.tuple(
				fc.constant(signatures),
				fc.shuffledSubarray(signatures, { minLength: signatures.length }),
				fc.shuffledSubarray([0, 1, 2], { minLength: 3 })
			)
		);
		fc.assert(
			fc.property(shuffled, anyThreshold(), ([signatures, others, order], threshold) => {
				const turned = others.map(({ cells, patients }) => ({
					patients,
					cells: cells
						.toReversed()
						.map(({ atoms, marks }) => ({ marks, atoms: order.map((i) => atoms[i] ?? null) }))
				}));
				const axes = order.flatMap((i) => AXES[i] ?? []);
				const one = decide(signatures, AXES, GUARDS, threshold);
				const two = decide(turned, axes, GUARDS, threshold);
				for (const { guard, over } of COUNTED) {
					for (const address of ADDRESSES) {
						if (!asked(address, over)) continue;
						expect(two.verdict(address, guard)).toBe(one.verdict(address, guard));
					}
				}
			}),
			RUNS
		);
	});

	it('does not depend on a further dimension: one more filter changes nothing above it (SR-5.2)', () => {
		fc.assert(
			fc.property(anySignatures(), anyThreshold(), (signatures, threshold) => {
				const fewer = signatures.map(({ cells, patients }) => ({
					patients,
					cells: cells.map(({ atoms, marks }) => ({ marks, atoms: atoms.slice(0, 2) }))
				}));
				const three = decide(signatures, AXES, GUARDS.slice(0, 2), threshold);
				const two = decide(fewer, AXES.slice(0, 2), GUARDS.slice(0, 2), threshold);
				for (const address of ADDRESSES.filter(({ sex }) => sex?.length === 0)) {
					expect(two.verdict(address)).toBe(three.verdict(address));
					expect(two.verdict(address, 'scored')).toBe(three.verdict(address, 'scored'));
				}
			}),
			RUNS
		);
	});

	it('never tells more when the threshold is raised', () => {
		fc.assert(
			fc.property(anySignatures(), anyThreshold(), (signatures, threshold) => {
				const low = told(signatures, threshold);
				const high = told(signatures, threshold + 1);
				for (const { guard, over } of COUNTED) {
					for (const address of ADDRESSES) {
						if (asked(address, over) && high(address, guard))
							expect(low(address, guard)).toBe(true);
					}
				}
			}),
			RUNS
		);
	});

	it('hides a mean over all parts wherever the share of one part is hidden (SR-5.2)', () => {
		fc.assert(
			fc.property(anySignatures(), anyThreshold(), (signatures, threshold) => {
				const shown = told(signatures, threshold);
				for (const address of ADDRESSES.filter(({ sex }) => sex?.length === 1)) {
					if (within(signatures, address).length === 0 || shown(address)) continue;
					expect(shown({ ...address, sex: [] }, 'mean')).toBe(false);
				}
			}),
			RUNS
		);
	});
});
