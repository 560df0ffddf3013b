import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideApart } from '#lib/privacy/apart.ts';
import { decide, type Address, type Signature } from '#lib/privacy/disclosure.ts';
import { allAddresses, anySignatures, AXES, patientsIn, within } from './signatures.ts';

const RUNS = { numRuns: 1000 };
/** Parted by depth: what is left are quarters and sexes. */
const ADDRESSES = allAddresses().filter(({ depth }) => depth?.length === 0);
const PARTS = [['d1'], ['d2'], ['d3'], [null]];
const anyThreshold = () => fc.integer({ min: 5, max: 11 });
const told = (signatures: readonly Signature[], threshold: number) => {
	const { verdict } = decideApart(signatures, AXES, ['depth'], (of, axes) =>
		decide(of, axes, [], threshold)
	);
	return (address: Address) => verdict(address) === 'shown';
};
const of = (depth: string, patients: number, sex = 'f'): Signature => ({
	cells: [{ atoms: [depth, '1a', sex], marks: [] }],
	patients
});

describe('records in parts that are each decided on alone', () => {
	it('tell one part whatever the others hold, and all only where each is told (SR-5.2)', () => {
		const shown = told([of('d1', 200), of('d2', 2)], 5);
		expect([shown({ depth: ['d1'] }), shown({ depth: ['d2'] }), shown({})]).toEqual([
			true,
			false,
			false
		]);
		expect(told([of('d1', 200), of('d2', 7)], 5)({})).toBe(true);
	});

	it('leave no 1 to threshold - 1 patients between all and what is told of the parts (SR-5.2)', () => {
		fc.assert(
			fc.property(anySignatures(), anyThreshold(), (signatures, threshold) => {
				const shown = told(signatures, threshold);
				for (const address of ADDRESSES.filter(shown)) {
					for (const depth of PARTS) {
						expect(shown({ ...address, depth })).toBe(true);
						const count = patientsIn(within(signatures, { ...address, depth }));
						expect(count === 0 || count >= threshold).toBe(true);
					}
				}
			}),
			RUNS
		);
	});

	it('decide on a part as if there were no other', () => {
		fc.assert(
			fc.property(anySignatures(), anyThreshold(), (signatures, threshold) => {
				const shown = told(signatures, threshold);
				const one = signatures.flatMap(({ cells, patients }) => {
					const own = cells.filter(({ atoms }) => atoms[0] === 'd1');
					return own.length > 0 ? [{ cells: own, patients }] : [];
				});
				const alone = told(one, threshold);
				for (const address of ADDRESSES) {
					const at = { ...address, depth: ['d1'] };
					expect(shown(at)).toBe(alone(at));
				}
			}),
			RUNS
		);
	});
});
