/** How improvement is put into words: amounts, points, the answer sentence. */
import type { Estimate, Phrase, Verdict } from '#lib/charts/figure.ts';
import type { Unit } from '#lib/domain/filters.ts';
import { count, counted, decimal, interval, percent, sentenceCase } from '#lib/domain/format.ts';
import type { Measure } from '#lib/domain/measure.ts';

const THIN_SPACE = '\u2009';

/** "0.77 grades", "23 % of baseline", "55 % improved by one grade or more". Always as a gain. */
export function amount(value: number, unit: Unit, measure: Measure, decimals: number): string {
	if (unit === 'scale') {
		const one = Math.abs(Number(value.toFixed(decimals))) === 1;
		const unitWord = one ? measure.unit.one : measure.unit.many;
		// Symbols such as mm stand a thin space behind the number, words a whole one.
		return `${decimal(value, decimals)}${unitWord.length <= 3 ? THIN_SPACE : ' '}${unitWord}`;
	}
	return percent(value, decimals);
}

/** "0.77 grades (0.71 to 0.82)". */
export function amountWithInterval(
	estimate: Estimate,
	unit: Unit,
	measure: Measure,
	decimals: number
): string {
	const range = interval(estimate.low, estimate.high, decimals);
	return `${amount(estimate.value, unit, measure, decimals)}${range ? ` ${range}` : ''}`;
}

/** "Grades better than baseline". */
export function axisLabel(unit: Unit, measure: Measure): string {
	if (unit === 'percent') return 'Per cent better than baseline';
	if (unit === 'responders') return 'Per cent of courses improved enough';
	const { many } = measure.unit;
	// Symbols such as mm keep their small letter.
	return `${many.length <= 3 ? many : sentenceCase(many)} better than baseline`;
}

/** The scale's own direction: "Lower is better; drawn so that up is better." */
export const directionOf = (measure: Measure) =>
	measure.better === 'lower'
		? `${measure.shortName}: lower scores are better, drawn upwards`
		: `${measure.shortName}: higher scores are better`;

/** What a course did: "improved by 0.77 grades (…)"; a negative mean got worse. */
export function changed(
	estimate: Estimate,
	unit: Unit,
	measure: Measure,
	decimals: number
): string {
	if (unit === 'responders') {
		return `improved enough in ${amountWithInterval(estimate, unit, measure, decimals)}`;
	}
	if (estimate.value >= 0) {
		return `improved by ${amountWithInterval(estimate, unit, measure, decimals)}`;
	}
	const flipped = {
		value: -estimate.value,
		low: estimate.high === null ? null : -estimate.high,
		high: estimate.low === null ? null : -estimate.low
	};
	return `got worse by ${amountWithInterval(flipped, unit, measure, decimals)}`;
}

/** "improved by 0.41 to 0.62 grades, depending on those not seen"; of a share the same. */
export function changedBetween(
	{ low, high }: { low: number; high: number },
	unit: Unit,
	measure: Measure,
	decimals: number
): string {
	const range = amountBetween({ low, high }, unit, measure, decimals);
	const verb =
		unit === 'responders' ? 'improved enough in' : high < 0 ? 'got worse by' : 'improved by';
	return `${verb} ${range}, depending on those not seen`;
}

/** "0.41 to 0.62 grades", the smaller amount first; where it got worse without its minus. */
export function amountBetween(
	{ low, high }: { low: number; high: number },
	unit: Unit,
	measure: Measure,
	decimals: number
): string {
	const [less = 0, more = 0] = [Math.abs(low), Math.abs(high)].toSorted((a, b) => a - b);
	return `${decimal(less, decimals)} to ${amount(more, unit, measure, decimals)}`;
}

/** "33 seen of 51 due", and how many were scored where that differs. */
export function followUp(scored: number | null, seen: number | null, due: number | null): string {
	if (scored === null || seen === null || due === null) return 'follow-up hidden: too few';
	if (due === 0) return `${counted(scored, 'course')} scored, no visit planned`;
	const base = `${count(seen)} seen of ${count(due)} due`;
	return scored === seen ? base : `${count(scored)} scored, ${base}`;
}

export type Clause = { subject: string; predicate: string; verdict: Verdict | null };

/**
 * "By week 26 wrinkles improved by 0.77 grades and pigmentation by 2.3 points: **clear**. Pores …"
 * Clauses of one verdict share a sentence; the order of first appearance is kept.
 */
export function answerSentence(opening: string, clauses: readonly Clause[]): Phrase[] {
	const phrases: Phrase[] = [];
	const groups = Map.groupBy(clauses, (clause) => clause.verdict ?? '');
	let first = true;
	for (const [verdict, members] of groups) {
		const text = members
			.map(({ subject, predicate }, i) => {
				const sameVerb = i > 0 && predicate.startsWith('improved by ') && everyImproved(members);
				return `${subject} ${sameVerb ? predicate.replace('improved by ', 'by ') : predicate}`;
			})
			.reduce((all, clause, i) => joinClause(all, clause, i, members.length), '');
		const start = first ? `${opening} ${text}` : ` ${text.charAt(0).toUpperCase()}${text.slice(1)}`;
		phrases.push({ text: verdict ? `${start}: ` : `${start}.` });
		if (verdict) phrases.push({ text: verdict, strong: true }, { text: '.' });
		first = false;
	}
	return phrases;
}

const everyImproved = (clauses: readonly Clause[]) =>
	clauses.every((clause) => clause.predicate.startsWith('improved by '));

function joinClause(all: string, clause: string, i: number, length: number): string {
	if (i === 0) return clause;
	return i === length - 1 ? `${all} and ${clause}` : `${all}, ${clause}`;
}
