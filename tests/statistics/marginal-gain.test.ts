import { expect, it } from 'vitest';
import { marginalGains, type AroundSession } from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	patient: number[];
	session: number[];
	before: number[];
	after: number[];
	gains: { session: number; mean: number; low: number; high: number }[];
};

const [{ patient, session, before, after, gains }] = reference<Case>('marginal-gain') as [Case];
const sessions: AroundSession[] = patient.map((each, i) => ({
	patient: String(each),
	session: session[i]!,
	before: before[i]!,
	after: after[i]!
}));

it('agrees with R', () => {
	const found = marginalGains(sessions);
	expect(found.map((each) => each.session)).toEqual(gains.map((each) => each.session));
	gains.forEach((expected, i) => {
		expectClose(found[i]!.mean, expected.mean);
		expectInterval(found[i]!.interval, expected);
	});
});

it('gives what a calculation by hand gives: gains 1 and 3 of two patients', () => {
	const [only] = marginalGains([
		{ patient: 'a', session: 2, before: 1, after: 2 },
		{ patient: 'b', session: 2, before: 0, after: 3 }
	]);
	expect(only).toMatchObject({ session: 2, mean: 2, n: 2, patients: 2, unscored: 0 });
	// Standard error 1; t(.975, 1) = 12.7062.
	expectInterval(only!.interval, { low: 2 - 12.7062, high: 2 + 12.7062 }, 1e-5);
});

it('counts who had the session but no score on both sides of it', () => {
	const found = marginalGains([
		{ patient: 'a', session: 1, before: 0, after: 1 },
		{ patient: 'b', session: 1, before: 0, after: null },
		{ patient: 'b', session: 2, before: null, after: 1 }
	]);
	expect(found[0]).toMatchObject({ mean: 1, interval: null, reason: 'one patient', unscored: 1 });
	expect(found[1]).toMatchObject({ session: 2, mean: null, reason: 'no data', unscored: 1 });
	expect(marginalGains([])).toEqual([]);
});

it('does not see order or starting point, stretches with the unit, turns with the sign', () => {
	const factor = fc.integer({ min: -5, max: 5 }).filter((whole) => whole !== 0);
	fc.assert(
		fc.property(factor, fc.integer({ min: -9, max: 9 }), (by, up) => {
			const changed = sessions.toReversed().map((each) => ({
				...each,
				before: each.before! * by + up,
				after: each.after! * by + up
			}));
			marginalGains(changed).forEach(({ mean, interval }, i) => {
				const ends = [gains[i]!.low * by, gains[i]!.high * by];
				expect(mean).toBeCloseTo(gains[i]!.mean * by, 8);
				expect(interval!.low).toBeCloseTo(Math.min(...ends), 8);
			});
		}),
		{ numRuns: 20 }
	);
});
