/** The keys of an address that are no filters of the records: what is asked for, and how it is shown. */
import type { Accepted, Filters, Known } from './filters.ts';
import { MEASURES } from './instruments/index.ts';
import { CONCERNS } from './measure.ts';
import { notOneOf, shorten } from './refusals.ts';
import { SIDE_EFFECTS } from './side-effects.ts';
import { VISIT_WEEKS } from './visit-windows.ts';

export const UNITS = ['scale', 'percent', 'responders'] as const;
export type Unit = (typeof UNITS)[number];

/** What is assumed of courses not seen: nothing, that they stayed at baseline, that they did as the seen. */
export const MISSING = ['seen', 'low', 'high'] as const;
export type Missing = (typeof MISSING)[number];

/** Weeks are counted since the first session, or since the last one done. */
export const CLOCKS = ['first', 'last'] as const;
export type Clock = (typeof CLOCKS)[number];

/** Side effects are counted over sessions, or over courses. */
const PER = ['session', 'course'] as const;
export type Per = (typeof PER)[number];

/** How bad a side effect must have been to count. */
export const LEAST = ['any', 'moderate', 'severe'] as const;
export type Least = (typeof LEAST)[number];

export const DEFAULT_WEEK = 26;

/** Keys that are not dimensions of the records. */
const VIEW_KEYS = [
	'concern',
	'measure',
	'by',
	'wk',
	'unit',
	'evidence',
	'model',
	'network',
	'miss',
	'clock',
	'term',
	'per',
	'least',
	'data',
	'cohort'
] as const;
export type ViewKey = (typeof VIEW_KEYS)[number];

export const isViewKey = (key: string): key is ViewKey =>
	(VIEW_KEYS as readonly string[]).includes(key); // widened to ask

/** Puts the value into the filters. Gives what is wrong with it, or null. */
export function readViewKey(
	filters: Filters,
	key: ViewKey,
	value: string,
	accepted: Accepted,
	known: Known
): string | null {
	switch (key) {
		case 'concern': {
			const concern = CONCERNS.find((name) => name === value);
			if (!concern) return notOneOf(value, CONCERNS);
			filters.concern = concern;
			return null;
		}
		case 'measure':
			if (!MEASURES.some((measure) => measure.code === value)) {
				return `“${shorten(value)}” is not a measure. Measures are listed at the measure chooser.`;
			}
			filters.measure = value;
			return null;
		case 'by': {
			if (value === 'none') {
				filters.by = null;
				return null;
			}
			const by = accepted.by.find((name) => name === value);
			if (!by) return notOneOf(value, ['none', ...accepted.by]);
			filters.by = by;
			return null;
		}
		case 'wk':
			if (!VISIT_WEEKS.map(String).includes(value)) return notOneOf(value, VISIT_WEEKS.map(String));
			filters.wk = Number(value);
			return null;
		case 'unit': {
			const unit = UNITS.find((name) => name === value);
			if (!unit) return notOneOf(value, UNITS);
			filters.unit = unit;
			return null;
		}
		case 'evidence':
			if (value !== 'on' && value !== 'off') return notOneOf(value, ['on', 'off']);
			filters.evidence = value === 'on';
			return null;
		case 'model':
			if (value !== 'on' && value !== 'off') return notOneOf(value, ['on', 'off']);
			filters.model = value === 'on';
			return null;
		case 'network':
			if (value !== 'on' && value !== 'off') return notOneOf(value, ['on', 'off']);
			filters.network = value === 'on';
			return null;
		case 'miss': {
			const miss = MISSING.find((name) => name === value);
			if (!miss) return notOneOf(value, MISSING);
			filters.miss = miss;
			return null;
		}
		case 'clock': {
			const clock = CLOCKS.find((name) => name === value);
			if (!clock) return notOneOf(value, CLOCKS);
			filters.clock = clock;
			return null;
		}
		case 'per': {
			const per = PER.find((name) => name === value);
			if (!per) return notOneOf(value, PER);
			filters.per = per;
			return null;
		}
		case 'least': {
			const least = LEAST.find((name) => name === value);
			if (!least) return notOneOf(value, LEAST);
			filters.least = least;
			return null;
		}
		case 'term':
			if (!SIDE_EFFECTS.some(({ term }) => term === value)) {
				return notOneOf(
					value,
					SIDE_EFFECTS.map(({ term }) => term)
				);
			}
			filters.term = value;
			return null;
		case 'data':
			return value === String(known.dataVersion)
				? null
				: `Data version ${shorten(value)} is not kept; the figures are from ${known.dataVersion}.`;
		case 'cohort':
			// Who asks was given this cohort and no other before anything was read.
			filters.cohort = known.released?.cohort ?? null;
			return null;
	}
}

/** How figures are shown, where that differs from what goes without saying. */
export function viewEntries(filters: Filters, nothing: Filters): [string, string][] {
	const words = (['unit', 'miss', 'clock', 'per', 'least'] as const).flatMap(
		(key): [string, string][] => (filters[key] === nothing[key] ? [] : [[key, filters[key]]])
	);
	const switches = (['evidence', 'model'] as const).flatMap((key): [string, string][] =>
		filters[key] ? [[key, 'on']] : []
	);
	const cohort: [string, string][] = filters.cohort ? [['cohort', filters.cohort]] : [];
	return [...words, ...switches, ...cohort];
}
