import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type Signature } from '#lib/privacy/disclosure.ts';
import { allAddresses, anySignatures, AXES } from './signatures.ts';

/** Mark 1 is of those beside; no other mark goes with it. */
const BESIDE = 1;
const besideAlone = (signatures: readonly Signature[]): Signature[] =>
	signatures.map(({ cells, patients }) => ({
		patients,
		cells: cells.map(({ atoms, marks }) => ({
			atoms,
			marks: marks.includes(BESIDE) ? [BESIDE] : marks
		}))
	}));
const withoutThem = (signatures: readonly Signature[]): Signature[] =>
	signatures
		.map(({ cells, patients }) => ({
			patients,
			cells: cells.filter(({ marks }) => !marks.includes(BESIDE))
		}))
		.filter(({ cells }) => cells.length > 0);

const GUARDS = [
	{ id: 'scored', marks: [0] },
	{ id: 'beside', marks: [BESIDE] }
];

const of = (depth: string, patients: number, marks: readonly number[]): Signature => ({
	cells: [{ atoms: [depth, '1a', 'f'], marks }],
	patients
});

describe('patients beside a group, such as those without a baseline', () => {
	it('change nothing of what is told of everybody and of the scored (SR-5.2)', () => {
		fc.assert(
			fc.property(anySignatures(), fc.integer({ min: 5, max: 11 }), (given, threshold) => {
				const signatures = besideAlone(given);
				const one = decide(signatures, AXES, GUARDS, threshold, BESIDE);
				const two = decide(withoutThem(signatures), AXES, GUARDS.slice(0, 1), threshold);
				for (const address of allAddresses()) {
					expect(one.verdict(address)).toBe(two.verdict(address));
					expect(one.verdict(address, 'scored')).toBe(two.verdict(address, 'scored'));
				}
				for (const { name } of AXES) expect(one.valuesOf(name)).toEqual(two.valuesOf(name));
			}),
			{ numRuns: 500 }
		);
	});

	it('are told of together, and in no part that would single out four of them (SR-5.1, SR-5.2)', () => {
		const few = [of('d1', 40, [0]), of('d1', 9, [BESIDE]), of('d2', 4, [BESIDE])];
		const { verdict } = decide(few, AXES, GUARDS, 5, BESIDE);
		expect(verdict({}, 'beside')).toBe('shown');
		expect(verdict({ depth: ['d1'] })).toBe('shown');
		expect(verdict({ depth: ['d1'] }, 'beside')).toBe('second');
		expect(verdict({ depth: ['d2'] }, 'beside')).toBe('small');
		const enough = [of('d1', 40, [0]), of('d1', 9, [BESIDE]), of('d2', 6, [BESIDE])];
		const wider = decide(enough, AXES, GUARDS, 5, BESIDE);
		expect(wider.verdict({ depth: ['d1'] }, 'beside')).toBe('shown');
		expect(wider.verdict({ depth: ['d2'] }, 'beside')).toBe('shown');
	});
});
