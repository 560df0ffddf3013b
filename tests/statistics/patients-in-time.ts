/** Patients followed for a while, as the survival tests read them from R or make them up. */
import type { TimeToEvent } from '#lib/statistics/index.ts';
import fc from './seeded.ts';

/** A number of R; it writes its missing ones as text. */
export type Known = number | 'NA';

export type CurveCase = {
	time: number[];
	atRisk: number[];
	events: number[];
	censored: number[];
	survival: number[];
	standardError: Known[];
	low: Known[];
	high: Known[];
	q: number[];
	quantile: Known[];
	quantileLow: Known[];
	quantileHigh: Known[];
	horizon: number;
	mean: number;
	meanError: number;
	meanLow: number;
	meanHigh: number;
};

export type SurvivalCase = {
	name: string;
	confidence: number;
	group: number[];
	time: number[];
	event: boolean[];
	curves: CurveCase[];
	observed: number[];
	expected: number[];
	chiSquare: number;
	degreesOfFreedom: number;
	p: number;
};

export function groupsOf({ group, time, event, curves }: SurvivalCase): TimeToEvent[][] {
	return curves.map((_, g) =>
		time.flatMap((each, i) => (group[i] === g ? [{ time: each, event: event[i]! }] : []))
	);
}

export const known = (value: Known): number | null => (value === 'NA' ? null : value);

/** All with the event, at these times. */
export const allAt = (...times: number[]): TimeToEvent[] =>
	times.map((time) => ({ time, event: true }));

/** All followed to these times without it. */
export const noneUntil = (...times: number[]): TimeToEvent[] =>
	times.map((time) => ({ time, event: false }));

export const somePatients: fc.Arbitrary<TimeToEvent[]> = fc.array(
	fc.record({ time: fc.integer({ min: 1, max: 30 }), event: fc.boolean() }),
	{ minLength: 1, maxLength: 40 }
);
