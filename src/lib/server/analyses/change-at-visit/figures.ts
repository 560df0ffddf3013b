/** The figures of one group at one visit: values with what they are missing, no words of a table yet. */
import { unfitForChange, type Measure } from '#lib/domain/measure.ts';
import { rounded } from '#lib/domain/format.ts';
import {
	clusteredProportion,
	hodgesLehmann,
	meanIntervalFromSums,
	responderMissingBounds,
	signedRank,
	standardisedResponseMean,
	type Interval
} from '#lib/statistics/index.ts';
import type { Cell, Group } from '../../analysis.ts';
import { estimateOf } from '../improvement/estimates.ts';
import { whyHidden } from '../widen.ts';
import { HUNDREDTHS } from '../hundredths.ts';

/** A number with its spread and interval; null where there is none, and then `why` says why. */
export type Stat = {
	value: number | null;
	sd: number | null;
	low: number | null;
	high: number | null;
	/** The patients it rests on; null where hidden. */
	patients: number | null;
	why: string | null;
};

export const FIGURE_IDS = [
	'patients',
	'courses',
	'baseline',
	'follow_up',
	'improvement',
	'improvement_low',
	'percent',
	'hodges_lehmann',
	'srm',
	'p',
	'p_adjusted',
	'improved',
	'responders',
	'responder_bounds',
	'detectable',
	'recorded',
	'with_session',
	'with_baseline',
	'due',
	'seen',
	'dropped',
	'missed',
	'not_yet_due',
	'unplanned',
	'analysed',
	'baseline_seen',
	'baseline_unseen'
] as const;
export type FigureId = (typeof FIGURE_IDS)[number];
export type Figures = Record<FigureId, Stat>;

/** A count is hidden for itself or for one that would follow from it; which is not told apart. */
const COUNT_HIDDEN = 'hidden: too few patients here or beside';

/** A median, and so its interval, needs five patients on either side. */
const MEDIAN_FROM_PATIENTS = 10;

export const isHidden = ({ why }: Stat) => why?.startsWith('hidden') ?? false;

const nothing = (why: string): Stat => ({
	value: null,
	sd: null,
	low: null,
	high: null,
	patients: null,
	why
});

/** All figures of a group; `p_adjusted` waits for the other tests of the page. */
export function figuresOf(group: Group, measure: Measure, week: number): Figures {
	const { cells, counts } = group;
	const visit = counts[week] ?? {};
	const flow = counts.flow ?? {};
	const change = cells[week];
	const count = (value: number | null | undefined) => counted(value, group.patients);
	const unfit = unfitForChange(measure);
	const ofChange = (stat: Stat) => (unfit ? nothing('unfit for change: ranks, not skin') : stat);
	const share = (cell: Cell | undefined) => ofChange(shareOf(cell));
	const { p, hodges_lehmann } = ranks(change);
	const { srm, ...scores } = means(change, measure);
	return {
		patients: change?.sums ? counted(change.patients, change.patients) : absent(change),
		courses: count(visit.n),
		...scores,
		srm: ofChange(srm),
		improvement_low: meanWithMissing(cells.low, measure),
		p: ofChange(p),
		hodges_lehmann: ofChange(hodges_lehmann),
		p_adjusted: nothing('a single test'),
		improved: share(cells.improved),
		responders: measure.responder ? shareOf(cells.responders) : nothing('no rule was published'),
		responder_bounds: measure.responder
			? boundsOf(cells.responders, visit)
			: nothing('no rule was published'),
		detectable:
			measure.mdc95 === null
				? nothing('error of readings is not known')
				: shareOf(cells.detectable),
		recorded: count(flow.recorded),
		with_session: count(flow.with_session),
		with_baseline: count(group.courses),
		due: count(visit.due),
		seen: count(visit.seen),
		dropped: count(visit.dropped),
		missed: count(visit.missed),
		not_yet_due: count(visit.not_yet_due),
		unplanned: count(visit.unplanned),
		analysed: count(visit.n),
		baseline_seen: baselineOf(cells.seen, 'nobody was seen'),
		baseline_unseen: baselineOf(cells.unseen, 'nobody is missing')
	};
}

const counted = (value: number | null | undefined, patients: number): Stat =>
	value == null
		? nothing(COUNT_HIDDEN)
		: { value, sd: null, low: null, high: null, patients, why: null };

const absent = (cell: Cell | undefined, none = 'nobody was scored'): Stat =>
	nothing(cell && !cell.sums ? whyHidden(cell) : none);

function means(
	cell: Cell | undefined,
	measure: Measure
): Pick<Figures, 'baseline' | 'follow_up' | 'improvement' | 'percent' | 'srm'> {
	const noPercent = measure.percentChangeOk ? null : nothing('no true zero or no equal steps');
	if (!cell?.sums || cell.patients === 0) {
		const none = absent(cell);
		const percent = noPercent ?? none;
		return { baseline: none, follow_up: none, improvement: none, percent, srm: none };
	}
	const { sums, patients } = cell;
	const of = (name: string) => sums[name] ?? 0;
	const n = of('n');
	const meanOf = (name: string, squares: string): Stat => {
		const { mean, sd } = meanIntervalFromSums(
			{ n, sum: of(name), sumSquares: of(squares) },
			0.95,
			HUNDREDTHS
		);
		return {
			value: mean === null ? null : rounded(mean),
			sd: sd === null ? null : rounded(sd),
			low: null,
			high: null,
			patients,
			why: null
		};
	};
	const { sd } = meanOf('sum', 'sum_squares');
	const inUnit = (unit: 'scale' | 'percent'): Stat => {
		const { estimate, why } = estimateOf(cell, unit, measure);
		return estimate
			? { ...estimate, sd: unit === 'scale' ? sd : null, patients, why: null }
			: nothing(why ?? 'no data');
	};
	const improvement = inUnit('scale');
	const srm = standardisedResponseMean({ mean: of('sum') / (n * HUNDREDTHS), sd });
	return {
		baseline: meanOf('baseline', 'baseline_value_squares'),
		follow_up: meanOf('follow_up', 'follow_up_value_squares'),
		improvement,
		percent: noPercent ?? inUnit('percent'),
		srm:
			srm === null
				? nothing('no variation')
				: { value: rounded(srm), sd: null, low: null, high: null, patients, why: null }
	};
}

/** The mean improvement with those not seen counted as unchanged. */
function meanWithMissing(cell: Cell | undefined, measure: Measure): Stat {
	const { estimate, why } = estimateOf(cell, 'scale', measure, 'low');
	return estimate
		? { ...estimate, sd: null, patients: cell?.patients ?? null, why: null }
		: nothing(why === 'no data' ? 'nobody was scored' : (why ?? 'no data'));
}

/** Tests and medians take one value a patient: the mean improvement over the patient's series. */
function ranks(cell: Cell | undefined): Pick<Figures, 'p' | 'hodges_lehmann'> {
	if (!cell?.sums || cell.patients === 0) {
		const none = absent(cell);
		return { p: none, hodges_lehmann: none };
	}
	const { patients } = cell;
	const values = (cell.values ?? []).flatMap((each) =>
		Array.from({ length: each.patients }, () => each.value)
	);
	const test = signedRank(values);
	const middle = hodgesLehmann(values);
	return {
		p:
			test.p === null
				? nothing(test.reason ?? 'no data')
				: { value: rounded(test.p), sd: null, low: null, high: null, patients, why: null },
		hodges_lehmann:
			patients < MEDIAN_FROM_PATIENTS || middle.estimate === null
				? nothing(`shown from ${MEDIAN_FROM_PATIENTS} patients on`)
				: {
						value: rounded(middle.estimate),
						sd: null,
						...ends(middle.interval, 1),
						patients,
						why: null
					}
	};
}

const ends = (interval: Interval | null, times: number) => ({
	low: interval ? rounded(times * interval.low) : null,
	high: interval ? rounded(times * interval.high) : null
});

/** A share of series in per cent; its interval counts patients. */
function shareOf(cell: Cell | undefined): Stat {
	if (!cell?.sums || cell.patients === 0) return absent(cell);
	const { sums, patients } = cell;
	const of = (name: string) => sums[name] ?? 0;
	const { share, interval, reason } = clusteredProportion({
		n: of('n'),
		patients,
		sum: of('events'),
		sumSquares: of('events'),
		patientSumSquares: of('event_squares'),
		patientCountSquares: of('count_squares'),
		patientCrossProducts: of('cross_products')
	});
	if (share === null) return nothing(reason ?? 'no data');
	return { value: rounded(100 * share), sd: null, ...ends(interval, 100), patients, why: null };
}

/** The share if all missing had failed, and if all had responded. */
function boundsOf(cell: Cell | undefined, visit: Record<string, number | null>): Stat {
	if (!cell?.sums) return absent(cell);
	const { due, seen } = visit;
	if (due == null || seen == null) return nothing(COUNT_HIDDEN);
	const bounds = responderMissingBounds({
		responders: cell.sums.events ?? 0,
		seen: cell.sums.n ?? 0,
		missing: due - seen
	});
	if (!bounds) return absent(cell);
	return { value: null, sd: null, ...ends(bounds, 100), patients: cell.patients, why: null };
}

function baselineOf(cell: Cell | undefined, none: string): Stat {
	if (!cell?.sums || cell.patients === 0) return absent(cell, none);
	const value = (cell.sums.baseline ?? 0) / ((cell.sums.n ?? 0) * HUNDREDTHS);
	return {
		value: rounded(value),
		sd: null,
		low: null,
		high: null,
		patients: cell.patients,
		why: null
	};
}
