import { describe, expect, it, test } from 'vitest';
import {
	patientRateRatio,
	pearsonDispersion,
	rateRatio,
	type EventRate
} from '#lib/statistics/index.ts';
import { expectClose, expectInterval, reference } from './reference.ts';
import fc from './seeded.ts';

type Limits = { confidence: number; ratio: number; low: number; high: number; p: number };
type Exact = Limits & { first: EventRate; second: EventRate };
type Patients = Limits & {
	name: string;
	first: EventRate[];
	second: EventRate[];
	dispersion: number;
	degreesOfFreedom: number;
};

const rate: fc.Arbitrary<EventRate> = fc.record({
	events: fc.integer({ min: 0, max: 60 }),
	exposure: fc.integer({ min: 1, max: 500 })
});
const patients = fc.array(
	fc.record({ events: fc.integer({ min: 0, max: 4 }), exposure: fc.integer({ min: 1, max: 6 }) }),
	{ minLength: 2, maxLength: 30 }
);

it('agrees with R', () => {
	for (const expected of reference<Exact>('rate-ratio')) {
		const found = rateRatio(expected.first, expected.second, expected.confidence);
		expectClose(found.ratio, expected.ratio);
		expectInterval(found.interval, expected);
		expectClose(found.p, expected.p);
	}
});

describe('agrees with R when patients have several events', () => {
	test.each(reference<Patients>('patient-rate-ratio'))('$name', (expected) => {
		const { confidence } = expected;
		const found = patientRateRatio(expected.first, expected.second, { confidence });
		expectClose(found.dispersion, expected.dispersion);
		expectClose(found.quasiPoisson.ratio, expected.ratio);
		expectInterval(found.quasiPoisson.interval, expected);
		expectClose(found.quasiPoisson.p, expected.p);
		expect(found.quasiPoisson.degreesOfFreedom).toBe(expected.degreesOfFreedom);
		expect(found.leads).toBe(expected.dispersion > 1.2 ? 'quasi-Poisson' : 'exact');
	});
});

it('gives what Stata prints for `iri 41 15 28010 19017`, breast cancers after x-rays', () => {
	const { ratio, interval } = rateRatio(
		{ events: 41, exposure: 28010 },
		{ events: 15, exposure: 19017 }
	);
	expect(ratio).toBeCloseTo(1.855759, 6);
	expect(interval!.low).toBeCloseTo(1.005684, 6);
	expect(interval!.high).toBeCloseTo(3.6093, 4);
});

it('has no answer without exposure or without events', () => {
	const none = { events: 0, exposure: 0 };
	const some = { events: 2, exposure: 9 };
	const quiet = { events: 0, exposure: 9 };
	expect(rateRatio(none, some)).toMatchObject({ ratio: null, p: null, reason: 'no data' });
	expect(rateRatio(quiet, quiet)).toMatchObject({ ratio: null, p: null, reason: 'no events' });
	expect(rateRatio(quiet, some)).toMatchObject({ ratio: 0, interval: { low: 0 }, reason: null });
});

it('says how large the ratio is at least when the second group had no events', () => {
	const found = rateRatio({ events: 9, exposure: 10 }, { events: 0, exposure: 10 });
	expect(found).toMatchObject({ ratio: null, interval: null, reason: 'no events' });
	expect(found.p).toBeCloseTo(2 / 2 ** 9, 12);
	const lowest = 0.025 ** (1 / 9);
	expect(found.lowerBound).toBeCloseTo(lowest / (1 - lowest), 10);
});

it('counts patients who never had a session for nothing', () => {
	const patient = { events: 1, exposure: 2 };
	const idle = { events: 0, exposure: 0 };
	const found = patientRateRatio([patient, patient, idle], [patient, patient]);
	expect(found).toMatchObject({ dispersion: 0, quasiPoisson: { degreesOfFreedom: 2 } });
	expect(found.quasiPoisson).toMatchObject({
		ratio: 1,
		interval: { low: 1, high: 1 },
		p: null,
		reason: 'no variation'
	});
	expect(() => patientRateRatio([{ events: 1, exposure: 0 }], [patient])).toThrow(RangeError);
});

it('says why there is no quasi-Poisson ratio', () => {
	const one = [{ events: 1, exposure: 2 }];
	const quiet = [{ events: 0, exposure: 2 }];
	expect(patientRateRatio([], one).quasiPoisson.reason).toBe('no data');
	expect(patientRateRatio(quiet, one)).toMatchObject({
		leads: 'exact',
		quasiPoisson: { ratio: null, reason: 'no events' }
	});
	expect(patientRateRatio(one, one).quasiPoisson).toMatchObject({
		ratio: 1,
		interval: null,
		reason: 'too few values'
	});
});

it('sees no more spread than Poisson has where patients have what Poisson gives', () => {
	// 0, 1, 2, 3, 4 events in the proportions of a mean of one.
	const counts = [368, 368, 184, 61, 19].flatMap((n, events) =>
		Array.from({ length: n }, () => ({ events, exposure: 1 }))
	);
	expect(pearsonDispersion([counts])).toBeCloseTo(1, 1);
});

it('refuses half an event', () => {
	const some = { events: 2, exposure: 9 };
	expect(() => rateRatio({ events: 0.5, exposure: 1 }, some)).toThrow(RangeError);
});

it('contains the ratio, does not see the unit of exposure, and turns when the groups change places', () => {
	fc.assert(
		fc.property(rate, rate, (first, second) => {
			const was = rateRatio(first, second);
			const turned = rateRatio(second, first);
			const is = rateRatio(
				{ ...first, exposure: first.exposure * 7 },
				{ ...second, exposure: second.exposure * 7 }
			);
			if (was.p !== null) expectClose(turned.p, was.p, 1e-9);
			if (was.interval === null || first.events === 0) return;
			expect(was.interval.low).toBeLessThanOrEqual(was.ratio!);
			expect(was.interval.high).toBeGreaterThanOrEqual(was.ratio!);
			expectClose(is.interval!.high, was.interval.high, 1e-10);
			expectClose(turned.interval!.low, 1 / was.interval.high, 1e-10);
		})
	);
});

it('does not see the order of the patients, and turns when their groups change places', () => {
	fc.assert(
		fc.property(patients, patients, (first, second) => {
			const was = patientRateRatio(first, second);
			const turned = patientRateRatio(second.toReversed(), first);
			if (was.dispersion !== null) expect(turned.dispersion).toBeCloseTo(was.dispersion, 12);
			const { ratio, interval } = was.quasiPoisson;
			if (interval === null) return;
			expect(interval.low).toBeLessThanOrEqual(ratio!);
			expect(interval.high).toBeGreaterThanOrEqual(ratio!);
			expectClose(turned.quasiPoisson.interval!.low, 1 / interval.high, 1e-9);
		})
	);
});
