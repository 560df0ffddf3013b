/** A published result that may not be drawn, in words and in the numbers as they were printed. */
import { decimal } from '../format.ts';
import { measureOf } from '../instruments/index.ts';
import { NOT_MEASURES } from '../crosswalk.ts';
import { hasAdjunct } from './comparability.ts';
import { improvementOf, isStandardError } from './improvement.ts';
import type { PublishedRow } from './row.ts';

const THIN = '\u2009';

/** "22 of 32 improved by the rule “any improvement” on GAIS by the patient 1–5 at week 26". */
export function resultPhrase(row: PublishedRow): string {
	return [statistic(row), withAdjunct(row), when(row)].filter((part) => part !== '').join(' ');
}

/** "n 32": those analysed, else of those allocated the ones who finished. */
export function sizeWords({ nAnalyzed, nArm, nCompleted }: PublishedRow): string {
	const people = [nArm, nCompleted].filter((count) => count !== null);
	const n = nAnalyzed ?? (people.length > 0 ? Math.min(...people) : null);
	return n === null ? 'n not stated' : `n ${n}`;
}

/** The instrument's short name, or the reported one where this product has no such measure. */
export function instrumentWords(row: PublishedRow): string {
	return row.instrument in NOT_MEASURES
		? row.instrumentAsReported
		: (measureOf(row.instrument)?.shortName ?? row.instrument);
}

function statistic(row: PublishedRow): string {
	const on = ` on ${instrumentWords(row)}`;
	const { percentImprovementReported: printed, changeCiLow: low, changeCiHigh: high } = row;
	switch (row.measureType) {
		case 'mean_change':
		case 'mean_score':
			return meanWords(row) + on;
		case 'mean_rating':
			return `mean rating ${plain(row.followupMean)}${on}`;
		case 'percent_improvement':
			return `${per(printed)} better${on}`;
		case 'percent_improvement_range':
			return `${plain(low)} to ${per(high)} better (${row.dispersionType})${on}`;
		case 'percent_improvement_vs_control':
			return `${per(printed)} better than the untreated side${on}`;
		case 'percent_change_instrument':
			return `${row.instrumentAsReported}: changed by ${per(printed)}${row.better === null ? ', better or worse not stated' : ''}`;
		case 'responder_proportion':
		case 'category_proportion':
			return `${shareWords(row)} ${answered(row)}${on}`;
		case 'responder_proportion_bound':
			return `more than ${per(row.responderPercent)} ${answered(row)}${on}`;
		case 'between_group_difference':
			return `${row.instrumentAsReported}: ${plain(row.changeMean)} (${plain(low)} to ${plain(high)})`;
		case 'odds_ratio':
			return `${row.instrumentAsReported}: ${plain(row.changeMean)} (${plain(low)} to ${plain(high)})`;
		case 'effect_size_bound':
			return `${row.instrumentAsReported} above ${plain(row.changeMean)}`;
		default:
			return `${row.instrumentAsReported}: p ${row.pValueReported ?? 'not stated'}, no size printed`;
	}
}

/** The means as printed, each with what the source puts behind it: an SD or a standard error. */
function meanWords(row: PublishedRow): string {
	const spread = isStandardError(row) ? 'SE' : 'SD';
	const { baselineMean, followupMean } = row;
	if (row.measureType === 'mean_score' && baselineMean !== null && followupMean !== null) {
		const mean = (value: number, sd: number | null) =>
			sd === null ? plain(value) : `${plain(value)} (${spread} ${plain(sd)})`;
		return `from ${mean(baselineMean, row.baselineSd)} to ${mean(followupMean, row.followupSd)}`;
	}
	const improvement = improvementOf(row);
	if (improvement === null) {
		return `${row.dispersionType === 'median' ? 'median change' : 'mean change'} ${plain(row.changeMean)}`;
	}
	const { value, low, high } = improvement;
	const printed = row.changeCiLow !== null && low !== null && high !== null;
	return `${plain(value)} better${printed ? ` (${plain(low)} to ${plain(high)})` : ''}`;
}

/**
 * "22 of 32", or "69 %" without a count. A count is worked out only where exactly one fits the printed
 * percentage; one that does not fit its count is printed as it is, and said so.
 */
function shareWords(row: PublishedRow): string {
	const printed = row.responderPercent;
	const people = row.responderDenominator ?? row.nAnalyzed ?? row.nCompleted;
	if (row.consistency === 'differs') {
		const count = row.responderN === null ? '' : `, ${row.responderN} people`;
		return `${per(printed)} as printed${count} (it fits no count of ${people ?? row.nArm})`;
	}
	if (row.responderN !== null && people !== null) return `${row.responderN} of ${people}`;
	const count = people === null || printed === null ? null : countFitting(printed, people);
	return count === null ? per(printed) : `${count} of ${people}`;
}

/** The only count whose percentage rounds to the printed one; null when none does. */
export function countFitting(printed: number, people: number): number | null {
	const decimals = (String(printed).split('.')[1] ?? '').length;
	const count = Math.round((printed / 100) * people);
	const unit = 10 ** decimals;
	const half = 0.5 / unit + 1e-9;
	return people > 0 && Math.abs((100 * count) / people - printed) <= half ? count : null;
}

/** The rule is kept with the figure: "at least one grade" and "more than one grade" are not the same. */
function answered({ responderDefinition: rule, measureType }: PublishedRow): string {
	if (rule === null) return 'improved';
	if (measureType === 'category_proportion' || !/improv|better|reduction/.test(rule)) return `“${rule}”`; // prettier-ignore
	return /^(overall )?improve(d|ment)$/.test(rule) ? 'improved' : `improved by the rule “${rule}”`;
}

const withAdjunct = (row: PublishedRow) => (hasAdjunct(row) ? `with ${row.adjunct}` : '');

function when(row: PublishedRow): string {
	if (row.weeksFromFirstSession !== null) return `at week ${row.weeksFromFirstSession}`;
	return row.timePointReported === null ? '(time not stated)' : `(${row.timePointReported})`;
}

const plain = (value: number | null) =>
	value === null ? '–' : decimal(value, (String(value).split('.')[1] ?? '').length);
const per = (value: number | null) => `${plain(value)}${THIN}%`;
