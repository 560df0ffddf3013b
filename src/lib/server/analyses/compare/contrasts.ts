/**
 * One group against another at the chosen week: the plain difference, the one at the same baseline, and
 * the one among patients who could have been in either; and whether any of them may be told.
 */
import type { Estimate, Verdict } from '#lib/charts/figure.ts';
import { keysOfArms } from '#lib/domain/arms.ts';
import { rounded } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';
import {
	ancova,
	clusteredDifference,
	detectableMeanDifference,
	holm,
	verdictOf,
	type Ancova,
	type Interval
} from '#lib/statistics/index.ts';
import type { Context } from '../../analysis.ts';
import { whyHidden } from '../widen.ts';
import type { ComparedArm } from './arms.ts';
import { likenessOf, type Likeness } from './likeness.ts';
import { mayCompare, type GroupFacts, type Sign } from './may-compare.ts';
import { sumsIn } from './means.ts';
import type { ComparedPatient } from './patients.ts';
import { HUNDREDTHS } from '../hundredths.ts';

const FEWEST_PATIENTS = 10;

export type Difference = {
	id: 'raw' | 'ancova' | 'weighted';
	label: string;
	estimate: Estimate | null;
	/** Why there is no estimate. */
	why: string | null;
	p: number | null;
	/** Adjusted for the other contrasts of the page (Holm); null where there is a single one. */
	pHolm: number | null;
};

export type Contrast = {
	/** B less A. */
	of: ComparedArm;
	against: ComparedArm;
	/** Null where one of the groups has too few patients. */
	likeness: Likeness | null;
	sign: Sign;
	/** Null when withheld. */
	differences: Difference[] | null;
	/** The one that leads; null when withheld. */
	lead: Difference | null;
	verdict: Verdict | null;
	/** Of the slopes on the baseline, the test that they are alike; null when withheld or without one. */
	slopesDiffer: Ancova['slopesDiffer'];
	/** Smallest difference such groups would show, and courses more in all for the worthwhile one. */
	detectable: { smallest: number | null; moreCourses: number | null } | null;
};

/** Each further group against the first. Their tests are one family. */
export async function contrastsOf(
	arms: readonly ComparedArm[],
	measure: Measure,
	context: Pick<Context, 'filters'>
): Promise<Contrast[]> {
	const [against, ...others] = arms;
	if (!against) return [];
	const contrasts = await Promise.all(others.map((of) => contrast(of, against, measure, context)));
	return contrasts.length < 2 ? contrasts : adjusted(contrasts);
}

async function contrast(
	of: ComparedArm,
	against: ComparedArm,
	measure: Measure,
	{ filters }: Pick<Context, 'filters'>
): Promise<Contrast> {
	const { wk } = filters;
	const none = {
		of,
		against,
		likeness: null,
		differences: null,
		lead: null,
		verdict: null,
		slopesDiffer: null,
		detectable: null
	};
	const untold = [against, of].flatMap((arm) => whyUntold(arm, wk));
	if (untold.length > 0) return { ...none, sign: { word: 'WITHHELD', reasons: untold } };
	const facts = (likeness: Likeness | null) => ({
		groups: [
			factsOf(against, wk, likeness?.effectiveN.against ?? null),
			factsOf(of, wk, likeness?.effectiveN.of ?? null)
		] as const,
		clinics: different([...of.patients, ...against.patients], 'clinic_id'),
		practitioners: different([...of.patients, ...against.patients], 'operator_code'),
		byPractitioner: keysOfArms(filters.arms).includes('practitioner'),
		equipoise: likeness?.equipoise ?? null,
		balance: likeness?.balance ?? [],
		leftOut: (likeness?.balance ?? []).flatMap(({ label, left }) =>
			left === null ? [] : [{ label, why: left }]
		),
		estimates: []
	});
	if (Math.min(of.patients.length, against.patients.length) < FEWEST_PATIENTS) {
		return { ...none, sign: mayCompare(facts(null)) };
	}
	const { likeness, weighted } = await likenessOf(of, against, keysOfArms(filters.arms));
	const plain = clusteredDifference(
		sumsIn(of.group?.cells[wk]),
		sumsIn(against.group?.cells[wk]),
		0.95,
		HUNDREDTHS
	);
	const atBaseline = ancova(
		[against, of].flatMap(({ name, patients }) =>
			patients.map(({ baseline, gain }) => ({ group: name, baseline, followUp: baseline + gain }))
		),
		{ reference: against.name }
	);
	const [adjustedOf] = atBaseline.differences;
	const differences: Difference[] = [
		difference('raw', 'Raw change', plain.difference, plain),
		difference('ancova', 'ANCOVA on baseline', adjustedOf?.difference ?? null, {
			interval: adjustedOf?.interval ?? null,
			p: adjustedOf?.p ?? null,
			reason: atBaseline.reason
		}),
		difference('weighted', 'Overlap-weighted', weighted.difference, weighted)
	];
	const sign = mayCompare({
		...facts(likeness),
		estimates: differences.flatMap(({ label, estimate }) =>
			estimate && estimate.low !== null && estimate.high !== null
				? [{ label, value: estimate.value, low: estimate.low, high: estimate.high }]
				: []
		)
	});
	if (sign.word === 'WITHHELD') return { ...none, likeness, sign };
	const lead = differences.toReversed().find(({ estimate }) => estimate !== null) ?? null;
	return {
		of,
		against,
		likeness,
		sign,
		differences,
		lead,
		verdict: verdict(lead, of, against, measure),
		slopesDiffer: atBaseline.slopesDiffer,
		detectable: detectableBy(atBaseline.residualSd, likeness, of, against, measure)
	};
}

/** A group that is hidden or empty, or whose scores at the week are hidden. */
function whyUntold({ letter, group, why }: ComparedArm, week: number): string[] {
	if (!group) {
		return [why?.startsWith('hidden') ? `${letter} is ${why}.` : `${letter}: ${why ?? 'nobody'}.`];
	}
	const cell = group.cells[week];
	return cell && !cell.sums ? [`${letter} is ${whyHidden(cell)}.`] : [];
}

const factsOf = (
	{ letter, group, patients }: ComparedArm,
	week: number,
	effectiveN: number | null
): GroupFacts => ({
	letter,
	patients: patients.length,
	seen: group?.counts[week]?.seen ?? null,
	due: group?.counts[week]?.due ?? null,
	effectiveN,
	clinics: different(patients, 'clinic_id'),
	practitioners: different(patients, 'operator_code')
});

/** How many different ones; those not recorded are one more, and nobody recorded is none to speak of. */
function different(patients: readonly ComparedPatient[], name: 'clinic_id' | 'operator_code') {
	const values = new Set(patients.map(({ known }) => known[name]));
	return values.size === 1 && values.has(null) ? 0 : values.size;
}

function difference(
	id: Difference['id'],
	label: string,
	value: number | null,
	{ interval, p, reason }: { interval: Interval | null; p: number | null; reason: string | null }
): Difference {
	const estimate: Estimate | null =
		value === null
			? null
			: {
					value: rounded(value),
					low: interval ? rounded(interval.low) : null,
					high: interval ? rounded(interval.high) : null
				};
	return { id, label, estimate, why: estimate ? null : (reason ?? 'no data'), p, pHolm: null };
}

function verdict(
	lead: Difference | null,
	of: ComparedArm,
	against: ComparedArm,
	{ smallestWorthwhile }: Measure
): Verdict | null {
	if (!lead?.estimate || smallestWorthwhile === null) return null;
	const { value, low, high } = lead.estimate;
	return verdictOf(
		{
			estimate: value,
			interval: low === null || high === null ? null : { low, high },
			patients: Math.min(of.patients.length, against.patients.length)
		},
		smallestWorthwhile,
		FEWEST_PATIENTS
	);
}

/** For planning: the spread left at the same baseline, and the groups as large as their weights tell. */
function detectableBy(
	sd: number | null,
	{ effectiveN }: Likeness,
	of: ComparedArm,
	against: ComparedArm,
	{ smallestWorthwhile }: Measure
): Contrast['detectable'] {
	const sizes = {
		first: Math.round(effectiveN.of ?? of.patients.length),
		second: Math.round(effectiveN.against ?? against.patients.length)
	};
	const { smallest, morePerGroup } = detectableMeanDifference(sd, sizes, smallestWorthwhile ?? 0);
	return { smallest, moreCourses: morePerGroup === null ? null : 2 * morePerGroup };
}

/** Holm over the contrasts, for each way of estimating. */
function adjusted(contrasts: readonly Contrast[]): Contrast[] {
	const ids = ['raw', 'ancova', 'weighted'] as const;
	const raw = ids.map((id) =>
		contrasts.map(({ differences }) => differences?.find((one) => one.id === id)?.p ?? null)
	);
	const held = new Map(ids.map((id, i) => [id, holm(raw[i] ?? [])]));
	return contrasts.map((contrast, i) => {
		const differences =
			contrast.differences?.map((one) => ({ ...one, pHolm: held.get(one.id)?.[i] ?? null })) ??
			null;
		const lead = differences?.find(({ id }) => id === contrast.lead?.id) ?? null;
		return { ...contrast, differences, lead };
	});
}
