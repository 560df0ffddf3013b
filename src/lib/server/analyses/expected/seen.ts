/** What was seen in patients like this: who gained more than noise, how long skin was red, whether it darkened. */
import type { Estimate } from '#lib/charts/figure.ts';
import type { Dimension } from '#lib/domain/dimensions.ts';
import { optionsOf } from '#lib/domain/filters.ts';
import { rounded } from '#lib/domain/format.ts';
import { RESOLUTION_DAYS } from '#lib/domain/resolution-days.ts';
import {
	clopperPearsonInterval,
	kaplanMeier,
	stepAt,
	wilsonInterval,
	zeroEventsUpperBound
} from '#lib/statistics/index.ts';
import type { Cell, Context, Group } from '../../analysis.ts';
import { whyHidden } from '../widen.ts';

/** A quantile rests on so many patients at least on its rarer side. */
const BESIDE_QUANTILE = 5;

type Seen = {
	patients: number;
	/** "skin type IV"; null for everybody of the area. */
	of: string | null;
	why: string | null;
};
/** In per cent. */
export type Share = Seen & { estimate: Estimate | null };
export type Darkening = Share & { none: boolean };
export type Redness = Seen & {
	/** By this day of the grid it was gone in half; in the share `late`, in per cent, by `lateDay`. */
	half: number | null;
	late: number | null;
	lateDay: number | null;
	/** Per cent still red after day 3; not outside the clinic, where so few are not told. */
	afterDay3: number | null;
};

/** Of those like the patient where they may be told of, else of everybody. */
function cellOf(
	id: string,
	total: Group | null,
	like: Group | null,
	key: Dimension,
	{ filters, known }: Context
): { cell: Cell | undefined; of: string | null } {
	const own = like?.cells[id];
	const value = filters.about[key];
	const label = optionsOf(key, known).find((option) => option.value === value)?.label ?? null;
	return own?.sums && own.patients > 0
		? { cell: own, of: label }
		: { cell: total?.cells[id], of: null };
}

function whyOf(cell: Cell | undefined, nobody: string): string | null {
	if (cell && !cell.sums) return whyHidden(cell);
	return !cell || cell.patients === 0 ? nobody : null;
}

export function improvedOf(
	...[total, like, key, context]: [Group | null, Group | null, Dimension, Context]
): Share {
	const { cell, of } = cellOf('beyond', total, like, key, context);
	const why = whyOf(cell, 'nobody was scored, or no rule is known');
	if (why !== null || !cell?.sums) return { patients: 0, of, why, estimate: null };
	const events = cell.sums.events ?? 0;
	const interval = wilsonInterval(events, cell.patients);
	return { patients: cell.patients, of, why, estimate: percentOf(events, cell.patients, interval) };
}

export function darkeningOf(
	...[total, like, key, context]: [Group | null, Group | null, Dimension, Context]
): Darkening {
	const { cell, of } = cellOf('darkening', total, like, key, context);
	const why = whyOf(cell, 'nobody was asked');
	if (why !== null || !cell?.sums) return { patients: 0, of, why, estimate: null, none: false };
	const events = cell.sums.events ?? 0;
	const none = events === 0;
	const high = none ? zeroEventsUpperBound(cell.patients) : null;
	const interval = high === null ? clopperPearsonInterval(events, cell.patients) : { low: 0, high };
	return {
		patients: cell.patients,
		of,
		why,
		none,
		estimate: percentOf(events, cell.patients, interval)
	};
}

const percentOf = (
	events: number,
	n: number,
	interval: { low: number; high: number } | null
): Estimate => ({
	value: rounded((100 * events) / n),
	low: interval && rounded(100 * interval.low),
	high: interval && rounded(100 * interval.high)
});

/** After the first session that was asked about; redness whose end is not known counts as seen on its day only. */
export function rednessOf(
	...[total, like, key, context]: [Group | null, Group | null, Dimension, Context]
): Redness {
	const { cell, of } = cellOf('redness', total, like, key, context);
	const why = whyOf(cell, 'nobody was asked');
	const nothing = { half: null, late: null, lateDay: null, afterDay3: null };
	if (why !== null || !cell) return { patients: 0, of, why, ...nothing };
	const days = (cell.records ?? []).map(({ redDays }) =>
		redDays === null ? null : Number(redDays)
	);
	const curve = kaplanMeier(days.map((time) => ({ time: time ?? 0, event: time !== null })));
	const stillRed = (day: number) => stepAt(curve, day)?.survival ?? 1;
	const goneIn = (share: number) => {
		const rarer = cell.patients * Math.min(share, 1 - share);
		if (rarer < BESIDE_QUANTILE - 1e-9) return null;
		return RESOLUTION_DAYS.find((day) => stillRed(day) <= 1 - share + 1e-9) ?? null;
	};
	const late = [0.9, 0.8].find((share) => goneIn(share) !== null) ?? null;
	return {
		patients: cell.patients,
		of,
		why,
		half: goneIn(0.5),
		late: late === null ? null : 100 * late,
		lateDay: late === null ? null : goneIn(late),
		afterDay3: context.viewer.insideClinic ? rounded(100 * stillRed(3)) : null
	};
}
