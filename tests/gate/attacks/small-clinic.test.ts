import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../support/database.ts';
import { aTreatedClinic, aViewer } from '../clinic.ts';
import {
	differences,
	everything,
	linkage,
	residuals,
	singlingOut,
	threshold,
	type Target
} from './attacks.ts';
import { fortyPatients } from './forty-patients.ts';
import { solvable } from './linear.ts';
import { SOLVED_IN_SMALL } from './measured.ts';
import { unitsOf } from './records.ts';
import { attacker } from './seen.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const ALL = ['area', 'depth', 'device', 'type', 'age', 'sex', 'severity', 'quarter'] as const;
const FEWER = ['area', 'depth', 'sex', 'quarter'] as const;
/** With a director's rights; where nothing is hidden; and where small groups are, and nothing beside them. */
let director: Target;
let unhidden: Target;
let alone: Target;

beforeAll(async () => {
	await aTreatedClinic(db, 'c1', fortyPatients());
	const units = await unitsOf(db, ['c1']);
	director = { who: await attacker(db, aViewer()), units, dimensions: ALL };
	const open = await attacker(db, aViewer({ threshold: 1 }));
	unhidden = { who: open, units, dimensions: FEWER };
	alone = { ...unhidden, onlyLarge: true };
});

describe('attacks on a clinic of forty patients, in every table of two dimensions', () => {
	it('find no figure over 1 to 4 patients (SR-5.1)', async () => {
		expect((await everything(director)).length).toBeGreaterThan(300);
		expect(await threshold(director)).toEqual([]);
		expect(await threshold(unhidden)).not.toEqual([]);
	}, 120_000);

	it('find no two figures that differ by one filter and by 1 to 4 patients (SR-5.2)', async () => {
		expect(await differences(director)).toEqual([]);
		expect(await differences(alone)).not.toEqual([]);
	}, 120_000);

	it('find no total that leaves 1 to 4 patients over when its groups are taken away (SR-5.2)', async () => {
		expect(await residuals(director)).toEqual([]);
		expect(await residuals(alone)).not.toEqual([]);
	}, 120_000);

	it('find nobody of a register with age band, sex and skin type in a figure of fewer than 5 (SR-5.2)', async () => {
		expect(await linkage(director)).toEqual([]);
		expect(await linkage(unhidden)).not.toEqual([]);
	}, 120_000);

	it('single nobody out by one column or two (SR-5.2)', async () => {
		expect(await singlingOut(director)).toEqual([]);
		expect(await singlingOut(unhidden)).not.toEqual([]);
	}, 120_000);

	it.each(SOLVED_IN_SMALL)(
		'solve no more small groups than the methods page says, from all answers of %s by %j (SR-5.2)',
		async (analysisId, dimensions, expected) => {
			const { few, solved } = await solvable(director, analysisId, dimensions);
			expect({ few, solved: solved.length }).toEqual(expected);
		},
		120_000
	);

	it('would solve many where small groups alone were hidden', async () => {
		const { solved } = await solvable(alone, 'improvement-over-time', ['area', 'depth', 'sex']);
		expect(solved.length).toBeGreaterThan(10);
	}, 120_000);
});
