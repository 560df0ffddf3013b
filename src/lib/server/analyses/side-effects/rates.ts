/** How often a side effect follows an answered session, as a number and in words. */
import type { Estimate, Phrase } from '#lib/charts/figure.ts';
import { counted, decimal, interval, rounded } from '#lib/domain/format.ts';
import type { Per } from '#lib/domain/view-keys.ts';
import {
	clopperPearsonInterval,
	clusteredRate,
	garwoodInterval,
	zeroEventsUpperBound,
	type Interval
} from '#lib/statistics/index.ts';
import type { Group } from '../../analysis.ts';
import { whyHidden } from '../widen.ts';

/** What the interval that leads was worked out by. */
export type Lead = 'clustered by patient' | 'exact' | 'upper limit by patients';

export type Rate = {
	/** Per 100 answered sessions, or courses with one. */
	estimate: Estimate | null;
	why: string | null;
	events: number;
	/** The events as they may be written; null beside a hidden number of answered sessions. */
	toldEvents: number | null;
	/** No event seen: only an upper limit can be given. */
	none: boolean;
	leads: Lead | null;
	/** As if sessions of one patient were independent: beside the one that leads. */
	exact: { low: number; high: number } | null;
	/** What it counts. */
	per: Per;
};

/**
 * The rate of a term in a group. Where a patient had more than one session or course the interval
 * clustered by patient leads, else the exact one; without an event the upper limit counts patients.
 */
export function rateOf(group: Group | undefined, term: string, per: Per = 'session'): Rate {
	const cell = group?.cells[term];
	const nothing = {
		estimate: null,
		events: 0,
		toldEvents: null,
		none: false,
		leads: null,
		exact: null,
		per
	};
	if (cell && !cell.sums) return { ...nothing, why: whyHidden(cell) };
	if (!cell?.sums || cell.patients === 0) return { ...nothing, why: 'nobody was asked' };
	const of = (name: string) => cell.sums?.[name] ?? 0;
	const [events, exposure] = [of('events'), of('answered')];
	// A course has it or has it not; sessions of a patient are events in time.
	const exact = per100(
		(per === 'course' ? clopperPearsonInterval : garwoodInterval)(events, exposure)
	);
	const told = {
		why: null,
		events,
		// Events over a rate are what was asked about: beside that hidden the rate stands alone.
		toldEvents: group && askedOf(group, per) !== null ? events : null,
		exact,
		per
	};
	if (events === 0) {
		const upper = zeroEventsUpperBound(cell.patients);
		const high = upper === null ? null : rounded(100 * upper);
		const estimate = { value: 0, low: 0, high };
		return { ...told, estimate, none: true, leads: 'upper limit by patients' };
	}
	const result = clusteredRate(
		{
			patients: cell.patients,
			events,
			exposure,
			eventSquares: of('event_squares'),
			exposureSquares: of('exposure_squares'),
			crossProducts: of('cross_products')
		},
		{ share: true }
	);
	if (result.rate === null) return { ...nothing, why: result.reason };
	// After every session the effect: no variation between patients; the exact interval counts patients.
	const clustered =
		per100(result.interval) ?? per100(clopperPearsonInterval(cell.patients, cell.patients));
	const single = exposure === cell.patients && result.interval !== null;
	const leading = single ? exact : clustered;
	return {
		...told,
		estimate: {
			value: rounded(100 * result.rate),
			low: leading?.low ?? null,
			high: leading?.high ?? null
		},
		none: false,
		leads: single ? 'exact' : 'clustered by patient'
	};
}

/** What is counted, as tables name it. */
export const UNIT_WORDS = {
	session: { many: 'Sessions', asked: 'answered sessions' },
	course: { many: 'Courses', asked: 'courses with an answered session' }
} as const satisfies Record<Per, unknown>;

/** Sessions asked about, or courses with one; null where hidden. */
export const askedOf = ({ counts }: Group, per: Per): number | null =>
	(per === 'course' ? counts.courses?.asked : counts.sessions?.answered) ?? null;

const per100 = (range: Interval | null) =>
	range && { low: rounded(100 * range.low), high: rounded(Math.min(100, 100 * range.high)) };

/** Rare effects need more decimals to differ from none; beside none there is an upper limit. */
export const decimalsOf = ({ estimate, none }: Rate) =>
	none || !estimate ? 1 : decimalsFor(estimate.value);
export const decimalsFor = (value: number) => (value < 0.1 ? 3 : value < 1 ? 2 : 1);

/** "44.0 (42.7 to 44.4)". */
function withInterval({ value, low, high }: Estimate): string {
	const decimals = decimalsFor(value);
	return `${decimal(value, decimals)} ${interval(low, high, decimals)}`.trim();
}

export function inWords({ estimate, why, none, toldEvents, per }: Rate): string {
	if (!estimate) return why ?? 'no data';
	if (none) return `none seen, at most ${decimal(estimate.high ?? 0, 1)} of 100 patients`;
	const decimals = decimalsFor(estimate.value);
	const range = interval(estimate.low, estimate.high, decimals);
	const counts = toldEvents === null ? '' : `, ${counted(toldEvents, per)} with it`;
	return `${decimal(estimate.value, decimals)} of 100 ${per}s ${range}${counts}`;
}

export function totalPhrase({ estimate, why, none }: Rate): Phrase[] {
	if (!estimate) return [{ text: why ?? 'no data' }];
	if (none)
		return [{ text: '0', strong: true }, { text: ` (at most ${decimal(estimate.high ?? 0, 1)})` }];
	const [lead, ...rest] = withInterval(estimate).split(' ');
	return [{ text: lead ?? '', strong: true }, { text: ` ${rest.join(' ')}` }];
}

export function cellText({ estimate, why, none }: Rate): string {
	if (!estimate) return why?.startsWith('hidden') ? 'hidden' : '–';
	if (none) return `0 (at most ${decimal(estimate.high ?? 0, 1)})`;
	return withInterval(estimate);
}
