/** The numbers of the comparison: rates, differences and ratios a side effect, and how long redness stays. */
import type { Estimate, Verdict } from '#lib/charts/figure.ts';
import { rounded } from '#lib/domain/format.ts';
import { RESOLUTION_DAYS } from '#lib/domain/resolution-days.ts';
import { SIDE_EFFECTS, type SideEffect } from '#lib/domain/side-effects.ts';
import {
	benjaminiHochberg,
	clusteredProportion,
	holm,
	logRank,
	patientRateRatio,
	proportionDifference,
	survivalDifference,
	verdictOf,
	type EventRate,
	type Interval,
	type TimeToEvent
} from '#lib/statistics/index.ts';
import type { Cell, Group } from '../../analysis.ts';
import type { ComparedArm } from '../arms.ts';
import { dayCell } from '../resolution/curve.ts';
import { resolutionLine, type ResolutionLine } from '../resolution/line.ts';
import { rateOf, type Rate } from '../side-effects/rates.ts';
import { whyHidden } from '../widen.ts';

/** Patients a group needs for a comparison; below it rates and curves stand alone. */
export const LEAST_PATIENTS = 10;
/** Smallest worthwhile difference of shares, and the day after which redness is compared. */
const WORTHWHILE = 0.1;
export const AFTER_DAY = 3;

export type Contrast = {
	/** The group, less the first one. */
	arm: ComparedArm;
	/** Percentage points. */
	difference: Estimate | null;
	verdict: Verdict;
	why: string | null;
	p: number | null;
	/** For the number of tests. */
	adjusted: number | null;
};
export type TermContrast = Contrast & {
	ratio: Estimate | null;
	/** Which ratio leads. */
	leads: 'exact' | 'quasi-Poisson' | null;
};
/** `untested` says why there is no p though there is a difference. */
export type RednessContrast = Contrast & { untested?: string | null };
export type ComparedTerm = {
	effect: SideEffect;
	rates: { arm: ComparedArm; rate: Rate }[];
	contrasts: TermContrast[];
};
export type Comparison = {
	arms: ComparedArm[];
	terms: ComparedTerm[];
	lines: ResolutionLine[];
	/** Shares still red after the day, each less the first group's; p of the whole curves. */
	redness: RednessContrast[];
};

/** Serious and unexpected effects stand first. */
const ORDER = ['serious', 'unexpected', 'expected', 'uncommon'];

export function comparisonOf(arms: ComparedArm[]): Comparison {
	const [reference, ...others] = arms;
	const terms = SIDE_EFFECTS.toSorted(
		(a, b) => ORDER.indexOf(a.expected) - ORDER.indexOf(b.expected)
	)
		.map((effect) => ({
			effect,
			rates: arms.map((arm) => ({ arm, rate: rateOf(arm.group ?? undefined, effect.term) }))
		}))
		.filter(({ rates }) => rates.some(({ rate }) => rate.events > 0))
		.map((term) => ({
			...term,
			contrasts: others.map((arm) => contrastOf(term.effect.term, arm, reference))
		}));
	const adjusted = benjaminiHochberg(terms.flatMap(({ contrasts }) => contrasts.map(({ p }) => p)));
	let at = 0;
	const lines = arms.map(lineOf);
	return {
		arms,
		terms: terms.map((term) => ({
			...term,
			contrasts: term.contrasts.map((one) => ({ ...one, adjusted: adjusted[at++] ?? null }))
		})),
		lines,
		redness: rednessContrasts(lines, others)
	};
}

const none = { difference: null, p: null, adjusted: null, verdict: 'too few to say' } as const;

function contrastOf(term: string, arm: ComparedArm, reference?: ComparedArm): TermContrast {
	const nothing = { ...none, arm, ratio: null, leads: null };
	const [one, other] = [arm.group?.cells[term], reference?.group?.cells[term]];
	const why = whyNone(arm, one) ?? whyNone(reference, other);
	if (why !== null || !one || !other) return { ...nothing, why };
	const found = proportionDifference(effectiveShare(one), effectiveShare(other));
	const patients = Math.min(one.patients, other.patients);
	const ratio = patientRateRatio(patientsOf(one), patientsOf(other));
	const led = ratio.leads === 'exact' ? ratio.exact : ratio.quasiPoisson;
	return {
		arm,
		...differenceOf(found, patients),
		ratio: led.ratio === null ? null : estimateOf(led.ratio, led.interval, 1),
		leads: ratio.leads,
		p: led.p,
		adjusted: null
	};
}

/** Why a group takes no part in the comparison; null where it does. */
function whyNone(arm: ComparedArm | undefined, cell: Cell | undefined): string | null {
	if (!arm) return 'no group to compare with';
	if (!arm.group) return `${arm.label}: ${arm.why ?? 'nobody in this group'}`;
	if (cell && !cell.sums) return `${arm.label}: ${whyHidden(cell)}`;
	if (!cell || cell.patients === 0) return `${arm.label}: nobody`;
	return cell.patients < LEAST_PATIENTS
		? `${arm.label}: fewer than ${LEAST_PATIENTS} patients`
		: null;
}

/** Sessions with the effect, of as many independent ones as tell as much. */
function effectiveShare({ patients, sums }: Cell) {
	const of = (name: string) => sums?.[name] ?? 0;
	const { share, effectiveN } = clusteredProportion({
		n: of('answered'),
		patients,
		sum: of('events'),
		sumSquares: of('events'),
		patientSumSquares: of('event_squares'),
		patientCountSquares: of('exposure_squares'),
		patientCrossProducts: of('cross_products')
	});
	return { events: (share ?? 0) * (effectiveN ?? 0), n: effectiveN ?? 0 };
}

/** The tallies one patient after the other. */
const patientsOf = ({ records = [] }: Cell): EventRate[] =>
	records.flatMap(({ patients, answered, events }) =>
		Array.from({ length: Number(patients) }, () => ({
			events: Number(events),
			exposure: Number(answered)
		}))
	);

function differenceOf(
	{ difference, interval }: { difference: number | null; interval: Interval | null },
	patients: number
) {
	return {
		difference: difference === null ? null : estimateOf(difference, interval, 100),
		verdict: verdictOf({ estimate: difference, interval, patients }, WORTHWHILE, LEAST_PATIENTS),
		why: null
	};
}

const estimateOf = (value: number, range: Interval | null, times: number): Estimate => ({
	value: rounded(times * value),
	low: range && rounded(times * range.low),
	high: range && rounded(times * range.high)
});

const lineOf = ({ name, label, style, group, why }: ComparedArm): ResolutionLine =>
	resolutionLine(group, { id: name, label, style, why, what: 'redness' });

/** Still red after the day: each group less the first. The p of the curves, Holm over the groups. */
function rednessContrasts(lines: Comparison['lines'], others: ComparedArm[]): RednessContrast[] {
	const [reference] = lines;
	const contrasts = others.map((arm): RednessContrast => {
		const line = lines.find(({ id }) => id === arm.name);
		const [one, first] = [line?.episodes, reference?.episodes];
		const few = [line, reference].find(
			(each) => !each?.episodes || each.episodes.patients < LEAST_PATIENTS
		);
		if (!one || !first || few) {
			const why = few?.why ?? `fewer than ${LEAST_PATIENTS} patients with redness`;
			return { ...none, arm, why: `${few?.label ?? ''}: ${why}` };
		}
		const found = survivalDifference(one.curve, first.curve, AFTER_DAY);
		const hidden = [line, reference].some((each) => dayOf(each)?.share === null);
		if (hidden || found.difference === null) {
			return { ...none, arm, why: 'a share of this day is not told' };
		}
		const tested = [line, reference].some(daysHidden)
			? { p: null, untested: 'hidden: it rests on days that are not told' }
			: testOf(first.times, one.times);
		return {
			arm,
			...differenceOf(found, Math.min(one.patients, first.patients)),
			...tested,
			adjusted: null
		};
	});
	const adjusted = holm(contrasts.map(({ p }) => p));
	return contrasts.map((contrast, i) => ({ ...contrast, adjusted: adjusted[i] ?? null }));
}

/** The test rests on every day: beside a hidden one it would help to work that day out. */
const daysHidden = (line: ResolutionLine | undefined) =>
	line?.group != null &&
	RESOLUTION_DAYS.some((day) => line.group?.cells[dayCell(day)]?.sums === null);

function testOf(...groups: TimeToEvent[][]) {
	const { p, reason } = logRank(groups);
	return { p, untested: reason };
}

/** What a line says of the compared day. */
export const dayOf = (line: Pick<ResolutionLine, 'shares'> | undefined) =>
	line?.shares.find(({ day }) => day === AFTER_DAY);

export const askedPatients = (group: Group | null) => group?.counts.sessions?.patients ?? null;
