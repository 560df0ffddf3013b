/**
 * Reads the numbers that R worked out (`tests/reference/<name>.json`, written by the R script beside
 * it) and says how close is close enough.
 */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Interval } from '#lib/statistics/index.ts';

export function reference<Case>(name: string): Case[] {
	const path = new URL(`../reference/${name}.json`, import.meta.url);
	// The shape is the script's; a wrong one shows as `undefined` in the first comparison.
	return (JSON.parse(readFileSync(path, 'utf8')) as { cases: Case[] }).cases;
}

/** Within 1e-8 of the expected value, relative to it. An expected 0 must be hit exactly. */
export function expectClose(actual: number | null, expected: number, tolerance = 1e-8): void {
	if (actual === null) throw new Error(`no answer, where ${expected} was expected`);
	const away = Math.abs(actual - expected);
	expect(away, `${actual}, not ${expected}`).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}

export function expectInterval(
	actual: Interval | null,
	expected: Interval,
	tolerance = 1e-8
): void {
	expectClose(actual && actual.low, expected.low, tolerance);
	expectClose(actual && actual.high, expected.high, tolerance);
}
