import { describe, expect, it, test } from 'vitest';
import { kaplanMeier, proportionDifference, survivalDifference } from '#lib/statistics/index.ts';
import { allAt, noneUntil, somePatients } from './patients-in-time.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Case = {
	name: string;
	confidence: number;
	at: number;
	group: number[];
	time: number[];
	event: boolean[];
	first: number;
	second: number;
	difference: number;
	low: number;
	high: number;
};

describe('agrees with R', () => {
	test.each(reference<Case>('survival-difference'))('$name', (r) => {
		const [one, two] = [0, 1].map((g) =>
			kaplanMeier(
				r.time.flatMap((time, i) => (r.group[i] === g ? [{ time, event: r.event[i]! }] : []))
			)
		);
		const found = survivalDifference(one!, two!, r.at, r.confidence);
		expect(found.first).toBeCloseTo(r.first, 12);
		expect(found.second).toBeCloseTo(r.second, 12);
		expectClose(found.difference, r.difference);
		expectInterval(found.interval, r);
	});
});

it('is the difference of two proportions where nobody left early', () => {
	const one = kaplanMeier(allAt(1, 1, 2, 3, 5, 7, 7, 9));
	const two = kaplanMeier(allAt(1, 1, 1, 1, 2, 2, 3, 3, 4, 9));
	const found = survivalDifference(one, two, 3);
	const plain = proportionDifference({ events: 4, n: 8 }, { events: 2, n: 10 });
	expectClose(found.difference, plain.difference!);
	expectInterval(found.interval, plain.interval!);
});

it('has an interval where all of a group have had the event, and it counts who was not lost before', () => {
	const all = kaplanMeier([...allAt(1, 1, 2, 2), ...noneUntil(1)]);
	const some = kaplanMeier(allAt(1, 2, 4, 4, 5, 6));
	const found = survivalDifference(all, some, 3);
	expect(found.first).toBe(0);
	const plain = proportionDifference({ events: 0, n: 4 }, { events: 4, n: 6 });
	expectInterval(found.interval, plain.interval!);
});

it('says when there is nobody, or nobody was followed so long', () => {
	const one = kaplanMeier(allAt(1, 2, 3));
	const short = kaplanMeier([...allAt(1, 2), ...noneUntil(2)]);
	expect(survivalDifference(one, kaplanMeier([]), 1).reason).toBe('no data');
	expect(survivalDifference(one, short, 3)).toMatchObject({
		difference: null,
		interval: null,
		reason: 'beyond follow-up'
	});
	// Nobody is left with it: no need to follow anybody further.
	expect(survivalDifference(one, one, 30)).toMatchObject({ first: 0, second: 0, difference: 0 });
});

it('changes its sign with the order of the groups, and holds its estimate', () => {
	fc.assert(
		fc.property(
			somePatients,
			somePatients,
			fc.integer({ min: 0, max: 30 }),
			(first, second, at) => {
				const [one, two] = [kaplanMeier(first), kaplanMeier(second)];
				const there = survivalDifference(one, two, at);
				const back = survivalDifference(two, one, at);
				if (there.difference === null || !there.interval) {
					expect(back.difference).toBeNull();
					return;
				}
				expect(back.difference).toBeCloseTo(-there.difference, 12);
				expect(back.interval?.low).toBeCloseTo(-there.interval.high, 12);
				expect(there.interval.low).toBeLessThanOrEqual(there.difference + 1e-12);
				expect(there.interval.high).toBeGreaterThanOrEqual(there.difference - 1e-12);
			}
		)
	);
});
