/** What a director writes in a form, as a choice; or what is wrong with it, in words for the field. */
import { AREA_ROOTS, areaLabel } from './areas.ts';
import { canLead, pointsWords, type ClinicChoice } from './clinic-choices.ts';
import { CONCERN_WORDS } from './concerns.ts';
import { list } from './format.ts';
import { MEASURES } from './instruments/index.ts';
import { CONCERNS, type Measure } from './measure.ts';
import { shorten } from './refusals.ts';
import { scheduleBits, VISIT_WEEKS } from './visit-windows.ts';

export type Read = { choice: ClinicChoice } | { problem: string };

/** Measures on which improvement since a baseline is counted: those a clinic may have a rule for. */
export const RULED_MEASURES: readonly Measure[] = MEASURES.filter(
	(measure) => measure.hasBaseline && measure.scale !== 'binary'
);

/** Whether a share of the baseline means anything on this measure. */
export const takesPercent = ({ percentChangeOk, responder }: Measure) =>
	percentChangeOk || responder?.kind === 'percent_of_baseline';

export function readResponder(measure: Measure, kind: string, text: string): Read {
	if (kind === 'percent_of_baseline') {
		if (!takesPercent(measure)) {
			return {
				problem: `${measure.shortName} has no true zero or no equal steps: give the improvement in ${measure.unit.many}.`
			};
		}
		const atLeast = numberIn(text);
		return atLeast === null || atLeast < 1 || atLeast > 100
			? { problem: 'Write a number of per cent from 1 to 100, such as 30.' }
			: { choice: { kind: 'responder', measure: measure.code, rule: { kind, atLeast } } };
	}
	if (kind !== 'points') return { problem: 'Choose points of the scale or per cent of baseline.' };
	const { value, problem } = onScale(measure, text);
	return value === null
		? { problem }
		: { choice: { kind: 'responder', measure: measure.code, rule: { kind, atLeast: value } } };
}

export function readWorthwhile(measure: Measure, text: string): Read {
	const { value, problem } = onScale(measure, text);
	return value === null
		? { problem }
		: { choice: { kind: 'worthwhile', measure: measure.code, atLeast: value } };
}

export function readPrimary(concern: string, area: string, code: string): Read {
	const forConcern = CONCERNS.find((name) => name === concern);
	const on = AREA_ROOTS.find((root) => root === area);
	const measure = MEASURES.find((one) => one.code === code);
	if (!forConcern) return { problem: 'Choose a concern from the list.' };
	if (!on) return { problem: 'Choose an area from the list.' };
	if (!measure) return { problem: 'Choose a measure from the list.' };
	const { noun } = CONCERN_WORDS[forConcern];
	if (measure.concern !== forConcern) {
		return { problem: `${measure.shortName} does not score ${noun}: choose a measure that does.` };
	}
	if (!measure.hasBaseline) {
		return {
			problem: `${measure.shortName} is a rating of change, without a baseline: it cannot lead.`
		};
	}
	return canLead(measure, forConcern, on)
		? { choice: { kind: 'primary', concern: forConcern, area: on, measure: measure.code } }
		: {
				problem: `${measure.shortName} is not made for the ${areaLabel(on).toLowerCase()}: choose another measure or area.`
			};
}

/** Weeks of the visit windows, each at most once. */
export function readVisits(given: readonly string[]): Read {
	const weeks = VISIT_WEEKS.filter((week) => given.includes(String(week)));
	const unknown = given.filter((text) => !VISIT_WEEKS.map(String).includes(text));
	if (unknown.length > 0) {
		return {
			problem: `“${shorten(unknown[0] ?? '')}” is no visit week: choose among ${list(VISIT_WEEKS.map(String))}.`
		};
	}
	return weeks.length === 0
		? { problem: 'Choose at least one visit: without one nobody is ever due.' }
		: { choice: { kind: 'visits', weeks } };
}

/** Which of the visit weeks a schedule plans: its weeks may lie beside the windows' targets. */
export function plannedWeeks(weeks: readonly number[]): number[] {
	const bits = scheduleBits(weeks);
	return VISIT_WEEKS.filter((_, i) => (bits >> i) & 1);
}

/** A number of scale units, not more than the scale is wide. */
function onScale(
	measure: Measure,
	text: string
): { value: number; problem: '' } | { value: null; problem: string } {
	const { min, max } = measure;
	const most = min === null || max === null ? null : max - min;
	const value = numberIn(text);
	if (value !== null && value > 0 && (most === null || value <= most)) {
		return { value, problem: '' };
	}
	return {
		value: null,
		problem:
			most === null
				? `Write a number of ${measure.unit.many} above 0, with a point and at most two decimals.`
				: `Write a number above 0, not more than ${pointsWords(most, measure)}, as wide as ${measure.shortName} is; with a point and at most two decimals.`
	};
}

/** Null for anything but digits with at most two decimals: "1,5" is no number here. */
const numberIn = (text: string): number | null =>
	/^\d{1,6}(\.\d{1,2})?$/.test(text) ? Number(text) : null;
