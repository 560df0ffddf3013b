/**
 * URL search parameters <-> Filters: the one parser for pages, downloads, the API and their manifests.
 * After it no value can be wrong. What it cannot take it names, so that nothing is dropped in silence.
 */
import {
	DIMENSIONS,
	DIMENSION_FACTS,
	MOST_DIMENSIONS,
	type Dimension,
	type Option
} from './dimensions.ts';
import { list } from './format.ts';
import { MEASURES } from './instruments/index.ts';
import { CONCERNS, type Concern } from './measure.ts';
import { notOneOf, problem, shorten, single, type Problem } from './refusals.ts';
import { VISIT_WEEKS } from './visit-windows.ts';

export type { Problem } from './refusals.ts';

export const UNITS = ['scale', 'percent', 'responders'] as const;
export type Unit = (typeof UNITS)[number];

export type Filters = {
	concern: Concern | null;
	/** Code of a measure; null is the primary measure of concern and area. */
	measure: string | null;
	where: Partial<Record<Dimension, string>>;
	by: Dimension | null;
	wk: number;
	unit: Unit;
	evidence: boolean;
	/** Beside all other clinics, which stay unnamed; grouped by clinic. */
	network: boolean;
};

/** Keys that are not dimensions of the records. */
const VIEW_KEYS = [
	'concern',
	'measure',
	'by',
	'wk',
	'unit',
	'evidence',
	'network',
	'data'
] as const;
type ViewKey = (typeof VIEW_KEYS)[number];

/** What one question takes: its keys, the groupings it can draw, what it assumes when nothing is said. */
export type Accepted = {
	view: readonly ViewKey[];
	where: readonly Dimension[];
	by: readonly Dimension[];
	defaultBy: Dimension | null;
	/** A dimension that parts the answer for one concern into panels, and so counts as used. */
	panels: Dimension | null;
	/** A dimension whose values are the answer itself (shares of sessions done), and so counts as used. */
	parts: Dimension | null;
};

/** The values that only the records know, as far as this viewer may know them. */
export type Known = {
	protocols: readonly Option[];
	practitioners: readonly Option[];
	clinics: readonly Option[];
	/** From the first recorded one to that of the last complete day, none left out. */
	quarters: readonly string[];
	dataVersion: number;
};

export const DEFAULT_WEEK = 26;

/** The values a dimension may take for this viewer, in their order. */
export function optionsOf(dimension: Dimension, known: Known): readonly Option[] {
	switch (dimension) {
		case 'protocol':
			return known.protocols;
		case 'practitioner':
			return known.practitioners;
		case 'clinic':
			return known.clinics;
		case 'quarter':
			return quarterOptions(known.quarters);
		default:
			return DIMENSION_FACTS[dimension].options;
	}
}

function quarterOptions(quarters: readonly string[]): Option[] {
	const years = [...new Set(quarters.map((quarter) => quarter.slice(0, 4)))];
	return [
		{ value: 'last-4', label: 'last four quarters' },
		...years.toReversed().map((year) => ({ value: year, label: year })),
		...quarters.toReversed().map((value) => ({ value, label: value.replace('-', ' ') }))
	];
}

/** The quarters a value of `quarter` stands for. */
export function quartersOf(value: string, quarters: readonly string[]): string[] {
	if (value === 'last-4') return quarters.slice(-4);
	if (/^\d{4}$/.test(value)) return quarters.filter((quarter) => quarter.startsWith(value));
	return [value];
}

/** How many dimensions an answer is parted by: filters, grouping and panels counted together. */
export function dimensionsUsed(filters: Filters, accepted: Accepted): Set<Dimension> {
	const used = new Set(Object.keys(filters.where) as Dimension[]); // keys of `where` are dimensions
	if (filters.by) used.add(filters.by);
	if (accepted.panels && filters.concern) used.add(accepted.panels);
	if (accepted.parts) used.add(accepted.parts);
	return used;
}

/** Reads the parameters. What is wrong is left out of the filters and named among the problems. */
export function parseFilters(
	params: URLSearchParams,
	accepted: Accepted,
	known: Known
): { filters: Filters; problems: Problem[] } {
	const { values, problems } = single(params);
	const filters: Filters = {
		concern: null,
		measure: null,
		where: {},
		by: accepted.defaultBy,
		wk: DEFAULT_WEEK,
		unit: 'scale',
		evidence: false,
		network: false
	};
	for (const [key, value] of values) {
		const message = isDimension(key)
			? readDimension(filters, key, value, accepted, known)
			: isViewKey(key) && accepted.view.includes(key)
				? readViewKey(filters, key, value, accepted, known)
				: noSuchKey(key, accepted);
		if (message) problems.push(problem(key, value, message));
	}
	problems.push(...fitTogether(filters, accepted, values.get('by')));
	return { filters, problems };
}

function readDimension(
	filters: Filters,
	key: Dimension,
	value: string,
	accepted: Accepted,
	known: Known
): string | null {
	if (!accepted.where.includes(key)) {
		return noSuchKey(key, accepted);
	}
	if (value === 'all') return null;
	const allowed = optionsOf(key, known).map((option) => option.value);
	if (!allowed.includes(value)) return notOneOf(value, allowed);
	filters.where[key] = value;
	return null;
}

function readViewKey(
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
		case 'network':
			if (value !== 'on' && value !== 'off') return notOneOf(value, ['on', 'off']);
			filters.network = value === 'on';
			return null;
		case 'data':
			return value === String(known.dataVersion)
				? null
				: `Data version ${shorten(value)} is not kept; the figures are from ${known.dataVersion}.`;
	}
}

/** What no single key can see: a measure of another concern, too many dimensions at once. */
function fitTogether(filters: Filters, accepted: Accepted, by: string | undefined): Problem[] {
	const problems: Problem[] = [];
	const measure = MEASURES.find((candidate) => candidate.code === filters.measure);
	if (measure && filters.concern && measure.concern !== filters.concern) {
		problems.push(
			problem('measure', measure.code, `${measure.name} does not score ${filters.concern}.`)
		);
		filters.measure = null;
	}
	if (filters.network) problems.push(...besideOthers(filters, by));
	const given = Object.entries(filters.where) as [Dimension, string][]; // keys of `where` are dimensions
	filters.where = {};
	for (const [key, value] of given) {
		const wider = { ...filters, where: { ...filters.where, [key]: value } };
		if (dimensionsUsed(wider, accepted).size <= MOST_DIMENSIONS) filters.where = wider.where;
		else problems.push(problem(key, value, oneTooMany(key, filters, accepted)));
	}
	return problems;
}

/** Other clinics have no names and no people; the figure is by clinic whatever else was asked. */
function besideOthers(filters: Filters, by: string | undefined): Problem[] {
	const problems: Problem[] = [];
	if (by !== undefined && by !== 'clinic') {
		problems.push(problem('by', by, 'Beside other clinics, figures are grouped by clinic.'));
	}
	for (const key of ['clinic', 'practitioner'] as const) {
		const value = filters.where[key];
		if (value === undefined) continue;
		problems.push(problem(key, value, `Beside other clinics there is no filter “${key}”.`));
		delete filters.where[key];
	}
	filters.by = 'clinic';
	return problems;
}

function oneTooMany(key: Dimension, filters: Filters, accepted: Accepted): string {
	const used = [...dimensionsUsed(filters, accepted)].map((name) =>
		filters.by === name && filters.where[name] === undefined
			? `${word(name)} (the grouping)`
			: word(name)
	);
	return `${DIMENSION_FACTS[key].label} would be one too many beside ${list(used)}: at most ${MOST_DIMENSIONS} of filters and groupings at once, so that no group gets too small. Take one of them away to use “${key}”.`;
}

/** The canonical query: keys sorted, defaults left out. parse(serialise(f)) gives f again. */
export function toQuery(filters: Filters, accepted: Accepted): string {
	const entries: [string, string][] = Object.entries(filters.where);
	if (filters.concern && accepted.view.includes('concern')) {
		entries.push(['concern', filters.concern]);
	}
	if (filters.measure) entries.push(['measure', filters.measure]);
	if (filters.network) entries.push(['network', 'on']);
	else if (filters.by !== accepted.defaultBy) entries.push(['by', filters.by ?? 'none']);
	if (filters.wk !== DEFAULT_WEEK && accepted.view.includes('wk')) {
		entries.push(['wk', String(filters.wk)]);
	}
	if (filters.unit !== 'scale') entries.push(['unit', filters.unit]);
	if (filters.evidence) entries.push(['evidence', 'on']);
	entries.sort(([a], [b]) => (a < b ? -1 : 1));
	return new URLSearchParams(entries).toString();
}

/** The filters with one dimension taken away: where a hidden group leads. */
export function without(filters: Filters, dimension: Dimension): Filters {
	const where = { ...filters.where };
	delete where[dimension];
	return { ...filters, where, by: filters.by === dimension ? null : filters.by };
}

/** Every key this question takes, for messages and the API's list. */
export const keysOf = (accepted: Accepted): string[] =>
	[...accepted.view, ...accepted.where].toSorted();

const isDimension = (key: string): key is Dimension =>
	(DIMENSIONS as readonly string[]).includes(key); // widened to ask
const isViewKey = (key: string): key is ViewKey => (VIEW_KEYS as readonly string[]).includes(key); // widened to ask

/** “depth[]” is “depth” to somebody used to lists; else the keys there are, with their words. */
function noSuchKey(key: string, accepted: Accepted): string {
	const keys = keysOf(accepted);
	const plain = key.replace(/\[.*$/, '');
	if (plain !== key && keys.includes(plain)) {
		return `There is no filter “${shorten(key)}” here: write ${plain}=…, one value a key.`;
	}
	const named = keys.map((name) => (isDimension(name) ? `${name} (${word(name)})` : name));
	return `There is no filter “${shorten(key)}” here. Filters: ${named.join(', ')}.`;
}

const word = (dimension: Dimension) => DIMENSION_FACTS[dimension].label.toLowerCase();
