/**
 * How often each interval holds the truth, by simulation from a fixed seed. Misses its promise when it
 * lies further than four Monte-Carlo standard errors from the level (or below it, for exact intervals,
 * which hold it at least). What is known to promise less is named with its reason and only measured.
 */
import type { Interval } from '#lib/statistics/index.ts';
import { COVERED_MEANS } from './coverage-means.ts';
import { COVERED_MODELS } from './coverage-models.ts';
import { COVERED_SHARES } from './coverage-shares.ts';
import { COVERED_TIMES } from './coverage-times.ts';
import { randomOf, type Random } from './samples.ts';
import type { Suite } from './suite.ts';

export type Covered = {
	name: string;
	/** What is simulated: "12 normal values". */
	of: string;
	level?: number;
	/** `at least`: exact methods, which cover more by the steps of what they count. */
	promise?: 'level' | 'at least';
	/** Why it is known to promise less, or more: then it is only measured. */
	exception?: string;
	/** Whether one simulated interval holds the truth; null where there was no interval. */
	draw: (random: Random) => boolean | null;
};

/** Whether an interval holds a value; null without an interval. */
export const holds = (interval: Partial<Interval> | null, truth: number): boolean | null =>
	interval?.low === undefined || interval.high === undefined
		? null
		: interval.low <= truth && truth <= interval.high;

const RUNS = 2000;
/** A slow one stops here with the runs it made; its error is that of those runs. */
const MS_AT_MOST = 15_000;
const ERRORS = 4;
const SEED = 1927;

const CASES: readonly Covered[] = [
	...COVERED_MEANS,
	...COVERED_SHARES,
	...COVERED_TIMES,
	...COVERED_MODELS
];

function measured({ level = 0.95, promise = 'level', exception, draw }: Covered) {
	const random = randomOf(SEED);
	let inside = 0;
	let runs = 0;
	let without = 0;
	const begun = performance.now();
	while (runs + without < RUNS && performance.now() - begun < MS_AT_MOST) {
		const held = draw(random);
		if (held === null) without++;
		else {
			runs++;
			if (held) inside++;
		}
	}
	const coverage = runs === 0 ? 0 : inside / runs;
	const error = Math.sqrt((level * (1 - level)) / Math.max(1, runs));
	const away = (coverage - level) / error;
	const kept = promise === 'at least' ? away >= -ERRORS : Math.abs(away) <= ERRORS;
	return {
		level,
		promise,
		coverage,
		error,
		away,
		runs,
		without,
		ok: exception !== undefined || kept
	};
}

export const COVERAGE: Suite = {
	name: 'coverage',
	about: `Share of intervals that hold the truth, ${RUNS.toLocaleString('en-GB')} simulations each`,
	columns: ['of', 'level', 'covers', 'errors', 'runs', 'none', ''],
	cases: CASES.map((one) => ({
		name: one.name,
		run() {
			const { level, promise, coverage, error, away, runs, without, ok } = measured(one);
			const { name, of, exception = null } = one;
			const note = exception ?? (promise === 'at least' ? 'at least' : '');
			return {
				suite: 'coverage',
				name,
				cells: [
					of,
					level.toFixed(3),
					coverage.toFixed(4),
					away.toFixed(1),
					String(runs),
					String(without),
					note
				],
				numbers: { of, level, promise, coverage, error, away, runs, without, exception },
				ok
			};
		}
	}))
};
