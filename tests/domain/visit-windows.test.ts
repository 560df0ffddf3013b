import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayText, daysBetween } from '#lib/domain/contract/days.ts';
import {
	closesOnDay,
	opensOnDay,
	scheduleBits,
	VISIT_WEEKS,
	VISIT_WINDOWS,
	windowOfDay
} from '#lib/domain/visit-windows.ts';

const RUNS = { numRuns: 1000 };
const day = fc.integer({ min: -800, max: 800 });

describe('the visit window of a day', () => {
	it('holds the day, both ends included', () => {
		fc.assert(
			fc.property(day, (number) => {
				const window = windowOfDay(number);
				if (!window) return;
				expect(number).toBeGreaterThanOrEqual(opensOnDay(window));
				expect(number).toBeLessThanOrEqual(closesOnDay(window));
			}),
			RUNS
		);
	});

	it('is the one whose target is nearest', () => {
		fc.assert(
			fc.property(day, (number) => {
				const window = windowOfDay(number);
				if (!window) return;
				const distance = Math.abs(number - window.week * 7);
				for (const other of VISIT_WINDOWS) {
					if (number < opensOnDay(other) || number > closesOnDay(other)) continue;
					expect(distance).toBeLessThanOrEqual(Math.abs(number - other.week * 7));
				}
			}),
			RUNS
		);
	});

	it('is none for a baseline, whatever the windows', () => {
		fc.assert(
			fc.property(fc.integer({ min: -800, max: 0 }), (number) => {
				expect(windowOfDay(number)).toBeNull();
			}),
			RUNS
		);
	});

	it('never moves back as days go on', () => {
		fc.assert(
			fc.property(day, day, (a, b) => {
				const [early, late] = [windowOfDay(Math.min(a, b)), windowOfDay(Math.max(a, b))];
				if (early && late) expect(early.week).toBeLessThanOrEqual(late.week);
			}),
			RUNS
		);
	});

	it('depends on no clock: the same number of days is the same week over every change of time', () => {
		// SR-8.8: counted on the text of days, so zones and daylight saving cannot enter.
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 25_000 }),
				fc.integer({ min: 1, max: 420 }),
				(start, length) => {
					const [first, visit] = [dayText(start), dayText(start + length)];
					expect(daysBetween(first, visit)).toBe(length);
					expect(windowOfDay(daysBetween(first, visit) ?? NaN)).toEqual(windowOfDay(length));
				}
			),
			RUNS
		);
	});

	it('is counted as another calendar counts, in three time zones', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 25_000 }), (number) => {
				const text = dayText(number);
				expect(dayNumber(text)).toBe(number);
				for (const timeZone of ['UTC', 'America/New_York', 'Pacific/Auckland']) {
					// Noon of the day in UTC is that day or the next anywhere: read it back where we are.
					const shown = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(
						new Date(number * 86_400_000 + 12 * 3_600_000)
					);
					expect([text, dayText(number + 1)]).toContain(shown);
				}
			}),
			RUNS
		);
	});
});

describe('the planned windows as bits', () => {
	it('are those of the weeks planned, in any order and however often named', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...VISIT_WEEKS), { maxLength: 12 }), (weeks) => {
				const bits = scheduleBits(weeks);
				VISIT_WEEKS.forEach((week, i) => {
					expect(((bits >> i) & 1) === 1).toBe(weeks.includes(week));
				});
				expect(scheduleBits(weeks.toReversed())).toBe(bits);
			}),
			RUNS
		);
	});
});
